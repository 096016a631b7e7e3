/// A reference to a resource that the hub may have: `Patient/123`, perhaps with the hub's own address before it.
/// https://hl7.org/fhir/R4/references.html#literal
public struct LocalReference: Sendable, Hashable {
    public var type: String
    public var id: String

    public init(type: String, id: String) {
        self.type = type
        self.id = id
    }

    /// nil for what is elsewhere, inside the resource itself, or none.
    ///
    /// - Parameter base: the address that clients know the FHIR API by.
    public init?(_ text: String, base: String) {
        var rest = Self.withoutVersion(text)[...]
        if !base.isEmpty, rest.hasPrefix(base + "/") { rest = rest.dropFirst(base.count + 1) }
        let parts = rest.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, Self.isTypeName(parts[0].utf8), ResourceID.isValid(String(parts[1])) else { return nil }
        self.init(type: String(parts[0]), id: String(parts[1]))
    }

    static func isTypeName(_ name: some Collection<UInt8>) -> Bool {
        guard let first = name.first, (0x41...0x5A).contains(first), name.count <= 64 else { return false }
        return name.allSatisfy { (0x41...0x5A).contains($0 & 0xDF) && $0 < 0x80 }
    }

    /// Without `/_history/1` at the end.
    static func withoutVersion(_ text: String) -> String {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count >= 4, parts[parts.count - 2] == "_history" else { return text }
        return parts.dropLast(2).joined(separator: "/")
    }

    /// The value that an index keeps for it.
    var key: UInt64 { IndexHash.pair(IndexHash.of(type), IndexHash.of(id)) }
}
