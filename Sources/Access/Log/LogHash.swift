import Crypto
import Journal

/// What an entry of the log is sealed with: SHA-256 over the hash before it, a space and the entry, so that no entry can be changed, moved or
/// taken away without changing every hash after it.
///
/// Anybody can compute it: `printf '%s %s' "$before" "$entry" | sha256sum`.
public struct LogHash: Sendable, Hashable {
    /// 64 lower-case hexadecimal digits.
    public let text: String

    /// What the first entry has before it.
    public static let none = LogHash(known: String(repeating: "0", count: 64))

    /// Digits that a hash is written with.
    static let digits = 64

    private init(known text: String) { self.text = text }

    /// Reads the digits; nil for anything else.
    public init?(_ text: String) {
        guard text.utf8.count == Self.digits, text.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }) else {
            return nil
        }
        self.text = text
    }

    /// The hash of an entry with this one before it.
    func sealing(_ entry: UnsafeRawBufferPointer) -> LogHash {
        var hash = SHA256()
        var before = text
        before.withUTF8 { hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }
        withUnsafeBytes(of: UInt8(ascii: " ")) { hash.update(bufferPointer: $0) }
        hash.update(bufferPointer: entry)
        return LogHash(known: Array(hash.finalize()).hex)
    }

    func sealing(_ entry: [UInt8]) -> LogHash { entry.withUnsafeBytes { sealing($0) } }

    /// The hash of bytes that are no entry.
    static func of(_ bytes: [UInt8]) -> LogHash { LogHash(known: ContentHash.of(bytes).hex) }
}

/// Where the log stands: the last entry and its hash. Kept elsewhere, it shows whether the log has been cut short or written anew.
public struct LogHead: Sendable, Hashable, CustomStringConvertible {
    public var number: Int64
    public var hash: LogHash

    public init(_ number: Int64, _ hash: LogHash) {
        self.number = number
        self.hash = hash
    }

    /// Before the first entry.
    public static let none = LogHead(0, .none)

    /// `12 5f3a…`
    public var description: String { "\(number) \(hash.text)" }

    /// Reads the form that ``description`` has.
    public init?(_ text: String) {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 2, let number = Int64(parts[0]), number >= 0, let hash = LogHash(String(parts[1])) else { return nil }
        self.init(number, hash)
    }
}
