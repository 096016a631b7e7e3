extension Function {
    /// https://hl7.org/fhirpath/N1/#math
    static let mathematics: [String: Function] = [
        "abs": plain(0...0) { input, _, call, _ in
            guard let item = try input.single(call.what, call.offset)?.system else { return [] }
            switch item {
            case .integer(let value): return value == .min ? [] : [.integer(abs(value))]
            case .quantity(let value): return [.quantity(value.value.isNegative ? value.negated : value)]
            default: return try number(input, call) { $0.absolute }
            }
        },
        "ceiling": plain(0...0) { input, _, call, _ in try whole(input, call) { $0.ceiling } },
        "floor": plain(0...0) { input, _, call, _ in try whole(input, call) { $0.floor } },
        "truncate": plain(0...0) { input, _, call, _ in try whole(input, call) { $0.truncated } },
        "exp": plain(0...0) { input, _, call, _ in try number(input, call) { $0.exponential } },
        "ln": plain(0...0) { input, _, call, _ in try number(input, call) { $0.naturalLogarithm } },
        "sqrt": plain(0...0) { input, _, call, _ in try number(input, call) { $0.squareRoot } },
        "log": plain(1...1) { input, arguments, call, _ in
            guard let base = try arguments[0].number(call.what, call.offset) else { return [] }
            return try number(input, call) { $0.logarithm(base: base) }
        },
        "power": plain(1...1) { input, arguments, call, _ in
            guard let exponent = try arguments[0].number(call.what, call.offset) else { return [] }
            if case .integer? = input.first?.system, case .integer? = arguments[0].first?.system, !exponent.isNegative {
                return try input.number(call.what, call.offset)?.power(exponent)?.int64.map { [.integer($0)] } ?? []
            }
            return try number(input, call) { $0.power(exponent) }
        },
        "round": plain(0...1) { input, arguments, call, _ in
            let digits = try arguments.first?.whole(call.what, call.offset) ?? 0
            guard digits >= 0 else { throw Fault(.execution, "\(call.what) takes a number of digits, 0 or more.", call.offset) }
            return try number(input, call) { $0.rounded(to: digits) }
        },
    ]

    private static func number(_ input: [Item], _ call: Call, _ body: (DecimalNumber) -> DecimalNumber?) throws -> [Item] {
        guard let value = try input.number(call.what, call.offset) else { return [] }
        return body(value).map { [.decimal($0)] } ?? []
    }

    private static func whole(_ input: [Item], _ call: Call, _ body: (DecimalNumber) -> Int64?) throws -> [Item] {
        guard let value = try input.number(call.what, call.offset) else { return [] }
        return body(value).map { [.integer($0)] } ?? []
    }
}
