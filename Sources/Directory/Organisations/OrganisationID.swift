/// The key of an organisation: its key in the directory files (`fjordby`), or its address when it was learned (`sor:265161…`).
public struct OrganisationID: Hashable, Sendable, Comparable, CustomStringConvertible {
    public var text: String

    public init(_ text: String) { self.text = text }

    /// The key of a party that no file names.
    public init(_ address: Address) { text = address.description }

    public var description: String { text }

    public static func < (a: OrganisationID, b: OrganisationID) -> Bool { a.text.precedes(b.text) }
}
