extension TemporalValue {
    /// Reads `2015`, `2015-02` or `2015-02-04`; nil for anything else, and for days that the calendar does not have.
    public init?(date text: some StringProtocol) { self.init(dateBytes: text.utf8) }

    init?(dateBytes: some Collection<UInt8>) {
        var reader = Reader(dateBytes)
        guard let value = reader.date(), reader.isAtEnd else { return nil }
        self = value
    }

    /// Reads a date, or a date with a time to the hour or finer and an offset if there is one: `2015-02-04T14:34:28.123+10:00`, `…Z`.
    ///
    /// A `T` may end a date, as in the literals that tell a dateTime from a date.
    public init?(dateTime text: some StringProtocol) { self.init(dateTimeBytes: text.utf8) }

    init?(dateTimeBytes: some Collection<UInt8>) {
        var reader = Reader(dateTimeBytes)
        guard var value = reader.date() else { return nil }
        value.kind = .dateTime
        if reader.takes(UInt8(ascii: "T")), !reader.isAtEnd {
            guard value.finest == .day, reader.time(into: &value), reader.offset(into: &value) else { return nil }
        }
        guard reader.isAtEnd else { return nil }
        self = value
    }

    /// Reads `14`, `14:34`, `14:34:28` or `14:34:28.123`, with or without a `T` in front; a time has no offset.
    public init?(time text: some StringProtocol) { self.init(timeBytes: text.utf8) }

    init?(timeBytes: some Collection<UInt8>) {
        var reader = Reader(timeBytes)
        _ = reader.takes(UInt8(ascii: "T"))
        var value = TemporalValue(.time, .hour)
        guard reader.time(into: &value), reader.isAtEnd else { return nil }
        self = value
    }

    /// The dateTime of a moment, to the millisecond, in milliseconds since 1970 began in Greenwich; nil outside the years 1 to 9999.
    public init?(milliseconds: Int64, offsetMinutes: Int) {
        guard (-840...840).contains(offsetMinutes) else { return nil }
        let (local, overflow) = milliseconds.addingReportingOverflow(Int64(offsetMinutes) * 60_000)
        let (sinceYearOne, tooFar) = local.addingReportingOverflow(Calendar.unixEpoch)
        guard !overflow, !tooFar, let value = TemporalValue(.dateTime, .millisecond).moved(toLocal: sinceYearOne) else { return nil }
        self = value
        offsetPart = Int16(offsetMinutes)
        fractionDigits = 3
    }

    private struct Reader<Bytes: Collection<UInt8>> {
        let bytes: Bytes
        var index: Bytes.Index

        init(_ bytes: Bytes) {
            self.bytes = bytes
            index = bytes.startIndex
        }

        var isAtEnd: Bool { index == bytes.endIndex }

        mutating func takes(_ byte: UInt8) -> Bool {
            guard !isAtEnd, bytes[index] == byte else { return false }
            index = bytes.index(after: index)
            return true
        }

        mutating func digit() -> Int? {
            guard !isAtEnd, bytes[index] &- 48 < 10 else { return nil }
            defer { index = bytes.index(after: index) }
            return Int(bytes[index] &- 48)
        }

        mutating func two(_ range: ClosedRange<Int>) -> UInt8? {
            guard let first = digit(), let second = digit(), range.contains(first * 10 + second) else { return nil }
            return UInt8(first * 10 + second)
        }

        mutating func date() -> TemporalValue? {
            guard let century = two(0...99), let rest = two(0...99) else { return nil }
            var value = TemporalValue(.date, .year)
            value.yearPart = Int16(century) * 100 + Int16(rest)
            guard value.yearPart > 0 else { return nil }
            guard takes(UInt8(ascii: "-")) else { return value }
            guard let month = two(1...12) else { return nil }
            value.monthPart = month
            value.finest = .month
            guard takes(UInt8(ascii: "-")) else { return value }
            guard let day = two(1...Calendar.days(inMonth: Int(month), of: Int(value.yearPart))) else { return nil }
            value.dayPart = day
            value.finest = .day
            return value
        }

        mutating func time(into value: inout TemporalValue) -> Bool {
            guard let hour = two(0...23) else { return false }
            value.hourPart = hour
            value.finest = .hour
            guard takes(UInt8(ascii: ":")) else { return true }
            guard let minute = two(0...59) else { return false }
            value.minutePart = minute
            value.finest = .minute
            guard takes(UInt8(ascii: ":")) else { return true }
            guard let second = two(0...60) else { return false }
            value.secondPart = second
            value.finest = .second
            guard takes(UInt8(ascii: ".")) else { return true }
            guard var milliseconds = digit() else { return false }
            value.finest = .millisecond
            value.fractionDigits = 1
            while let next = digit() {
                guard value.fractionDigits < 3 else { continue }
                milliseconds = milliseconds * 10 + next
                value.fractionDigits += 1
            }
            for _ in value.fractionDigits..<3 { milliseconds *= 10 }
            value.millisecondPart = UInt16(milliseconds)
            return true
        }

        mutating func offset(into value: inout TemporalValue) -> Bool {
            if takes(UInt8(ascii: "Z")) {
                value.offsetPart = 0
                value.saysZulu = true
                return true
            }
            let isWest = takes(UInt8(ascii: "-"))
            guard isWest || takes(UInt8(ascii: "+")) else { return true }
            guard let hours = two(0...14), takes(UInt8(ascii: ":")), let minutes = two(0...59), hours < 14 || minutes == 0 else {
                return false
            }
            let offset = Int16(hours) * 60 + Int16(minutes)
            value.offsetPart = isWest ? -offset : offset
            return true
        }
    }
}
