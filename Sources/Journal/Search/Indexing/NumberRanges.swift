/// Where numbers stand in an index that stand to a number as a prefix says: https://hl7.org/fhir/R4/search.html#prefix
///
/// In the main field, numbers have their unit as rest or none; what spans has half its high end, marked. What spans has its high end in the
/// field of ends too.
struct NumberRanges {
    private let comparison: SearchTest.Comparison
    private let number: SearchTest.Number

    init(_ comparison: SearchTest.Comparison, _ number: SearchTest.Number) {
        self.comparison = comparison
        self.number = number
    }

    private static let points = 0...(NumberKey.spanning - 1)
    private static let spans = NumberKey.spanning...UInt64.max

    /// What `eq` covers, both included; the number itself always.
    private var within: ClosedRange<UInt64> {
        let value = NumberKey.of(number.value)
        return min(NumberKey.of(number.low), value)...max(NumberKey.of(number.high) - 1, value)
    }

    func ranges(_ field: UInt64, ends: UInt64) -> [IndexRange] {
        points(field, rests: Self.points) + spans(field, ends)
    }

    /// Single numbers whose rest is among these.
    func points(_ field: UInt64, rests: ClosedRange<UInt64>) -> [IndexRange] {
        let value = NumberKey.of(number.value)
        let values: [ClosedRange<UInt64>] =
            switch comparison {
            case .eq: [within]
            case .ne: [0...within.lowerBound - 1, within.upperBound + 1...UInt64.max]
            case .gt, .sa: [value + 1...UInt64.max]
            case .ge: [value...UInt64.max]
            case .lt, .eb: [0...value - 1]
            case .le: [0...value]
            case .ap: [min(near.0, near.1)...max(near.0, near.1)]
            }
        return values.map { IndexRange(field: field, values: $0, rests: rests) }
    }

    private var near: (UInt64, UInt64) { (NumberKey.of(number.nearLow), NumberKey.of(number.nearHigh)) }

    private func spans(_ field: UInt64, _ ends: UInt64) -> [IndexRange] {
        let value = NumberKey.of(number.value)
        func low(_ values: ClosedRange<UInt64>, _ rests: ClosedRange<UInt64> = Self.spans) -> IndexRange {
            IndexRange(field: field, values: values, rests: rests)
        }
        func high(_ values: ClosedRange<UInt64>) -> IndexRange { IndexRange(field: ends, values: values) }
        switch comparison {
        case .eq: return [low(within, NumberKey.spanning...(NumberKey.spanning | within.upperBound >> 1))]
        case .ne: return [low(0...within.lowerBound - 1), high(within.upperBound + 1...UInt64.max)]
        case .gt: return [high(value + 1...UInt64.max)]
        case .ge: return [high(value...UInt64.max)]
        case .lt: return [low(0...value - 1)]
        case .le: return [low(0...value)]
        case .sa: return [low(value + 1...UInt64.max)]
        case .eb: return [high(0...value - 1)]
        case .ap: return [low(0...max(near.0, near.1), (NumberKey.spanning | min(near.0, near.1) >> 1)...UInt64.max)]
        }
    }

    /// What spans, in a field where value and rest are its two ends.
    func wholeSpans(_ field: UInt64) -> [IndexRange] {
        let value = NumberKey.of(number.value)
        func range(_ lows: ClosedRange<UInt64>, _ highs: ClosedRange<UInt64>) -> IndexRange {
            IndexRange(field: field, values: lows, rests: highs)
        }
        let all = 0...UInt64.max
        switch comparison {
        case .eq: return [range(within, 0...within.upperBound)]
        case .ne: return [range(0...within.lowerBound - 1, all), range(all, within.upperBound + 1...UInt64.max)]
        case .gt: return [range(all, value + 1...UInt64.max)]
        case .ge: return [range(all, value...UInt64.max)]
        case .lt: return [range(0...value - 1, all)]
        case .le: return [range(0...value, all)]
        case .sa: return [range(value + 1...UInt64.max, all)]
        case .eb: return [range(all, 0...value - 1)]
        case .ap: return [range(0...max(near.0, near.1), min(near.0, near.1)...UInt64.max)]
        }
    }
}
