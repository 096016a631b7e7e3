/// The Gregorian calendar of ISO 8601, backwards to the year 1.
enum Calendar {
    static let millisecondsADay: Int64 = 86_400_000
    /// The beginning of 1970, in milliseconds since the beginning of the year 1.
    static let unixEpoch = Int64(days(beforeYear: 1970)) * millisecondsADay

    static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days from the beginning of the year 1.
    static func days(beforeYear year: Int) -> Int {
        let past = year - 1
        return past * 365 + past / 4 - past / 100 + past / 400
    }

    private static func days(beforeMonth month: Int, of year: Int) -> Int {
        let ordinary = (367 * month - 362) / 12
        return month <= 2 ? ordinary : ordinary - (isLeap(year) ? 1 : 2)
    }

    /// Days since the first of January of the year 1.
    static func days(year: Int, month: Int, day: Int) -> Int { days(beforeYear: year) + days(beforeMonth: month, of: year) + day - 1 }

    /// The inverse of `days(year:month:day:)`; nil outside the years 1 to 9999.
    static func date(fromDays days: Int) -> (year: Int, month: Int, day: Int)? {
        guard days >= 0, days < self.days(beforeYear: 10_000) else { return nil }
        var year = days * 400 / 146_097 + 1
        while self.days(beforeYear: year) > days { year -= 1 }
        while self.days(beforeYear: year + 1) <= days { year += 1 }
        let rest = days - self.days(beforeYear: year)
        var month = min(rest / 29 + 1, 12)
        while self.days(beforeMonth: month, of: year) > rest { month -= 1 }
        return (year, month, rest - self.days(beforeMonth: month, of: year) + 1)
    }
}
