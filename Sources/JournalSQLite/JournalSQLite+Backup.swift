import Dispatch
import Foundation
import GRDB
import Journal

extension JournalSQLite {
    /// Copies the whole store, as it is now, while commits go on. The copy is a store like any other: open it to restore.
    ///
    /// Refuses to write over a file (`.conflict`). What could not be finished is taken away again.
    public func backup(to path: String) async throws {
        guard access(path, F_OK) != 0 else {
            throw JournalError(.conflict, "There is a file at \(path) already. Choose another name; a backup never writes over one.")
        }
        try JournalSQLite.prepareFile(path)
        do {
            try await withCheckedThrowingContinuation { continuation in
                DispatchQueue.global(qos: .utility).async {
                    continuation.resume(with: Result { try self.copy(to: path) })
                }
            }
        } catch {
            for suffix in ["", "-journal", "-wal", "-shm"] { unlink(path + suffix) }
            throw JournalError(sqlite: error)
        }
    }

    private func copy(to path: String) throws {
        var configuration = Configuration()
        configuration.prepareDatabase { try $0.execute(sql: "pragma synchronous = full") }
        let copy = try DatabaseQueue(path: path, configuration: configuration)
        try pool.backup(to: copy)
        try copy.close()
    }
}
