/// The words for durations that follow the calendar, from the longest to the shortest.
/// https://hl7.org/fhirpath/N1/#time-valued-quantities
package enum CalendarUnit: UInt8, Sendable, CaseIterable, Comparable {
    case year
    case month
    case week
    case day
    case hour
    case minute
    case second
    case millisecond

    /// Singular or plural.
    package init?(word: some StringProtocol) {
        switch word {
        case "year", "years": self = .year
        case "month", "months": self = .month
        case "week", "weeks": self = .week
        case "day", "days": self = .day
        case "hour", "hours": self = .hour
        case "minute", "minutes": self = .minute
        case "second", "seconds": self = .second
        case "millisecond", "milliseconds": self = .millisecond
        default: return nil
        }
    }

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    /// The UCUM unit that it is equivalent to, and from a week on equal to.
    var code: String {
        switch self {
        case .year: "a"
        case .month: "mo"
        case .week: "wk"
        case .day: "d"
        case .hour: "h"
        case .minute: "min"
        case .second: "s"
        case .millisecond: "ms"
        }
    }

    init?(code: String) {
        guard let unit = Self.allCases.first(where: { $0.code == code }) else { return nil }
        self = unit
    }

    /// Whether its length varies.
    var isVariable: Bool { self <= .month }

    /// Months in it; nil for what is shorter than a month.
    var months: Int64? {
        switch self {
        case .year: 12
        case .month: 1
        case .week, .day, .hour, .minute, .second, .millisecond: nil
        }
    }

    /// Its length where it has to be given one: 365 days to a year, 30 days to a month.
    var milliseconds: Int64 {
        switch self {
        case .year: 365 * 86_400_000
        case .month: 30 * 86_400_000
        case .week: 7 * 86_400_000
        case .day: 86_400_000
        case .hour: 3_600_000
        case .minute: 60_000
        case .second: 1000
        case .millisecond: 1
        }
    }
}
