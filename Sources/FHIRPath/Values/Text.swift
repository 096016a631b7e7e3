import Glibc

/// A text by its bytes in UTF-8, which stand in a document, an expression or a run.
///
/// Characters are Unicode scalars. Bytes decide wherever they can: UTF-8 has the order of the scalars, and a part of a text is a part of
/// its bytes.
struct Text: @unchecked Sendable {
    // Sendable because the bytes never change, and whoever made the text keeps them.
    let start: UnsafePointer<UInt8>
    let count: Int

    init(start: UnsafePointer<UInt8>, count: Int) {
        self.start = start
        self.count = count
    }

    var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }
    var string: String { String(decoding: bytes, as: UTF8.self) }

    func hasSameBytes(as other: Text) -> Bool { count == other.count && (start == other.start || memcmp(start, other.start, count) == 0) }

    /// As texts are equal in Swift: however their accents are written.
    func equals(_ other: Text) -> Bool {
        if hasSameBytes(as: other) { return true }
        if isASCII && other.isASCII { return false }
        return string == other.string
    }

    func precedes(_ other: Text) -> Bool {
        let order = memcmp(start, other.start, min(count, other.count))
        return order == 0 ? count < other.count : order < 0
    }

    var isASCII: Bool {
        var at = 0
        while at &+ 8 <= count {
            if UnsafeRawPointer(start + at).loadUnaligned(as: UInt64.self) & 0x8080_8080_8080_8080 != 0 { return false }
            at &+= 8
        }
        while at < count {
            if start[at] >= 0x80 { return false }
            at &+= 1
        }
        return true
    }
}

// Parts of it, by its characters.
extension Text {
    var scalarCount: Int { isASCII ? count : bytes.count { $0 & 0xC0 != 0x80 } }

    /// The byte at which the character of a number begins; nil behind the last one.
    func offset(ofScalar number: Int) -> Int? {
        if part(0, min(number, count)).isASCII { return number < count ? number : nil }
        var seen = -1
        return bytes.firstIndex { byte in
            if byte & 0xC0 != 0x80 { seen += 1 }
            return seen == number
        }
    }

    func part(_ from: Int, _ to: Int) -> Text { Text(start: start + from, count: to - from) }

    func starts(with part: Text) -> Bool { part.count <= count && memcmp(start, part.start, part.count) == 0 }

    func ends(with part: Text) -> Bool { part.count <= count && memcmp(start + (count - part.count), part.start, part.count) == 0 }

    /// The byte at which a part begins for the first time.
    func first(of part: Text) -> Int? {
        guard part.count <= count else { return nil }
        return (0...count - part.count).first { memcmp(start + $0, part.start, part.count) == 0 }
    }

    /// The byte at which a part begins for the last time.
    func last(of part: Text) -> Int? {
        guard part.count <= count else { return nil }
        return (0...count - part.count).last { memcmp(start + $0, part.start, part.count) == 0 }
    }

    /// The number of the character that begins at a byte.
    func scalar(atOffset offset: Int) -> Int { part(0, offset).scalarCount }
}

// What it reads as.
extension Text {
    /// As Swift reads a whole number.
    var int64: Int64? {
        let isSigned = count > 0 && (start[0] == UInt8(ascii: "-") || start[0] == UInt8(ascii: "+"))
        guard count &- (isSigned ? 1 : 0) <= 18 else { return Int64(string) }
        var at = isSigned ? 1 : 0
        guard at < count else { return nil }
        var value: Int64 = 0
        while at < count {
            let digit = start[at] &- 48
            guard digit < 10 else { return nil }
            value = value &* 10 &+ Int64(digit)
            at &+= 1
        }
        return isSigned && start[0] == UInt8(ascii: "-") ? -value : value
    }

    /// As JSON writes a number.
    var decimal: DecimalNumber? { shortDecimal ?? DecimalNumber(string) }

    /// A number of up to 18 digits without exponent, which most are; nil for any other.
    private var shortDecimal: DecimalNumber? {
        guard count > 0, count <= 19 else { return nil }
        let isNegative = start[0] == UInt8(ascii: "-")
        var at = isNegative ? 1 : 0
        let first = at
        var value: Int64 = 0
        var point = -1
        while at < count {
            let digit = start[at] &- 48
            if digit < 10 {
                value = value &* 10 &+ Int64(digit)
            } else if start[at] == UInt8(ascii: "."), point < 0, at > first {
                point = at
            } else {
                return nil
            }
            at &+= 1
        }
        guard at > first, point != count &- 1, count &- first &- (point < 0 ? 0 : 1) <= 18 else { return nil }
        return DecimalNumber(coefficient: Int128(isNegative ? -value : value), scale: point < 0 ? 0 : count &- 1 &- point)
    }
}

/// A text that an expression has written out.
final class WrittenText: Sendable {
    let text: Text

    init(_ string: String) {
        let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, string.utf8.count))
        for (at, byte) in string.utf8.enumerated() { bytes[at] = byte }
        text = Text(start: bytes, count: string.utf8.count)
    }

    deinit { text.start.deallocate() }
}
