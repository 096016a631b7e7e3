// What a partial value stands for. https://hl7.org/fhirpath/#lowboundaryprecision-integer-decimal--date--datetime--time
extension TemporalValue {
    /// Digits, as `precision()` counts them: 4, 6, 8, 10, 12, 14 and 17 from year to millisecond, 2, 4, 6 and 9 for a time.
    public var precision: Int { digits(finest) }

    private func digits(_ precision: Precision) -> Int {
        let digits =
            switch precision {
            case .year: 4
            case .month: 6
            case .day: 8
            case .hour: 10
            case .minute: 12
            case .second: 14
            case .millisecond: 17
            }
        return kind == .time ? digits - 8 : digits
    }

    /// The first moment that was meant, to so many digits (see `precision`; the most that the kind has unless told); a dateTime without an
    /// offset gets +14:00, where a day begins first. Nil for a number of digits that the kind does not have.
    public func lowBoundary(precision: Int? = nil) -> TemporalValue? {
        guard let target = target(precision) else { return nil }
        return filled(to: target, isLow: true)
    }

    /// The last moment that was meant; a dateTime without an offset gets -12:00, where a day ends last.
    public func highBoundary(precision: Int? = nil) -> TemporalValue? {
        guard let target = target(precision) else { return nil }
        return filled(to: target, isLow: false)
    }

    private func target(_ precision: Int?) -> Precision? {
        guard let precision else { return kind == .date ? .day : .millisecond }
        let first: Precision = kind == .time ? .hour : .year
        let last: Precision = kind == .date ? .day : .millisecond
        return Precision.allCases.first { $0 >= first && $0 <= last && digits($0) == precision }
    }

    private func filled(to target: Precision, isLow: Bool) -> TemporalValue {
        var value = self
        if !isLow {
            if finest < .month { value.monthPart = 12 }
            if finest < .day { value.dayPart = UInt8(Calendar.days(inMonth: Int(value.monthPart), of: Int(value.yearPart))) }
            if finest < .hour { value.hourPart = 23 }
            if finest < .minute { value.minutePart = 59 }
            if finest < .second { value.secondPart = 59 }
            if finest < .millisecond { value.millisecondPart = 999 }
        }
        value.finest = .millisecond
        value.fractionDigits = 3
        if kind == .dateTime, offsetPart == nil { value.offsetPart = isLow ? 14 * 60 : -12 * 60 }
        return value.cut(to: target)
    }
}
