/// FHIRPath's Decimal: an exact decimal number that remembers how many digits were written after the point.
///
/// `1.0` and `1.00` are equal and hash alike, and print as they were written. At most 38 digits are kept, at most 38 of them after the
/// point; what would need more digits before the point is refused with nil, what would need more after it is rounded half away from zero.
/// https://hl7.org/fhirpath/N1/#decimal
public struct DecimalNumber: Sendable {
    /// The digits as a whole number: 158 for `1.58`.
    package let coefficient: Int128
    /// How many digits stand after the point, trailing zeros too: 2 for `1.00`; 0 to 38.
    public let scale: Int

    package static let maximumScale = 38
    package static let zero = Self(coefficient: 0, scale: 0)
    package static let one = Self(coefficient: 1, scale: 0)

    package init(coefficient: Int128, scale: Int) {
        self.coefficient = coefficient
        self.scale = scale
    }

    public init(_ integer: Int64) { self.init(coefficient: Int128(integer), scale: 0) }

    public init(_ integer: Int) { self.init(coefficient: Int128(integer), scale: 0) }

    /// The shortest decimal that reads back as the given number; nil for infinities, not-a-numbers and what is too large.
    public init?(_ double: Double) {
        guard double.isFinite else { return nil }
        self.init(double.description)
    }

    public var isZero: Bool { coefficient == 0 }
    public var isNegative: Bool { coefficient < 0 }

    /// Whether the value is whole: `2.00` is.
    public var isInteger: Bool { scale == 0 || coefficient % DecimalNumber.power(ofTen: scale) == 0 }

    /// The value where it is whole and fits; nil otherwise.
    public var int64: Int64? {
        if scale == 0 { return Int64(exactly: coefficient) }
        let (whole, rest) = coefficient.quotientAndRemainder(dividingBy: DecimalNumber.power(ofTen: scale))
        return rest == 0 ? Int64(exactly: whole) : nil
    }

    /// The nearest binary number.
    public var double: Double {
        if scale <= 22, coefficient.magnitude < 1 << 53 { return Double(Int64(coefficient)) / Double(DecimalNumber.power(ofTen: scale)) }
        return Double(description) ?? 0
    }

    /// The same value without zeros at the end of its fraction.
    package var shortest: DecimalNumber {
        var coefficient = coefficient
        var scale = scale
        while scale > 0 {
            let (next, rest) = coefficient.quotientAndRemainder(dividingBy: 10)
            guard rest == 0 else { break }
            coefficient = next
            scale -= 1
        }
        return Self(coefficient: coefficient, scale: scale)
    }

    private static let powersOfTen: [Int128] = {
        var powers: [Int128] = [1]
        for index in 0..<38 { powers.append(powers[index] * 10) }
        return powers
    }()

    /// Ten to a power of 0 to 38.
    package static func power(ofTen exponent: Int) -> Int128 { powersOfTen[exponent] }
}

extension DecimalNumber: CustomStringConvertible {
    /// Plain digits, never an exponent: `-0.50`.
    public var description: String {
        let digits = String(coefficient.magnitude)
        let sign = coefficient < 0 ? "-" : ""
        guard scale > 0 else { return sign + digits }
        let padded = digits.utf8.count > scale ? digits : String(repeating: "0", count: scale + 1 - digits.utf8.count) + digits
        return sign + padded.dropLast(scale) + "." + padded.suffix(scale)
    }
}
