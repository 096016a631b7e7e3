import GRDB
import Journal

extension JournalSQLite {
    /// Makes the whole search index anew from the resources, while commits go on; returns when all of it answers again.
    ///
    /// What the index was is taken away first, damaged or not. Until a part is made, searches that need it are refused with how far it is.
    ///
    /// - Parameter progress: told how many resources are in it and how many there are, every second at most.
    public func reindex(progress: @Sendable (Int64, Int64) -> Void = { _, _ in }) async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            committer.add(
                Upkeep(
                    run: { connection, tally in try PartRow.renew(connection, &tally) },
                    done: { result in continuation.resume(with: result.mapError { JournalError(sqlite: $0) }) }))
        }
        try await translating { try PartBuilding.finishSmall(self.pool, self.index.setup.indexing) }
        while true {
            let (undone, all) = try await translating {
                try await self.pool.read { database in
                    let connection = try Connection(database)
                    return (try PartRow.all(connection).filter { !$0.isDone }, try Tally(connection).resources)
                }
            }
            guard let slowest = undone.map(\.cursor).min() else { return }
            progress(slowest, all)
            // Whoever keeps the index builds it: this process, or another that is at work. One that has gone silent is followed.
            keeper.wake()
            try await Task.sleep(for: .seconds(1))
        }
    }
}

extension PartRow {
    /// Puts every part at its beginning, under a number of its own: nothing that anybody has begun goes on.
    static func renew(_ connection: Connection, _ tally: inout Tally) throws {
        let held = try all(connection)
        let last = try connection.number(
            "select max(number) from (select max(number) as number from index_part union select max(part) from index_run)")
        try connection.run("update index_run set state = 2")
        try connection.run("delete from index_part")
        for (place, row) in held.enumerated() {
            try connection.run(
                "insert into index_part values (?, ?, 0, ?)", last + 1 + Int64(place), row.definition, tally.resources == 0 ? 1 : 0)
        }
        tally.indexFolds += 1
    }
}
