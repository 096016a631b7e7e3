import Journal

/// What the keeper of the index writes, a slice at a time.
extension RunRow {
    static func foldable(_ connection: Connection) throws -> [FoldPolicy.Run] {
        try connection.rows("select id, part, size, blocks is null from index_run where state = 0 order by id") { row in
            FoldPolicy.Run(id: row.int(0), part: row.int(1), size: row.int(2), hasBlocks: row.int(3) == 1)
        }
    }

    /// Gives a run its number before it has blocks.
    static func begin(part: Int64, _ connection: Connection, _ tally: inout Tally) throws -> Int64 {
        tally.indexRuns += 1
        try connection.run("insert into index_run values (?, ?, 1, 0, 0, 0, x'', null)", tally.indexRuns, part)
        return tally.indexRuns
    }

    static func write(_ blocks: [[UInt8]], of run: Int64, from place: Int, _ connection: Connection) throws {
        for (step, bytes) in blocks.enumerated() {
            try connection.run("insert into index_block values (?, ?)", block(run, place + step), bytes)
        }
    }

    /// Lets a run take the place of those that it was made of.
    static func replace(
        _ runs: [FoldPolicy.Run], by id: Int64, _ made: RunBuilder, _ connection: Connection, _ tally: inout Tally
    ) throws {
        try connection.run(
            "update index_run set state = 0, postings = ?, net = ?, size = ?, fences = ? where id = ?", made.count, made.net, made.size,
            Fence.pack(made.fences), id)
        try retire(runs, connection)
        tally.indexFolds += 1
    }

    static func retire(_ runs: [FoldPolicy.Run], _ connection: Connection) throws {
        for run in runs {
            if run.hasBlocks {
                try connection.run("update index_run set state = 2 where id = ?", run.id)
            } else {
                try connection.run("delete from index_run where id = ?", run.id)
            }
        }
    }

    /// Whether all are there still.
    static func stand(_ runs: [FoldPolicy.Run], _ connection: Connection) throws -> Bool {
        try connection.number(
            "select count(*) from index_run where state = 0 and id in (select value from json_each(?))", SQLList(runs.map(\.id)))
            == runs.count
    }

    /// Takes away some of what is dead; false when there is nothing left.
    static func sweep(_ connection: Connection) throws -> Bool {
        guard let run = try connection.first("select id from index_run where state = 2 limit 1", read: { $0.int(0) }) else { return false }
        let before = connection.changes
        try connection.run(
            """
            delete from index_block where id in (select id from index_block where id >= ? and id < ? limit 256)
            """, block(run, 0), block(run + 1, 0))
        if connection.changes - before < 256 { try connection.run("delete from index_run where id = ?", run) }
        return true
    }
}
