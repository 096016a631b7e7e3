extension Quantity {
    /// What a quantity's unit means.
    enum Meaning {
        case calendar(CalendarUnit)
        case unit(Unit)
    }

    /// Nil when the unit is neither UCUM nor a calendar word.
    var meaning: Meaning? {
        if let calendarUnit { return .calendar(calendarUnit) }
        return Unit(code: unit).map { .unit($0) }
    }

    /// How two quantities stand to each other.
    struct Relation {
        /// How many of the other's unit one of this unit is.
        var ratio: Ratio
        /// Where the zeros of the two scales stand; nil when both scales begin at nothing.
        var zeros: (DecimalNumber, DecimalNumber)?
    }

    /// Nil when the units measure different things. Years and months of the calendar stand in no relation to what UCUM defines unless
    /// `looselyDefined`, when they are UCUM's own.
    func relation(to other: Quantity, looselyDefined: Bool = false) -> Relation? {
        if unit == other.unit, isCalendar == other.isCalendar { return Relation(ratio: .one) }
        switch (meaning, other.meaning) {
        case (.calendar(let left), .calendar(let right)):
            if let left = left.months, let right = right.months {
                return Ratio(Int128(left), over: Int128(right)).map { Relation(ratio: $0) }
            }
            return Ratio(Int128(left.milliseconds), over: Int128(right.milliseconds)).map { Relation(ratio: $0) }
        case (.calendar(let left), .unit(let right)):
            guard looselyDefined || !(left.isVariable || right.isYearOrMonth) else { return nil }
            return Unit(code: left.code).flatMap { Quantity.relation(of: $0, to: right) }
        case (.unit(let left), .calendar(let right)):
            guard looselyDefined || !(left.isYearOrMonth || right.isVariable) else { return nil }
            return Unit(code: right.code).flatMap { Quantity.relation(of: left, to: $0) }
        case (.unit(let left), .unit(let right)): return Quantity.relation(of: left, to: right)
        case (nil, _), (_, nil): return nil
        }
    }

    private static func relation(of left: Unit, to right: Unit) -> Relation? {
        guard left.dimension == right.dimension, let ratio = left.factor.divided(by: right.factor) else { return nil }
        guard left.zero != nil || right.zero != nil else { return Relation(ratio: ratio) }
        return Relation(ratio: ratio, zeros: (left.zero ?? .zero, right.zero ?? .zero))
    }

    /// Whether the units measure the same, so that one can be converted to the other. https://hl7.org/fhirpath/#comparable
    public func isComparable(to other: Quantity) -> Bool { meaning != nil && relation(to: other) != nil }

    /// The same amount in another unit, a UCUM code or a calendar word; nil when the unit measures something else or is none.
    public func converted(to unit: String) -> Quantity? {
        let target = Quantity(.one, unit: unit, isCalendar: CalendarUnit(word: unit) != nil)
        if unit == self.unit { return self }
        return converted(like: target)
    }

    func converted(like target: Quantity) -> Quantity? {
        guard let relation = relation(to: target), let value = relation.applied(to: value) else { return nil }
        return Quantity(value, unit: target.unit, isCalendar: target.isCalendar)
    }
}

extension Quantity.Relation {
    func applied(to value: DecimalNumber) -> DecimalNumber? {
        guard let zeros else { return ratio.applied(to: value) }
        return value.adding(zeros.0).flatMap { ratio.applied(to: $0) }?.subtracting(zeros.1)
    }

    /// -1, 0 or 1; nil when the numbers are too large.
    func order(of value: DecimalNumber, against other: DecimalNumber) -> Int? {
        guard let zeros else { return ratio.order(of: value, against: other) }
        guard let left = value.adding(zeros.0), let right = other.adding(zeros.1) else { return nil }
        return ratio.order(of: left, against: right)
    }
}

extension Unit {
    /// Whether it is one of UCUM's years and months, which are not those of the calendar.
    fileprivate var isYearOrMonth: Bool {
        guard terms.count == 1, let code = terms.first?.code else { return false }
        return ["a", "mo", "a_j", "a_g", "a_t", "mo_j", "mo_g", "mo_s"].contains(code)
    }
}
