import FHIR
import Journal
import Testing

@testable import JournalLaws
@testable import JournalSQLite

@Suite("Numbers as bits")
struct NumberBitsTests {
    @Test("stand for what the postings sum to, in whatever order they come", arguments: 0..<30)
    func sums(_ seed: UInt64) {
        var dice = Dice(seed: seed)
        let last = UInt64(1 + dice.below(3_000))
        var net: [UInt64: Int] = [:]
        var marks: [UInt64] = []
        for _ in 0..<dice.below(2_000) {
            let number = UInt64(dice.below(Int(last) + 20))
            let removes = dice.chance(3)
            marks.append(number << 1 | (removes ? 1 : 0))
            net[number, default: 0] += removes ? -1 : 1
        }
        let wanted = Set((0..<UInt64(last) + 20).filter { dice.chance(2) ? true : $0 % 3 != 0 })
        let filter = dice.chance(2) ? NumberFilter(wanted.sorted()) : nil
        var bits = NumberBits(upTo: last)
        var rest = marks[...]
        while !rest.isEmpty {
            let some = rest.prefix(1 + dice.below(100))
            bits.add(some, among: filter)
            rest = rest.dropFirst(some.count)
        }
        let found = bits.settled()
        let right = net.filter { $0.value > 0 && $0.key <= last && (filter == nil || wanted.contains($0.key)) }.keys.sorted()
        #expect(found.numbers() == right)
        #expect(found.count == right.count)
    }

    @Test("are read off in their order, each once", arguments: 0..<30)
    func ascending(_ seed: UInt64) {
        var dice = Dice(seed: seed)
        let span = 1 + dice.below(dice.pick([10, 1_000, 100_000, 1 << 40]))
        let start = UInt64(dice.below(1 << 30))
        let numbers = (0..<dice.below(3_000)).map { _ in start + UInt64(dice.below(span)) }
        #expect(NumberSet.ascending(numbers) == Set(numbers).sorted())
        #expect(NumberSet.ascending(Set(numbers).sorted()) == Set(numbers).sorted())
    }

    @Test("of ranges of a store are those that a list has, after changes and deletions", arguments: 0..<4)
    func ranges(_ seed: UInt64) async throws {
        try await Scratch.with { folder in
            let journal = try Toy.open(folder + "/store.sqlite")
            var dice = Dice(seed: seed)
            for round in 0..<6 {
                let changes = (0..<400).map { _ in
                    (id: "t\(dice.below(900))", value: dice.below(200), tag: dice.below(20), goes: dice.chance(8))
                }
                for some in 0..<4 {
                    try await journal.commit(.people, at: HealthyStore.now.adding(seconds: Int64(round * 10 + some))) { writer in
                        for change in changes[some * 100..<some * 100 + 100] {
                            guard !change.goes else {
                                if try writer.resource("Basic", change.id)?.resource != nil {
                                    _ = try writer.delete("Basic", id: change.id, source: .act(0))
                                }
                                continue
                            }
                            let json = #"{"resourceType":"Basic","value":"\#(change.value)","tags":"\#(change.tag),\#(change.tag + 5)"}"#
                            _ = try writer.put(
                                Resource(json: Array(json.utf8)), id: change.id, subject: nil, source: .act(0), ifVersion: nil)
                        }
                    }
                }
            }
            for _ in 0..<20 {
                let field = dice.pick([Toy.value, Toy.tag])
                let low = UInt64(dice.below(60))
                let range = IndexRange(field: field, values: low...low + UInt64(dice.below(200)))
                let (list, set, among, isBits) = try await journal.read { reader in
                    let ground = try SearchGround(#require(reader as? SQLiteReader))
                    let list = try Set(ground.view.numbers([range])).sorted()
                    let some = NumberFilter(list.filter { $0 % 2 == 0 })
                    let set = try ground.view.set([range], upTo: ground.last)
                    let isBits = if case .bits = set { true } else { false }
                    return (list, set.numbers(), try ground.view.set([range], among: some, upTo: ground.last).numbers(), isBits)
                }
                #expect(set == list)
                #expect(among == list.filter { $0 % 2 == 0 })
                #expect(isBits || list.count <= 300)
            }
            try await journal.close()
        }
    }
}
