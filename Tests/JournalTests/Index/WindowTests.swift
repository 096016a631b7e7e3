import GRDB
import Journal
import Testing

@testable import JournalLaws
@testable import JournalSQLite

@Suite("Going along a field of the index")
struct WindowTests {
    private static let low = PostingBound(entry: IndexEntry(field: 0, value: 0))
    private static let high = PostingBound.after(IndexEntry(field: .max, value: .max, rest: .max))

    /// Runs of several blocks each, which have different resources.
    private static func runs(_ count: Int) -> [IndexRun] {
        (1...count).map { run in
            var builder = RunBuilder()
            for value in 0..<6_000 {
                let entry = IndexEntry(field: 3, value: UInt64(value / 7))
                builder.add(Posting(entry, Int64(value * 8 + run), removes: false))
            }
            builder.endBlock()
            let blocks = builder.takeBlocks()
            return IndexRun(
                id: Int64(run), fences: builder.fences, net: builder.net, size: builder.size, blocks: .inRow(blocks.flatMap { $0 }))
        }
    }

    /// All postings, window by window.
    private static func walk(_ view: IndexView, descending: Bool, count: Int) throws -> [Posting] {
        var (low, high) = (Self.low, Self.high)
        var all: [Posting] = []
        while true {
            let window = try view.window(from: low, to: high, descending: descending, count: count, among: nil)
            all += window.postings
            guard let next = window.next else { return all }
            if descending { high = next } else { low = next }
        }
    }

    @Test("gives each entry once, wherever windows end: in a block, at its end, at that of the run", arguments: [1, 3])
    func everyEnd(_ count: Int) async throws {
        try await Scratch.with { folder in
            let journal = try JournalSQLite.open(path: folder + "/store.sqlite")
            try await journal.pool.read { database in
                let view = IndexView(try Connection(database), nil, runs: Self.runs(count))
                let run = try #require(view.runs.first)
                #expect(run.fences.count > 2)
                let sizes = try run.fences.indices.map { try view.block(run, $0).marks.count }
                // From either end, so many that a window ends at the end of a block, one before and one after it.
                var counts: Set<Int> = [64, run.net, run.net + 1]
                for sizes in [sizes, sizes.reversed()] {
                    var sum = 0
                    for size in sizes {
                        sum += size
                        counts.formUnion([size, sum - 1, sum, sum + 1])
                    }
                }
                let expected = try view.entries(from: Self.low, to: Self.high)
                #expect(expected.count == 6_000 * count)
                for count in counts.sorted() where count > 0 {
                    #expect(try Self.walk(view, descending: false, count: count) == expected, "upwards, \(count) at a time")
                    #expect(try Self.walk(view, descending: true, count: count) == expected.reversed(), "downwards, \(count) at a time")
                }
            }
            try await journal.close()
        }
    }
}
