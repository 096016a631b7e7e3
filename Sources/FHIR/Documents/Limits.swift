/// How large a document may be before it is refused unread.
public struct Limits: Sendable, Hashable {
    /// Bytes of the document, 50 MB unless told otherwise; never more than 1 GB.
    public var maximumBytes: Int
    /// Objects and arrays (in XML: elements) inside each other, the root counting as one.
    public var maximumDepth: Int

    public init(maximumBytes: Int = 50_000_000, maximumDepth: Int = 200) {
        self.maximumBytes = maximumBytes
        self.maximumDepth = maximumDepth
    }

    public static let standard = Limits()

    /// What the parser can hold at all: for bytes that we wrote ourselves.
    static let trusted = Limits(maximumBytes: Tape.maximumBytes, maximumDepth: 100_000)
}
