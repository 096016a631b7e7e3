import FHIR

/// Times as letters write them, by the clock on the wall.
enum ClockText {
    /// `2026-01-31T12:00:00`; with its offset, `+01:00`, when asked for, and always in the hour that the clock shows twice.
    static func dateTime(_ instant: Instant, _ zone: Zone, withOffset: Bool) -> String {
        let offset = zone.offset(at: instant)
        let local = instant.seconds + Int64(offset)
        let day = Day(ordinal: Int(local >= 0 ? local / 86_400 : (local - 86_399) / 86_400))
        let second = Int(local - Int64(day.ordinal) * 86_400)
        let isTwice = zone.offset(at: instant.adding(seconds: 3600)) < offset || zone.offset(at: instant.adding(seconds: -3600)) > offset
        return String(unsafeUninitializedCapacity: 25) { text in
            var end = 0
            func sign(_ byte: UInt8) {
                text[end] = byte
                end += 1
            }
            func number(_ value: Int, _ width: Int) {
                var rest = value
                for place in stride(from: end + width - 1, through: end, by: -1) {
                    text[place] = 0x30 + UInt8(rest % 10)
                    rest /= 10
                }
                end += width
            }
            number(day.year, 4)
            sign(0x2D)
            number(day.month, 2)
            sign(0x2D)
            number(day.day, 2)
            sign(0x54)
            number(second / 3600, 2)
            sign(0x3A)
            number(second / 60 % 60, 2)
            sign(0x3A)
            number(second % 60, 2)
            if withOffset || isTwice {
                sign(0x2B)
                number(offset / 3600, 2)
                sign(0x3A)
                number(offset / 60 % 60, 2)
            }
            return end
        }
    }
}

extension String {
    /// With the signs that XML takes for its own written as references.
    var escapedForXML: String {
        guard utf8.contains(where: { $0 == 0x26 || $0 == 0x3C || $0 == 0x3E || $0 == 0x22 }) else { return self }
        return replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
    }
}
