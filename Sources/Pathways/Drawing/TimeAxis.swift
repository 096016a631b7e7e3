public import FHIR

/// Time as a length: near days wide, far days narrow, none left out.
///
/// Strictly rising: an instant later than another is never left of it, and inside the axis is right of it.
public struct TimeAxis: Sendable, Hashable {
    /// Instants and where they are, both rising; between two of them time runs evenly.
    public var knots: [Knot]

    public struct Knot: Sendable, Hashable {
        public var at: Instant
        public var x: Double

        public init(at: Instant, x: Double) {
            self.at = at
            self.x = x
        }
    }

    public init(knots: [Knot]) { self.knots = knots }

    public var start: Instant { knots.first?.at ?? Instant(seconds: 0) }
    public var end: Instant { knots.last?.at ?? Instant(seconds: 0) }

    /// Where an instant is; at the edge when it lies outside.
    public func x(of instant: Instant) -> Double {
        guard let first = knots.first, let last = knots.last else { return 0 }
        if instant <= first.at { return first.x }
        if instant >= last.at { return last.x }
        var low = 0
        var high = knots.count - 1
        while high - low > 1 {
            let middle = (low + high) / 2
            if knots[middle].at <= instant { low = middle } else { high = middle }
        }
        let (a, b) = (knots[low], knots[high])
        let part = Double(instant.nanoseconds - a.at.nanoseconds) / Double(b.at.nanoseconds - a.at.nanoseconds)
        return a.x + (b.x - a.x) * part
    }
}
