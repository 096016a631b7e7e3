/// Dates and times as R4 writes them, checked against the calendar. https://hl7.org/fhir/R4/datatypes.html#dateTime
enum Times {
    static func isDate(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        (text.count == 4 || text.count == 7 || text.count == 10) && isDay(text)
    }

    static func isDateTime(_ text: UnsafeBufferPointer<UInt8>) -> Bool { text.count <= 10 ? isDate(text) : isInstant(text) }

    /// A day, a time with seconds and an offset.
    static func isInstant(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.count >= 20, text[10] == 0x54, isDay(UnsafeBufferPointer(rebasing: text[..<10])) else { return false }
        let end = clockEnd(text, 11)
        return end > 0 && isOffset(text, end)
    }

    static func isTime(_ text: UnsafeBufferPointer<UInt8>) -> Bool { clockEnd(text, 0) == text.count }

    /// A year, a month or a day, by its length.
    private static func isDay(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let high = number(text, 0)
        let low = number(text, 2)
        guard high >= 0, low >= 0, high + low > 0 else { return false }
        if text.count == 4 { return true }
        let month = number(text, 5)
        guard text[4] == 0x2D, month >= 1, month <= 12 else { return false }
        if text.count == 7 { return true }
        let day = number(text, 8)
        return text[7] == 0x2D && day >= 1 && day <= length(of: month, high * 100 + low)
    }

    private static func length(of month: Int, _ year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// The byte after hours, minutes, seconds (a leap second too) and fraction; 0 when they are none.
    private static func clockEnd(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        guard text.count >= start + 8, text[start + 2] == 0x3A, text[start + 5] == 0x3A else { return 0 }
        let hour = number(text, start)
        let minute = number(text, start + 3)
        let second = number(text, start + 6)
        guard hour >= 0, hour < 24, minute >= 0, minute < 60, second >= 0, second <= 60 else { return 0 }
        var end = start + 8
        if end < text.count && text[end] == 0x2E {
            end += 1
            let first = end
            while end < text.count && text[end] &- 0x30 < 10 { end += 1 }
            if end == first { return 0 }
        }
        return end
    }

    /// `Z` or up to fourteen hours either way.
    private static func isOffset(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
        if text.count == start + 1 { return text[start] == 0x5A }
        guard text.count == start + 6, text[start] == 0x2B || text[start] == 0x2D, text[start + 3] == 0x3A else { return false }
        let hours = number(text, start + 1)
        let minutes = number(text, start + 4)
        return hours >= 0 && minutes >= 0 && (hours < 14 && minutes < 60 || hours == 14 && minutes == 0)
    }

    /// Two digits; a negative number when they are none.
    @inline(__always) private static func number(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
        let (tens, ones) = (text[at] &- 0x30, text[at &+ 1] &- 0x30)
        return tens < 10 && ones < 10 ? Int(tens) &* 10 &+ Int(ones) : -1
    }
}
