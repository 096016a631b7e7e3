/// Outcomes with weights, of which a draw takes one.
struct Choices: Hashable, Sendable {
    private let sums: [UInt64]

    /// The weights need no certain sum; a list without any weight takes the first.
    init(_ weights: [Int]) {
        var sum: UInt64 = 0
        sums = weights.map { weight in
            sum += UInt64(max(0, weight))
            return sum
        }
    }

    func choose(_ draw: UInt64) -> Int {
        guard let total = sums.last, total > 0 else { return 0 }
        let at = draw.multipliedFullWidth(by: total).high
        var (low, high) = (0, sums.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if sums[middle] > at { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

/// A whole number of days or hours, drawn from shares such as `0: 0.4, 1-3: 0.6`; within a stretch all are as likely.
public struct Spread: Hashable, Sendable {
    public struct Stretch: Hashable, Sendable {
        public var range: ClosedRange<Int>
        public var share: Rate
    }

    public let stretches: [Stretch]
    private let choices: Choices

    init(_ stretches: [Stretch]) {
        self.stretches = stretches
        choices = Choices(stretches.map(\.share.billionths))
    }

    func draw(_ draws: inout Draws) -> Int {
        guard !stretches.isEmpty else { return 0 }
        return draws.within(stretches[choices.choose(draws.next())].range)
    }

    /// The mean, in thousandths.
    var thousandths: Int {
        let total = stretches.reduce(0) { $0 + $1.share.billionths }
        guard total > 0 else { return 0 }
        return stretches.reduce(0) { $0 + ($1.range.lowerBound + $1.range.upperBound) * ($1.share.billionths / 1000) } * 500
            / (total / 1000)
    }
}
