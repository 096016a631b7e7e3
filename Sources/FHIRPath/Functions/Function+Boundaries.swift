import FHIR

extension Function {
    /// https://hl7.org/fhirpath/#lowboundaryprecision-integer-decimal--date--datetime--time
    static let boundaries: [String: Function] = [
        "lowBoundary": plain(0...1) { input, arguments, call, _ in try boundary(input, arguments, call, isLow: true) },
        "highBoundary": plain(0...1) { input, arguments, call, _ in try boundary(input, arguments, call, isLow: false) },
        "precision": plain(0...0) { input, _, call, _ in
            guard let item = try input.single(call.what, call.offset)?.system else { return [] }
            switch item {
            case .integer(let value): return [.integer(Int64(DecimalNumber(value).precision))]
            case .decimal(let value): return [.integer(Int64(value.precision))]
            case .temporal(let value): return [.integer(Int64(value.precision))]
            case .node, .boolean, .string, .quantity:
                throw Fault(.execution, "\(call.what) takes a number or a time, and here is \(item.kindName).", call.offset)
            }
        },
        "comparable": plain(1...1) { input, arguments, call, _ in
            guard let one = try input.single(call.what, call.offset)?.asQuantity,
                let other = try arguments[0].single(call.what, call.offset)?.asQuantity
            else { return [] }
            return [.boolean(one.isComparable(to: other))]
        },
    ]

    private static func boundary(_ input: [Item], _ arguments: [[Item]], _ call: Call, isLow: Bool) throws -> [Item] {
        guard let item = try input.single(call.what, call.offset)?.system else { return [] }
        // Views ask it of a Period too: https://sql-on-fhir.org/ig/latest/StructureDefinition-ViewDefinition.html
        if case .node(let node) = item, node.type == "Period" {
            let bound = node.element?[isLow ? "start" : "end"].map { Item.node(Node($0, type: "dateTime")) }
            return try boundary(bound.map { [$0] } ?? [], arguments, call, isLow: isLow)
        }
        let precision = try arguments.first?.whole(call.what, call.offset)
        switch item {
        case .integer, .decimal:
            guard let value = item.asDecimal else { return [] }
            return (isLow ? value.lowBoundary(precision: precision) : value.highBoundary(precision: precision)).map { [.decimal($0)] } ?? []
        case .temporal(let value):
            return (isLow ? value.lowBoundary(precision: precision) : value.highBoundary(precision: precision)).map { [.temporal($0)] }
                ?? []
        case .quantity(let value):
            return (isLow ? value.lowBoundary(precision: precision) : value.highBoundary(precision: precision)).map { [.quantity($0)] }
                ?? []
        case .node, .boolean, .string:
            throw Fault(.execution, "\(call.what) takes a number, a time or a quantity, and here is \(item.kindName).", call.offset)
        }
    }
}
