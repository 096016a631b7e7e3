import FHIR
import FHIRPath

/// How numbers stand in an index: as binary numbers of 64 bits, which know fifteen digits; the order of the keys is that of the numbers.
enum NumberKey {
    static func of(_ number: Double) -> UInt64 {
        let bits = (number == 0 ? 0 : number).bitPattern
        return bits & (1 << 63) == 0 ? bits | (1 << 63) : ~bits
    }

    /// Set in the rest of what spans from one number to another.
    static let spanning: UInt64 = 1 << 63

    /// What a number's rest says of its unit.
    static func rest(unit: UInt64) -> UInt64 { unit & ~spanning }

    /// A decimal as a binary number: the nearest one where its digits fit; else as near as two roundings come, the same for equal decimals.
    static func double(_ number: DecimalNumber) -> Double {
        if number.scale <= 22, number.coefficient.magnitude < 1 << 53 { return number.double }
        let number = number.shortest
        let magnitude = number.coefficient.magnitude
        let high = Double(UInt64(truncatingIfNeeded: magnitude >> 64)) * 18_446_744_073_709_551_616
        let whole = (high + Double(UInt64(truncatingIfNeeded: magnitude))) / powers[number.scale]
        return number.isNegative ? -whole : whole
    }

    private static let powers = (0...38).map { Double("1e\($0)") ?? 1 }
}

extension SearchTest.Number {
    /// - Parameter exponent: the power of ten of the last digit that was written: -2 for 1.00.
    /// - Returns: nil when it cannot be told in another unit.
    init?(_ number: DecimalNumber, exponent: Int, converted: (DecimalNumber) -> DecimalNumber? = { $0 }) {
        guard let half = DecimalNumber(coefficient: 5, scale: 0).shifted(byPowerOfTen: exponent - 1),
            let tenth = number.absolute.shifted(byPowerOfTen: -1), let low = number.subtracting(half).flatMap(converted),
            let value = converted(number), let high = number.adding(half).flatMap(converted),
            let nearLow = number.subtracting(tenth).flatMap(converted), let nearHigh = number.adding(tenth).flatMap(converted)
        else { return nil }
        self.init(
            low: NumberKey.double(low), value: NumberKey.double(value), high: NumberKey.double(high), nearLow: NumberKey.double(nearLow),
            nearHigh: NumberKey.double(nearHigh))
    }
}
