// Order and equality. https://hl7.org/fhirpath/N1/#quantity-equality
extension Quantity {
    /// -1, 0 or 1, exactly; nil when the units measure different things, or one is no unit, or a year or month of the calendar stands
    /// beside a unit of UCUM.
    public func compare(_ other: Quantity) -> Int? {
        if unit == other.unit, isCalendar == other.isCalendar { return value.compare(other.value) }
        return relation(to: other)?.order(of: value, against: other.value)
    }

    /// FHIRPath's `=`; nil where `compare` is.
    public func equals(_ other: Quantity) -> Bool? { compare(other).map { $0 == 0 } }

    /// FHIRPath's `~`: equal at the digits of the less precise one, with a calendar year for a year of UCUM; false where nothing can be
    /// compared.
    ///
    /// Where one unit is a power of ten of the other, a digit counts for what it stands for: 4 g are precise to a gram, so that 4.04 g and
    /// 4040 mg are equivalent to them. Otherwise both are compared in the finer unit, at the digits they have there.
    public func isEquivalent(to other: Quantity) -> Bool {
        guard let relation = relation(to: other, looselyDefined: true) else { return false }
        if relation.zeros == nil, let exponent = relation.ratio.powerOfTen {
            return value.shifted(byPowerOfTen: exponent).map { left in
                // Zeros at the end are not counted where they were written, so the digits come from the numbers as they stand.
                let digits = min(value.shortest.scale - exponent, other.value.shortest.scale)
                return left.rounded(atDigit: digits) == other.value.rounded(atDigit: digits)
            } ?? false
        }
        if relation.ratio.order(of: .one, against: .one) < 0 { return other.isEquivalentInItsUnit(to: self) }
        return isEquivalentInOtherUnit(other, relation)
    }

    private func isEquivalentInItsUnit(to finer: Quantity) -> Bool {
        relation(to: finer, looselyDefined: true).map { isEquivalentInOtherUnit(finer, $0) } ?? false
    }

    /// The other has the finer unit.
    private func isEquivalentInOtherUnit(_ other: Quantity, _ relation: Relation) -> Bool {
        relation.applied(to: value)?.isEquivalent(to: other.value) ?? false
    }
}

extension DecimalNumber {
    /// Rounded at a digit behind the point, or before it where it is negative; nil when it is too large.
    fileprivate func rounded(atDigit digit: Int) -> DecimalNumber? {
        digit >= 0 ? rounded(to: digit) : shifted(byPowerOfTen: digit)?.rounded(to: 0)
    }
}
