import FHIR

/// Files one after another in one, as `tar` reads them (ustar, POSIX.1-1988): a country's letters are too many for a file each.
struct TapeArchive {
    private(set) var bytes: [UInt8] = []

    /// - Parameter path: at most 99 bytes.
    mutating func add(_ path: String, _ content: [UInt8], at instant: Instant) {
        var header = [UInt8](repeating: 0, count: 512)
        func put(_ text: String, _ offset: Int) { header.replaceSubrange(offset..<offset + text.utf8.count, with: text.utf8) }
        func octal(_ value: Int, _ width: Int) -> String {
            let digits = String(value, radix: 8)
            return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
        }
        put(path, 0)
        put("0000644", 100)
        put("0000000", 108)
        put("0000000", 116)
        put(octal(content.count, 11), 124)
        put(octal(Int(max(0, instant.seconds)), 11), 136)
        put("        ", 148)
        put("0", 156)
        put("ustar\u{0}00", 257)
        put(octal(header.reduce(0) { $0 + Int($1) }, 6) + "\u{0} ", 148)
        bytes += header
        bytes += content
        bytes += [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
    }

    mutating func finish() { bytes += [UInt8](repeating: 0, count: 1024) }
}
