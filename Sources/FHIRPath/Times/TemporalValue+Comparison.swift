// Order and equality. https://hl7.org/fhirpath/N1/#datetime-equality
extension TemporalValue: Hashable {
    /// -1, 0 or 1; nil when the values cannot be told apart as precisely as they are written, or one has an offset and the other has not
    /// and that matters, or one is a time and the other is not.
    ///
    /// Seconds and milliseconds are one precision. A date is compared as a dateTime. An offset that was not written may be any from
    /// -12:00 to +14:00.
    public func compare(_ other: TemporalValue) -> Int? {
        guard (kind == .time) == (other.kind == .time) else { return nil }
        if (offsetPart == nil) == (other.offsetPart == nil), comparedPrecision == other.comparedPrecision {
            let left = start
            let right = other.start
            return left == right ? 0 : left < right ? -1 : 1
        }
        let left = possible(besideOffset: other.offsetPart != nil)
        let right = other.possible(besideOffset: offsetPart != nil)
        if left.upperBound < right.lowerBound { return -1 }
        return left.lowerBound > right.upperBound ? 1 : nil
    }

    /// FHIRPath's `=`; false for a time beside something else, nil where `compare` does not know.
    public func equals(_ other: TemporalValue) -> Bool? {
        guard (kind == .time) == (other.kind == .time) else { return false }
        return compare(other).map { $0 == 0 }
    }

    /// FHIRPath's `~`: equal, and of the same precision.
    public func isEquivalent(to other: TemporalValue) -> Bool { compare(other) == 0 }

    public static func == (left: Self, right: Self) -> Bool { left.compare(right) == 0 }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(start)
        hasher.combine(comparedPrecision.rawValue)
    }

    private var comparedPrecision: Precision { min(finest, .second) }

    /// Milliseconds from the beginning of the year 1 to the first moment that the value may be, as its own clock tells it.
    var localStart: Int64 {
        let days = Int64(Calendar.days(year: Int(yearPart), month: Int(monthPart), day: Int(dayPart)))
        let minutes = days * 1440 + Int64(hourPart) * 60 + Int64(minutePart)
        return minutes * 60_000 + Int64(secondPart) * 1000 + Int64(millisecondPart)
    }

    /// The same in Greenwich where the offset is known.
    private var start: Int64 { localStart - Int64(offsetPart ?? 0) * 60_000 }

    /// First and last moment that the value may be.
    private func possible(besideOffset: Bool) -> ClosedRange<Int64> {
        let first = start
        let last = first + length - 1
        guard besideOffset, offsetPart == nil else { return first...last }
        return first - 14 * 3_600_000...last + 12 * 3_600_000
    }

    /// Milliseconds that the value covers.
    private var length: Int64 {
        switch finest {
        case .year: Calendar.isLeap(Int(yearPart)) ? 366 * Calendar.millisecondsADay : 365 * Calendar.millisecondsADay
        case .month: Int64(Calendar.days(inMonth: Int(monthPart), of: Int(yearPart))) * Calendar.millisecondsADay
        case .day: Calendar.millisecondsADay
        case .hour: 3_600_000
        case .minute: 60_000
        case .second, .millisecond: 1
        }
    }
}
