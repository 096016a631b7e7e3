import FHIR

/// A piece of a resource in the making: read from a definition, changed by path, written in the end.
///
/// What is read is made what R4 says it is: a number that a definition has as text becomes a number.
indirect enum Part: Sendable {
    case object([(name: String, part: Part)])
    case array([Part])
    case text(String)
    case number(String)
    case bool(Bool)
    case null

    /// - Parameter type: of the element in R4 (`Timing`, `positiveInt`); nil when it is not known.
    init(_ element: Element, as type: String?) {
        switch element.kind {
        case .object:
            self = .object(
                element.members.map { name, value in (name, Part(value, as: type.flatMap { R4.element("\($0).\(name)") }?.types.first)) })
        case .array: self = .array(element.items.map { Part($0, as: type) })
        case .number: self = .number(element.text ?? "0")
        case .boolean: self = .bool(element.bool ?? false)
        case .null: self = .null
        case .string: self = Part.primitive(element.text ?? "", as: type)
        }
    }

    static func primitive(_ text: String, as type: String?) -> Part {
        switch type.flatMap({ R4.form(of: $0) }) {
        case .number where JSONValue.isNumber(text): .number(text)
        case .boolean where text == "true" || text == "false": .bool(text == "true")
        case .number, .boolean, .string, .xhtml, .object, .resource, nil: .text(text)
        }
    }

    static func reference(_ text: String) -> Part { .object([("reference", .text(text))]) }

    subscript(_ name: String) -> Part? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.part
    }

    var string: String? {
        switch self {
        case .text(let text), .number(let text): text
        case .bool(let value): value ? "true" : "false"
        case .object, .array, .null: nil
        }
    }

    /// Puts a member at the end, or in the place of the one with its name. Nothing is no member.
    mutating func put(_ name: String, _ part: Part?) {
        guard case .object(var members) = self, let part else { return }
        if case .array(let items) = part, items.isEmpty { return }
        if let place = members.firstIndex(where: { $0.name == name }) {
            members[place].part = part
        } else {
            members.append((name, part))
        }
        self = .object(members)
    }

    mutating func remove(_ names: Set<String>) {
        guard case .object(let members) = self else { return }
        self = .object(members.filter { !names.contains($0.name) })
    }

    var json: JSONValue {
        switch self {
        case .object(let members): .object(members.map { ($0.name, $0.part.json) })
        case .array(let items): .array(items.map(\.json))
        case .text(let text): .string(text)
        case .number(let digits): .number(digits)
        case .bool(let value): .bool(value)
        case .null: .null
        }
    }

    /// The resource that an object with `resourceType` is.
    func resource() -> Resource {
        var writer = JSONWriter()
        writer.value(json)
        // What is written here is JSON, and says its type.
        return (try? Resource(json: writer.bytes)) ?? Resource.build(self["resourceType"]?.string ?? "Basic") { _ in }
    }
}
