import GRDB
import Journal
import Testing

@testable import JournalLaws
@testable import JournalSQLite

@Suite("Going along a field of the index")
struct WindowTests {
    private static let low = PostingBound(entry: IndexEntry(field: 0, value: 0))
    private static let high = PostingBound.after(IndexEntry(field: .max, value: .max, rest: .max))

    /// Runs of several small blocks each, which have different resources.
    private static func runs(_ count: Int) -> [IndexRun] {
        (1...count).map { run in
            var builder = RunBuilder(blockBytes: 120)
            for value in 0..<200 {
                builder.add(Posting(IndexEntry(field: 3, value: UInt64(value / 7)), Int64(value * 8 + run), removes: false))
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
                #expect(view.runs.allSatisfy { $0.fences.count > 3 })
                let expected = try view.entries(from: Self.low, to: Self.high)
                #expect(expected.count == 200 * count)
                for size in 1...(expected.count + 1) {
                    #expect(try Self.walk(view, descending: false, count: size) == expected, "upwards, \(size) at a time")
                    #expect(try Self.walk(view, descending: true, count: size) == expected.reversed(), "downwards, \(size) at a time")
                }
            }
            try await journal.close()
        }
    }
}
