// What a written number stands for: 1.587 is anything from 1.5865 to 1.5875.
// https://hl7.org/fhirpath/#lowboundaryprecision-integer-decimal--date--datetime--time
extension DecimalNumber {
    /// Digits after the point, as `precision()` counts them.
    public var precision: Int { scale }

    /// The digits that a boundary has when none are asked for, and the most that can be asked for.
    private static let boundaryDigits = 8
    private static let maximumBoundaryDigits = 28

    /// The least value that was meant, with so many digits after the point (8 unless told); nil below 0 and above 28 digits.
    public func lowBoundary(precision: Int? = nil) -> DecimalNumber? {
        boundary(precision, isLow: true)
    }

    /// The greatest value that was meant, with so many digits after the point (8 unless told); nil below 0 and above 28 digits.
    public func highBoundary(precision: Int? = nil) -> DecimalNumber? {
        boundary(precision, isLow: false)
    }

    /// The end of the range that is nearer to zero is cut off at the digits asked for, the other one is rounded.
    private func boundary(_ precision: Int?, isLow: Bool) -> DecimalNumber? {
        let digits = precision ?? Self.boundaryDigits
        guard (0...Self.maximumBoundaryDigits).contains(digits), scale < Self.maximumScale else { return nil }
        let half = Self(coefficient: isLow ? -5 : 5, scale: scale + 1)
        guard let edge = rescaled(to: scale + 1)?.adding(half) else { return nil }
        if digits >= edge.scale { return edge.rescaled(to: digits) }
        return isNegative == isLow ? edge.rounded(to: digits) : edge.truncated(to: digits)
    }
}
