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
        case .clock(let hour, let minute, let count):
            zone.instant(day.adding(days: count), secondOfDay: hour * 3600 + minute * 60)
        case .clockOnWorkingDay(let hour, let minute, let count):
            zone.instant(holidays.day(day, adding: count), secondOfDay: hour * 3600 + minute * 60)
        }
    }
}
