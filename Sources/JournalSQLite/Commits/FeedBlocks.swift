import Journal

/// Which lines of the feed speak of resources of a type, written down for each 256 lines when they are full.
///
/// So a history by type needs no index that every commit writes to: a commit only adds its lines to the end of the feed. What is in no block
/// yet is at most 255 lines and those of one group, and is read from the feed itself. The times of commits are kept in the same way.
enum FeedBlocks {
    static let size: Int64 = 256
    /// Stands for all types.
    static let allTypes = ""

    struct Row: Hashable {
        var type: String
        var block: Int64
        var earliest: Int64
        /// Of this block and of all before it.
        var latest: Int64
        var offsets: [UInt8]
    }

    /// Writes the blocks that became full between two tallies.
    static func close(_ connection: Connection, from before: Tally, to after: Tally) throws {
        for block in before.feed / size..<after.feed / size {
            for row in try rows(connection, block) {
                let last = try connection.first(
                    "select latest from feed_block where type = ? and block < ? order by block desc limit 1", row.type, block
                ) { $0.int(0) }
                try connection.run(
                    "insert into feed_block values (?, ?, ?, ?, ?)", row.type, block, row.earliest, max(row.latest, last ?? .min),
                    row.offsets)
            }
        }
        for block in before.commits / size..<after.commits / size {
            let earliest = try connection.number(
                "select min(at) from commits where number between ? and ?", block * size + 1, (block + 1) * size)
            try connection.run("insert into commit_block values (?, ?)", block, earliest)
        }
    }

    /// Blocks in which a table differs from what the feed and the commits say.
    static func wrong(_ connection: Connection) throws -> Set<Int64> {
        let tally = try Tally(connection)
        var latest: [String: Int64] = [:]
        var wanted: Set<Row> = []
        for block in 0..<tally.feed / size {
            for var row in try rows(connection, block) {
                row.latest = max(row.latest, latest[row.type] ?? .min)
                latest[row.type] = row.latest
                wanted.insert(row)
            }
        }
        let kept = try connection.rows("select type, block, earliest, latest, lines from feed_block") { row in
            Row(type: row.text(0), block: row.int(1), earliest: row.int(2), latest: row.int(3), offsets: row.bytes(4))
        }
        let wrongCommits = try connection.rows(
            """
            select block from commit_block
            where earliest is not (select min(at) from commits where number between block * 256 + 1 and block * 256 + 256)
            union all select commits / 256 from tally where commits / 256 <> (select count(*) from commit_block)
            """
        ) { $0.int(0) }
        return Set(wanted.symmetricDifference(kept).map(\.block) + wrongCommits)
    }

    private static func rows(_ connection: Connection, _ block: Int64) throws -> [Row] {
        var rows: [String: Row] = [:]
        try connection.each(
            "select number, about, at from feed where number between ? and ? and kind = 1 order by number", block * size + 1,
            (block + 1) * size
        ) { row in
            let offset = UInt8(truncatingIfNeeded: row.int(0) - 1)
            let at = row.int(2)
            for type in [allTypes, String(row.text(1).prefix { $0 != "/" })] {
                rows[type, default: Row(type: type, block: block, earliest: at, latest: at, offsets: [])].add(offset, at)
            }
        }
        return rows.values.sorted { $0.type < $1.type }
    }
}

extension FeedBlocks.Row {
    fileprivate mutating func add(_ offset: UInt8, _ at: Int64) {
        earliest = min(earliest, at)
        latest = max(latest, at)
        offsets.append(offset)
    }
}
