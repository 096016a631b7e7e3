import FHIR

/// What `is`, `as` and `ofType` ask of an item. https://hl7.org/fhirpath/N1/#types
struct TypeTest: Sendable {
    private let system: SystemType?
    /// Index in R4's table.
    private let type: Int32?

    /// Throws when there is no such type.
    init(_ name: TypeName) throws {
        let mayBeSystem = name.namespace == nil || name.namespace == "System"
        let mayBeFHIR = name.namespace == nil || name.namespace == "FHIR"
        system = mayBeSystem ? SystemType(rawValue: name.name) : nil
        type = mayBeFHIR ? R4.table.index[name.name == "SimpleQuantity" ? "Quantity" : name.name] : nil
        if let namespace = name.namespace, namespace != "System", namespace != "FHIR" {
            throw Fault(.execution, "There is no namespace `\(namespace)`; types are in FHIR and in System.", name.offset)
        }
        // A name with a namespace may ask in vain; a bare one is more likely a mistake.
        if system == nil, type == nil, name.namespace != "System" {
            throw Fault(.execution, "There is no type `\(name.name)` in R4 or in FHIRPath.", name.offset)
        }
    }

    /// Whether the value is of the type or of one that is made of it.
    func holds(_ value: Value) -> Bool {
        guard case .node(let spot) = value else { return SystemType(value) == system }
        guard let type, spot.type >= 0 else { return false }
        var own = spot.type
        while true {
            if own == type { return true }
            guard let base = Self.base(own) else { return false }
            own = base
        }
    }

    /// Whether `as` and `ofType` keep the value: a primitive only under the name of its own type.
    func keeps(_ value: Value, _ run: borrowing Run) -> Bool {
        guard case .node(let spot) = value, run.isPrimitive(spot) else { return holds(value) }
        return spot.type >= 0 && spot.type == type
    }

    private static func base(_ type: Int32) -> Int32? { bases[Int(type)] }

    private static let bases: [Int32?] = R4.table.types.map { type in
        switch type.name {
        case "code", "id", "markdown": R4.table.index["string"]
        case "uuid", "oid", "url", "canonical": R4.table.index["uri"]
        case "positiveInt", "unsignedInt": R4.table.index["integer"]
        default: type.base ?? (type.form == .object && type.name != "Element" ? R4.table.index["Element"] : nil)
        }
    }

    /// Whether one type is the other or made of it, by their names.
    static func isKind(_ type: Int32, of name: String) -> Bool {
        var own = type
        while true {
            if R4.table.types[Int(own)].name == name { return true }
            guard let base = base(own) else { return false }
            own = base
        }
    }
}

/// The types of FHIRPath itself.
enum SystemType: String, Sendable {
    case boolean = "Boolean"
    case integer = "Integer"
    case decimal = "Decimal"
    case string = "String"
    case date = "Date"
    case dateTime = "DateTime"
    case time = "Time"
    case quantity = "Quantity"

    init?(_ value: Value) {
        switch value {
        case .node: return nil
        case .boolean: self = .boolean
        case .integer: self = .integer
        case .decimal: self = .decimal
        case .text: self = .string
        case .temporal(let value):
            switch value.kind {
            case .date: self = .date
            case .dateTime: self = .dateTime
            case .time: self = .time
            }
        case .quantity: self = .quantity
        }
    }
}
