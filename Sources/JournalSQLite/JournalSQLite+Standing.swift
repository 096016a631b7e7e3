import Foundation
import GRDB
import GRDBSQLite
import Journal

extension JournalSQLite {
    /// Opens a store that is there, to work on it. One of an older form is refused, and nothing is made: only ``open(path:)`` does that.
    public static func openStanding(path: String) throws -> JournalSQLite {
        try requireForm(path)
        return try open(path: path)
    }

    /// Opens a store only to read it: nothing in it changes, and whatever is asked to change it is refused (`.readOnly`). Neither the file nor
    /// its folder need be writable.
    public static func openReadOnly(path: String) throws -> JournalSQLite {
        try requireForm(path)
        return try readOnly(path) { address in
            let pool = try DatabasePool(path: address, configuration: readOnlyConfiguration)
            do {
                let index = IndexAccess { IndexSetup($0) }
                try pool.read { database in index.use(try index.read(Connection(database))) }
                return JournalSQLite(reading: pool, path: path, index)
            } catch {
                try? pool.close()
                throw error
            }
        }
    }

    private static func requireForm(_ path: String) throws {
        guard try pendingSteps(path: path).isEmpty else {
            throw JournalError(
                .invalid,
                "An older version of Helhet wrote the store, and nothing in it was changed. Try this version on a copy with `helhet store "
                    + "upgrade --check`, bring it to this version's form with `helhet store upgrade`, or use the version that wrote it.")
        }
    }

    /// Reads a file that is only read, also while a hub runs on it.
    static func reading<Value>(_ path: String, _ body: (Database) throws -> Value) throws -> Value {
        guard access(path, R_OK) == 0 else {
            throw JournalError(.unavailable, "There is no store at \(path) that may be read. Name another file.")
        }
        return try readOnly(path) { address in
            let queue = try DatabaseQueue(path: address, configuration: readOnlyConfiguration)
            let value = try queue.read(body)
            try queue.close()
            return value
        }
    }

    private static var readOnlyConfiguration: Configuration {
        var configuration = configuration
        configuration.readonly = true
        return configuration
    }

    /// What SQLite says when it cannot make the shared memory that reading a log takes.
    private static let needsToWrite: [ResultCode] = [.SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_FULL, .SQLITE_IOERR]

    /// Runs `body` with the address of the file, and once more with another when SQLite cannot make what it needs beside it: where the folder
    /// is read-only or its disk full, and the file is whole without a log, it is read as one that nobody changes.
    /// https://www.sqlite.org/wal.html#read_only_databases
    private static func readOnly<Value>(_ path: String, _ body: (String) throws -> Value) throws -> Value {
        try JournalError.translating {
            do {
                return try body(path)
            } catch let error as DatabaseError where needsToWrite.contains(error.resultCode) {
                var facts = stat()
                guard stat(path + "-wal", &facts) != 0 || facts.st_size == 0 else {
                    throw JournalError(
                        .readOnly,
                        "The store has a log beside it, and the two can be read only where SQLite may write. Copy both to another folder, or "
                            + "start and stop the hub on them.", cause: error.message)
                }
                let signs = CharacterSet(charactersIn: "%?#").inverted
                guard let name = path.addingPercentEncoding(withAllowedCharacters: signs) else { throw error }
                return try body("file:\(name)?immutable=1")
            }
        }
    }

    /// Moves what stands in the log into the file, which is then the whole store, and takes the log away. SQLite does so when the last
    /// connection to a file closes, but the pool closes the one that writes before those that read. Others who have it open keep the log.
    func foldLog() {
        var configuration = Configuration()
        configuration.busyMode = .immediateError
        // What cannot be moved, on a full disk say, stays in the log: nothing is lost.
        guard access(path, F_OK) == 0, let last = try? DatabaseQueue(path: path, configuration: configuration) else { return }
        _ = try? last.read { try Int.fetchOne($0, sql: "select count(*) from sqlite_schema") }
        try? last.close()
    }
}
