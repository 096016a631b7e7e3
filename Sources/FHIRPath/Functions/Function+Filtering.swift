extension Function {
    /// https://hl7.org/fhirpath/N1/#filtering-and-projection
    static let filtering: [String: Function] = [
        "where": Function(arity: 1...1, takes: .expression, gives: .input) { call in
            let code = call.arguments[0].code
            return { run, focus in
                let mark = run.top
                for position in 0..<focus.items.count {
                    if try holds(code, &run, focus.on(position), call) == true { run.push(run[focus.items.start &+ position]) }
                }
                return Stretch(mark, run.top)
            }
        },
        "select": Function(arity: 1...1, takes: .expression, gives: .argument) { call in
            let code = call.arguments[0].code
            return { run, focus in
                let mark = run.top
                for position in 0..<focus.items.count {
                    try run.step(1, call.offset)
                    let end = run.top
                    var own = focus.on(position)
                    run.lay(try code(&run, &own), at: end)
                }
                return Stretch(mark, run.top)
            }
        },
        "repeat": Function(arity: 1...1, takes: .loop) { call in
            let code = call.arguments[0].code
            return { run, focus in try repeated(code, &run, focus, call, keepsRepetitions: false) }
        },
        "repeatAll": Function(arity: 1...1, takes: .loop) { call in
            let code = call.arguments[0].code
            return { run, focus in try repeated(code, &run, focus, call, keepsRepetitions: true) }
        },
        "aggregate": Function(arity: 1...2, takes: .loop) { call in
            let code = call.arguments[0].code
            let start = call.arguments.count > 1 ? call.arguments[1] : nil
            return { run, focus in
                let mark = run.mark
                var total = Stretch.empty
                if let start {
                    var outside = focus.outside
                    total = run.lay(try start.code(&run, &outside), at: mark.top)
                }
                for position in 0..<focus.items.count {
                    try run.step(1, call.offset)
                    var own = focus.on(position)
                    own.total = total
                    total = run.lay(try code(&run, &own), at: mark.top)
                    if run.holdsMuch(since: mark) {
                        // Only the last total is wanted, not the texts that it was made of.
                        let items = run.items(total)
                        run.fall(to: mark)
                        total = run.push(items)
                    }
                }
                return total
            }
        },
        "iif": Function(arity: 2...3, takes: .expression) { call in
            let (criterion, yes) = (call.arguments[0].code, call.arguments[1].code)
            let no = call.arguments.count > 2 ? call.arguments[2] : nil
            return { run, focus in
                let mark = run.top
                _ = try run.single(focus.items, call.what, call.offset)
                var inside = focus
                if !focus.items.isEmpty { inside.context = focus.items }
                var own = inside
                own.context = focus.items
                let answer = try criterion(&run, &own)
                var holds = false
                if !answer.isEmpty {
                    guard answer.count == 1, case .boolean(let value) = run.system(run[answer.start]) else {
                        throw Fault(.execution, "\(call.what) takes one boolean as its condition.", call.offset)
                    }
                    holds = value
                }
                run.fall(to: mark)
                if holds { return try yes(&run, &inside) }
                return try no?.code(&run, &inside) ?? .empty
            }
        },
        "sort": Function(arity: 0...(.max), takes: .sortKeys, gives: .input) { call in
            { run, focus in try sorted(&run, focus, call) }
        },
        "coalesce": Function(arity: 1...(.max)) { call in
            { run, focus in
                let mark = run.top
                for argument in call.arguments {
                    var outside = focus.outside
                    let items = try argument.code(&run, &outside)
                    if !items.isEmpty { return items }
                    run.fall(to: mark)
                }
                return .empty
            }
        },
    ]

    /// Gives what the expression gives, and what it gives on that, until nothing new comes.
    ///
    /// The answers lie on the stack one after the other, which makes them the queue of what is still to be asked too.
    private static func repeated(_ code: Code, _ run: inout Run, _ focus: Focus, _ call: Call, keepsRepetitions: Bool) throws -> Stretch {
        let mark = run.top
        var many: DistinctItems?
        var position: Int32 = 0
        while true {
            let isInput = position < focus.items.count
            let at = isInput ? focus.items.lower + Int(position) : mark + Int(position - focus.items.count)
            guard isInput || at < run.top else { return Stretch(mark, run.top) }
            position += 1
            try run.step(1, call.offset)
            var own = focus
            own.items = Stretch(at, at + 1)
            own.context = own.items
            own.index = 0
            var end = run.top
            let found = try code(&run, &own)
            for one in found.lower..<found.upper {
                let value = run[one]
                if keepsRepetitions {
                    try run.step(1, call.offset)
                } else if many != nil {
                    guard many?.insert(run.item(value)) == true else { continue }
                } else {
                    if run.isLikeAny(value, mark, end) { continue }
                    // Few are compared with each other, many are looked up.
                    if end - mark == 16 { many = DistinctItems(run.items(Stretch(mark, end)) + [run.item(value)]) }
                }
                if end == run.top { run.push(value) } else { run.put(value, at: end) }
                end += 1
            }
            run.fall(to: end)
        }
    }

    /// Sorted by keys in the order they are named; empty keys come first, up or down. Items that are alike keep their order.
    private static func sorted(_ run: inout Run, _ focus: Focus, _ call: Call) throws -> Stretch {
        var rows: [[Item?]] = []
        for position in 0..<focus.items.count {
            try run.step(1, call.offset)
            let mark = run.mark
            var keys: [Item?] = []
            for key in call.arguments {
                var own = focus.on(position)
                keys.append(try run.single(key.code(&run, &own), call.what, call.offset).map { run.item($0) })
            }
            rows.append(call.arguments.isEmpty ? [run.item(run[focus.items.start + position])] : keys)
            run.fall(to: mark)
        }
        var failure: (any Error)?
        let order = rows.indices.sorted { one, other in
            do {
                for place in rows[one].indices {
                    let isDown = place < call.descending.count && call.descending[place]
                    switch (rows[one][place], rows[other][place]) {
                    case (nil, nil): continue
                    case (nil, _): return true
                    case (_, nil): return false
                    case (let one?, let other?):
                        let order = try Operations.order(one, other, call.what, call.offset) ?? 0
                        if order != 0 { return isDown ? order > 0 : order < 0 }
                    }
                }
            } catch { failure = failure ?? error }
            return one < other
        }
        if let failure { throw failure }
        let mark = run.top
        for row in order { run.push(run[focus.items.lower + row]) }
        return Stretch(mark, run.top)
    }
}
