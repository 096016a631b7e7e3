import FHIR

/// What a type of R4 is to FHIRPath: which System type a value of it turns into. https://hl7.org/fhir/R4/fhirpath.html#types
enum NodeKind: Sendable {
    case boolean
    case integer
    case decimal
    case string
    case date
    case dateTime
    case time
    case quantity
    case complex
    /// R4 does not know it: the document alone says what it is.
    case unknown

    init(_ type: R4.TypeEntry) {
        switch type.name {
        case "boolean": self = .boolean
        case "integer", "positiveInt", "unsignedInt": self = .integer
        case "decimal": self = .decimal
        case "date": self = .date
        case "dateTime", "instant": self = .dateTime
        case "time": self = .time
        case "Quantity", "Age", "Count", "Distance", "Duration", "SimpleQuantity", "MoneyQuantity": self = .quantity
        default:
            switch type.form {
            case .string, .xhtml, .number, .boolean: self = .string
            case .object, .resource: self = .complex
            }
        }
    }

    init(_ node: Node) { self = node.typeIndex.map { R4Facts.table.types[Int($0)].kind } ?? .unknown }
}

extension Node {
    /// The value of a primitive as a System type; nil without a value, and for anything with elements of its own.
    public var primitive: Item? { isPrimitive ? system : nil }

    /// The same, and for a quantity one of FHIRPath.
    var system: Item? {
        guard let element else { return nil }
        switch NodeKind(self) {
        case .boolean: return element.bool.map { .boolean($0) }
        case .integer: return element.text.flatMap { Int64($0) }.map { .integer($0) }
        case .decimal: return element.text.flatMap { DecimalNumber($0) }.map { .decimal($0) }
        case .string: return element.text.map { .string($0) }
        case .date: return element.text.flatMap { TemporalValue(date: $0) }.map { .temporal($0) }
        case .dateTime: return element.text.flatMap { TemporalValue(dateTime: $0) }.map { .temporal($0) }
        case .time: return element.text.flatMap { TemporalValue(time: $0) }.map { .temporal($0) }
        case .quantity: return quantity.map { .quantity($0) }
        case .complex: return nil
        case .unknown: return plain(element)
        }
    }

    private func plain(_ element: Element) -> Item? {
        switch element.kind {
        case .boolean: return element.bool.map { .boolean($0) }
        case .string: return element.text.map { .string($0) }
        case .number: return element.text.flatMap { text in Int64(text).map { .integer($0) } ?? DecimalNumber(text).map { .decimal($0) } }
        case .object, .array, .null: return nil
        }
    }

    /// A FHIR Quantity as one of FHIRPath: by its UCUM code, else by its unit. One with a comparator is no single value.
    private var quantity: Quantity? {
        guard let element, let value = element["value"]?.text.flatMap({ DecimalNumber($0) }), element["comparator"] == nil else {
            return nil
        }
        let code = element.string("system") == "http://unitsofmeasure.org" ? element.string("code") : nil
        return Quantity(value, unit: code ?? element.string("code") ?? element.string("unit") ?? "1", isCalendar: false)
    }
}

extension Item {
    /// Itself, or what a primitive or quantity in a resource turns into.
    var system: Item {
        guard case .node(let node) = self else { return self }
        return node.system ?? self
    }

    /// The text of a string, in a resource too.
    public var asString: String? { if case .string(let text) = system { text } else { nil } }
    public var asBoolean: Bool? { if case .boolean(let value) = system { value } else { nil } }
    public var asInteger: Int64? { if case .integer(let value) = system { value } else { nil } }

    /// A number, whole or not.
    public var asDecimal: DecimalNumber? {
        switch system {
        case .decimal(let value): value
        case .integer(let value): DecimalNumber(value)
        default: nil
        }
    }

    /// A quantity; a number is one without unit.
    var asQuantity: Quantity? {
        if case .quantity(let value) = system { return value }
        return asDecimal.map { Quantity($0, unit: "1", isCalendar: false) }
    }

    /// As a message names it: never what it says.
    var kindName: String {
        switch system {
        case .boolean: "a boolean"
        case .integer: "a whole number"
        case .decimal: "a number"
        case .string: "a string"
        case .temporal(let value):
            switch value.kind {
            case .date: "a date"
            case .dateTime: "a date with time"
            case .time: "a time"
            }
        case .quantity: "a quantity"
        case .node(let node): node.type.map { "a \($0)" } ?? "an element"
        }
    }
}
