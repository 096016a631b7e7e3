import Journal

/// Reads what ``BlockEncoder`` and ``Fence`` have written, and never beyond its end.
struct PackedBytes {
    private let bytes: UnsafeRawBufferPointer
    private(set) var position = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    var isAtEnd: Bool { position >= bytes.count }

    mutating func byte() throws(JournalError) -> UInt8 {
        guard position < bytes.count else { throw JournalError.indexDamaged }
        defer { position += 1 }
        return bytes[position]
    }

    mutating func word() throws(JournalError) -> UInt64 {
        guard bytes.count - position >= 8 else { throw JournalError.indexDamaged }
        defer { position += 8 }
        return UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
    }

    mutating func varint() throws(JournalError) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            value |= UInt64(byte & 0x7f) << shift
            if byte < 0x80 { return value }
            shift += 7
            guard shift < 64 else { break }
        }
        throw JournalError.indexDamaged
    }
}
