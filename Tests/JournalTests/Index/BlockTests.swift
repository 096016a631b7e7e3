import Journal
import Testing

@testable import JournalLaws
@testable import JournalSQLite

@Suite("A block of the index")
struct BlockTests {
    private static func postings(_ dice: inout Dice, _ count: Int) -> [Posting] {
        var postings: [Posting] = []
        for _ in 0..<count {
            let field = UInt64(dice.below(4)) &* 0x9e37_79b9_7f4a_7c15
            let value: UInt64 = dice.chance(2) ? UInt64(dice.below(5)) : dice.next()
            let rest: UInt64 = dice.pick([0, 0, 86_400, .max, dice.next()])
            let entry = IndexEntry(field: field, value: value, rest: rest)
            for _ in 0...(dice.chance(5) ? dice.below(300) : 0) {
                postings.append(Posting(entry, Int64(1 + dice.below(1 << 34)), removes: dice.chance(4)))
            }
        }
        Posting.settle(&postings)
        return postings
    }

    @Test("holds what was written, and fills a page at most", arguments: 0..<40)
    func roundTrip(_ seed: UInt64) throws {
        var dice = Dice(seed: seed)
        let postings = Self.postings(&dice, 1 + dice.below(600))
        var builder = RunBuilder()
        for posting in postings { builder.add(posting) }
        builder.endBlock()
        var read: [Posting] = []
        var net = 0
        for (fence, bytes) in zip(builder.fences, builder.takeBlocks()) {
            #expect(bytes.count <= BlockEncoder.limit)
            let block = try bytes.withUnsafeBytes { try IndexBlock(packed: $0) }
            #expect(fence.netBefore == net)
            net += block.net
            #expect(block.groups.first.map(\.entry) == fence.first.entry && block.marks[0] >> 1 == fence.first.number)
            block.each(0..<block.marks.count) { read.append($0) }
        }
        #expect(read == postings)
        #expect(builder.net == net && builder.count == postings.count)
        #expect(try Fence.pack(builder.fences).withUnsafeBytes { try Fence.unpack($0) } == builder.fences)
    }

    @Test("finds each place", arguments: 0..<20)
    func places(_ seed: UInt64) throws {
        var dice = Dice(seed: seed)
        let postings = Self.postings(&dice, 60)
        let block = IndexBlock(postings)
        for _ in 0..<200 {
            let near = dice.pick(postings)
            let bound = PostingBound(entry: near.entry, number: near.number &+ UInt64(dice.below(3)) &- 1)
            let before = postings.prefix { PostingBound(entry: $0.entry, number: $0.number) < bound }
            #expect(block.offset(bound) == before.count)
            #expect(block.net(before: before.count) == before.reduce(0) { $0 + $1.net })
        }
    }

    @Test("that is damaged is refused, whatever its bytes")
    func damage() throws {
        var dice = Dice(seed: 1)
        var builder = RunBuilder()
        for posting in Self.postings(&dice, 100) { builder.add(posting) }
        builder.endBlock()
        let bytes = try #require(builder.takeBlocks().first)
        for _ in 0..<3_000 {
            var bad = bytes
            for _ in 0...dice.below(3) { bad[dice.below(bad.count)] = UInt8(truncatingIfNeeded: dice.next()) }
            if dice.chance(3) { bad.removeLast(dice.below(bad.count)) }
            // Either it is refused or it is another block; never a trap.
            do {
                _ = try bad.withUnsafeBytes { try IndexBlock(packed: $0) }
            } catch {
                #expect((error as? JournalError)?.kind == .damaged)
            }
        }
    }
}
