/// Divides all scalars into classes that no set of a pattern, and no assertion, tells apart.
struct ScalarClasses: Sendable {
    private(set) var ascii: [UInt16] = []
    /// Where the ranges above ASCII begin that are all in or all out of the ranges of each set.
    private let starts: [UInt32]
    /// The class by range, and by category where a set asks for categories.
    private var table: [UInt16] = []
    private let categories: Int
    /// For each class, which sets it is in.
    private(set) var members: [[Bool]] = []
    private(set) var sides: [PatternAssertion.Side] = []

    var count: Int { members.count }

    /// nil where the division would take long.
    init?(_ sets: [ScalarSet]) {
        var starts: Set<UInt32> = [128]
        for range in sets.lazy.flatMap(\.ranges) where range.upperBound >= 128 {
            starts.insert(max(range.lowerBound, 128))
            if range.upperBound < ScalarSet.last { starts.insert(range.upperBound + 1) }
        }
        self.starts = starts.sorted()
        categories = sets.contains { $0.categories != 0 } ? ScalarCategory.count : 1
        guard (128 + starts.count * categories) * sets.count <= 100_000 else { return nil }

        var known: [[Bool]: [PatternAssertion.Side: UInt16]] = [:]
        for scalar in UInt32(0)..<128 {
            ascii.append(number(of: sets.map { $0.contains(scalar) }, PatternAssertion.Side(scalar), &known))
        }
        for start in self.starts {
            for category in 0..<UInt32(categories) {
                table.append(number(of: sets.map { $0.contains(like: start, category: category) }, .other, &known))
            }
        }
    }

    private mutating func number(
        of inside: [Bool], _ side: PatternAssertion.Side, _ known: inout [[Bool]: [PatternAssertion.Side: UInt16]]
    ) -> UInt16 {
        if let number = known[inside]?[side] { return number }
        let number = UInt16(members.count)
        known[inside, default: [:]][side] = number
        members.append(inside)
        sides.append(side)
        return number
    }

    /// The class of a scalar above ASCII.
    func number(of scalar: UInt32) -> Int {
        var from = 0
        var to = starts.count
        while to - from > 1 {
            let middle = (from + to) / 2
            if starts[middle] <= scalar { from = middle } else { to = middle }
        }
        return Int(table[categories == 1 ? from : from * categories + Int(ScalarCategory.bit(of: scalar))])
    }
}
