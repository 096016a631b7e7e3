/// A set of Unicode scalars: what one step of a pattern takes.
///
/// It is ranges and general categories together, or everything but those.
struct ScalarSet: Hashable, Sendable {
    /// Sorted, apart from each other.
    private(set) var ranges: [ClosedRange<UInt32>]
    /// One bit a general category, as `ScalarCategory.bit` numbers them.
    private(set) var categories: UInt32
    private(set) var isNegated: Bool
    /// The answers for ASCII, worked out.
    private let low: UInt64
    private let high: UInt64

    static let last: UInt32 = 0x10FFFF
    static let all = ScalarSet([0...last])

    init(_ ranges: [ClosedRange<UInt32>], categories: UInt32 = 0, negated: Bool = false) {
        let merged = Self.merged(ranges)
        var bits: [UInt64] = [0, 0]
        for scalar in UInt32(0)..<128 {
            let inside = Self.find(scalar, in: merged) || categories & 1 << ScalarCategory.bit(of: scalar) != 0
            if inside != negated { bits[Int(scalar >> 6)] |= 1 << UInt64(scalar & 63) }
        }
        self.ranges = merged
        self.categories = categories
        isNegated = negated
        low = bits[0]
        high = bits[1]
    }

    func contains(_ scalar: UInt32) -> Bool {
        if scalar < 64 { return low >> UInt64(scalar) & 1 != 0 }
        if scalar < 128 { return high >> UInt64(scalar - 64) & 1 != 0 }
        if Self.find(scalar, in: ranges) { return !isNegated }
        return (categories != 0 && categories & 1 << ScalarCategory.bit(of: scalar) != 0) != isNegated
    }

    /// The same for a scalar of which only one in the same ranges, and its category, are known.
    func contains(like scalar: UInt32, category: UInt32) -> Bool {
        (Self.find(scalar, in: ranges) || categories & 1 << category != 0) != isNegated
    }

    /// Everything else. Only for sets of ranges alone or of categories alone, which then stay so.
    var complement: ScalarSet {
        guard ranges.isEmpty else { return ScalarSet(Self.gaps(ranges)) }
        return categories == 0 ? .all : ScalarSet([], categories: ~categories & ScalarCategory.all)
    }

    /// Whether no scalar is surely in both; false where that would be long to find out.
    func isApart(from other: ScalarSet) -> Bool {
        if isNegated, other.isNegated { return false }
        if isNegated { return other.isApart(from: self) }
        if other.isNegated {
            let asked = ScalarSet(other.ranges, categories: other.categories)
            guard categories & ~asked.categories == 0 else { return false }
            return Self.every(ranges) { asked.contains($0) }
        }
        guard categories & other.categories == 0 else { return false }
        return Self.every(ranges) { !other.contains($0) } && Self.every(other.ranges) { !contains($0) }
    }

    private static func every(_ ranges: [ClosedRange<UInt32>], _ holds: (UInt32) -> Bool) -> Bool {
        guard ranges.reduce(0, { $0 + $1.count }) <= 2_048 else { return false }
        return ranges.allSatisfy { $0.allSatisfy(holds) }
    }

    private static func merged(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
        guard ranges.count > 1 else { return ranges }
        var merged: [ClosedRange<UInt32>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let before = merged.last, range.lowerBound <= before.upperBound + 1 {
                merged[merged.count - 1] = before.lowerBound...max(before.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        return merged
    }

    private static func gaps(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
        var gaps: [ClosedRange<UInt32>] = []
        var from: UInt32 = 0
        for range in ranges {
            if range.lowerBound > from { gaps.append(from...range.lowerBound - 1) }
            from = range.upperBound + 1
        }
        if from <= last { gaps.append(from...last) }
        return gaps
    }

    private static func find(_ scalar: UInt32, in ranges: [ClosedRange<UInt32>]) -> Bool {
        var from = 0
        var to = ranges.count
        while from < to {
            let middle = (from + to) / 2
            if ranges[middle].upperBound < scalar { from = middle + 1 } else { to = middle }
        }
        return from < ranges.count && ranges[from].lowerBound <= scalar
    }
}
