import Journal

/// Makes the blocks and fences of a run from postings that come in order.
struct RunBuilder {
    private var encoder: BlockEncoder
    private(set) var fences: [Fence] = []
    private(set) var net = 0
    private(set) var count = 0
    private(set) var size = 0
    /// Blocks that are full and not yet taken.
    private(set) var blocks: [[UInt8]] = []

    init(blockBytes: Int = BlockEncoder.limit) { encoder = BlockEncoder(most: blockBytes) }

    /// - Parameter posting: greater than all before it.
    mutating func add(_ posting: Posting) {
        if !encoder.add(posting) {
            endBlock()
            _ = encoder.add(posting)
        }
        count += 1
    }

    /// - Parameter marks: of postings with one entry, greater than all before them.
    mutating func add(_ entry: IndexEntry, _ marks: ArraySlice<UInt64>) {
        for mark in marks { add(Posting(entry, mark: mark)) }
    }

    mutating func endBlock() {
        guard let first = encoder.first else { return }
        fences.append(Fence(first: PostingBound(entry: first.entry, number: first.number), netBefore: net, offset: size))
        net += encoder.net
        let bytes = encoder.finish()
        size += bytes.count
        blocks.append(bytes)
    }

    mutating func takeBlocks() -> [[UInt8]] {
        defer { blocks = [] }
        return blocks
    }
}
