import FHIR

/// A column of a view's output.
public struct Column: Sendable, Hashable {
    public let name: String
    /// The FHIR type that the definition gives it, without `http://hl7.org/fhir/StructureDefinition/`; nil when it gives none.
    public let type: String?
    /// Whether a cell is a list.
    public let isCollection: Bool

    /// What kind of value a type stands for: what a cell is checked against.
    enum Family: Sendable, Hashable {
        case boolean
        case integer
        case decimal
        /// Strings, codes, dates and everything else that JSON writes as a string.
        case text
        /// A type with elements of its own.
        case object
    }

    /// Nil when R4 has no such type.
    static func family(of type: String) -> Family? {
        switch type {
        case "integer", "positiveInt", "unsignedInt", "integer64", "Integer": .integer
        case "decimal", "Decimal": .decimal
        case "Boolean": .boolean
        case "String", "Date", "DateTime", "Time": .text
        default:
            switch R4.form(of: type) {
            case .boolean: .boolean
            case .number: .decimal
            case .string, .xhtml: .text
            case .object, .resource: .object
            case nil: nil
            }
        }
    }
}
