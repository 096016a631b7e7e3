import Glibc

/// The two things that a log asks of a disk; tests put others in their place.
struct LogDisk: Sendable {
    /// Writes some of the bytes to the end of a file: as `write(2)`.
    var write: @Sendable (Int32, UnsafeRawBufferPointer) -> Int
    /// As `fdatasync(2)`.
    var sync: @Sendable (Int32) -> Int32

    static let real = LogDisk(
        write: { file, bytes in Glibc.write(file, bytes.baseAddress, bytes.count) },
        sync: { file in fdatasync(file) })

    /// Writes all of it, or says which error stopped it.
    func writeAll(_ bytes: [UInt8], to file: Int32) throws(AccessError) {
        let fault = bytes.withUnsafeBytes { bytes -> Int32 in
            var rest = bytes
            while !rest.isEmpty {
                let count = write(file, rest)
                if count > 0 {
                    rest = UnsafeRawBufferPointer(rebasing: rest[count...])
                } else if errno != EINTR {
                    return errno
                }
            }
            return 0
        }
        guard fault == 0 else { throw .noTrace("write: \(Self.text(fault))") }
    }

    static func text(_ error: Int32) -> String { String(cString: strerror(error)) }
}

/// An open file, closed when nobody holds it any more.
final class LogHandle: Sendable {
    let descriptor: Int32

    /// nil when there is no such file or it cannot be opened: `errno` says why.
    init?(_ path: String, _ flags: Int32, mode: mode_t = 0o600) {
        descriptor = Glibc.open(path, flags | O_CLOEXEC, mode)
        if descriptor < 0 { return nil }
    }

    deinit { Glibc.close(descriptor) }

    var size: Int {
        var facts = stat()
        return fstat(descriptor, &facts) == 0 ? Int(facts.st_size) : 0
    }

    /// Up to `count` bytes from a place on; fewer at the end.
    func read(from offset: Int, count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let read = pread(
                    descriptor, UnsafeMutableRawPointer(buffer.baseAddress)?.advanced(by: filled), count - filled, off_t(offset + filled))
                guard read > 0 else {
                    if read < 0, errno == EINTR { continue }
                    break
                }
                filled += read
            }
        }
    }
}
