import FHIR
import GRDB
import Journal

/// Builds a part of the index for the resources that were there before it.
///
/// A cursor goes over the resources by their numbers, a slice at a time. A commit that writes a resource below the cursor changes the part
/// itself; one above is left to the cursor. So nothing is missed or counted twice, and whoever begins again after a crash goes on at the
/// cursor.
struct PartBuilding {
    /// Runs what it is given in the writer.
    typealias Slice = (@escaping @Sendable (Connection, inout Tally) throws -> Void) throws -> Void

    private struct Made: Sendable {
        var number: Int64
        var version: Int64
        var entries: [IndexEntry]
    }

    private static let sliceBytes = 1 << 20
    private static let sliceLimit = 256
    /// A store of no more resources is built when it is opened.
    static let atOnce = 2_000

    let part: Indexing.Part
    let row: PartRow
    let pool: DatabasePool
    let blockBytes: Int

    /// One slice. What it works out beforehand is worked out beside the writer.
    func next(_ slice: Slice) throws {
        let (row, part, blockBytes) = (row, part, blockBytes)
        let made = try pool.read { database in
            let connection = try Connection(database)
            var size = 0
            return try connection.rows(
                "select * from resource where number > ? order by number limit ?", row.cursor, Self.sliceLimit
            ) { found -> Made? in
                guard size < Self.sliceBytes else { return nil }
                let made = try Self.made(found, part)
                size += 64 * made.entries.count + 1_024
                return made
            }.prefix { $0 != nil }.compactMap { $0 }
        }
        try slice { connection, tally in
            guard try PartRow.all(connection).contains(row) else { return }
            guard let last = made.last else {
                // Nobody has made a resource since: this is the end.
                guard try connection.number("select count(*) from resource where number > ?", row.cursor) == 0 else { return }
                try connection.run("update index_part set done = 1 where number = ?", row.number)
                tally.indexFolds += 1
                return
            }
            var postings: [Posting] = []
            for resource in made {
                let now = try connection.first("select * from resource where number = ?", resource.number) { found in
                    found.int(3) == resource.version ? resource : try Self.made(found, part)
                }
                for entry in now?.entries ?? [] { postings.append(Posting(entry, resource.number, removes: false)) }
            }
            postings.sort()
            var run = RunBuilder(blockBytes: blockBytes)
            for posting in postings { run.add(posting) }
            run.endBlock()
            try RunRow.insert(run, run.takeBlocks(), part: row.number, connection, &tally)
            try connection.run("update index_part set cursor = ? where number = ?", last.number, row.number)
        }
    }

    private static func made(_ row: Row, _ part: Indexing.Part) throws -> Made {
        let stored = try SQLiteReader.resource(row)
        let facts = OwnEntries(type: stored.type, id: stored.id, updated: stored.updated, subject: stored.subject)
        return Made(
            number: row.int(0), version: stored.version, entries: stored.resource.map { part.entries($0.root, facts) } ?? [])
    }

    /// Builds what a small store lacks before anybody reads it.
    static func finishSmall(_ pool: DatabasePool, _ indexing: Indexing) throws {
        while true {
            let undone = try pool.read { database in
                let connection = try Connection(database)
                guard try Tally(connection).resources <= atOnce else { return nil as PartRow? }
                return try PartRow.all(connection).first { !$0.isDone }
            }
            guard let row = undone, let part = indexing.parts.first(where: { $0.definition == row.definition }) else { return }
            try PartBuilding(part: part, row: row, pool: pool, blockBytes: indexing.blockBytes).next { body in
                try pool.write { database in
                    let connection = try Connection(database)
                    var tally = try Tally(connection)
                    try body(connection, &tally)
                    try tally.save(connection)
                }
            }
        }
    }
}
