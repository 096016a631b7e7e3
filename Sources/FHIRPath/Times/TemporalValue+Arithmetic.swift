// Adding durations. https://hl7.org/fhirpath/N1/#datetime-arithmetic
extension TemporalValue {
    /// The value moved by a duration, in calendar words or in the UCUM units from week to millisecond.
    ///
    /// Nil for units that are no durations, for UCUM's years and months (which are not the calendar's), for hours and finer on a date, for
    /// days and coarser on a time, and outside the years 1 to 9999. Only seconds may have a fraction, others lose it. A duration finer than
    /// the value is first turned into the value's finest part, by 1000 milliseconds, 60 seconds, 60 minutes, 24 hours, 30 days, 12 months
    /// and 365 days. A time goes round the clock.
    public func adding(_ quantity: Quantity) -> TemporalValue? {
        guard let unit = quantity.durationUnit else { return nil }
        return moved(by: quantity.value, unit)
    }

    /// The value moved back by a duration; see `adding`.
    public func subtracting(_ quantity: Quantity) -> TemporalValue? { adding(quantity.negated) }

    private func moved(by number: DecimalNumber, _ unit: CalendarUnit) -> TemporalValue? {
        switch kind {
        case .date: guard unit <= .day else { return nil }
        case .dateTime: break
        case .time: guard unit >= .hour else { return nil }
        }
        if unit >= .second { return moved(bySeconds: number, unit) }
        guard var amount = number.truncated else { return nil }
        var unit = unit
        if unit == .week {
            let (days, overflow) = amount.multipliedReportingOverflow(by: 7)
            guard !overflow else { return nil }
            amount = days
            unit = .day
        }
        return moved(by: amount, unit)
    }

    private func moved(bySeconds number: DecimalNumber, _ unit: CalendarUnit) -> TemporalValue? {
        guard let milliseconds = number.shifted(byPowerOfTen: unit == .second ? 3 : 0)?.truncated else { return nil }
        if has(.millisecond) { return moved(byMilliseconds: milliseconds) }
        return moved(by: milliseconds / 1000, .second)
    }

    /// Whole units, none of them weeks or milliseconds.
    private func moved(by amount: Int64, _ unit: CalendarUnit) -> TemporalValue? {
        switch unit {
        case .year:
            let (months, overflow) = amount.multipliedReportingOverflow(by: 12)
            return overflow ? nil : moved(byMonths: months)
        case .month:
            return has(.month) ? moved(byMonths: amount) : moved(by: amount / 12, .year)
        case .week, .day:
            if has(.day) { return moved(byMilliseconds: amount, times: Calendar.millisecondsADay) }
            return has(.month) ? moved(by: amount / 30, .month) : moved(by: amount / 365, .year)
        case .hour: return has(.hour) ? moved(byMilliseconds: amount, times: 3_600_000) : moved(by: amount / 24, .day)
        case .minute: return has(.minute) ? moved(byMilliseconds: amount, times: 60_000) : moved(by: amount / 60, .hour)
        case .second, .millisecond:
            return has(.second) ? moved(byMilliseconds: amount, times: 1000) : moved(by: amount / 60, .minute)
        }
    }

    private func moved(byMonths months: Int64) -> TemporalValue? {
        guard months.magnitude <= 200_000 else { return nil }
        let target = Int(yearPart) * 12 + Int(monthPart) - 1 + Int(months)
        guard (12..<120_000).contains(target) else { return nil }
        var value = self
        value.yearPart = Int16(target / 12)
        value.monthPart = UInt8(target % 12 + 1)
        value.dayPart = min(dayPart, UInt8(Calendar.days(inMonth: target % 12 + 1, of: target / 12)))
        return value
    }

    private func moved(byMilliseconds amount: Int64, times length: Int64 = 1) -> TemporalValue? {
        let (distance, overflow) = amount.multipliedReportingOverflow(by: length)
        guard !overflow else { return nil }
        if kind == .time {
            let moved = (localStart + distance % Calendar.millisecondsADay) % Calendar.millisecondsADay
            return self.moved(toLocal: moved < 0 ? moved + Calendar.millisecondsADay : moved)
        }
        let (local, tooFar) = localStart.addingReportingOverflow(distance)
        return tooFar ? nil : moved(toLocal: local)
    }

    /// The moment that its own clock tells so many milliseconds after the beginning of the year 1; precision and offset stay.
    func moved(toLocal milliseconds: Int64) -> TemporalValue? {
        guard milliseconds >= 0 else { return nil }
        let (days, rest) = milliseconds.quotientAndRemainder(dividingBy: Calendar.millisecondsADay)
        guard let date = Calendar.date(fromDays: Int(days)) else { return nil }
        var value = self
        value.yearPart = Int16(date.year)
        value.monthPart = UInt8(date.month)
        value.dayPart = UInt8(date.day)
        value.hourPart = UInt8(rest / 3_600_000)
        value.minutePart = UInt8(rest / 60_000 % 60)
        value.secondPart = UInt8(rest / 1000 % 60)
        value.millisecondPart = UInt16(rest % 1000)
        // As many digits as the new fraction needs, and no fewer than there were.
        if has(.millisecond) {
            let needed: UInt8 = value.millisecondPart % 10 != 0 ? 3 : value.millisecondPart % 100 != 0 ? 2 : 1
            value.fractionDigits = max(fractionDigits, needed)
        }
        return value
    }
}
