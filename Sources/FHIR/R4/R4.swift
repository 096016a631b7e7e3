/// What FHIR R4 knows of its elements: types, cardinality, order, and how XML writes them.
///
/// ```swift
/// R4.isKnown("Patient")                             // true
/// R4.element("Patient.name.given")?.isArray         // true
/// R4.element("Patient.deceasedBoolean")?.types      // ["boolean"]
/// R4.element("Bundle.entry.resource.meta")          // nil: which resource it is, is not in the path
/// ```
/// The table is generated from HL7's definitions (https://hl7.org/fhir/R4/downloads.html) by `Scripts/generate-r4-table` and read once.
public struct R4: Sendable {
    /// How JSON writes a value of a type.
    public enum Form: String, Sendable {
        /// A type with elements of its own.
        case object
        case string
        case number
        case boolean
        /// A string that XML writes as XHTML.
        case xhtml
        /// Any resource.
        case resource
    }

    /// An element as a type declares it.
    public struct Field: Sendable, Hashable {
        /// The name without `[x]`: `deceased`.
        public let name: String
        /// Names of the possible types; elements with elements of their own are named by their path (`Patient.contact`).
        public let types: [String]
        public let minimum: Int
        /// Nil when there is no upper bound.
        public let maximum: Int?
        public let isChoice: Bool
        public let isAttribute: Bool
        public let isModifier: Bool
        public let isSummary: Bool

        /// Whether JSON writes it as an array.
        public var isArray: Bool { maximum != 1 }
    }

    /// A name as it stands in a document: the field, its place in the order of XML, and the one type that the name says.
    package struct Member: Sendable {
        package let field: Int32
        package let order: Int32
        package let type: Int32
        package let isArray: Bool
        package let isAttribute: Bool
    }

    package struct TypeEntry: Sendable {
        package let name: String
        package let isResource: Bool
        package let form: Form
        package var base: Int32?
        /// Own and inherited fields in the order of XML.
        package var fields: [Int32] = []
        package var members: [String: Member] = [:]
        /// Names in documents of each choice, by the name without type: `value` has `valueString`, `valueQuantity`, ….
        package var choices: [String: [String]] = [:]
    }

    package let types: [TypeEntry]
    package let fields: [Field]
    package let index: [String: Int32]

    public static let table = R4()

    /// Whether `type` is a resource that R4 has (not an abstract one).
    public static func isKnown(_ type: String) -> Bool { table.resource(type) != nil }

    /// The names of all resources, sorted.
    public static var resourceTypes: [String] { table.types.filter(\.isResource).map(\.name).sorted() }

    /// The elements of a type (`Patient`, `HumanName`, `Patient.contact`) in the order of XML; empty when there is no such type.
    public static func fields(of type: String) -> [Field] {
        guard let at = table.index[type] else { return [] }
        return table.types[Int(at)].fields.map { table.fields[Int($0)] }
    }

    /// The element at a dotted path from a type; a choice by its name in JSON, or without type: `Patient.deceasedBoolean`, `Patient.deceased`.
    ///
    /// For a choice named with its type, `types` has that type only. Nil when R4 has no such element.
    public static func element(_ path: String) -> Field? {
        var steps = path.split(separator: ".")[...]
        guard let first = steps.popFirst(), var at = table.index[String(first)] else { return nil }
        while let step = steps.popFirst() {
            let entry = table.types[Int(at)]
            guard let member = entry.members[String(step)] else {
                guard steps.isEmpty else { return nil }
                return entry.fields.map { table.fields[Int($0)] }.first { $0.isChoice && $0.name == step }
            }
            if steps.isEmpty {
                let field = table.fields[Int(member.field)]
                return Field(
                    name: field.name, types: field.isChoice ? [table.types[Int(member.type)].name] : field.types, minimum: field.minimum,
                    maximum: field.maximum, isChoice: field.isChoice, isAttribute: field.isAttribute, isModifier: field.isModifier,
                    isSummary: field.isSummary)
            }
            at = member.type
        }
        return nil
    }

    /// How JSON writes values of a type; nil when there is no such type.
    public static func form(of type: String) -> Form? { table.index[type].map { table.types[Int($0)].form } }

    func resource(_ name: String) -> Int32? {
        guard let at = index[name], types[Int(at)].isResource else { return nil }
        return at
    }
}
