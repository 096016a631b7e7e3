public import FHIR

/// From which day to which day something holds, both included; nil is open.
public struct Validity: Hashable, Sendable, CustomStringConvertible {
    /// The first day it holds.
    public var from: Day?
    /// The last day it holds.
    public var to: Day?

    public init(from: Day? = nil, to: Day? = nil) {
        self.from = from
        self.to = to
    }

    public static let always = Validity()

    public var description: String {
        switch (from, to) {
        case (nil, nil): "always"
        case (let from?, nil): "from \(from)"
        case (nil, let to?): "to \(to)"
        case (let from?, let to?): "\(from) to \(to)"
        }
    }

    /// The same as instants: the first included, the last not.
    func span(in zone: Zone) -> Span {
        Span(
            start: from.map { zone.instant($0, secondOfDay: 0) } ?? Instant(nanoseconds: .min),
            end: to.map { zone.instant($0.adding(days: 1), secondOfDay: 0) } ?? Instant(nanoseconds: .max))
    }
}

/// A half-open stretch of time.
struct Span: Hashable, Sendable {
    var start: Instant
    var end: Instant

    func contains(_ instant: Instant) -> Bool { start <= instant && instant < end }
    func overlaps(_ other: Span) -> Bool { start < other.end && other.start < end }
    func covers(_ other: Span) -> Bool { start <= other.start && other.end <= end }
}
