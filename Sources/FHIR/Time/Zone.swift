import Foundation

/// A time zone: what a clock on the wall shows at an instant, and back.
///
/// Oslo and Copenhagen follow the rule of directive 2000/84/EC since 1996 (last Sunday of March to last Sunday of October, at 01:00 UTC);
/// before that, and for other zones, the system's tables are asked.
public struct Zone: Hashable, Sendable, CustomStringConvertible {
    /// The name in the IANA tables: `Europe/Oslo`.
    public let identifier: String
    private let rule: Rule

    private enum Rule: Hashable, Sendable {
        case fixed(Int)
        case centralEuropean
        case system
    }

    public static let utc = Zone(identifier: "UTC", rule: .fixed(0))
    public static let oslo = Zone(identifier: "Europe/Oslo", rule: .centralEuropean)
    public static let copenhagen = Zone(identifier: "Europe/Copenhagen", rule: .centralEuropean)

    private init(identifier: String, rule: Rule) {
        self.identifier = identifier
        self.rule = rule
    }

    /// A zone by its name in the IANA tables; nil when this machine does not know it.
    public init?(_ identifier: String) {
        switch identifier {
        case "UTC", "Z", "Etc/UTC": self = .utc
        case "Europe/Oslo": self = .oslo
        case "Europe/Copenhagen": self = .copenhagen
        default:
            guard identifier.contains("/"), TimeZone(identifier: identifier) != nil else { return nil }
            self.init(identifier: identifier, rule: .system)
        }
    }

    public var description: String { identifier }

    /// Seconds that the clock is ahead of UTC.
    public func offset(at instant: Instant) -> Int { offset(atSecond: instant.seconds) }

    private func offset(atSecond second: Int64) -> Int {
        switch rule {
        case .fixed(let offset): return offset
        case .centralEuropean:
            let year = Day(ordinal: Int((second >= 0 ? second : second - 86_399) / 86_400)).year
            guard year >= 1996 else { return systemOffset(second) }
            return second >= Zone.change(year, 3) && second < Zone.change(year, 10) ? 7200 : 3600
        case .system: return systemOffset(second)
        }
    }

    private func systemOffset(_ second: Int64) -> Int {
        TimeZone(identifier: identifier)?.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(second))) ?? 0
    }

    /// 01:00 UTC on the last Sunday of a month of 31 days.
    private static func change(_ year: Int, _ month: Int) -> Int64 {
        let last = Day(ordinal: Day.ordinal(year, month, 31))
        return Int64(last.ordinal - last.weekday % 7) * 86_400 + 3600
    }

    /// The instant at which the clock shows `secondOfDay` on `day`.
    ///
    /// When the clock shows it twice (autumn), the earlier one. When it never shows it (spring), as far into the day as the clock would be
    /// had it not been put forward: 02:30 becomes 03:30.
    public func instant(_ day: Day, secondOfDay: Int) -> Instant { instant(day, secondOfDay: secondOfDay, nanosecond: 0) }

    func instant(_ day: Day, secondOfDay: Int, nanosecond: Int) -> Instant {
        let local = Int64(day.ordinal) * 86_400 + Int64(secondOfDay)
        if case .fixed(let offset) = rule { return Instant(seconds: local - Int64(offset), nanosecond: nanosecond) }
        // The offsets a day before and a day after are the only two in question.
        let before = Int64(offset(atSecond: local - 86_400))
        let after = Int64(offset(atSecond: local + 86_400))
        let early = local - max(before, after)
        let late = local - min(before, after)
        if early + Int64(offset(atSecond: early)) == local { return Instant(seconds: early, nanosecond: nanosecond) }
        if late + Int64(offset(atSecond: late)) == local { return Instant(seconds: late, nanosecond: nanosecond) }
        return Instant(seconds: local - before, nanosecond: nanosecond)
    }

    /// The calendar day at an instant.
    public func day(at instant: Instant) -> Day {
        let local = instant.seconds + Int64(offset(at: instant))
        return Day(ordinal: Int((local >= 0 ? local : local - 86_399) / 86_400))
    }

    /// What the clock shows at an instant.
    public func clock(at instant: Instant) -> (hour: Int, minute: Int, second: Int) {
        let local = instant.seconds + Int64(offset(at: instant))
        let second = Int(((local % 86_400) + 86_400) % 86_400)
        return (second / 3600, second / 60 % 60, second % 60)
    }
}
