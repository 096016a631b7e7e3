extension Function {
    /// https://hl7.org/fhirpath/N1/#conversion
    static let conversion: [String: Function] = {
        var all: [String: Function] = [:]
        let targets: [(String, @Sendable (Item) -> Item?)] = [
            ("Boolean", boolean), ("Integer", integer), ("Long", integer), ("Decimal", decimal), ("String", string), ("Date", date),
            ("DateTime", dateTime), ("Time", time),
        ]
        for (name, convert) in targets {
            all["to" + name] = plain(0...0) { input, _, call, _ in
                try input.single(call.what, call.offset).flatMap { convert($0.system) }.map { [$0] } ?? []
            }
            all["convertsTo" + name] = plain(0...0) { input, _, call, _ in
                try input.single(call.what, call.offset).map { [.boolean(convert($0.system) != nil)] } ?? []
            }
        }
        all["toQuantity"] = plain(0...1) { input, arguments, call, _ in
            try quantity(input, arguments, call).map { [.quantity($0)] } ?? []
        }
        all["convertsToQuantity"] = plain(0...1) { input, arguments, call, _ in
            input.isEmpty ? [] : [.boolean(try quantity(input, arguments, call) != nil)]
        }
        return all
    }()

    @Sendable private static func boolean(_ item: Item) -> Item? {
        switch item {
        case .boolean: return item
        case .integer(let value): return value == 1 ? .boolean(true) : value == 0 ? .boolean(false) : nil
        case .decimal(let value):
            return value == DecimalNumber(1) ? .boolean(true) : value == DecimalNumber(0) ? .boolean(false) : nil
        case .string(let text):
            switch text.lowercased() {
            case "true", "t", "yes", "y", "1", "1.0": return .boolean(true)
            case "false", "f", "no", "n", "0", "0.0": return .boolean(false)
            default: return nil
            }
        case .node, .temporal, .quantity: return nil
        }
    }

    @Sendable private static func integer(_ item: Item) -> Item? {
        switch item {
        case .integer: item
        case .boolean(let value): .integer(value ? 1 : 0)
        case .string(let text): Int64(text).map { .integer($0) }
        case .node, .decimal, .temporal, .quantity: nil
        }
    }

    @Sendable private static func decimal(_ item: Item) -> Item? {
        switch item {
        case .decimal: item
        case .integer(let value): .decimal(DecimalNumber(value))
        case .boolean(let value): .decimal(DecimalNumber(value ? 1 : 0))
        case .string(let text): DecimalNumber(text.first == "+" ? String(text.dropFirst()) : text).map { .decimal($0) }
        case .node, .temporal, .quantity: nil
        }
    }

    @Sendable private static func string(_ item: Item) -> Item? {
        if case .node = item { return nil }
        return .string(item.description)
    }

    @Sendable private static func date(_ item: Item) -> Item? {
        switch item {
        case .temporal(let value): value.asDate.map { .temporal($0) }
        case .string(let text): (TemporalValue(date: text) ?? TemporalValue(dateTime: text)?.asDate).map { .temporal($0) }
        case .node, .boolean, .integer, .decimal, .quantity: nil
        }
    }

    @Sendable private static func dateTime(_ item: Item) -> Item? {
        switch item {
        case .temporal(let value): value.kind == .time ? nil : .temporal(value.asDateTime)
        case .string(let text): TemporalValue(dateTime: text).map { .temporal($0) }
        case .node, .boolean, .integer, .decimal, .quantity: nil
        }
    }

    @Sendable private static func time(_ item: Item) -> Item? {
        switch item {
        case .temporal(let value): value.kind == .time ? item : nil
        case .string(let text): TemporalValue(time: text).map { .temporal($0) }
        case .node, .boolean, .integer, .decimal, .quantity: nil
        }
    }

    private static func quantity(_ input: [Item], _ arguments: [[Item]], _ call: Call) throws -> Quantity? {
        guard let item = try input.single(call.what, call.offset)?.system else { return nil }
        let value: Quantity?
        switch item {
        case .boolean(let flag): value = Quantity(DecimalNumber(flag ? 1 : 0), unit: "1", isCalendar: false)
        case .string(let text): value = Quantity(text)
        case .integer, .decimal, .quantity: value = item.asQuantity
        case .node, .temporal: value = nil
        }
        guard let unit = try arguments.first?.text(call.what, call.offset) else { return value }
        return value?.converted(to: unit)
    }
}
