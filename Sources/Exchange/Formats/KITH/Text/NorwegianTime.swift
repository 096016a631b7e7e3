import FHIR

/// Times in a letter's text as Norwegian readers write them.
enum NorwegianTime {
    /// `31.01.2026`, or `31.01.2026 kl. 12:00` where a time was written; what is neither stays as written.
    static func text(_ moment: Moment) -> String { text(moment.text) }

    static func text(_ written: String) -> String {
        let parts = written.split(separator: "T", maxSplits: 1)
        guard let day = parts.first.flatMap({ Day(String($0)) }) else { return written }
        let date = "\(two(day.day)).\(two(day.month)).\(day.year)"
        guard parts.count == 2, parts[1].count >= 5 else { return date }
        let clock = parts[1].prefix(5)
        return clock == "00:00" ? date : "\(date) kl. \(clock)"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension NorwegianTime {
    /// The time of an instant in Norway with its offset, as `xsd:dateTime`: `2026-01-31T12:00:00+01:00`.
    static func stamp(_ instant: Instant) -> String {
        let zone = Zone.oslo
        let clock = zone.clock(at: instant)
        let offset = zone.offset(at: instant) / 60
        let sign = offset < 0 ? "-" : "+"
        let time = "\(two(clock.hour)):\(two(clock.minute)):\(two(clock.second))"
        return "\(zone.day(at: instant))T\(time)\(sign)\(two(abs(offset) / 60)):\(two(abs(offset) % 60))"
    }

    /// A moment as `xsd:dateTime`: as written when it says at least the second, else the start of what it says.
    static func stamp(_ moment: Moment) -> String {
        switch moment.precision {
        case .second, .fraction: moment.text
        case .year, .month, .day, .minute: stamp(moment.instant)
        }
    }
}
