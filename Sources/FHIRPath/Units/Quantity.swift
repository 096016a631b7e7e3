/// FHIRPath's Quantity: a decimal with a UCUM unit or a calendar word. https://hl7.org/fhirpath/N1/#quantity
///
/// A unit that is neither compares with itself only.
public struct Quantity: Sendable {
    public var value: DecimalNumber
    /// A UCUM code (`mg`, `1` for none) or a calendar word, as it was written.
    public var unit: String
    /// Whether the unit is a calendar word that stands without quotes.
    public var isCalendar: Bool

    public init(_ value: DecimalNumber, unit: String, isCalendar: Bool = false) {
        self.value = value
        self.unit = unit
        self.isCalendar = isCalendar
    }

    /// Reads what `toQuantity()` takes: a number, then a unit in quotes, or a calendar word, or nothing: `10 'mg'`, `4 days`, `-1.5`.
    public init?(_ text: String) {
        let bytes = text.utf8
        let end = bytes.firstIndex { !($0 &- 48 < 10 || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+")) }
        guard let value = DecimalNumber(text[..<(end ?? text.endIndex)]) else { return nil }
        let rest = bytes[(end ?? bytes.endIndex)...].drop { $0 == 32 || (9...13).contains($0) }
        if rest.isEmpty {
            // Space behind a number without a unit is no part of the grammar.
            guard end == nil else { return nil }
            self.init(value, unit: "1")
        } else if rest.first == UInt8(ascii: "'") {
            let unit = rest.dropFirst().dropLast()
            guard rest.count > 2, rest.last == UInt8(ascii: "'"), !unit.contains(UInt8(ascii: "'")) else { return nil }
            self.init(value, unit: String(Substring(unit)))
        } else {
            let word = String(Substring(rest))
            guard CalendarUnit(word: word) != nil else { return nil }
            self.init(value, unit: word, isCalendar: true)
        }
    }

    public var negated: Quantity { Quantity(value.negated, unit: unit, isCalendar: isCalendar) }

    /// The calendar word, with or without quotes.
    var calendarUnit: CalendarUnit? { isCalendar || unit.utf8.count > 2 ? CalendarUnit(word: unit) : nil }

    /// The part of a date or time that it counts; nil when it counts something else, or years and months that are not the calendar's.
    var durationUnit: CalendarUnit? {
        if let calendarUnit { return calendarUnit }
        return CalendarUnit(code: unit).flatMap { $0.isVariable ? nil : $0 }
    }
}

extension Quantity: CustomStringConvertible {
    /// As `toString()` gives it: calendar words bare, UCUM codes in quotes.
    public var description: String { isCalendar ? "\(value) \(unit)" : "\(value) '\(unit)'" }
}
