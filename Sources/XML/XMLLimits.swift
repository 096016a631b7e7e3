/// How large a document may be before it is refused unread.
public struct XMLLimits: Sendable, Hashable {
    /// Bytes of the document as it came, 50 MB unless told otherwise.
    public var maximumBytes: Int
    /// Elements inside each other, the root counting as one. libxml2 itself stops at 256.
    public var maximumDepth: Int

    public init(maximumBytes: Int = 50_000_000, maximumDepth: Int = 200) {
        self.maximumBytes = maximumBytes
        self.maximumDepth = maximumDepth
    }

    public static let standard = XMLLimits()
}
