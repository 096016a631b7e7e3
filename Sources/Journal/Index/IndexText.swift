/// A number of an index and the text that it was made of, for whoever puts codes and addresses in order: their numbers have none.
public struct IndexText: Sendable, Hashable {
    /// As ``IndexEntry/value`` has it.
    public var value: UInt64
    /// UTF-8; A to Z are small where either case is the same. Of a longer one the beginning.
    public var text: [UInt8]

    public init(value: UInt64, text: [UInt8]) {
        self.value = value
        self.text = text
    }

    /// Longer texts are sorted by so many bytes.
    private static let longest = 128

    /// The beginning of a text, without half a letter at its end.
    static func beginning(_ text: some Collection<UInt8>) -> [UInt8] {
        var bytes = Array(text.prefix(longest + 1))
        guard bytes.count > longest else { return bytes }
        var end = longest
        while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        bytes.removeSubrange(end...)
        return bytes
    }

    static func lowered(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
}
