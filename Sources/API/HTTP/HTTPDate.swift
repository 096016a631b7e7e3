import FHIR

/// Times in headers, to the second: `Sat, 21 Nov 2026 10:00:00 GMT`. https://www.rfc-editor.org/rfc/rfc9110#name-date-time-formats
enum HTTPDate {
    static func write(_ instant: Instant) -> String {
        let day = Zone.utc.day(at: instant)
        let clock = Zone.utc.clock(at: instant)
        return "\(weekdays[day.weekday - 1]), \(two(day.day)) \(months[day.month - 1]) \(day.year) "
            + "\(two(clock.hour)):\(two(clock.minute)):\(two(clock.second)) GMT"
    }

    /// nil when the text has another form; the two obsolete forms are not read.
    static func read(_ text: String) -> Instant? {
        let words = text.split(separator: " ")
        guard words.count == 6, words[5] == "GMT", let month = months.firstIndex(of: String(words[2])) else { return nil }
        return Instant("\(words[3])-\(two(month + 1))-\(words[1])T\(words[4])Z")
    }

    /// Seconds since 1970, rounded down: what a header can say of an instant.
    static func seconds(_ instant: Instant) -> Int64 {
        let (seconds, rest) = instant.nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        return rest < 0 ? seconds - 1 : seconds
    }

    private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
