import FHIR
import FHIRPath

extension DefinitionReader {
    /// `%name` for each constant. What is wrong with one is noted, and only once.
    mutating func readConstants(_ root: Element) {
        for (index, element) in (array(root, "constant", "") ?? []).enumerated() {
            let place = "constant[\(index)]"
            guard isObject(element, place), let name = name(element, "name", "The constant", in: place) else { continue }
            let isNew = constants[name] == nil && !refusedConstants.contains(name)
            if !isNew {
                note(.duplicate, place + ".name", "There are two constants of this name. Give each its own.")
            } else if Variables.isStandard(name) {
                note(.badName, place + ".name", "%\(name) means something already. Give the constant another name.")
            } else if let item = value(element, place) {
                constants[name] = [item]
                continue
            }
            if isNew { refusedConstants.insert(name) }
        }
    }

    private mutating func value(_ constant: Element, _ place: String) -> Item? {
        let values = constant.members.filter { $0.name.hasPrefix("value") }
        guard values.count == 1, let (name, element) = values.first else {
            let message =
                values.isEmpty
                ? "The constant has no value. Give it one, such as valueString." : "The constant has several values. Leave one of them."
            note(values.isEmpty ? .missing : .malformed, place + ".value", message)
            return nil
        }
        guard let item = Self.item(String(name.dropFirst(5)), element) else {
            note(
                .constant, place + "." + (Self.types.contains(String(name.dropFirst(5))) ? name : "value"),
                "The value cannot be read as its type. Give a value as FHIR writes it, under one of "
                    + Self.types.map { "value" + $0 }.joined(separator: ", ") + ".")
            return nil
        }
        return item
    }

    private static let types = [
        "Base64Binary", "Boolean", "Canonical", "Code", "Date", "DateTime", "Decimal", "Id", "Instant", "Integer", "Integer64", "Oid",
        "String",
        "PositiveInt", "Time", "UnsignedInt", "Uri", "Url", "Uuid",
    ]

    /// A constant stands for a literal of FHIRPath: what is a text in FHIR is a String there, whichever type it has.
    private static func item(_ type: String, _ element: Element) -> Item? {
        switch type {
        case "Base64Binary", "Canonical", "Code", "Id", "Oid", "String", "Uri", "Url", "Uuid":
            return text(element).map { .string($0) }
        case "Boolean":
            return element.bool.map { .boolean($0) }
        case "Integer", "PositiveInt", "UnsignedInt":
            let lowest = type == "Integer" ? Int(Int32.min) : type == "PositiveInt" ? 1 : 0
            guard let value = element.int, value >= lowest, value <= Int(Int32.max) else { return nil }
            return .integer(Int64(value))
        case "Integer64":
            guard element.kind == .string || element.kind == .number else { return nil }
            return element.text.flatMap { Int64($0) }.map { .integer($0) }
        case "Decimal":
            return element.kind == .number ? element.text.flatMap { DecimalNumber($0) }.map { .decimal($0) } : nil
        case "Date":
            return text(element).flatMap { TemporalValue(date: $0) }.map { .temporal($0) }
        case "DateTime", "Instant":
            return text(element).flatMap { TemporalValue(dateTime: $0) }.map { .temporal($0) }
        case "Time":
            return text(element).flatMap { TemporalValue(time: $0) }.map { .temporal($0) }
        default:
            return nil
        }
    }

    private static func text(_ element: Element) -> String? { element.kind == .string ? element.text : nil }
}
