extension DecimalNumber {
    /// The least whole number that is not below the value; nil when it does not fit in 64 bits.
    public var ceiling: Int64? { whole { $1 > 0 ? $0 + 1 : $0 } }
    /// The greatest whole number that is not above the value; nil when it does not fit in 64 bits.
    public var floor: Int64? { whole { $1 < 0 ? $0 - 1 : $0 } }
    /// The value without its fraction; nil when it does not fit in 64 bits.
    public var truncated: Int64? { whole { whole, _ in whole } }

    private func whole(_ adjust: (_ whole: Int128, _ rest: Int128) -> Int128) -> Int64? {
        let (whole, rest) = coefficient.quotientAndRemainder(dividingBy: Self.power(ofTen: scale))
        return Int64(exactly: adjust(whole, rest))
    }

    /// The nearest value with at most so many digits after the point; a half goes away from zero. Fewer than none counts as none.
    public func rounded(to digits: Int) -> DecimalNumber {
        let target = max(digits, 0)
        guard target < scale else { return self }
        return Self(coefficient: Self.divide(coefficient, byPowerOfTen: scale - target), scale: target)
    }

    /// The nearest value towards zero with at most so many digits after the point.
    package func truncated(to digits: Int) -> DecimalNumber {
        let target = max(digits, 0)
        guard target < scale else { return self }
        return Self(coefficient: coefficient / Self.power(ofTen: scale - target), scale: target)
    }

    /// The same value with exactly so many digits after the point, rounded if that is fewer; nil when it does not fit.
    package func rescaled(to digits: Int) -> DecimalNumber? {
        guard digits > scale else { return rounded(to: digits) }
        guard digits <= Self.maximumScale else { return nil }
        let (scaled, overflow) = coefficient.multipliedReportingOverflow(by: Self.power(ofTen: digits - scale))
        return overflow ? nil : Self(coefficient: scaled, scale: digits)
    }

    /// Halves go away from zero.
    package static func divide(_ number: Int128, byPowerOfTen exponent: Int) -> Int128 {
        let divisor = power(ofTen: exponent)
        let (whole, rest) = number.quotientAndRemainder(dividingBy: divisor)
        guard rest.magnitude >= divisor.magnitude - rest.magnitude else { return whole }
        return number < 0 ? whole - 1 : whole + 1
    }
}
