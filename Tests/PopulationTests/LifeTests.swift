import FHIR
import Foundation
import Testing

@testable import Population

@Suite("A citizen's year") struct LifeTests {
    @Test("is the same whoever is asked for first, and another with another seed") func alone() throws {
        let lives = Lives(try ResidentsTests.residents(.norway, 5_000))
        let again = Lives(try ResidentsTests.residents(.norway, 5_000))
        let other = Lives(try ResidentsTests.residents(.norway, 5_000, seed: 2))
        var differences = 0
        for index in (0..<5_000).reversed() {
            let (one, two) = (lives.life(index), again.life(index))
            #expect(one.stays == two.stays && one.contacts == two.contacts && one.death == two.death && one.conditions == two.conditions)
            if other.life(index).contacts != one.contacts { differences += 1 }
        }
        #expect(differences > 3_000)
    }

    /// Were a draw to change, every population that somebody has would be another one.
    @Test("is what it was") func pinned() throws {
        let lives = Lives(try ResidentsTests.residents(.norway, 20_000, seed: 42))
        var digest: UInt64 = 14_695_981_039_346_656_037
        func add(_ value: Int32) { digest = (digest ^ UInt64(UInt32(bitPattern: value))) &* 1_099_511_628_211 }
        for index in 0..<lives.residents.total {
            let life = lives.life(index)
            add(Int32(bitPattern: life.conditions))
            add(life.death?.at ?? -1)
            for stay in life.stays { [stay.start, stay.ready ?? -1, stay.end, Int32(stay.ward)].forEach(add) }
            for contact in life.contacts { add(contact.at) }
        }
        #expect(digest == Self.expected)
    }
    static let expected: UInt64 = 18_217_004_309_339_130_770

    @Test("happens in an order that can be", arguments: Nation.allCases) func order(nation: Nation) throws {
        let lives = Lives(try ResidentsTests.residents(nation, 15_000))
        var kinds: [Life.Stay.Kind: Int] = [:]
        var (waited, left, moved, mistaken) = (0, 0, 0, 0)
        for index in 0..<lives.residents.total {
            let life = lives.life(index)
            for (stay, next) in zip(life.stays, life.stays.dropFirst()) { #expect(stay.end < next.start) }
            for stay in life.stays {
                kinds[stay.kind, default: 0] += 1
                #expect(stay.start <= stay.admitted && stay.admitted < stay.end)
                if let ready = stay.ready {
                    #expect(stay.admitted < ready && ready < stay.end)
                    if stay.waiting > 0 { waited += 1 }
                    if let notReady = stay.notReady, let again = stay.readyAgain {
                        #expect(ready < notReady && notReady < again && again < stay.end)
                    }
                }
                if let leave = stay.leave {
                    left += 1
                    #expect(stay.admitted < leave.lowerBound && leave.upperBound < stay.end)
                }
                if let death = life.death { #expect(stay.end <= death.at) }
            }
            if let death = life.death {
                #expect(life.contacts.allSatisfy { $0.at < death.at })
                if death.place == .hospital { #expect(life.stays.last?.kind == .terminal && life.stays.last?.end == death.at) }
            }
            if life.move != nil { moved += 1 }
            mistaken += life.mistakes.count
        }
        for kind in Life.Stay.Kind.allCases { #expect(kinds[kind, default: 0] > 5, "\(kind)") }
        #expect(waited > 20 && left > 0 && moved > 200 && mistaken > 2)
    }

    @Test("comes as often as the rates say", arguments: Nation.allCases) func likeness(nation: Nation) throws {
        let lives = Lives(try ResidentsTests.residents(nation, 60_000))
        var likeness = Likeness(lives)
        for index in 0..<lives.residents.total { likeness.add(lives.life(index)) }
        for line in likeness.lines {
            // What chance does to the rare; and in places of a few hundred, many of an age have nobody of theirs to be a couple with, and
            // births fall on ages that no woman has.
            let isOfSmallPlaces = line.name == "couples" || line.name == "births"
            let allowed = (isOfSmallPlaces ? 0.2 : 0.03) + 3 / Double(max(1, line.events)).squareRoot()
            #expect(abs(line.difference) < allowed, "\(line.name): \(line.configured) became \(line.generated) (\(line.events) events)")
        }
        #expect(likeness.lines.count > 25)
    }

    @Test("has the joint occurrence that was asked for") func joint() throws {
        let lives = Lives(try ResidentsTests.residents(.norway, 60_000))
        let rates = lives.residents.rates
        for (number, trait) in rates.conditions.enumerated() {
            guard let given = trait.given else { continue }
            var (both, parents) = (0, 0)
            for index in 0..<lives.residents.count where lives.residents.citizen(index).band == 4 {
                let conditions = lives.life(index).conditions
                guard conditions & 1 << UInt32(given) != 0 else { continue }
                parents += 1
                if conditions & 1 << UInt32(number) != 0 { both += 1 }
            }
            let share = Double(both) / Double(parents)
            let wanted = Double(trait.amongThose[4].billionths) / 1_000_000_000
            #expect(abs(share - wanted) < 0.05, "\(trait.id): \(share) for \(wanted)")
        }
    }
}

@Suite("A draw") struct DrawTests {
    @Test("of Poisson's law has its mean and variance", arguments: ["0.001", "0.05", "0.7", "1", "3.9", "12.5"]) func poisson(text: String)
        throws
    {
        let rate = try #require(Rate(text))
        let mean = Double(rate.billionths) / 1_000_000_000
        var draws = Draws(seed: 7, .place, 1)
        let count = 200_000
        var (sum, squares) = (0, 0)
        for _ in 0..<count {
            let drawn = rate.count(draws.next())
            sum += drawn
            squares += drawn * drawn
        }
        let found = Double(sum) / Double(count)
        let error = (mean / Double(count)).squareRoot()
        #expect(abs(found - mean) < 5 * error)
        let variance = Double(squares) / Double(count) - found * found
        #expect(abs(variance - mean) < 0.1 * mean + 10 * error)
    }

    @Test("is spread evenly over those who are alike") func even() {
        let rate = Rate(billionths: 100_000_000)
        for stream in [Stream.death, .acute, .move] {
            let hits = (0..<2560).count { rate.happens(EvenDraws(seed: 3, cohort: 5, rank: $0, index: UInt64($0)).draw(stream)) }
            #expect((250...262).contains(hits))
        }
        // Two questions about the same citizens are answered apart.
        let both = (0..<25_600).count { rank in
            let draws = EvenDraws(seed: 3, cohort: 5, rank: rank, index: UInt64(rank))
            return rate.happens(draws.draw(.death)) && rate.happens(draws.draw(.acute))
        }
        #expect((200...312).contains(both))
    }

    @Test("leaves a rest that is even among those for whom it decided alike") func rest() {
        // Some are admitted more often than others; half of those who are admitted once need services, a fifth of those come again.
        let (half, fifth) = (Rate(billionths: 500_000_000), Rate(billionths: 200_000_000))
        let groups = 400
        var (again, expected) = (0, 0.0)
        for rank in 0..<groups * 256 {
            let rate = Rate(billionths: 100_000_000 + Int(Draws.mixed(UInt64(rank)) % 300_000_000))
            let mean = Double(rate.billionths) / 1_000_000_000
            expected += mean * exp(-mean) * 0.1
            let (count, rest) = rate.countAndRest(EvenDraws(seed: 9, cohort: 5, rank: rank, index: UInt64(rank)).draw(.acute))
            guard count == 1 else { continue }
            var fate = Fate(rest)
            if fate.happens(half), fate.happens(fifth) { again += 1 }
        }
        // 2000 or so; drawn alone, they would be off by 45 one time in three.
        #expect(abs(Double(again) - expected) < 60, "\(again) for \(expected)")
    }

    @Test("of a rest is as large a share of what is left") func restIsUniform() {
        var draws = Draws(seed: 4, .place, 2)
        let rate = Rate(billionths: 700_000_000)
        var quarters = [0, 0, 0, 0]
        for _ in 0..<40_000 {
            let (count, rest) = rate.countAndRest(draws.next())
            guard count == 2 else { continue }
            var fate = Fate(rest)
            let (one, two) = (fate.happens(Rate(billionths: 500_000_000)), fate.happens(Rate(billionths: 500_000_000)))
            quarters[(one ? 2 : 0) + (two ? 1 : 0)] += 1
        }
        // 0.7² / 2 · e^-0.7 of all are twice: 4867.
        for quarter in quarters { #expect(abs(quarter - 1217) < 130, "\(quarters)") }
    }

    @Test("takes outcomes by their weights") func choices() {
        let choices = Choices([0, 3, 0, 1])
        var draws = Draws(seed: 1, .place, 0)
        var counts = [0, 0, 0, 0]
        for _ in 0..<40_000 { counts[choices.choose(draws.next())] += 1 }
        #expect(counts[0] == 0 && counts[2] == 0)
        #expect(abs(counts[1] - 30_000) < 500)
    }

    @Test("reads rates as they are written", arguments: [("0", 0), ("0.5", 500_000_000), ("1", 1_000_000_000), ("4.25", 4_250_000_000)])
    func rates(text: String, billionths: Int) {
        #expect(Rate(text)?.billionths == billionths)
        #expect(Rate(text)?.description == text)
    }

    @Test("reads nothing else as a rate", arguments: ["", "-1", ".5", "1.", "1e3", "0,5", "0.1234567891", "one"]) func noRates(text: String)
    {
        #expect(Rate(text) == nil)
    }
}
