extension DecimalNumber {
    /// Reads a number as JSON writes it, exponent included; a plus sign and leading zeros are taken too.
    ///
    /// Digits behind the 38th are rounded away; nil when the text is no number or the number is too large.
    public init?(_ text: some StringProtocol) { self.init(reading: text.utf8.makeIterator()) }

    /// The same without a text being made.
    package init?(utf8 bytes: UnsafeBufferPointer<UInt8>) { self.init(reading: bytes.makeIterator()) }

    private init?(reading iterator: some IteratorProtocol<UInt8>) {
        var bytes = iterator
        var byte = bytes.next()
        var negative = false
        if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") {
            negative = byte == UInt8(ascii: "-")
            byte = bytes.next()
        }
        var digits = Digits()
        guard digits.isDigit(byte) else { return nil }
        while let digit = byte, digits.isDigit(digit) {
            digits.append(digit, afterPoint: false)
            byte = bytes.next()
        }
        if byte == UInt8(ascii: ".") {
            byte = bytes.next()
            guard digits.isDigit(byte) else { return nil }
            while let digit = byte, digits.isDigit(digit) {
                digits.append(digit, afterPoint: true)
                byte = bytes.next()
            }
        }
        var exponent = 0
        if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
            byte = bytes.next()
            let downwards = byte == UInt8(ascii: "-")
            if downwards || byte == UInt8(ascii: "+") { byte = bytes.next() }
            guard digits.isDigit(byte) else { return nil }
            while let digit = byte, digits.isDigit(digit) {
                exponent = min(exponent * 10 + Int(digit & 15), 1_000_000)
                byte = bytes.next()
            }
            if downwards { exponent = -exponent }
        }
        guard byte == nil, let read = digits.value.shifted(byPowerOfTen: exponent + digits.exponent) else { return nil }
        self = negative ? read.negated : read
    }

    /// The value times a power of ten, rounded where it would have too many digits; nil when it is too large.
    package func shifted(byPowerOfTen exponent: Int) -> DecimalNumber? {
        let target = scale - exponent
        if target < 0 {
            guard coefficient != 0 else { return .zero }
            guard -target <= 38 else { return nil }
            let (scaled, overflow) = coefficient.multipliedReportingOverflow(by: Self.power(ofTen: -target))
            return overflow ? nil : Self(coefficient: scaled, scale: 0)
        }
        if target <= Self.maximumScale { return Self(coefficient: coefficient, scale: target) }
        let excess = target - Self.maximumScale
        return Self(coefficient: excess > 38 ? 0 : Self.divide(coefficient, byPowerOfTen: excess), scale: Self.maximumScale)
    }

    /// Digits as they come, the first 38 of them.
    private struct Digits {
        private var first: UInt64 = 0
        private var rest: Int128 = 0
        private var count = 0
        /// The power of ten that what was gathered has to be multiplied with.
        private(set) var exponent = 0
        private var roundsUp = false

        var value: DecimalNumber {
            DecimalNumber(coefficient: (count <= 18 ? Int128(first) : rest) + (roundsUp ? 1 : 0), scale: 0)
        }

        func isDigit(_ byte: UInt8?) -> Bool { byte.map { $0 &- 48 < 10 } ?? false }

        mutating func append(_ digit: UInt8, afterPoint: Bool) {
            if count < 38 {
                let number = UInt64(digit & 15)
                if count < 18 {
                    first = first &* 10 &+ number
                } else {
                    if count == 18 { rest = Int128(first) }
                    rest = rest &* 10 &+ Int128(number)
                }
                // Zeros in front are no digits of the number.
                if count > 0 || number > 0 { count += 1 }
                if afterPoint { exponent -= 1 }
            } else {
                if count == 38 { roundsUp = digit & 15 >= 5 }
                count += 1
                if !afterPoint { exponent += 1 }
            }
        }
    }
}
