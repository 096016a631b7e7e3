import CZlib
import Journal

/// Rows as they were packed before the dictionary: a byte 1, the number of bytes, and what zlib makes of them (RFC 1951). They stay as they
/// are until their resource changes.
enum DeflatedResource {
    static let mark: UInt8 = 1
    private static let window: Int32 = -12

    static func unpack(_ stored: UnsafeRawBufferPointer) throws(JournalError) -> [UInt8] {
        var length = 0
        guard stored.count > 5 else { throw PackedResource.damaged }
        for place in 0..<4 { length |= Int(stored[1 + place]) << (8 * place) }
        // zlib makes at most a thousandfold of what it is given.
        guard length <= stored.count * 1_100 else { throw PackedResource.damaged }
        var stream = z_stream()
        guard inflateInit2_(&stream, window, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw JournalError(.unavailable, "There is too little memory to read a resource. Try again.")
        }
        defer { inflateEnd(&stream) }
        var isWhole = false
        let bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
            // zlib reads what it is given here, and says so with a pointer that could be written through.
            stream.next_in = UnsafeMutablePointer(mutating: stored.baseAddress?.assumingMemoryBound(to: UInt8.self).advanced(by: 5))
            stream.avail_in = UInt32(stored.count - 5)
            stream.next_out = buffer.baseAddress
            stream.avail_out = UInt32(buffer.count)
            isWhole = inflate(&stream, Z_FINISH) == Z_STREAM_END && Int(stream.total_out) == length
            count = isWhole ? length : 0
        }
        guard isWhole else { throw PackedResource.damaged }
        return bytes
    }
}
