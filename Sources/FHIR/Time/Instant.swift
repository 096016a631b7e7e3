/// A point in time, to the nanosecond.
///
/// From 1677-09-21 to 2262-04-11; what lies outside is held at that end, so that "9999-12-31" still means "later than everything".
public struct Instant: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Nanoseconds since 1970-01-01T00:00:00Z.
    public var nanoseconds: Int64

    public init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    public init(seconds: Int64) {
        self.init(seconds: seconds, nanosecond: 0)
    }

    init(seconds: Int64, nanosecond: Int) {
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, overflow2) = product.addingReportingOverflow(Int64(nanosecond))
        nanoseconds = overflow || overflow2 ? (seconds < 0 ? .min : .max) : sum
    }

    /// A FHIR instant or dateTime that says its offset: `2026-01-31T12:00:00+01:00`, up to nine decimals. Nil for anything less.
    public init?(_ text: String) {
        guard let moment = Moment(text, zone: .utc), moment.offset != nil, moment.precision.rawValue >= Moment.Precision.minute.rawValue
        else {
            return nil
        }
        self = moment.instant
    }

    public static let distantPast = Instant(nanoseconds: .min)
    public static let distantFuture = Instant(nanoseconds: .max)

    /// Whole seconds since 1970, rounded down.
    public var seconds: Int64 {
        let (quotient, remainder) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        return remainder < 0 ? quotient - 1 : quotient
    }

    public func adding(seconds: Int64) -> Instant {
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, overflow2) = nanoseconds.addingReportingOverflow(product)
        return Instant(nanoseconds: overflow || overflow2 ? (seconds < 0 ? .min : .max) : sum)
    }

    /// Whole seconds from `other` to here, rounded towards zero; negative when `other` is later.
    public func seconds(since other: Instant) -> Int64 {
        let (difference, overflow) = nanoseconds.subtractingReportingOverflow(other.nanoseconds)
        return overflow ? seconds - other.seconds : difference / 1_000_000_000
    }

    public static func < (one: Instant, two: Instant) -> Bool { one.nanoseconds < two.nanoseconds }

    /// `2026-01-01T00:00:00Z`, with a fraction only when there is one.
    public var description: String {
        let seconds = self.seconds
        let day = Day(ordinal: Int((seconds >= 0 ? seconds : seconds - 86_399) / 86_400))
        let clock = Int(seconds) - day.ordinal * 86_400
        let (year, month, date) = day.civil
        let fraction = Int(nanoseconds &- seconds &* 1_000_000_000)
        return String(unsafeUninitializedCapacity: 30) { text in
            var end = 0
            func sign(_ byte: UInt8) {
                text[end] = byte
                end += 1
            }
            func two(_ value: Int) {
                sign(0x30 + UInt8(value / 10))
                sign(0x30 + UInt8(value % 10))
            }
            two(year / 100)
            two(year % 100)
            sign(0x2D)
            two(month)
            sign(0x2D)
            two(date)
            sign(0x54)
            two(clock / 3600)
            sign(0x3A)
            two(clock / 60 % 60)
            sign(0x3A)
            two(clock % 60)
            if fraction != 0 {
                sign(0x2E)
                var rest = fraction
                for place in stride(from: end + 8, through: end, by: -1) {
                    text[place] = 0x30 + UInt8(rest % 10)
                    rest /= 10
                }
                end += 9
                while text[end - 1] == 0x30 { end -= 1 }
            }
            sign(0x5A)
            return end
        }
    }
}
