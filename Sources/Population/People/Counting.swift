/// Shares citizens among municipalities, ages and sexes.
///
/// Every share is a whole number; what is left over is rounded up or down by a draw of its own, so that small places do not all lose the
/// same fraction of somebody.
struct Counting {
    var starts = [0]
    var births = [0]
    var younger: [Int32] = []
    var women: [Int32] = []
    var womenBefore: [Int32] = []
    var menBefore: [Int32] = []
    var bornBefore: [Int32] = []
    var mostOfOneSex: [Int]

    init(_ nation: Nation, _ rates: Rates, _ places: [Municipality], _ citizens: Int, _ seed: UInt64) {
        let ages = Residents.ages
        let whole = places.reduce(0) { $0 + $1.citizens }
        var (sumOfWomen, sumOfMen) = ([Int32](repeating: 0, count: ages), [Int32](repeating: 0, count: ages))
        var before = 0
        for place in places.indices {
            let code = UInt64(Int(places[place].code) ?? place)
            func draw(_ part: Int) -> UInt64 {
                var draws = Draws(seed: seed, .rounding, code, UInt64(part))
                return draws.next()
            }
            before += places[place].citizens
            let end = place == places.count - 1 ? citizens : Residents.cut(citizens, before, whole, .max / 2)
            let count = end - starts[place]
            starts.append(end)
            // Ages.
            let bands = places[place].ages ?? (rates.people.ages ?? []).map { $0.billionths / 1000 }
            let sum = bands.reduce(0, +)
            var low = 0
            var seen = 0
            younger.append(0)
            for band in Age.first.indices {
                seen += bands[band]
                let high = band == Age.first.count - 1 ? count : max(low, Residents.cut(count, seen, sum, draw(band)))
                let range = Age.first[band]...(band + 1 < Age.first.count ? Age.first[band + 1] - 1 : Age.last)
                let weights = Self.weights(range.count, rates.people.thinning[band])
                let all = weights.reduce(0, +)
                var weight = 0
                var last = low
                for (step, age) in range.enumerated() {
                    weight += weights[step]
                    last = age == range.upperBound ? high : max(last, low + Residents.cut(high - low, weight, all, draw(100 + age)))
                    younger.append(Int32(last))
                }
                low = high
            }
            // Sexes.
            for age in 0..<ages {
                let size = Int(younger[place * (ages + 1) + age + 1] - younger[place * (ages + 1) + age])
                let share = rates.people.women[Age.band(of: age)].billionths
                let own = Int32(Residents.cut(size, share, 1_000_000_000, draw(300 + age)))
                women.append(own)
                womenBefore.append(sumOfWomen[age])
                menBefore.append(sumOfMen[age])
                sumOfWomen[age] += own
                sumOfMen[age] += Int32(size) - own
            }
            // Births, by the age of the mother; no more of an age than there are women.
            let born = Residents.cut(count, rates.people.births.billionths, 1_000_000_000, draw(500))
            var mothers = [Int](repeating: 0, count: ages)
            for stretch in rates.people.mothers.stretches {
                for age in stretch.range { mothers[age] = stretch.share.billionths / stretch.range.count }
            }
            let mothersInAll = mothers.reduce(0, +)
            var (weight, given, cut) = (0, 0, 0)
            bornBefore.append(0)
            for age in 0..<ages {
                weight += mothers[age]
                let next = mothersInAll == 0 ? 0 : max(cut, Residents.cut(born, weight, mothersInAll, draw(600 + age)))
                given += min(next - cut, Int(women[place * ages + age]))
                cut = next
                bornBefore.append(Int32(given))
            }
            births.append(births[place] + given)
        }
        mostOfOneSex = (0..<ages).map { Int(max(sumOfWomen[$0], sumOfMen[$0])) }
    }

    /// How the years within an age follow each other: each is `thinning` of the one before.
    private static func weights(_ count: Int, _ thinning: Rate) -> [Int] {
        var weight = Rate(billionths: 1_000_000_000)
        return (0..<count).map { _ in
            defer { weight = weight * thinning }
            return max(1, weight.billionths)
        }
    }
}
