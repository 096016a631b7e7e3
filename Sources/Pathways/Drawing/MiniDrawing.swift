public import FHIR

/// The small drawing of a line of *Today*: the stay, its expected end, the deadline and now, on an axis that all lines share.
public struct MiniDrawing: Sendable, Hashable {
    /// The stay as far as it is known; nil when it lies outside.
    public var stay: Span?
    /// What is expected of it beyond now.
    public var expected: Span?
    /// The deadline, or the opening of a step without one.
    public var mark: Double?
    public var now: Double

    public struct Span: Sendable, Hashable {
        public var x: Double
        public var end: Double
    }

    /// An even axis of whole local days around now: four before, four after.
    public struct Axis: Sendable, Hashable {
        public var start: Instant
        public var end: Instant
        public var width: Double
        /// Each midnight and its place.
        public var days: [TimeAxis.Knot]

        public init(now: Instant, zone: Zone, width: Double, before: Int = 4, after: Int = 4) {
            let today = zone.day(at: now)
            let midnights = (-before...after).map { zone.instant(today.adding(days: $0), secondOfDay: 0) }
            start = midnights[0]
            end = midnights[midnights.count - 1]
            self.width = width
            days = []
            days = midnights.map { TimeAxis.Knot(at: $0, x: x(of: $0)) }
        }

        public func contains(_ instant: Instant) -> Bool { start <= instant && instant <= end }

        /// At the edge when it lies outside.
        public func x(of instant: Instant) -> Double {
            let held = max(start, min(instant, end))
            return width * Double(held.nanoseconds - start.nanoseconds) / Double(end.nanoseconds - start.nanoseconds)
        }
    }

    public static func make(_ content: WorkContent, due: Instant?, now: Instant, axis: Axis) -> MiniDrawing {
        let last = content.end ?? now
        let isInside = content.start <= axis.end && last >= axis.start && content.start <= last
        let expected: Span? =
            if content.end == nil, let until = content.expectedDischarge, until > now {
                Span(x: axis.x(of: max(now, content.start)), end: axis.x(of: until))
            } else { nil }
        return MiniDrawing(
            stay: isInside ? Span(x: axis.x(of: content.start), end: axis.x(of: last)) : nil, expected: expected,
            mark: (due ?? content.opens).map { axis.x(of: $0) }, now: axis.x(of: now))
    }
}
