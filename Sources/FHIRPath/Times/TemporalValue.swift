/// FHIRPath's Date, DateTime and Time: a moment as precise as it was written, with the offset it was written with.
///
/// `==` says whether FHIRPath's `=` is true; for values of different precision, where that is empty, it is false.
/// https://hl7.org/fhirpath/N1/#date
public struct TemporalValue: Sendable {
    public enum Kind: UInt8, Sendable, CaseIterable {
        case date
        case dateTime
        case time
    }

    /// The finest part that a value has.
    package enum Precision: UInt8, Sendable, CaseIterable, Comparable {
        case year
        case month
        case day
        case hour
        case minute
        case second
        case millisecond

        package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    public internal(set) var kind: Kind
    package var finest: Precision
    /// 1 to 9999, and 1 for a time; parts that are not there are at their least.
    var yearPart: Int16 = 1
    var monthPart: UInt8 = 1
    var dayPart: UInt8 = 1
    var hourPart: UInt8 = 0
    var minutePart: UInt8 = 0
    var secondPart: UInt8 = 0
    var millisecondPart: UInt16 = 0
    /// How many digits of the fraction are printed: 1 to 3; 0 without a fraction.
    var fractionDigits: UInt8 = 0
    var offsetPart: Int16?
    /// Whether an offset of zero is printed as `Z`.
    var saysZulu = false

    init(_ kind: Kind, _ finest: Precision) {
        self.kind = kind
        self.finest = finest
    }

    /// The year of a date or dateTime; nil for a time.
    public var year: Int? { kind == .time ? nil : Int(yearPart) }
    /// 1 to 12.
    public var month: Int? { has(.month) && kind != .time ? Int(monthPart) : nil }
    /// 1 to 31.
    public var day: Int? { has(.day) && kind != .time ? Int(dayPart) : nil }
    /// 0 to 23.
    public var hour: Int? { has(.hour) ? Int(hourPart) : nil }
    /// 0 to 59.
    public var minute: Int? { has(.minute) ? Int(minutePart) : nil }
    /// 0 to 59, 60 in a leap second.
    public var second: Int? { has(.second) ? Int(secondPart) : nil }
    /// 0 to 999; nil when no fraction of the second was written.
    public var millisecond: Int? { has(.millisecond) ? Int(millisecondPart) : nil }
    /// Minutes to the east of Greenwich; nil when no offset was written.
    public var offsetMinutes: Int? { offsetPart.map(Int.init) }

    func has(_ part: Precision) -> Bool { finest >= part }

    /// The date of a date or dateTime, as precise as it is; nil for a time.
    public var asDate: TemporalValue? {
        guard kind != .time else { return nil }
        var date = cut(to: min(finest, .day))
        date.kind = .date
        return date
    }

    /// A date as a dateTime of the same precision; anything else as it is.
    public var asDateTime: TemporalValue {
        var value = self
        if kind == .date { value.kind = .dateTime }
        return value
    }

    /// The time of day of a dateTime, without its offset, or of a time; nil when there is none.
    public var asTime: TemporalValue? {
        guard has(.hour) else { return nil }
        var time = self
        time.kind = .time
        time.yearPart = 1
        time.monthPart = 1
        time.dayPart = 1
        time.offsetPart = nil
        time.saysZulu = false
        return time
    }

    /// The same without its finer parts; without its offset when no time of day is left.
    func cut(to precision: Precision) -> TemporalValue {
        guard precision < finest else { return self }
        var value = self
        value.finest = precision
        if precision < .millisecond {
            value.millisecondPart = 0
            value.fractionDigits = 0
        }
        if precision < .second { value.secondPart = 0 }
        if precision < .minute { value.minutePart = 0 }
        if precision < .hour {
            value.hourPart = 0
            value.offsetPart = nil
            value.saysZulu = false
        }
        if precision < .day { value.dayPart = 1 }
        if precision < .month { value.monthPart = 1 }
        return value
    }
}

extension TemporalValue: CustomStringConvertible {
    /// As `toString()` gives it: no `@`, no `T` where nothing follows it.
    public var description: String {
        var text = ""
        func append(_ number: Int, _ digits: Int) {
            let written = String(number)
            for _ in 0..<max(digits - written.utf8.count, 0) { text += "0" }
            text += written
        }
        if kind != .time {
            append(Int(yearPart), 4)
            if let month {
                text += "-"
                append(month, 2)
            }
            if let day {
                text += "-"
                append(day, 2)
            }
            if has(.hour) { text += "T" }
        }
        if let hour { append(hour, 2) }
        if let minute {
            text += ":"
            append(minute, 2)
        }
        if let second {
            text += ":"
            append(second, 2)
        }
        if let millisecond {
            text += "."
            var number = millisecond
            for _ in fractionDigits..<3 { number /= 10 }
            append(number, Int(fractionDigits))
        }
        if let offsetMinutes {
            guard !saysZulu else { return text + "Z" }
            text += offsetMinutes < 0 ? "-" : "+"
            append(abs(offsetMinutes) / 60, 2)
            text += ":"
            append(abs(offsetMinutes) % 60, 2)
        }
        return text
    }
}
