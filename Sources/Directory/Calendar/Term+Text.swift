extension Term: CustomStringConvertible {
    /// As a file writes it: `30 minutes`, `24 hours`, `3 days`, `2 working days`, `6 months`, `1 year`, `day 1 at 15:00`, `working day 1 at 12:00`.
    public var description: String {
        func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
        func clock(_ hour: Int, _ minute: Int) -> String { "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)" }
        return switch self {
        case .minutes(let count): counted(count, "minute")
        case .hours(let count): counted(count, "hour")
        case .days(let count): counted(count, "day")
        case .workingDays(let count): counted(count, "working day")
        case .months(let count): count > 0 && count % 12 == 0 ? counted(count / 12, "year") : counted(count, "month")
        case .clock(let hour, let minute, let day): "day \(day) at \(clock(hour, minute))"
        case .clockOnWorkingDay(let hour, let minute, let day): "working day \(day) at \(clock(hour, minute))"
        }
    }

    /// Reads what `description` writes, and `2 weeks`; nil for anything else.
    public init?(_ text: String) {
        let words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        if let count = words.first.flatMap(Self.number) {
            switch words.dropFirst().joined(separator: " ") {
            case "minute", "minutes": self = .minutes(count)
            case "hour", "hours": self = .hours(count)
            case "day", "days": self = .days(count)
            case "week", "weeks": self = .days(count * 7)
            case "month", "months":
                guard count <= 1200 else { return nil }
                self = .months(count)
            case "year", "years":
                guard count <= 100 else { return nil }
                self = .months(count * 12)
            case "working day", "working days": self = .workingDays(count)
            default: return nil
            }
            return
        }
        let isWorking = words.first == "working"
        let rest = Array(words.dropFirst(isWorking ? 1 : 0))
        guard rest.count == 4, rest[0] == "day", rest[2] == "at", let day = Self.number(rest[1]) else { return nil }
        let clock = rest[3].split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard clock.count == 2, clock.allSatisfy({ $0.utf8.count == 2 }) else { return nil }
        guard let hour = Self.number(clock[0]), let minute = Self.number(clock[1]), hour < 24, minute < 60 else { return nil }
        self = isWorking ? .clockOnWorkingDay(hour: hour, minute: minute, onDay: day) : .clock(hour: hour, minute: minute, onDay: day)
    }

    /// A whole number up to 99,999 without sign.
    private static func number(_ text: String) -> Int? {
        (1...5).contains(text.utf8.count) && text.utf8.allSatisfy { (48...57).contains($0) } ? Int(text) : nil
    }
}
