import Dispatch
import Foundation
import GRDB
import Journal

extension JournalSQLite {
    /// Writes the file anew and empties the log, so that no page and no log has old content: https://www.sqlite.org/lang_vacuum.html
    ///
    /// The index is put together first: what was taken away stands in one of its runs until that is merged with the one that says so.
    ///
    /// SQLite overwrites what a change takes away (`secure_delete`, set when the store is opened), but not what it once moved elsewhere.
    public func sweep() async throws {
        index.resources.clear()
        index.texts.clear()
        let keeper = IndexKeeper(pool, committer, index, patience: 0)
        do {
            try await keeper.foldAll()
            await keeper.stop()
        } catch is IndexKeeper.Left {
            await keeper.stop()
            throw JournalError(
                .unavailable,
                "Another program works on the index, which still has old entries. Stop it, and sweep again: `helhet store sweep`.")
        }
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            DispatchQueue.global(qos: .utility).async {
                continuation.resume(
                    with: Result {
                        try JournalError.translating {
                            try self.pool.writeWithoutTransaction { try $0.execute(sql: "vacuum") }
                            try self.truncate()
                        }
                    })
            }
        }
    }

    /// Readers hold the log for as long as they read.
    private func truncate() throws {
        for _ in 0..<50 {
            let busy = try pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "pragma wal_checkpoint(truncate)") }
            if busy == 0 { return }
            Thread.sleep(forTimeInterval: 0.1)
        }
        throw JournalError(
            .unavailable, "Something goes on reading the store, so its log still has old content. Stop what reads it, and sweep again.")
    }
}
