extension ArraySlice where Element == UInt8 {
    /// Lower-case hexadecimal, two digits a byte.
    public var hex: String {
        String(unsafeUninitializedCapacity: count * 2) { text in
            func digit(_ value: UInt8) -> UInt8 { value + (value < 10 ? 0x30 : 0x57) }
            var end = 0
            for byte in self {
                text[end] = digit(byte >> 4)
                text[end + 1] = digit(byte & 15)
                end += 2
            }
            return end
        }
    }
}

extension Array where Element == UInt8 {
    /// Lower-case hexadecimal, two digits a byte.
    public var hex: String { self[...].hex }

    /// Reads hexadecimal; nil when it is none.
    public init?(hex text: String) {
        let digits = Array(text.utf8)
        guard digits.count.isMultiple(of: 2) else { return nil }
        self = []
        reserveCapacity(digits.count / 2)
        for start in stride(from: 0, to: digits.count, by: 2) {
            guard let high = Self.nibble(digits[start]), let low = Self.nibble(digits[start + 1]) else { return nil }
            append(high << 4 | low)
        }
    }

    private static func nibble(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
