import Crypto

/// SHA-256 of content, 32 bytes: how the journal knows an attachment or a letter's bytes again.
public enum ContentHash {
    public static let byteCount = 32

    public static func of(_ bytes: [UInt8]) -> [UInt8] { SHA256.hash(data: bytes).withUnsafeBytes { Array($0) } }

    /// The first eight bytes of the hash of a letter's name, for an index that is smaller than the names: the sender and the sender's id,
    /// and the digest as well when the letter has no id.
    public static func name(sender: String, id: String, digest: [UInt8]) -> Int64 {
        var name = Array(sender.utf8)
        name.append(0)
        name.append(contentsOf: id.utf8)
        if id.isEmpty { name.append(contentsOf: digest) }
        return SHA256.hash(data: name).withUnsafeBytes { Int64(bigEndian: $0.loadUnaligned(as: Int64.self)) }
    }
}
