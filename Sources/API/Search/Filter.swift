import Journal

/// An expression of `_filter` as it is written: https://hl7.org/fhir/R4/search_filter.html
///
/// `and` and `or` bind alike, from the left; parentheses decide otherwise.
indirect enum Filter: Sendable, Hashable {
    /// A parameter, reached through references, compared with a value.
    case compares([Step], Operator, String)
    case not(Filter)
    case all([Filter])
    case any([Filter])

    /// A parameter on the way: `subject:Patient[active eq true]`.
    struct Step: Sendable, Hashable {
        var code: String
        /// The type that it must lead to.
        var target: String?
        /// What must hold for what it leads to.
        var filter: Filter?
    }

    enum Operator: String, Sendable, CaseIterable {
        case eq, ne, co, sw, ew, gt, lt, ge, le, ap, sa, eb, pr, po, ss, sb, `in`, ni, re
    }

    /// What a search for a type is asked for it.
    static func criterion(_ text: String, of type: String, in parameters: SearchParameters, base: String) throws(Problem) -> Criterion {
        var reading = FilterReading(text)
        let filter = try reading.whole()
        return try FilterMeaning(parameters: parameters, base: base).criterion(filter, of: type)
    }
}

extension Problem {
    /// That `_filter` cannot be read.
    static func badFilter(_ what: String, at place: Int) -> Problem {
        Problem(
            .badValue,
            "`_filter` cannot be read: \(what) (at sign \(place + 1)). Write it as in `name co \"x\" and birthdate ge 2014-10-10`.")
    }
}
