import FHIR

/// A length of time that FHIR can say: `24 hours`, `3 days`, not working days nor times of day.
struct FHIRDuration {
    var count: Int
    /// `min`, `h`, `d`, `wk`, `mo`, `a`.
    var unit: String

    private static let units = [("minute", "min"), ("hour", "h"), ("day", "d"), ("week", "wk"), ("month", "mo"), ("year", "a")]

    init?(_ text: String?) {
        let words = text?.split(separator: " ") ?? []
        guard words.count == 2, let count = Int(words[0]),
            let unit = Self.units.first(where: { words[1] == $0.0 || words[1] == $0.0 + "s" })
        else { return nil }
        (self.count, self.unit) = (count, unit.1)
    }

    init?(_ element: Element?) {
        guard let element, let count = element["value"]?.int, let unit = element.string("code") ?? element.string("unit") else {
            return nil
        }
        (self.count, self.unit) = (count, unit)
    }

    init?(period element: Element?) {
        guard let element, let count = element["period"]?.int, let unit = element.string("periodUnit") else { return nil }
        (self.count, self.unit) = (count, unit)
    }

    var text: String? {
        Self.units.first { $0.1 == unit }.map { "\(count) \($0.0)\(count == 1 ? "" : "s")" }
    }

    /// - Parameter atMost: it is a deadline.
    func json(atMost: Bool) -> JSONValue {
        var object = FHIRObject()
        object.set("value", .number("\(count)"))
        if atMost { object.set("comparator", "<=") }
        object.set("unit", unit)
        object.set("system", FHIRNames.unitSystem)
        object.set("code", unit)
        return object.json
    }

    /// As FHIRPath writes it.
    var literal: String? { Self.units.first { $0.1 == unit }.map { "\(count) \($0.0)\(count == 1 ? "" : "s")" } }
}
