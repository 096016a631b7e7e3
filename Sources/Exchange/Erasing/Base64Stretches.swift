/// What may be written in base64 somewhere in bytes of which nobody knows more: https://www.rfc-editor.org/rfc/rfc4648#section-4
///
/// Nothing says where it begins: a word may stand before it that could be a part of it. So each stretch of the alphabet is decoded from each of
/// its first four signs on. One of these is right for whatever stands in the stretch, the others give noise.
///
/// ```swift
/// Base64Stretches.each(Array("<data>MDEw\r\nMTAw</data>".utf8)) { found.append($0) }   // among others the bytes of 010100
/// ```
enum Base64Stretches {
    /// Fewer signs hold nothing that is looked for.
    private static let shortest = 8

    static func each(_ bytes: [UInt8], _ visit: ([UInt8]) -> Void) {
        var sextets: [UInt8] = []
        func end() {
            defer { sextets.removeAll(keepingCapacity: true) }
            guard sextets.count >= shortest else { return }
            for start in 0..<4 { visit(decoded(sextets[start...])) }
        }
        var at = 0
        while at < bytes.count {
            if let sextet = sextet(bytes[at]) {
                sextets.append(sextet)
                at += 1
            } else if let next = afterBreak(bytes, at) {
                at = next
            } else {
                end()
                at += 1
            }
        }
        end()
    }

    /// Behind what may stand between two lines: blanks, a backslash of JSON with what it stands for, a character reference of XML, the zero
    /// bytes of UTF-16. nil when it is none of these.
    private static func afterBreak(_ bytes: [UInt8], _ at: Int) -> Int? {
        switch bytes[at] {
        case 0, 0x09, 0x0A, 0x0D, 0x20: return at + 1
        case UInt8(ascii: "\\"):
            let isLetter = at + 1 < bytes.count && [UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t")].contains(bytes[at + 1])
            return at + (isLetter ? 2 : 1)
        case UInt8(ascii: "&"):
            guard at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "#") else { return nil }
            return bytes[at..<min(at + 9, bytes.count)].firstIndex(of: UInt8(ascii: ";")).map { $0 + 1 }
        default: return nil
        }
    }

    private static func sextet(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - 0x41
        case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - 0x61 + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - 0x30 + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }

    /// All whole bytes, also at an end that was cut off or not filled up.
    private static func decoded(_ sextets: ArraySlice<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(sextets.count * 3 / 4)
        var (bits, count): (UInt32, Int) = (0, 0)
        for sextet in sextets {
            bits = bits << 6 | UInt32(sextet)
            count += 6
            guard count >= 8 else { continue }
            count -= 8
            bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
        }
        return bytes
    }
}
