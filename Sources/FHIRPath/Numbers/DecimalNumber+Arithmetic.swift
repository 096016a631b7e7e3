// Addition, multiplication and division. https://hl7.org/fhirpath/N1/#math
extension DecimalNumber {
    public var negated: DecimalNumber { Self(coefficient: -coefficient, scale: scale) }
    public var absolute: DecimalNumber { coefficient < 0 ? negated : self }

    /// The sum, with the digits of the more precise term; nil when it is too large.
    public func adding(_ other: DecimalNumber) -> DecimalNumber? {
        if scale == other.scale {
            let (sum, overflow) = coefficient.addingReportingOverflow(other.coefficient)
            if !overflow, sum != .min { return Self(coefficient: sum, scale: scale) }
        }
        // Digits are given up, from the last on, only where all of them do not fit.
        for digits in stride(from: max(scale, other.scale), through: 0, by: -1) {
            guard let left = rescaled(to: digits), let right = other.rescaled(to: digits) else { continue }
            let (sum, overflow) = left.coefficient.addingReportingOverflow(right.coefficient)
            if !overflow, sum != .min { return Self(coefficient: sum, scale: digits) }
        }
        return nil
    }

    /// The difference; nil when it is too large.
    public func subtracting(_ other: DecimalNumber) -> DecimalNumber? { adding(other.negated) }

    /// The product with all its digits, or as many as fit; nil when it is too large.
    public func multiplied(by other: DecimalNumber) -> DecimalNumber? {
        let digits = scale + other.scale
        let (product, overflow) = coefficient.multipliedReportingOverflow(by: other.coefficient)
        if !overflow, product != .min, digits <= Self.maximumScale { return Self(coefficient: product, scale: digits) }
        let (high, low) = coefficient.magnitude.multipliedFullWidth(by: other.coefficient.magnitude)
        let negative = isNegative != other.isNegative
        for dropped in max(digits - Self.maximumScale, 0)...min(digits, 38) {
            guard let rounded = Self.divide(high, low, by: UInt128(Self.power(ofTen: dropped))) else { continue }
            return Self(coefficient: negative ? -rounded : rounded, scale: digits - dropped)
        }
        return nil
    }

    /// How many digits a quotient has that does not end.
    private static let quotientDigits = 20

    /// The quotient: exact where it ends within 20 digits after the point, rounded there otherwise; nil for a division by zero and
    /// when it is too large.
    public func divided(by other: DecimalNumber) -> DecimalNumber? {
        guard other.coefficient != 0 else { return nil }
        let negative = isNegative != other.isNegative
        for digits in stride(from: Self.quotientDigits, through: 0, by: -1) {
            let exponent = digits + other.scale - scale
            let quotient: Int128?
            if exponent >= 0 {
                let (dividend, overflow) = coefficient.magnitude.multipliedReportingOverflow(
                    by: UInt128(Self.power(ofTen: max(exponent - 38, 0))))
                // What does not fit here has no quotient that would.
                guard !overflow else { continue }
                let (high, low) = dividend.multipliedFullWidth(by: UInt128(Self.power(ofTen: min(exponent, 38))))
                quotient = Self.divide(high, low, by: other.coefficient.magnitude)
            } else {
                let (high, low) = other.coefficient.magnitude.multipliedFullWidth(by: UInt128(Self.power(ofTen: -exponent)))
                // A divisor of more than 128 bits is larger than twice anything that it could divide.
                quotient = high == 0 ? Self.divide(0, coefficient.magnitude, by: low) : 0
            }
            guard let quotient else { continue }
            return Self(coefficient: negative ? -quotient : quotient, scale: digits).shortest
        }
        return nil
    }

    /// Two words divided by one, half away from zero; nil when the quotient does not fit.
    private static func divide(_ high: UInt128, _ low: UInt128, by divisor: UInt128) -> Int128? {
        guard high < divisor else { return nil }
        let (quotient, rest) = high == 0 ? low.quotientAndRemainder(dividingBy: divisor) : divisor.dividingFullWidth((high, low))
        guard quotient < UInt128(Int128.max) else { return nil }
        return Int128(quotient) + (rest >= divisor - rest ? 1 : 0)
    }

    /// FHIRPath's `div`: the quotient without its fraction; nil for a division by zero.
    public func quotient(by other: DecimalNumber) -> DecimalNumber? {
        aligned(with: other).map { Self(coefficient: $0.left / $0.right, scale: 0) }
    }

    /// FHIRPath's `mod`: what `div` leaves, with the sign of the dividend; nil for a division by zero.
    public func remainder(by other: DecimalNumber) -> DecimalNumber? {
        aligned(with: other).map { Self(coefficient: $0.left % $0.right, scale: $0.scale) }
    }

    /// Both as whole numbers of the same digit; nil when the other is zero or one does not fit.
    private func aligned(with other: DecimalNumber) -> (left: Int128, right: Int128, scale: Int)? {
        guard other.coefficient != 0 else { return nil }
        let digits = max(scale, other.scale)
        if let left = rescaled(to: digits), let right = other.rescaled(to: digits) {
            return (left.coefficient, right.coefficient, digits)
        }
        let (left, right) = (shortest, other.shortest)
        let fewer = max(left.scale, right.scale)
        guard fewer < digits, let left = left.rescaled(to: fewer), let right = right.rescaled(to: fewer) else { return nil }
        return (left.coefficient, right.coefficient, fewer)
    }
}
