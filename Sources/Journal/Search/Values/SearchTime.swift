import FHIR

/// What a FHIR date, dateTime or instant covers: from its first nanosecond to the one after its last.
///
/// What is written without offset is the time of the Nordic countries on the wall, by the rules of today (summer time from the last Sunday
/// of March to the last Sunday of October, since 1996; to the last of September, since 1981; none before): fixed rules, not the tables of
/// the machine, so that an index made on one is right on another.
struct SearchTime: Sendable, Hashable {
    /// Nanoseconds since 1970; -∞ and ∞ are the ends of the range.
    var start: Int64
    /// Not included.
    var end: Int64

    init(start: Int64, end: Int64) {
        self.start = start
        self.end = end
    }

    init?(_ text: String) {
        var text = text
        guard let time = text.withUTF8({ SearchTime($0) }) else { return nil }
        self = time
    }

    init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.count >= 4, let year = Self.number(bytes, 0, 4), year >= 1 else { return nil }
        if bytes.count == 4 {
            self.init(Self.local(Self.day(year, 1, 1), 0), Self.local(Self.day(year + 1, 1, 1), 0))
            return
        }
        guard bytes.count >= 7, bytes[4] == 0x2D, let month = Self.number(bytes, 5, 2), (1...12).contains(month) else { return nil }
        if bytes.count == 7 {
            let next = month == 12 ? Self.day(year + 1, 1, 1) : Self.day(year, month + 1, 1)
            self.init(Self.local(Self.day(year, month, 1), 0), Self.local(next, 0))
            return
        }
        guard bytes.count >= 10, bytes[7] == 0x2D, let date = Self.number(bytes, 8, 2), date >= 1, date <= Self.length(year, month) else {
            return nil
        }
        let day = Self.day(year, month, date)
        if bytes.count == 10 {
            self.init(Self.local(day, 0), Self.local(day + 1, 0))
            return
        }
        self.init(bytes, day)
    }

    /// With a time of day.
    private init?(_ bytes: UnsafeBufferPointer<UInt8>, _ day: Int) {
        guard bytes.count >= 16, bytes[10] == 0x54, bytes[13] == 0x3A, let hour = Self.number(bytes, 11, 2),
            let minute = Self.number(bytes, 14, 2), hour <= 24, minute < 60, hour < 24 || minute == 0
        else { return nil }
        var clock = hour * 3600 + minute * 60
        var at = 16
        var unit: Int64 = 60_000_000_000
        var fraction: Int64 = 0
        if at < bytes.count, bytes[at] == 0x3A {
            guard let second = Self.number(bytes, 17, 2), second <= 60 else { return nil }
            clock += second
            unit = 1_000_000_000
            at = 19
            if at < bytes.count, bytes[at] == 0x2E {
                at += 1
                let first = at
                while at < bytes.count, bytes[at] &- 0x30 < 10 {
                    // What is finer than a nanosecond is cut off.
                    if at - first < 9 {
                        unit /= 10
                        fraction += Int64(bytes[at] &- 0x30) * unit
                    }
                    at += 1
                }
                guard at > first else { return nil }
            }
        }
        guard let offset = Self.offset(bytes, at) else { return nil }
        let seconds =
            switch offset {
            case .none: Self.local(day, clock)
            case .some(let ahead): Int64(day) * 86_400 + Int64(clock - ahead)
            }
        let start = Self.nanoseconds(seconds, fraction)
        let (end, overflow) = start.addingReportingOverflow(unit)
        self.init(start: start, end: overflow ? .max : end)
    }

    private init(_ start: Int64, _ end: Int64) {
        self.init(start: Self.nanoseconds(start, 0), end: Self.nanoseconds(end, 0))
    }

    /// Seconds ahead of UTC; nothing where none is written; nil where it is none.
    private static func offset(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int?? {
        if at == bytes.count { return .some(nil) }
        switch bytes[at] {
        case 0x5A: return at + 1 == bytes.count ? 0 : nil
        case 0x2B, 0x2D:
            guard at + 6 == bytes.count, bytes[at + 3] == 0x3A, let hours = number(bytes, at + 1, 2),
                let minutes = number(bytes, at + 4, 2),
                minutes < 60, hours <= 14
            else { return nil }
            return (bytes[at] == 0x2D ? -1 : 1) * (hours * 3600 + minutes * 60)
        default: return nil
        }
    }

    private static func number(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ count: Int) -> Int? {
        guard start + count <= bytes.count else { return nil }
        var value = 0
        for at in start..<start + count {
            let digit = bytes[at] &- 0x30
            guard digit < 10 else { return nil }
            value = value * 10 + Int(digit)
        }
        return value
    }

    private static func nanoseconds(_ seconds: Int64, _ fraction: Int64) -> Int64 {
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, overflow2) = product.addingReportingOverflow(fraction)
        return overflow || overflow2 ? (seconds < 0 ? .min : .max) : sum
    }

    private static func length(_ year: Int, _ month: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days since 1970-01-01. https://howardhinnant.github.io/date_algorithms.html
    private static func day(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}

/// Time on the wall.
extension SearchTime {
    /// The second at which the clock shows this; an hour that it shows twice is the earlier one, one that it skips is an hour later.
    private static func local(_ day: Int, _ second: Int) -> Int64 {
        let wall = Int64(day) * 86_400 + Int64(second)
        let summer = wall - 7200
        return isSummer(summer) ? summer : (isSummer(wall - 3600) ? summer + 3600 : wall - 3600)
    }

    static func isSummer(_ second: Int64) -> Bool {
        let days = Int((second >= 0 ? second : second - 86_399) / 86_400)
        let year = Day(ordinal: days).year
        guard year >= 1981 else { return false }
        return second >= change(year, 3) && second < change(year, year >= 1996 ? 10 : 9)
    }

    /// 01:00 UTC on the last Sunday of a month.
    private static func change(_ year: Int, _ month: Int) -> Int64 {
        let last = day(year, month, length(year, month))
        let weekday = (((last + 3) % 7) + 7) % 7 + 1
        return Int64(last - weekday % 7) * 86_400 + 3600
    }

    /// What a second covers when the clock shows it in the year, the month, the day, the minute and the second around it: every value of
    /// that exactness which contains the instant stands at one of these.
    ///
    /// Fractions of a second too, when the instant is not at its start.
    static func cells(around instant: Int64) -> [SearchTime] {
        // At the very ends there is no room for a minute.
        let minute: Int64 = 60_000_000_000
        guard instant > Int64.min + minute, instant < Int64.max - minute else { return [] }
        let second = instant >= 0 ? instant / 1_000_000_000 : (instant - 999_999_999) / 1_000_000_000
        let wall = second + (isSummer(second) ? 7200 : 3600)
        let today = Int(wall >= 0 ? wall / 86_400 : (wall - 86_399) / 86_400)
        let here = Day(ordinal: today)
        let (year, month) = (here.year, here.month)
        var cells = [
            SearchTime(local(day(year, 1, 1), 0), local(day(year + 1, 1, 1), 0)),
            SearchTime(local(day(year, month, 1), 0), local(month == 12 ? day(year + 1, 1, 1) : day(year, month + 1, 1), 0)),
            SearchTime(local(today, 0), local(today + 1, 0)),
        ]
        var unit = minute
        for _ in 0..<10 {
            let start = instant - ((instant % unit) + unit) % unit
            cells.append(SearchTime(start: start, end: start + unit))
            unit = unit == minute ? 1_000_000_000 : unit / 10
        }
        return cells.filter { $0.start < instant && instant < $0.end }
    }
}

/// How times stand in an index.
extension SearchTime {
    /// Set in the rest of what lasts from one time to another, as opposed to one time of some exactness.
    static let lasting: UInt64 = 1 << 63

    static func key(_ nanoseconds: Int64) -> UInt64 { UInt64(bitPattern: nanoseconds) ^ (1 << 63) }

    /// At most what fits beside the mark of what lasts.
    static func length(_ start: Int64, _ end: Int64) -> UInt64 {
        let (length, overflow) = end.subtractingReportingOverflow(start)
        return overflow ? lasting - 1 : UInt64(max(0, length))
    }
}
