import FHIR

/// The days of the year that is lived through, in minutes since its first midnight. What begins in it may end in the year after.
struct Calendar: Sendable {
    static let before = 90
    static let after = 200

    let zone: Zone
    let origin: Instant
    let firstDay: Day
    let days: Int
    /// The minute of each midnight, from `before` days before the year to `after` days after it.
    private let midnights: [Int32]

    init(_ nation: Nation, year: Int) {
        zone = nation == .norway ? .oslo : .copenhagen
        let first = Day(year: year, month: 1, day: 1) ?? Day(ordinal: 0)
        let next = Day(year: year + 1, month: 1, day: 1) ?? Day(ordinal: 365)
        firstDay = first
        days = next.days(since: first)
        let zone = self.zone
        let start = zone.instant(first, secondOfDay: 0)
        origin = start
        midnights = (-Self.before...days + Self.after).map {
            Int32(zone.instant(first.adding(days: $0), secondOfDay: 0).seconds(since: start) / 60)
        }
    }

    /// Minutes after midnight of a day of the year, from 0 on.
    func minute(_ day: Int, _ minuteOfDay: Int) -> Int32 {
        let place = min(max(day + Self.before, 0), midnights.count - 1)
        return midnights[place] + Int32(minuteOfDay)
    }

    /// The day that a minute lies in.
    func day(of minute: Int32) -> Int {
        var day = Int(minute) / 1440
        if minute < 0 { day -= 1 }
        while self.minute(day + 1, 0) <= minute, day < days + Self.after { day += 1 }
        while self.minute(day, 0) > minute, day > -Self.before { day -= 1 }
        return day
    }

    func instant(_ minute: Int32) -> Instant { origin.adding(seconds: Int64(minute) * 60) }

    /// How likely each day of the year is, by month and day of the week.
    func choices(seasons: [Int], weekdays: [Int]) -> Choices {
        Choices(
            (0..<days).map { day in
                let day = firstDay.adding(days: day)
                return seasons[day.month - 1] * weekdays[day.weekday - 1]
            })
    }
}
