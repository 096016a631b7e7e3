/// A share or a rate, in whole billionths: the same on every machine.
public struct Rate: Hashable, Sendable, Comparable, CustomStringConvertible {
    public var billionths: Int

    public static let zero = Rate(billionths: 0)
    public static let one = Rate(billionths: 1_000_000_000)

    public init(billionths: Int) { self.billionths = billionths }

    /// Reads `0.0125`, `1`, `4.5`: digits with at most nine decimals; nil for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, !first.isEmpty, first.utf8.count <= 6, first.utf8.allSatisfy({ (48...57).contains($0) }),
            let whole = Int(first)
        else { return nil }
        var decimals = 0
        if parts.count == 2 {
            guard (1...9).contains(parts[1].utf8.count), parts[1].utf8.allSatisfy({ (48...57).contains($0) }), let value = Int(parts[1])
            else { return nil }
            decimals = value
            for _ in parts[1].utf8.count..<9 { decimals *= 10 }
        }
        billionths = whole * 1_000_000_000 + decimals
    }

    public var description: String {
        let (whole, rest) = billionths.quotientAndRemainder(dividingBy: 1_000_000_000)
        guard rest != 0 else { return "\(whole)" }
        var digits = String(String(1_000_000_000 + rest).dropFirst())
        while digits.hasSuffix("0") { digits.removeLast() }
        return "\(whole).\(digits)"
    }

    public static func < (one: Rate, two: Rate) -> Bool { one.billionths < two.billionths }

    static func + (one: Rate, two: Rate) -> Rate { Rate(billionths: one.billionths + two.billionths) }
    static func - (one: Rate, two: Rate) -> Rate { Rate(billionths: one.billionths - two.billionths) }
    static func * (one: Rate, two: Rate) -> Rate { one.times(two.billionths, over: 1_000_000_000) }

    /// `self · factor / divisor`, rounded down; `factor` and `divisor` at least 0 and 1.
    func times(_ factor: Int, over divisor: Int) -> Rate {
        let product = UInt64(billionths).multipliedFullWidth(by: UInt64(factor))
        return Rate(billionths: Int(UInt64(divisor).dividingFullWidth(product).quotient))
    }

    /// Whether a draw out of the whole range of 64 bits falls within the share.
    func happens(_ draw: UInt64) -> Bool { draw.multipliedFullWidth(by: 1_000_000_000).high < UInt64(max(0, billionths)) }

    /// How many times something happens that happens so often on average, by Poisson's law: the count that the draw falls to.
    func count(_ draw: UInt64) -> Int { countAndRest(draw).count }

    /// The same, with where the draw lies among those that fall to the same count: itself out of the whole range of 64 bits. For a count of 0
    /// the rest says nothing.
    ///
    /// One falls to the beginning of the range, two to what comes after it, and so on; none to the end. So what happens once and what
    /// follows from it lies in the same place whatever the rate, and draws that are even are even there too.
    func countAndRest(_ draw: UInt64) -> (count: Int, rest: UInt64) {
        // 1 minus e to the power of -x is at most x: most draws of rare things end here.
        guard billionths > 0, billionths >= 1_000_000_000 || happens(draw) else { return (0, 0) }
        let draw = draw >> 2
        var chance = Exponential.ofMinus(billionths)
        let some = Exponential.one - chance
        guard draw < some else { return (0, 0) }
        var sum: UInt64 = 0
        var count = 0
        while count < 200 {
            count += 1
            // chance · rate / count, in two steps so that nothing overflows.
            let product = chance.multipliedFullWidth(by: UInt64(billionths))
            chance = (1_000_000_000 * UInt64(count)).dividingFullWidth(product).quotient
            guard chance > 0 else { break }
            if draw - sum < chance { return (count, chance.dividingFullWidth((draw - sum, 0)).quotient) }
            sum += chance
        }
        // What has been rounded away.
        return (count, .max)
    }
}

/// e to the power of minus a rate, as a share of 2 to the power of 62, in whole numbers.
private enum Exponential {
    static let one: UInt64 = 1 << 62

    static func ofMinus(_ billionths: Int) -> UInt64 {
        let (whole, rest) = billionths.quotientAndRemainder(dividingBy: 1_000_000_000)
        var value = fraction(rest)
        for _ in 0..<whole {
            value = (value.multipliedFullWidth(by: inverse).high << 2) | (value.multipliedFullWidth(by: inverse).low >> 62)
        }
        return value
    }

    private static let inverse = fraction(1_000_000_000)

    /// The alternating series of e to the power of -x, for x up to 1.
    private static func fraction(_ billionths: Int) -> UInt64 {
        var term = one
        var sum = one
        for step: UInt64 in 1...24 {
            let product = term.multipliedFullWidth(by: UInt64(billionths))
            term = (1_000_000_000 * step).dividingFullWidth(product).quotient
            if step % 2 == 1 { sum -= term } else { sum += term }
            guard term > 0 else { break }
        }
        return sum
    }
}
