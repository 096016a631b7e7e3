public import FHIR

/// A value in a row.
public enum Cell: Sendable {
    case null
    case boolean(Bool)
    /// A number by its digits, which are a number in JSON too.
    case number(String)
    case text(String)
    /// A value as it stands in the resource; an object only in a column whose type has elements of its own.
    case element(Element)
    /// The cells of a column with `collection`.
    case list([Cell])

    public var isNull: Bool {
        if case .null = self { true } else { false }
    }
}
