import GRDB
import Journal

/// Puts several runs together, in order, without having more than a few blocks of each in memory.
///
/// Every entry is merged once for each size of runs, so this is a good part of what an index costs. It goes by stretches: what one run has
/// before the next of any other begins is handed on as it stands.
struct RunMerge {
    private struct Source {
        let run: IndexRun
        var block: IndexBlock
        var place = 0
        var group = 0
        /// Where the group ends among the marks of the block.
        var end: Int
        var offset = 0

        init(_ run: IndexRun, _ block: IndexBlock) throws(JournalError) {
            self.run = run
            self.block = block
            end = block.groups.isEmpty ? 0 : block.end(of: 0)
            guard end > 0 else { throw JournalError.indexDamaged }
        }

        var entry: IndexEntry { block.groups[group].entry }
        var posting: Posting { Posting(entry, mark: block.marks[offset]) }

        /// Goes to an offset of the group or to its end. False when the block ends there.
        mutating func go(to offset: Int) -> Bool {
            self.offset = offset
            guard offset == end else { return true }
            group += 1
            guard group < block.groups.count else { return false }
            end = block.end(of: group)
            return true
        }

        mutating func begin(_ block: IndexBlock) throws(JournalError) {
            let next = place + 1
            self = try Source(run, block)
            place = next
        }
    }

    private let view: IndexView
    private var sources: [Source] = []
    /// The next posting of each source.
    private var heads: [Posting] = []
    /// Sources that are not at their end, in the order of their next postings, the first of these last.
    private var order: [Int] = []

    init(_ runs: [IndexRun], _ view: IndexView) throws {
        self.view = view
        for run in runs where !run.fences.isEmpty { sources.append(try Source(run, view.block(run, 0))) }
        heads = sources.map(\.posting)
        order = heads.indices.sorted { heads[$1] < heads[$0] }
    }

    /// Goes on where it stopped, in another view of the file that has the same runs.
    init(_ merge: RunMerge, in view: IndexView) {
        self.view = view
        sources = merge.sources
        heads = merge.heads
        order = merge.order
    }

    /// Gives the next stretch of what is left when all postings for an entry of a resource are summed; false at the end. A stretch has one
    /// entry, and is empty when nothing is left of it.
    ///
    /// Runs that are not neighbours in time may say twice that an entry comes, with the going between them in a run that is not merged
    /// here. Then it is given twice.
    mutating func next(_ give: (IndexEntry, ArraySlice<UInt64>) -> Void) throws -> Bool {
        guard let first = order.last else { return false }
        let head = heads[first]
        let start = sources[first].offset
        var end = sources[first].end
        if order.count > 1 {
            let other = heads[order[order.count - 2]]
            if other.entry == head.entry { end = sources[first].block.offset(other.number, from: start, to: end) }
        }
        if end > start {
            give(head.entry, sources[first].block.marks[start..<end])
            try go(first, to: end)
            return true
        }
        // Several runs speak of the entry of one resource. What was taken away sorts beside what was made, whichever run they are in.
        var net = 0
        while let place = order.last, heads[place].isOfSame(head) {
            net += heads[place].net
            try go(place, to: sources[place].offset + 1)
        }
        give(head.entry, Array(repeating: head.number << 1 | (net < 0 ? 1 : 0), count: abs(net))[...])
        return true
    }

    /// Moves the source with the first posting on, and puts it where its next one belongs: mostly it stays where it is, or nearly.
    private mutating func go(_ place: Int, to offset: Int) throws {
        if !sources[place].go(to: offset) {
            let next = sources[place].place + 1
            guard next < sources[place].run.fences.count else {
                order.removeLast()
                return
            }
            let block = try view.block(sources[place].run, next)
            try sources[place].begin(block)
        }
        let head = sources[place].posting
        heads[place] = head
        var index = order.count - 1
        while index > 0, heads[order[index - 1]] < head {
            order.swapAt(index - 1, index)
            index -= 1
        }
    }
}
