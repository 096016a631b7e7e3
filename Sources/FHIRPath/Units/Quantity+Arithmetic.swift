// https://hl7.org/fhirpath/N1/#math
extension Quantity {
    /// The sum in the finer of the two units; nil when they measure different things or the sum is too large.
    public func adding(_ other: Quantity) -> Quantity? { combined(with: other) { $0.adding($1) } }

    /// The difference in the finer of the two units; nil when they measure different things or it is too large.
    public func subtracting(_ other: Quantity) -> Quantity? { combined(with: other) { $0.subtracting($1) } }

    private func combined(with other: Quantity, _ operation: (DecimalNumber, DecimalNumber) -> DecimalNumber?) -> Quantity? {
        guard let relation = relation(to: other), relation.zeros == nil else { return nil }
        if relation.ratio.order(of: .one, against: .one) > 0 {
            return relation.ratio.applied(to: value).flatMap { operation($0, other.value) }.map { other.with($0) }
        }
        return relation.ratio.inverse.applied(to: other.value).flatMap { operation(value, $0) }.map { with($0) }
    }

    /// Another value in the same unit, a calendar word in the number that goes with it.
    private func with(_ value: DecimalNumber) -> Quantity {
        guard isCalendar, let calendarUnit else { return Quantity(value, unit: unit, isCalendar: isCalendar) }
        return Quantity(value, unit: "\(calendarUnit)" + (value.absolute == .one ? "" : "s"), isCalendar: true)
    }

    /// The product, with the product of the units (`3 'cm' * 12 'cm2'` in `cm3`); nil for units that have none, such as degrees Celsius.
    public func multiplied(by other: Quantity) -> Quantity? {
        guard let value = value.multiplied(by: other.value) else { return nil }
        return product(value, other, power: 1)
    }

    /// The quotient, with the quotient of the units (`'g' / 'm'` in `g/m`); nil for a division by zero.
    public func divided(by other: Quantity) -> Quantity? {
        guard let value = value.divided(by: other.value) else { return nil }
        return product(value, other, power: -1)
    }

    private func product(_ value: DecimalNumber, _ other: Quantity, power: Int) -> Quantity? {
        if other.unit == "1" { return with(value) }
        if unit == "1", power == 1 { return other.with(value) }
        if power == -1, unit == other.unit, isCalendar == other.isCalendar, definite?.zero == nil { return Quantity(value, unit: "1") }
        guard let left = definite, let right = other.definite, let unit = left.multiplied(by: right, power: power) else { return nil }
        return Quantity(value, unit: unit.code)
    }

    /// The unit, with UCUM's own in place of calendar words.
    private var definite: Unit? {
        switch meaning {
        case .calendar(let word): Unit(code: word.code)
        case .unit(let unit): unit
        case nil: nil
        }
    }

    /// The least amount that was meant; see `DecimalNumber.lowBoundary(precision:)`.
    public func lowBoundary(precision: Int? = nil) -> Quantity? {
        value.lowBoundary(precision: precision).map { Quantity($0, unit: unit, isCalendar: isCalendar) }
    }

    /// The greatest amount that was meant; see `DecimalNumber.highBoundary(precision:)`.
    public func highBoundary(precision: Int? = nil) -> Quantity? {
        value.highBoundary(precision: precision).map { Quantity($0, unit: unit, isCalendar: isCalendar) }
    }
}
