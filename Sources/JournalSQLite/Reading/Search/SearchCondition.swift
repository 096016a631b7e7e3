import Journal

/// What the index can say of a criterion.
struct SearchCondition: Sendable {
    indirect enum Shape: Sendable {
        /// Resources with one of these entries, each of which stands for one value.
        case entries([IndexEntry])
        /// Resources with an entry in one of the ranges.
        case ranges([IndexRange])
        case numbers(NumberSet)
        /// Those that a resource with the condition refers to.
        case isReferred(by: String, field: UInt64, SearchCondition)
        case not(SearchCondition)
        case all([SearchCondition])
        case any([SearchCondition])
        /// Nothing: every resource must be compared.
        case everything
    }

    var shape: Shape
    /// Whether what the index finds is what is asked for. Else it is more than that, and never less.
    var isExact: Bool
    /// How many entries there are: exact for one entry, else more than there are resources, where one has several.
    var count: Int

    static let everything = SearchCondition(shape: .everything, isExact: false, count: .max)

    static func numbers(_ set: NumberSet, isExact: Bool) -> SearchCondition {
        SearchCondition(shape: .numbers(set), isExact: isExact, count: set.count)
    }

    /// Whether the numbers of what it finds are in no order.
    var isRange: Bool { if case .ranges = shape { true } else { false } }

    /// Those that must all hold, one by one.
    var conjuncts: [SearchCondition] {
        if case .all(let all) = shape { return all.flatMap(\.conjuncts) }
        return [self]
    }

    /// How it is named when a plan is explained: without values.
    var description: String {
        switch shape {
        case .entries(let entries): entries.count == 1 ? "one entry" : "one of \(entries.count) entries"
        case .ranges(let ranges): ranges.count == 1 ? "one range" : "one of \(ranges.count) ranges"
        case .numbers: "resources already known"
        case .isReferred(let by, _, _): "what some \(by) refers to"
        case .not(let inner): "not " + inner.description
        case .all(let all): "all of " + all.map(\.description).joined(separator: ", ")
        case .any(let any): "any of " + any.map(\.description).joined(separator: ", ")
        case .everything: "something that the index cannot tell"
        }
    }
}
