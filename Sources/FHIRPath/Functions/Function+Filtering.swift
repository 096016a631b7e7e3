extension Function {
    /// https://hl7.org/fhirpath/N1/#filtering-and-projection
    static let filtering: [String: Function] = [
        "where": Function(arity: 1...1, takes: .expression, gives: .input) { call in
            let code = call.arguments[0]
            return { focus in
                var kept: [Item] = []
                for (index, item) in focus.items.enumerated() {
                    if try holds(code, focus, item, index, call) == true { kept.append(item) }
                }
                return kept
            }
        },
        "select": Function(arity: 1...1, takes: .expression, gives: .argument) { call in
            let code = call.arguments[0]
            return { focus in
                var found: [Item] = []
                for (index, item) in focus.items.enumerated() {
                    try focus.run.step(1, call.offset)
                    var own = focus.on(item, index)
                    found += try code(&own)
                }
                return found
            }
        },
        "repeat": Function(arity: 1...1, takes: .loop) { call in
            let code = call.arguments[0]
            return { focus in try repeated(code, focus, call, keepsRepetitions: false) }
        },
        "repeatAll": Function(arity: 1...1, takes: .loop) { call in
            let code = call.arguments[0]
            return { focus in try repeated(code, focus, call, keepsRepetitions: true) }
        },
        "aggregate": Function(arity: 1...2, takes: .loop) { call in
            let code = call.arguments[0]
            let start = call.arguments.count > 1 ? call.arguments[1] : nil
            return { focus in
                var outside = focus.outside
                var total = try start.map { try $0(&outside) } ?? []
                for (index, item) in focus.items.enumerated() {
                    try focus.run.step(1, call.offset)
                    var own = focus.on(item, index)
                    own.total = total
                    total = try code(&own)
                }
                return total
            }
        },
        "iif": Function(arity: 2...3, takes: .expression) { call in
            { focus in
                let item = try focus.items.single(call.what, call.offset)
                var own = item.map { focus.on($0, focus.index) } ?? focus
                if item == nil { own.context = [] }
                let criterion = try call.arguments[0](&own)
                guard criterion.count <= 1, criterion.first.map({ $0.asBoolean != nil }) ?? true else {
                    throw Fault(.execution, "\(call.what) takes one boolean as its condition.", call.offset)
                }
                own = item.map { focus.on($0, focus.index) } ?? focus
                if criterion.first?.asBoolean == true { return try call.arguments[1](&own) }
                return call.arguments.count > 2 ? try call.arguments[2](&own) : []
            }
        },
        "sort": Function(arity: 0...(.max), takes: .sortKeys, gives: .input) { call in
            { focus in try sorted(focus, call) }
        },
        "coalesce": Function(arity: 1...(.max)) { call in
            { focus in
                for code in call.arguments {
                    var outside = focus.outside
                    let items = try code(&outside)
                    if !items.isEmpty { return items }
                }
                return []
            }
        },
    ]

    /// Gives what the expression gives, and what it gives on that, until nothing new comes.
    private static func repeated(_ code: Code, _ focus: Focus, _ call: Call, keepsRepetitions: Bool) throws -> [Item] {
        var distinct = DistinctItems()
        var all: [Item] = []
        var waiting = focus.items[...]
        while let item = waiting.popFirst() {
            try focus.run.step(1, call.offset)
            var own = focus.on(item, 0)
            for found in try code(&own) {
                if keepsRepetitions {
                    try focus.run.step(1, call.offset)
                    all.append(found)
                    waiting.append(found)
                } else if distinct.insert(found) {
                    waiting.append(found)
                }
            }
        }
        return keepsRepetitions ? all : distinct.items
    }

    /// Sorted by keys in the order they are named; empty keys come first, up or down. Items that are alike keep their order.
    private static func sorted(_ focus: Focus, _ call: Call) throws -> [Item] {
        var rows: [(item: Item, keys: [Item?])] = []
        for (index, item) in focus.items.enumerated() {
            try focus.run.step(1, call.offset)
            var keys: [Item?] = []
            for code in call.arguments {
                var own = focus.on(item, index)
                keys.append(try code(&own).single(call.what, call.offset))
            }
            rows.append((item, call.arguments.isEmpty ? [item] : keys))
        }
        var failure: (any Error)?
        let order = rows.indices.sorted { one, other in
            do {
                for place in rows[one].keys.indices {
                    let isDown = place < call.descending.count && call.descending[place]
                    switch (rows[one].keys[place], rows[other].keys[place]) {
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
        return order.map { rows[$0].item }
    }
}
