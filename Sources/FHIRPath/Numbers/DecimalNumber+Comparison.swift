extension DecimalNumber: Comparable {
    public static func == (left: Self, right: Self) -> Bool { left.compare(right) == 0 }
    public static func < (left: Self, right: Self) -> Bool { left.compare(right) < 0 }

    /// -1, 0 or 1, by value; `1.0` and `1.00` are the same.
    package func compare(_ other: DecimalNumber) -> Int {
        if scale == other.scale { return Self.order(coefficient, other.coefficient) }
        if scale < other.scale { return Self.order(coefficient, other.scale - scale, against: other.coefficient) }
        return -Self.order(other.coefficient, scale - other.scale, against: coefficient)
    }

    private static func order(_ left: Int128, _ right: Int128) -> Int { left == right ? 0 : left < right ? -1 : 1 }

    /// The order of a number times a power of ten against another; what does not fit is larger than all that fits.
    private static func order(_ left: Int128, _ exponent: Int, against right: Int128) -> Int {
        let (scaled, overflow) = left.multipliedReportingOverflow(by: power(ofTen: exponent))
        return overflow ? left.signum128 : order(scaled, right)
    }

    /// FHIRPath's `~`: equal when both are rounded to the digits of the less precise one, zeros at the end not counted.
    /// https://hl7.org/fhirpath/N1/#equivalent
    public func isEquivalent(to other: DecimalNumber) -> Bool {
        let left = shortest
        let right = other.shortest
        let digits = min(left.scale, right.scale)
        return left.rounded(to: digits) == right.rounded(to: digits)
    }
}

extension DecimalNumber: Hashable {
    public func hash(into hasher: inout Hasher) {
        let value = shortest
        hasher.combine(value.coefficient)
        hasher.combine(value.scale)
    }
}

extension Int128 {
    fileprivate var signum128: Int { self < 0 ? -1 : self > 0 ? 1 : 0 }
}
