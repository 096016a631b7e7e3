import Journal

/// The index as one view of the file shows it, with what the view's own group of commits has not written yet.
///
/// Nothing here walks postings one by one through several runs: what is wanted is cut out of each run between two bounds, which are found
/// by search, and put together. Use it inside the closure that the connection was given to.
final class IndexView {
    let connection: Connection
    /// Nil inside a writer: what it has made may yet be taken back, and its number given to something else.
    private let cache: IndexCache?
    let runs: [IndexRun]
    /// Parts that do not answer yet.
    let undone: [PartRow]
    /// Blocks read from the file, for whoever wants to know what a search cost.
    private(set) var blocksRead = 0
    /// Blocks that were looked for just now: one place is mostly looked for several times.
    private var recent = [(row: Int64, block: IndexBlock)?](repeating: nil, count: 32)

    init(_ connection: Connection, _ cache: IndexCache?, runs: [IndexRun], undone: [PartRow] = []) {
        self.connection = connection
        self.cache = cache
        self.runs = runs
        self.undone = undone
    }

    convenience init(_ connection: Connection, _ cache: IndexCache, _ manifest: IndexCache.Manifest) {
        self.init(connection, cache, runs: manifest.runs, undone: manifest.undone)
    }

    func block(_ run: IndexRun, _ place: Int) throws -> IndexBlock {
        if case .memory(let blocks) = run.blocks { return blocks[place] }
        let row = RunRow.block(run.id, place)
        let slot = Int(truncatingIfNeeded: run.id &* 7 &+ Int64(place)) & 31
        if let held = recent[slot], held.row == row { return held.block }
        if let cache, let block = cache.block(row) {
            recent[slot] = (row, block)
            return block
        }
        let block: IndexBlock
        switch run.blocks {
        case .memory(let blocks): return blocks[place]
        case .inRow(let bytes):
            let packed = try run.bytes(of: place, in: bytes)
            block = try packed.withUnsafeBytes { try IndexBlock(packed: $0) }
        case .inRows:
            let read = try connection.first("select bytes from index_block where id = ?", row) { row in
                try row.withBytes(0) { try IndexBlock(packed: $0) }
            }
            guard let read else { throw JournalError.indexDamaged }
            block = read
            blocksRead += 1
        }
        cache?.keep(block, row)
        if cache != nil { recent[slot] = (row, block) }
        return block
    }

    func position(_ bound: PostingBound, in run: IndexRun) throws -> RunPosition {
        guard let block = run.block(holding: bound) else { return RunPosition(block: 0, offset: 0) }
        if run.fences[block].first == bound { return RunPosition(block: block, offset: 0) }
        let unpacked = try self.block(run, block)
        let offset = unpacked.offset(bound)
        return offset == unpacked.marks.count ? RunPosition(block: block + 1, offset: 0) : RunPosition(block: block, offset: offset)
    }

    private func net(before position: RunPosition, in run: IndexRun) throws -> Int {
        guard position.block < run.fences.count else { return run.net }
        let before = run.fences[position.block].netBefore
        return position.offset == 0 ? before : before + (try block(run, position.block)).net(before: position.offset)
    }

    /// How many entries stand between two bounds: exact, and without reading what is between.
    func count(from low: PostingBound, to high: PostingBound) throws -> Int {
        try runs.reduce(0) { sum, run in
            try sum + net(before: position(high, in: run), in: run) - net(before: position(low, in: run), in: run)
        }
    }

    /// Visits each stretch of a block between two positions.
    func each(
        _ run: IndexRun, from low: RunPosition, to high: RunPosition, _ visit: (IndexBlock, Range<Int>) throws -> Void
    ) throws {
        var place = low.block
        while place < run.fences.count, place < high.block || (place == high.block && high.offset > 0) {
            let block = try block(run, place)
            let start = place == low.block ? low.offset : 0
            let end = place == high.block ? high.offset : block.marks.count
            if start < end { try visit(block, start..<end) }
            place += 1
        }
    }

    /// All postings between two bounds, settled: what is left are entries.
    func entries(from low: PostingBound, to high: PostingBound) throws -> [Posting] {
        var postings: [Posting] = []
        for run in runs {
            try each(run, from: position(low, in: run), to: position(high, in: run)) { block, range in
                block.each(range) { postings.append($0) }
            }
        }
        Posting.settle(&postings)
        return postings
    }
}
