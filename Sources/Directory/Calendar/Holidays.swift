public import FHIR

/// The public holidays of a country, year by year, and so its working days: Monday to Friday that are no holiday.
///
/// Counted are the days that the law makes holidays; each rule of the table carries its first and last year and its source. Not counted,
/// because no law makes them holidays though many are off: 24 and 31 December in both countries, 1 May and Grundlovsdag (5 June) in
/// Denmark, Easter Saturday, the Wednesday before Easter. Saturday is no working day.
public struct Holidays: Hashable, Sendable {
    public let country: Country
    /// The rules, in the order of the year.
    public let rules: [Rule]

    /// A day of the year that is a holiday from one year to another.
    public struct Rule: Hashable, Sendable {
        /// When in the year it is.
        public enum Date: Hashable, Sendable {
            case fixed(month: Int, day: Int)
            /// Days after Easter Sunday; negative is before.
            case easter(Int)
        }

        public var name: String
        public var date: Date
        /// The first year in which it is a holiday.
        public var from: Int
        /// The last year in which it is one; nil while it still is.
        public var to: Int?
        /// The law.
        public var source: String
    }

    public static func of(_ country: Country) -> Holidays {
        switch country {
        case .no: norway
        case .dk: denmark
        }
    }

    /// The holiday's name in the language of its country, or nil on any other day. Sundays have no name of their own.
    public func name(of day: Day) -> String? {
        rules.first { $0.contains(day) }?.name
    }

    public func isHoliday(_ day: Day) -> Bool {
        // Asked for every day that is counted, so what is the same for all rules is worked out once.
        let (year, month, date) = (day.year, day.month, day.day)
        let easter = Day.easter(year)?.ordinal
        return rules.indices.contains { index in
            guard year >= rules[index].from, rules[index].to.map({ year <= $0 }) ?? true else { return false }
            return switch rules[index].date {
            case .fixed(let itsMonth, let itsDate): itsMonth == month && itsDate == date
            case .easter(let offset): easter.map { $0 + offset == day.ordinal } ?? false
            }
        }
    }

    public func isWorkingDay(_ day: Day) -> Bool { day.weekday <= 5 && !isHoliday(day) }

    /// The holidays of a year, in order; two on one day (17 May and Whit Monday in Norway in 2027) are both there.
    public func days(of year: Int) -> [(day: Day, name: String)] {
        rules.compactMap { rule in rule.day(in: year).map { ($0, rule.name) } }.sorted { $0.day < $1.day }
    }

    /// The working day that many working days after a day, which itself is not counted; negative goes back. Zero is the day itself, or
    /// the next working day when it is none.
    public func day(_ day: Day, adding workingDays: Int) -> Day {
        var current = day
        if workingDays == 0 {
            while !isWorkingDay(current) { current = current.adding(days: 1) }
            return current
        }
        var left = abs(workingDays)
        while left > 0 {
            current = current.adding(days: workingDays.signum())
            if isWorkingDay(current) { left -= 1 }
        }
        return current
    }

    /// How many working days there are after the first day, up to and with the last.
    public func workingDays(after first: Day, through last: Day) -> Int {
        guard first < last else { return 0 }
        return (first.ordinal + 1...last.ordinal).count { isWorkingDay(first.adding(days: $0 - first.ordinal)) }
    }
}

extension Holidays.Rule {
    /// The day in a year, or nil in a year in which it is no holiday.
    func day(in year: Int) -> Day? {
        guard year >= from, to.map({ year <= $0 }) ?? true else { return nil }
        switch date {
        case .fixed(let month, let day): return Day(year: year, month: month, day: day)
        case .easter(let offset): return Day.easter(year)?.adding(days: offset)
        }
    }

    func contains(_ day: Day) -> Bool {
        if case .fixed(let month, let number) = date, month != day.month || number != day.day { return false }
        return self.day(in: day.year) == day
    }
}
