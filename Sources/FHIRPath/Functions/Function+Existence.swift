extension Function {
    /// https://hl7.org/fhirpath/N1/#existence
    static let existence: [String: Function] = [
        "empty": direct { run, input, _ in run.give(.boolean(input.isEmpty), at: run.top) },
        "exists": Function(arity: 0...1, takes: .expression) { call in
            guard let code = call.arguments.first?.code else {
                return { run, focus in run.give(.boolean(!focus.items.isEmpty), at: run.top) }
            }
            return { run, focus in
                for position in 0..<focus.items.count {
                    if try Self.holds(code, &run, focus.on(position), call) == true { return run.give(.boolean(true), at: run.top) }
                }
                return run.give(.boolean(false), at: run.top)
            }
        },
        "all": Function(arity: 1...1, takes: .expression) { call in
            let code = call.arguments[0].code
            return { run, focus in
                for position in 0..<focus.items.count {
                    if try Self.holds(code, &run, focus.on(position), call) != true { return run.give(.boolean(false), at: run.top) }
                }
                return run.give(.boolean(true), at: run.top)
            }
        },
        "allTrue": plain(0...0) { input, _, call, _ in [.boolean(try booleans(input, call).allSatisfy { $0 })] },
        "anyTrue": plain(0...0) { input, _, call, _ in [.boolean(try booleans(input, call).contains(true))] },
        "allFalse": plain(0...0) { input, _, call, _ in [.boolean(try booleans(input, call).allSatisfy { !$0 })] },
        "anyFalse": plain(0...0) { input, _, call, _ in [.boolean(try booleans(input, call).contains(false))] },
        "subsetOf": plain(1...1) { input, arguments, _, _ in [.boolean(isSubset(input, of: arguments[0]))] },
        "supersetOf": plain(1...1) { input, arguments, _, _ in [.boolean(isSubset(arguments[0], of: input))] },
        "count": direct { run, input, _ in run.give(.integer(Int64(input.count)), at: run.top) },
        "distinct": direct(gives: .input) { run, input, _ in
            let mark = run.top
            run.copy(input)
            return run.distinct(from: mark)
        },
        "isDistinct": direct { run, input, _ in
            let mark = run.top
            run.copy(input)
            return run.give(.boolean(run.distinct(from: mark).count == input.count), at: mark)
        },
        "not": direct { run, input, call in run.give(try run.condition(input, call.what, call.offset).map { !$0 }, at: run.top) },
        "hasValue": direct { run, input, _ in run.give(.boolean(input.count == 1 && run.hasValue(run[input.start])), at: run.top) },
        "getValue": direct { run, input, _ in
            input.count == 1 && run.hasValue(run[input.start]) ? run.give(run.system(run[input.start]), at: run.top) : .empty
        },
    ]

    /// Whether an expression holds where an item is in focus; nil when it gives nothing.
    @inline(__always) static func holds(_ code: Code, _ run: inout Run, _ focus: Focus, _ call: Call) throws -> Bool? {
        try run.step(1, call.offset)
        let mark = run.mark
        var own = focus
        let answer = try run.condition(code(&run, &own), call.what, call.offset)
        run.fall(to: mark)
        return answer
    }

    private static func booleans(_ items: [Item], _ call: Call) throws -> [Bool] {
        try items.map { item in
            guard let value = item.asBoolean else {
                throw Fault(.execution, "\(call.what) takes booleans, and here is \(item.kindName).", call.offset)
            }
            return value
        }
    }

    private static func isSubset(_ some: [Item], of all: [Item]) -> Bool {
        let all = DistinctItems(all)
        return some.allSatisfy { all.contains($0) }
    }
}

extension Run {
    fileprivate func hasValue(_ value: Value) -> Bool {
        guard case .node(let spot) = value else { return true }
        return spot.index >= 0 && isPrimitive(spot)
    }
}
