import Journal

/// A place in a run.
struct RunPosition: Comparable, Sendable {
    var block: Int
    /// Among the marks of the block.
    var offset: Int

    static func < (left: RunPosition, right: RunPosition) -> Bool { (left.block, left.offset) < (right.block, right.offset) }
}

/// Sorted postings that never change: what one group of commits wrote, or what several such runs were merged into.
final class IndexRun: Sendable {
    enum Blocks: Sendable {
        /// Of the group of commits that is being written.
        case memory([IndexBlock])
        /// All in the row of the run, one after another.
        case inRow([UInt8])
        /// A row each.
        case inRows
    }

    let id: Int64
    let fences: [Fence]
    /// What all postings sum to.
    let net: Int
    /// Of all blocks together, as packed.
    let size: Int
    let blocks: Blocks

    init(id: Int64, fences: [Fence], net: Int, size: Int, blocks: Blocks) {
        self.id = id
        self.fences = fences
        self.net = net
        self.size = size
        self.blocks = blocks
    }

    /// - Parameter postings: settled.
    convenience init(unwritten postings: [Posting]) {
        let block = IndexBlock(postings)
        let fences = postings.first.map { [Fence(first: PostingBound(entry: $0.entry, number: $0.number), netBefore: 0, offset: 0)] }
        self.init(id: 0, fences: fences ?? [], net: block.net, size: block.size, blocks: .memory(fences == nil ? [] : [block]))
    }

    /// The end of all postings.
    var end: RunPosition { RunPosition(block: fences.count, offset: 0) }

    /// The last block that begins at or before a place; nil when all begin after it.
    func block(holding bound: PostingBound) -> Int? {
        var low = 0
        var high = fences.count
        while low < high {
            let middle = (low + high) / 2
            if bound < fences[middle].first { high = middle } else { low = middle + 1 }
        }
        return low == 0 ? nil : low - 1
    }

    func bytes(of block: Int, in all: [UInt8]) throws(JournalError) -> ArraySlice<UInt8> {
        let (start, end) = (fences[block].offset, block + 1 < fences.count ? fences[block + 1].offset : size)
        guard start >= 0, start <= end, end <= all.count else { throw JournalError.indexDamaged }
        return all[start..<end]
    }
}
