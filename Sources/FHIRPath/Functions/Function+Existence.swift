extension Function {
    /// https://hl7.org/fhirpath/N1/#existence
    static let existence: [String: Function] = [
        "empty": plain(0...0) { input, _, _, _ in [.boolean(input.isEmpty)] },
        "exists": Function(arity: 0...1, takes: .expression) { call in
            guard let code = call.arguments.first else { return { [.boolean(!$0.items.isEmpty)] } }
            return { focus in
                for (index, item) in focus.items.enumerated() {
                    if try Self.holds(code, focus, item, index, call) == true { return [.boolean(true)] }
                }
                return [.boolean(false)]
            }
        },
        "all": Function(arity: 1...1, takes: .expression) { call in
            let code = call.arguments[0]
            return { focus in
                for (index, item) in focus.items.enumerated() {
                    if try Self.holds(code, focus, item, index, call) != true { return [.boolean(false)] }
                }
                return [.boolean(true)]
            }
        },
        "allTrue": plain(0...0) { input, _, call, _ in [.boolean(try booleans(input, call).allSatisfy { $0 })] },
        "anyTrue": plain(0...0) { input, _, call, _ in [.boolean(try booleans(input, call).contains(true))] },
        "allFalse": plain(0...0) { input, _, call, _ in [.boolean(try booleans(input, call).allSatisfy { !$0 })] },
        "anyFalse": plain(0...0) { input, _, call, _ in [.boolean(try booleans(input, call).contains(false))] },
        "subsetOf": plain(1...1) { input, arguments, _, _ in [.boolean(isSubset(input, of: arguments[0]))] },
        "supersetOf": plain(1...1) { input, arguments, _, _ in [.boolean(isSubset(arguments[0], of: input))] },
        "count": plain(0...0) { input, _, _, _ in [.integer(Int64(input.count))] },
        "distinct": plain(0...0, gives: .input) { input, _, _, _ in DistinctItems(input).items },
        "isDistinct": plain(0...0) { input, _, _, _ in [.boolean(DistinctItems(input).items.count == input.count)] },
        "not": plain(0...0) { input, _, call, _ in [Item](try input.condition(call.what, call.offset).map { !$0 }) },
        "hasValue": plain(0...0) { input, _, _, _ in [.boolean(input.count == 1 && hasValue(input[0]))] },
        "getValue": plain(0...0) { input, _, _, _ in input.count == 1 && hasValue(input[0]) ? [input[0].system] : [] },
    ]

    /// Whether an expression holds on an item; nil when it gives nothing.
    static func holds(_ code: Code, _ focus: Focus, _ item: Item, _ index: Int, _ call: Call) throws -> Bool? {
        try focus.run.step(1, call.offset)
        var own = focus.on(item, index)
        return try code(&own).condition(call.what, call.offset)
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

    private static func hasValue(_ item: Item) -> Bool {
        guard case .node(let node) = item else { return true }
        return node.isPrimitive && node.element != nil
    }
}
