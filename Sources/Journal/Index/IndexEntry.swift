/// One place at which an index finds a resource. A resource has a set of them; the index adds the resource's number.
///
/// Entries sort by field, value and rest, so that everything with values between two bounds stands together.
public struct IndexEntry: Sendable, Hashable, Comparable {
    /// A number for type, parameter and what is said of its value (`Observation`, `value-quantity`, in `mg`).
    public var field: UInt64
    /// The value, so that numbers sort as values do; or a number made of it where order means nothing.
    public var value: UInt64
    /// What the value has besides: of a text its next eight bytes, of a time how long it lasts. 0 where there is nothing.
    public var rest: UInt64

    public init(field: UInt64, value: UInt64, rest: UInt64 = 0) {
        self.field = field
        self.value = value
        self.rest = rest
    }

    public static func < (left: IndexEntry, right: IndexEntry) -> Bool {
        (left.field, left.value, left.rest) < (right.field, right.value, right.rest)
    }
}

/// Everything in a field with values between two bounds, both included.
public struct IndexRange: Sendable, Hashable {
    public var field: UInt64
    public var values: ClosedRange<UInt64>
    /// Only what has a rest within these.
    public var rests: ClosedRange<UInt64> = 0...UInt64.max

    public init(field: UInt64, values: ClosedRange<UInt64>, rests: ClosedRange<UInt64> = 0...UInt64.max) {
        self.field = field
        self.values = values
        self.rests = rests
    }
}

/// What an index is asked for in the place of criteria.
public indirect enum IndexQuery: Sendable, Hashable {
    /// Resources with an entry in one of the ranges. Unless `isExact`, some of them are not what is asked for: compare each with the criterion.
    case entries([IndexRange], isExact: Bool)
    case ids([String])
    case updated(from: Int64?, to: Int64?)
    /// Resources that have, in `field`, the value of a reference to what is found of the type.
    case refers(field: UInt64, to: String, IndexQuery)
    /// Resources to which, by one of the values in `field`, a resource of the type refers for which the query holds.
    case isReferred(by: String, field: UInt64, IndexQuery)
    case isFiled([SubjectID])
    /// Everything of the type in question but this.
    case not(IndexQuery)
    case all([IndexQuery])
    case any([IndexQuery])
}
