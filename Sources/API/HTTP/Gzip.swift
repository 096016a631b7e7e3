import CZlib

/// What is compressed on its way: https://www.rfc-editor.org/rfc/rfc1952
///
/// One at a time compresses a whole answer or, piece by piece, one that streams.
struct Deflation: ~Copyable {
    private let stream: UnsafeMutablePointer<z_stream>

    /// Speed before size: the writer of an answer shares its processor with everybody else.
    private static let level: CInt = 1

    /// nil when there is no memory for it.
    init?() {
        let new = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        new.initialize(to: z_stream())
        guard helhet_deflate_gzip(new, Self.level) == Z_OK else {
            new.deallocate()
            return nil
        }
        stream = new
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    /// What is ready after these bytes. A piece that is not the last is flushed, so that who reads a stream is not left waiting.
    mutating func bytes(of input: [UInt8], isLast: Bool) -> [UInt8] {
        var output: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16_384 + input.count / 8)
        input.withUnsafeBufferPointer { input in
            stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
            stream.pointee.avail_in = UInt32(input.count)
            repeat {
                let written = chunk.withUnsafeMutableBufferPointer { chunk in
                    stream.pointee.next_out = chunk.baseAddress
                    stream.pointee.avail_out = UInt32(chunk.count)
                    deflate(stream, isLast ? Z_FINISH : Z_SYNC_FLUSH)
                    return chunk.count - Int(stream.pointee.avail_out)
                }
                output += chunk[..<written]
            } while stream.pointee.avail_out == 0
        }
        return output
    }
}

/// What arrives compressed.
enum Inflation {
    /// The bytes inside; refuses what is damaged, and what would be more than `limit`, however small it came.
    static func bytes(of input: [UInt8], limit: Int) throws(Problem) -> [UInt8] {
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        defer { stream.deallocate() }
        guard helhet_inflate_gzip(stream) == Z_OK else {
            throw Problem(.unavailable, "The hub is short of memory. Send again in a moment.")
        }
        defer { inflateEnd(stream) }
        var output: [UInt8] = []
        let state = run(stream, input, &output, limit: limit)
        guard output.count <= limit else {
            throw Problem(.tooLarge, "The body holds more than the \(limit) bytes that are read here. Send less, or in several requests.")
        }
        guard state == Z_STREAM_END else {
            throw Problem(.malformed, "The body is not what gzip makes, or not all of it. Send it again, or as it is.")
        }
        return output
    }

    /// Several files in one are one, as gzip has it.
    private static func run(_ stream: UnsafeMutablePointer<z_stream>, _ input: [UInt8], _ output: inout [UInt8], limit: Int) -> CInt {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        return input.withUnsafeBufferPointer { input in
            stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
            stream.pointee.avail_in = UInt32(input.count)
            while true {
                let (state, written) = chunk.withUnsafeMutableBufferPointer { chunk in
                    stream.pointee.next_out = chunk.baseAddress
                    stream.pointee.avail_out = UInt32(chunk.count)
                    return (inflate(stream, Z_NO_FLUSH), chunk.count - Int(stream.pointee.avail_out))
                }
                output += chunk[..<written]
                guard output.count <= limit else { return state }
                switch state {
                case Z_OK: continue
                case Z_STREAM_END where stream.pointee.avail_in > 0:
                    guard inflateReset(stream) == Z_OK else { return Z_DATA_ERROR }
                default: return state
                }
            }
        }
    }
}
