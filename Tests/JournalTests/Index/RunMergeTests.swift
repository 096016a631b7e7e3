import GRDB
import Journal
import Testing

@testable import JournalLaws
@testable import JournalSQLite

@Suite("Runs that are merged")
struct RunMergeTests {
    /// Few entries and few resources, so that runs speak of the same ones and take away what others made.
    private static func run(_ dice: inout Dice, _ count: Int) -> [Posting] {
        var postings: [Posting] = []
        for _ in 0..<count {
            let entry = IndexEntry(field: UInt64(dice.below(2)), value: UInt64(dice.below(6)), rest: dice.pick([0, 7]))
            postings.append(Posting(entry, Int64(1 + dice.below(40)), removes: dice.chance(3)))
        }
        return postings
    }

    /// A run as its row keeps it.
    private static func kept(_ postings: [Posting], _ id: Int64) -> IndexRun {
        var builder = RunBuilder()
        for posting in postings { builder.add(posting) }
        builder.endBlock()
        let blocks = builder.takeBlocks()
        return IndexRun(id: id, fences: builder.fences, net: builder.net, size: builder.size, blocks: .inRow(blocks.flatMap { $0 }))
    }

    private static func merged(_ runs: [IndexRun], pausingAfter pause: Int) async throws -> [Posting] {
        try await Scratch.with { folder in
            let journal = try JournalSQLite.open(path: folder + "/store.sqlite")
            let merged = try await journal.pool.read { database in
                let connection = try Connection(database)
                var merged: [Posting] = []
                var merge = try RunMerge(runs, IndexView(connection, nil, runs: []))
                var steps = 0
                while try merge.next({ entry, marks in merged += marks.map { Posting(entry, mark: $0) } }) {
                    steps += 1
                    if steps % pause == 0 { merge = RunMerge(merge, in: IndexView(connection, nil, runs: [])) }
                }
                return merged
            }
            try await journal.close()
            return merged
        }
    }

    @Test("are what their postings sum to, in order, however often the merge pauses", arguments: 0..<30)
    func sums(_ seed: UInt64) async throws {
        var dice = Dice(seed: seed)
        var all: [Posting] = []
        var runs: [IndexRun] = []
        for id in 0..<(1 + dice.below(7)) {
            var postings = Self.run(&dice, dice.below(400))
            Posting.settle(&postings)
            all += postings
            runs.append(Self.kept(postings, Int64(id + 1)))
        }
        let found = try await Self.merged(runs, pausingAfter: 1 + dice.below(9))
        #expect(found == found.sorted())
        #expect(Self.sums(found) == Self.sums(all))
    }

    @Test("that fill many blocks are whole: each entry once, none lost at the end of a block")
    func manyBlocks() async throws {
        let entries = (0..<5).map { IndexEntry(field: 3, value: UInt64($0)) }
        let runs = (1...4).map { run in
            let postings = entries.flatMap { entry in (0..<3_000).map { Posting(entry, Int64($0 * 4 + run), removes: false) } }
            return Self.kept(postings, Int64(run))
        }
        #expect(runs.allSatisfy { $0.fences.count > 3 })
        let found = try await Self.merged(runs, pausingAfter: 997)
        #expect(found == entries.flatMap { entry in (1...12_000).map { Posting(entry, Int64($0), removes: false) } })
    }

    /// What is left for each entry of each resource; nothing where it is zero.
    private static func sums(_ postings: [Posting]) -> [String: Int] {
        var sums: [String: Int] = [:]
        for posting in postings {
            let key = "\(posting.entry.field) \(posting.entry.value) \(posting.entry.rest) \(posting.number)"
            sums[key, default: 0] += posting.net
        }
        return sums.filter { $0.value != 0 }
    }
}
