import Glibc

// Roots, powers and logarithms. https://hl7.org/fhirpath/N1/#math-2
extension DecimalNumber {
    /// The value to a power: exact for whole exponents while the digits fit; nil where there is no such number (`(-1).power(0.5)`).
    public func power(_ exponent: DecimalNumber) -> DecimalNumber? {
        guard let whole = exponent.int64 else { return DecimalNumber(pow(double, exponent.double)) }
        guard whole < 0 else { return raised(to: whole) }
        guard whole > .min else { return nil }
        return raised(to: -whole).flatMap { Self.one.divided(by: $0) }
    }

    private func raised(to exponent: Int64) -> DecimalNumber? {
        var result = Self.one
        var square = self
        var left = exponent
        while left > 0 {
            if left & 1 == 1 {
                guard let next = result.multiplied(by: square) else { return nil }
                result = next
            }
            left >>= 1
            guard left > 0 else { break }
            guard let next = square.multiplied(by: square) else { return nil }
            square = next
        }
        return result
    }

    /// Nil for negative numbers.
    public var squareRoot: DecimalNumber? { isNegative ? nil : DecimalNumber(double.squareRoot()) }

    /// Euler's number to the value's power; nil when it is too large.
    public var exponential: DecimalNumber? { DecimalNumber(exp(double)) }

    /// Nil for zero and negative numbers.
    public var naturalLogarithm: DecimalNumber? { coefficient > 0 ? DecimalNumber(log(double)) : nil }

    /// Exact where the value is a whole power of the base; nil where either is zero or negative, or the base is one.
    public func logarithm(base: DecimalNumber) -> DecimalNumber? {
        guard coefficient > 0, base.coefficient > 0, base != .one else { return nil }
        let logarithm = log(double) / log(base.double)
        guard logarithm.isFinite else { return nil }
        if logarithm.magnitude < 1000 {
            let whole = Self(Int64(logarithm.rounded()))
            if base.power(whole) == self { return whole }
        }
        return DecimalNumber(logarithm)
    }
}
