public import FHIR
import Journal

/// Ids of what the hub sends.
enum FreshID {
    /// A random UUID (RFC 9562, version 4), lower case.
    static func uuid() -> String {
        var generator = SystemRandomNumberGenerator()
        var bytes: [UInt8] = []
        for _ in 0..<2 { withUnsafeBytes(of: generator.next()) { bytes.append(contentsOf: $0) } }
        return text(bytes, version: 4)
    }

    /// The same UUID for the same content (version 8): the id of a receipt, however often it is sent.
    static func uuid(of content: String) -> String { text(Array(ContentHash.of(Array(content.utf8)).prefix(16)), version: 8) }

    private static func text(_ bytes: [UInt8], version: UInt8) -> String {
        var bytes = bytes
        bytes[6] = bytes[6] & 0x0F | version << 4
        bytes[8] = bytes[8] & 0x3F | 0x80
        return UUIDText.hyphenated(Array(bytes.hex.utf8))
    }
}

extension EnvelopeStamp {
    /// For a new letter: fresh ids.
    public static func fresh(at now: Instant) -> EnvelopeStamp { EnvelopeStamp(envelope: FreshID.uuid(), letter: FreshID.uuid(), at: now) }
}
