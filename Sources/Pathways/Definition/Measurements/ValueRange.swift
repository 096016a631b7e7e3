/// The values that belong to a zone, when those that an earlier zone takes are gone: what people are told of it.
public struct ValueRange: Sendable, Hashable {
    /// Where the values begin or end.
    public struct Edge: Sendable, Hashable {
        public var number: Double
        /// The number as the definition has it.
        public var written: String
        public var isIncluded: Bool
    }

    /// nil when they go on without end.
    public var lowest: Edge?
    public var highest: Edge?
}

extension MeasurementDefinition {
    /// The place of the band that a value in the measurement's unit falls into; nil when no band fits.
    public func place(of value: Double) -> Int? { bands.firstIndex { $0.threshold.holds(for: value) } }

    /// The values of the band at a place: `< 92` after `< 88` are those from 88 to below 92.
    public func values(at place: Int) -> ValueRange {
        var range = ValueRange()
        range.keep(bands[place].threshold)
        for earlier in bands[..<place] { range.drop(earlier.threshold) }
        return range
    }
}

extension ValueRange {
    /// Only values that a comparison holds for.
    fileprivate mutating func keep(_ threshold: Threshold) {
        switch threshold.comparison {
        case .less: end(threshold, isIncluded: false)
        case .atMost: end(threshold, isIncluded: true)
        case .more: begin(threshold, isIncluded: false)
        case .atLeast: begin(threshold, isIncluded: true)
        case .equal:
            begin(threshold, isIncluded: true)
            end(threshold, isIncluded: true)
        }
    }

    /// Only values that it does not hold for. A single value among others is not worth a word.
    fileprivate mutating func drop(_ threshold: Threshold) {
        switch threshold.comparison {
        case .less: begin(threshold, isIncluded: true)
        case .atMost: begin(threshold, isIncluded: false)
        case .more: end(threshold, isIncluded: true)
        case .atLeast: end(threshold, isIncluded: false)
        case .equal: break
        }
    }

    private mutating func begin(_ threshold: Threshold, isIncluded: Bool) {
        let edge = Edge(number: threshold.number, written: threshold.written, isIncluded: isIncluded)
        guard let lowest, lowest.number > edge.number || lowest.number == edge.number && !lowest.isIncluded else {
            lowest = edge
            return
        }
    }

    private mutating func end(_ threshold: Threshold, isIncluded: Bool) {
        let edge = Edge(number: threshold.number, written: threshold.written, isIncluded: isIncluded)
        guard let highest, highest.number < edge.number || highest.number == edge.number && !highest.isIncluded else {
            highest = edge
            return
        }
    }
}
