/// A time as it was written: its text, how exact it is, its offset, and what it means.
///
/// Reads FHIR's date, dateTime and instant (https://hl7.org/fhir/R4/datatypes.html), xsd:date and xsd:dateTime, up to nine decimals, with or
/// without seconds and offset. What is written without offset means the given zone; an hour that the clock shows twice is the earlier one.
public struct Moment: Hashable, Sendable, CustomStringConvertible {
    public enum Precision: Int, Sendable, Comparable {
        case year
        case month
        case day
        case minute
        case second
        case fraction

        public static func < (one: Precision, two: Precision) -> Bool { one.rawValue < two.rawValue }
    }

    /// The text as it was written.
    public let text: String
    public let precision: Precision
    /// Seconds ahead of UTC, as written; nil when nothing was written.
    public let offset: Int?
    /// The start of what it says: of the year, the month, the day, the minute, or the instant itself.
    public let instant: Instant
    /// The end of what it says, not included: a day for a day, the next minute for a minute, one second for a second, one unit of the last
    /// decimal for a fraction.
    public let end: Instant

    /// Nil when the text is no time.
    public init?(_ text: String, zone: Zone) {
        self.text = text
        var copy = text
        guard let parts = copy.withUTF8({ Parts($0) }) else { return nil }
        precision = parts.precision
        offset = parts.offset
        let start = parts.day
        func at(_ day: Day, _ second: Int = 0, _ nanosecond: Int = 0) -> Instant {
            if let offset = parts.offset {
                Instant(seconds: Int64(day.ordinal) * 86_400 + Int64(second - offset), nanosecond: nanosecond)
            } else {
                zone.instant(day, secondOfDay: second, nanosecond: nanosecond)
            }
        }
        instant = at(start, parts.second, parts.nanosecond)
        switch parts.precision {
        case .year: end = at(Day(ordinal: Day.ordinal(start.year + 1, 1, 1)))
        case .month:
            let (year, month, _) = start.civil
            end = at(Day(ordinal: month == 12 ? Day.ordinal(year + 1, 1, 1) : Day.ordinal(year, month + 1, 1)))
        case .day: end = at(start.adding(days: 1))
        case .minute: end = instant.adding(seconds: 60)
        case .second: end = instant.adding(seconds: 1)
        case .fraction:
            let (sum, overflow) = instant.nanoseconds.addingReportingOverflow(parts.unit)
            end = Instant(nanoseconds: overflow ? .max : sum)
        }
    }

    /// A moment to write now: to the second, in UTC.
    public init(_ instant: Instant) {
        let whole = Instant(seconds: instant.seconds)
        text = whole.description
        precision = .second
        offset = 0
        self.instant = whole
        end = whole.adding(seconds: 1)
    }

    public var description: String { text }

    private struct Parts {
        var day: Day
        var precision = Precision.year
        var second = 0
        var nanosecond = 0
        var unit: Int64 = 1
        var offset: Int?

        init?(_ bytes: UnsafeBufferPointer<UInt8>) {
            var digits = Digits(bytes)
            guard let year = digits.take(4), year >= 1 else { return nil }
            var month = 1
            var dayOfMonth = 1
            if digits.skip(0x2D) {
                guard let value = digits.take(2) else { return nil }
                (month, precision) = (value, .month)
                if digits.skip(0x2D) {
                    guard let value = digits.take(2) else { return nil }
                    (dayOfMonth, precision) = (value, .day)
                }
            }
            guard let day = Day(year: year, month: month, day: dayOfMonth) else { return nil }
            self.day = day
            if precision == .day && digits.skip(0x54) { guard readClock(&digits) else { return nil } }
            // xsd:date may carry an offset too.
            if precision >= .day && !digits.atEnd { guard readOffset(&digits) else { return nil } }
            guard digits.atEnd else { return nil }
        }

        private mutating func readClock(_ digits: inout Digits) -> Bool {
            guard let hour = digits.take(2), digits.skip(0x3A), let minute = digits.take(2), hour <= 24, minute < 60 else { return false }
            precision = .minute
            var seconds = 0
            if digits.skip(0x3A) {
                guard let value = digits.take(2), value <= 60 else { return false }
                (seconds, precision) = (value, .second)
                if digits.skip(0x2E) {
                    let start = digits.position
                    guard let fraction = digits.takeFraction() else { return false }
                    (nanosecond, precision) = (fraction, .fraction)
                    for _ in (digits.position - start)..<9 { unit *= 10 }
                }
            }
            // xsd allows 24:00:00 for the end of the day; FHIR allows a leap second.
            if hour == 24 && (minute != 0 || seconds != 0 || nanosecond != 0) { return false }
            second = hour * 3600 + minute * 60 + seconds
            return true
        }

        private mutating func readOffset(_ digits: inout Digits) -> Bool {
            if digits.skip(0x5A) {
                offset = 0
                return true
            }
            let sign: Int
            if digits.skip(0x2B) { sign = 1 } else if digits.skip(0x2D) { sign = -1 } else { return false }
            guard let hours = digits.take(2), digits.skip(0x3A), let minutes = digits.take(2), minutes < 60, hours * 60 + minutes <= 840
            else {
                return false
            }
            offset = sign * (hours * 3600 + minutes * 60)
            return true
        }
    }
}
