/// Where times stand in an index that stand to a span as a prefix says: https://hl7.org/fhir/R4/search.html#prefix
///
/// In the field of starts, times of some exactness have their length as rest; what lasts has half its end, marked. What lasts has its end in
/// the field of ends too. Times of some exactness are years, months, days, minutes, seconds and parts of seconds, which contain each other or
/// have nothing in common; so the ones that reach over an instant are few and known.
struct TimeRanges {
    private let comparison: SearchTest.Comparison
    private let start: Int64
    private let end: Int64

    init(_ comparison: SearchTest.Comparison, _ time: SearchTest.Time) {
        self.comparison = comparison
        let span = comparison == .ap ? time.widened : time
        (start, end) = (span.start, span.end)
    }

    private static let points = 0...SearchTime.lasting - 1

    func ranges(starts: UInt64, ends: UInt64) -> [IndexRange] {
        let (low, high) = (SearchTime.key(start), SearchTime.key(end))
        func before(_ key: UInt64, _ field: UInt64, rests: ClosedRange<UInt64> = 0...UInt64.max) -> [IndexRange] {
            key == 0 ? [] : [IndexRange(field: field, values: 0...key - 1, rests: rests)]
        }
        func from(_ key: UInt64, _ field: UInt64) -> [IndexRange] { [IndexRange(field: field, values: key...UInt64.max)] }
        func after(_ key: UInt64, _ field: UInt64) -> [IndexRange] { key == .max ? [] : from(key + 1, field) }
        let length = SearchTime.length(start, end)
        // What lies before or behind all that can be told has no length.
        let last = low < high ? high - 1 : low
        /// Begins and ends within.
        let within = [
            IndexRange(field: starts, values: low...last, rests: 0...length),
            IndexRange(field: starts, values: low...last, rests: SearchTime.lasting...(SearchTime.lasting | high >> 1)),
        ]
        /// Begins here or later, and does not end here too.
        let later =
            end == .min
            ? [
                IndexRange(field: starts, values: high...high, rests: 1...SearchTime.lasting - 1),
                IndexRange(field: starts, values: high...high, rests: SearchTime.lasting + 1...UInt64.max),
            ] + after(high, starts) : from(high, starts)
        /// Ends behind.
        let behind = end == .max ? [] : later + reachingOver(end, starts) + after(high, ends)
        switch comparison {
        case .eq: return within
        case .ne: return before(low, starts) + behind
        case .gt: return behind
        case .ge: return from(low, starts) + reachingOver(end, starts) + after(high, ends)
        case .lt: return before(low, starts)
        case .le: return before(low, starts) + Array(within.prefix(1)) + [IndexRange(field: ends, values: 0...high)]
        case .sa: return from(high, starts)
        case .eb: return endingBefore(start, starts) + [IndexRange(field: ends, values: 0...low)]
        case .ap:
            guard low < high else { return [] }
            let points = (start == .min ? 1 : 0)...SearchTime.lasting - 1
            return [IndexRange(field: starts, values: low...high - 1, rests: points)] + reachingOver(start, starts)
                + before(high, starts, rests: (SearchTime.lasting | (low >> 1 + 1))...UInt64.max)
        }
    }

    /// Times of some exactness that begin before an instant and end after it.
    private func reachingOver(_ instant: Int64, _ field: UInt64) -> [IndexRange] {
        SearchTime.cells(around: instant).map { cell in
            let (key, length) = (SearchTime.key(cell.start), SearchTime.length(cell.start, cell.end))
            return IndexRange(field: field, values: key...key, rests: length...length)
        }
    }

    /// Times of some exactness that begin before an instant and do not reach over it.
    private func endingBefore(_ instant: Int64, _ field: UInt64) -> [IndexRange] {
        var ranges: [IndexRange] = []
        var next: UInt64 = 0
        for start in Set(SearchTime.cells(around: instant).map(\.start)).sorted() {
            let key = SearchTime.key(start)
            if next < key { ranges.append(IndexRange(field: field, values: next...key - 1, rests: Self.points)) }
            ranges.append(IndexRange(field: field, values: key...key, rests: 0...SearchTime.length(start, instant)))
            next = key + 1
        }
        let last = SearchTime.key(instant)
        if next < last { ranges.append(IndexRange(field: field, values: next...last - 1, rests: Self.points)) }
        // What has no length ends where it begins.
        return ranges + [IndexRange(field: field, values: last...last, rests: 0...0)]
    }
}
