import Journal

/// The rows in which a run is kept.
///
/// A run whose blocks fit in its own row is written at once. A larger one is named first (`building`), gets its blocks in slices, and is
/// `live` with the last of them. What was merged is `dead` in the same moment, and taken away in slices.
enum RunRow {
    enum State: Int64, CaseIterable {
        case live = 0
        case building = 1
        case dead = 2
    }

    /// Blocks that together take no more than this stand in the row of their run.
    static let inRowLimit = 256 << 10
    /// So many blocks can a run have: their rows are numbered by the run's number and their place.
    static let blockBits: Int64 = 24

    static func block(_ run: Int64, _ place: Int) -> Int64 { run << blockBits | Int64(place) }

    static func load(_ id: Int64, _ connection: Connection) throws -> IndexRun {
        let run = try connection.first("select net, size, fences, blocks from index_run where id = ?", id) { row in
            IndexRun(
                id: id, fences: try row.withBytes(2) { try Fence.unpack($0) }, net: Int(row.int(0)), size: Int(row.int(1)),
                blocks: row.isNull(3) ? .inRows : .inRow(row.bytes(3)))
        }
        guard let run else { throw JournalError.indexDamaged }
        return run
    }

    /// Reads which runs make up the index; those that are known already are not read again.
    ///
    /// - Parameter end: a run that the group of commits in progress has made: it and later ones are left out.
    static func manifest(_ connection: Connection, known: IndexCache.Manifest?, before end: Int64? = nil) throws -> IndexCache.Manifest {
        let counters = try connection.first("select index_runs, index_folds from tally where one = 1") { ($0.int(0), $0.int(1)) }
        guard let (made, folds) = counters else { throw JournalError.indexDamaged }
        if let known, known.made == made, known.folds == folds { return known }
        // Between two folds runs are only added.
        let isLater = known.map { $0.folds == folds && $0.made < made } ?? false
        let after = isLater ? known?.made ?? 0 : 0
        let ids = try connection.rows(
            """
            select index_run.id from index_run join index_part on index_part.number = index_run.part
            where index_run.id > ? and index_run.id < ? and state = 0 and done = 1 order by index_run.id
            """, after, end ?? .max
        ) { $0.int(0) }
        let held = Dictionary(uniqueKeysWithValues: (known?.runs ?? []).map { ($0.id, $0) })
        let runs = try (isLater ? known?.runs ?? [] : []) + ids.map { id in try held[id] ?? load(id, connection) }
        // A part that comes, goes or is done is a fold too.
        if isLater, let known {
            return IndexCache.Manifest(made: made, folds: folds, runs: runs, undone: known.undone, definitions: known.definitions)
        }
        let parts = try PartRow.all(connection)
        return IndexCache.Manifest(
            made: made, folds: folds, runs: runs, undone: parts.filter { !$0.isDone }, definitions: parts.map(\.definition))
    }

    /// Writes a whole run into one row; nothing when it has no postings.
    static func insert(
        _ made: RunBuilder, _ blocks: [[UInt8]], part: Int64, _ connection: Connection, _ tally: inout Tally
    ) throws {
        guard made.count > 0 else {
            tally.indexFolds += 1
            return
        }
        tally.indexRuns += 1
        var bytes: [UInt8] = []
        bytes.reserveCapacity(made.size)
        for block in blocks { bytes += block }
        try connection.run(
            "insert into index_run values (?, ?, 0, ?, ?, ?, ?, ?)", tally.indexRuns, part, made.count, made.net, made.size,
            Fence.pack(made.fences), bytes)
    }
}
