public import FHIR

/// For how long bytes are kept, by a rule that holds from a day on.
public struct RetentionRule: Hashable, Sendable {
    public var from: Day
    public var years: Int

    public init(from: Day, years: Int) {
        self.from = from
        self.years = years
    }
}

extension [RetentionRule] {
    /// What is from before this day has been kept for long enough; nil when no rule holds yet.
    public func limit(on day: Day) -> Day? {
        guard let rule = filter({ $0.from <= day }).max(by: { $0.from < $1.from }) else { return nil }
        let (year, month, ofMonth) = (day.year - rule.years, day.month, day.day)
        return Day(year: year, month: month, day: ofMonth) ?? Day(year: year, month: month, day: ofMonth - 1)
    }
}
