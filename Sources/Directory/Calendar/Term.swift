public import FHIR

/// How long somebody has: elapsed time, local calendar days or working days. A deadline always says which it means.
///
/// ```swift
/// // friday is 2026-04-03T10:00:00Z, Good Friday
/// Term.hours(24).due(from: friday, zone: .oslo, holidays: .of(.no))        // 2026-04-04T10:00:00Z
/// Term.days(1).due(from: friday, zone: .oslo, holidays: .of(.no))          // 2026-04-04T22:00:00Z, the end of Saturday
/// Term.workingDays(1).due(from: friday, zone: .oslo, holidays: .of(.no))   // 2026-04-07T22:00:00Z, the end of Tuesday
/// ```
public enum Term: Hashable, Sendable {
    /// Elapsed minutes, whatever the clocks do.
    case minutes(Int)
    /// Elapsed hours, whatever the clocks do.
    case hours(Int)
    /// Local calendar days: due at the end of the day that many days after the local day it began on. Zero is the end of that day.
    case days(Int)
    /// Working days: due at the end of the working day that many after the local day it began on. Zero is the end of that day, or of
    /// the next working day.
    case workingDays(Int)
    /// Calendar months: due at the end of the day with that date, or of the month's last day when it has no such date. Zero is the end of
    /// the day it began on.
    case months(Int)
    /// A time of day on the local day that many days after the one it began on. May lie before the beginning when `onDay` is 0.
    case clock(hour: Int, minute: Int, onDay: Int)
    /// A time of day on the working day that many working days after the local day it began on, counted as in ``workingDays(_:)``.
    case clockOnWorkingDay(hour: Int, minute: Int, onDay: Int)

    /// The instant at which it is over. The end of a day is the first instant of the next.
    ///
    /// A time of day that the clocks skip in spring is taken as the instant that ``Zone`` gives for it.
    public func due(from: Instant, zone: Zone, holidays: Holidays) -> Instant {
        let day = zone.day(at: from)
        return switch self {
        case .minutes(let count): from.adding(seconds: Int64(count) * 60)
        case .hours(let count): from.adding(seconds: Int64(count) * 3600)
        case .days(let count): zone.instant(day.adding(days: count + 1), secondOfDay: 0)
        case .workingDays(let count): zone.instant(holidays.day(day, adding: count).adding(days: 1), secondOfDay: 0)
        case .months(let count): zone.instant(day.adding(months: count).adding(days: 1), secondOfDay: 0)
        case .clock(let hour, let minute, let count):
            zone.instant(day.adding(days: count), secondOfDay: hour * 3600 + minute * 60)
        case .clockOnWorkingDay(let hour, let minute, let count):
            zone.instant(holidays.day(day, adding: count), secondOfDay: hour * 3600 + minute * 60)
        }
    }

    /// The instant to wait for when something comes that long after: days begin at midnight where ``due(from:zone:holidays:)`` ends them.
    ///
    /// ```swift
    /// Term.days(7).opening(from: friday, zone: .oslo, holidays: .of(.no))      // 2026-04-09T22:00:00Z, when Friday the 10th begins
    /// ```
    /// Zero days is the instant itself; no wait ends before it begins.
    public func opening(from: Instant, zone: Zone, holidays: Holidays) -> Instant {
        let day = zone.day(at: from)
        let instant =
            switch self {
            case .minutes, .hours, .clock, .clockOnWorkingDay: due(from: from, zone: zone, holidays: holidays)
            case .days(let count): zone.instant(day.adding(days: count), secondOfDay: 0)
            case .workingDays(let count): zone.instant(holidays.day(day, adding: count), secondOfDay: 0)
            case .months(let count): zone.instant(day.adding(months: count), secondOfDay: 0)
            }
        return max(from, instant)
    }
}

extension Day {
    /// The same date that many months later, or the last day of that month when it is shorter.
    fileprivate func adding(months: Int) -> Day {
        let count = year * 12 + month - 1 + months
        let last = (28...31).reversed().lazy.compactMap { Day(year: count / 12, month: count % 12 + 1, day: min($0, day)) }
        return last.first ?? self
    }
}
