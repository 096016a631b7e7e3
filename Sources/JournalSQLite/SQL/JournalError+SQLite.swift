import GRDB
import GRDBSQLite
import Journal

extension JournalError {
    /// What SQLite's result code means to whoever asked. https://www.sqlite.org/rescode.html
    init(sqliteCode code: Int32, message: String) {
        let cause = "SQLite \(code): \(message)"
        switch code & 0xff {
        case SQLITE_FULL:
            self.init(.full, "The disk is full. Free some space; what was not acknowledged must be sent again.", cause: cause)
        case SQLITE_READONLY, SQLITE_PERM:
            self.init(.readOnly, "The store may not be written to. Give the hub write access to the file and its folder.", cause: cause)
        case SQLITE_BUSY, SQLITE_LOCKED:
            self.init(.unavailable, "Another program holds the store. Try again, or stop that program.", cause: cause)
        case SQLITE_CORRUPT, SQLITE_NOTADB:
            self.init(.damaged, "The file is damaged or is no store of Helhet. Run `helhet check`, or restore a backup.", cause: cause)
        case SQLITE_CANTOPEN:
            self.init(.unavailable, "The store cannot be opened. Look whether its folder is there and may be written to.", cause: cause)
        case SQLITE_CONSTRAINT:
            self.init(.conflict, "What was to be written contradicts what is stored; nothing was changed.", cause: cause)
        case SQLITE_IOERR:
            self.init(.unavailable, "The disk failed while the store was in use. Look at the disk, then start the hub again.", cause: cause)
        default:
            self.init(.unavailable, "The store failed. The log says why; `helhet check` tells whether it is whole.", cause: cause)
        }
    }

    /// Any error as one that other rooms can show: its own sentence is kept, one of the database is translated.
    init(sqlite error: any Error) {
        switch error {
        case let error as JournalError: self = error
        case let error as DatabaseError:
            self.init(sqliteCode: error.extendedResultCode.rawValue, message: error.message ?? "no message")
        default: self.init(.unavailable, "The store failed. The log says why.", cause: String(describing: type(of: error)))
        }
    }

    /// Runs `body` and translates the errors of the database; every other error passes as it is.
    static func translating<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw JournalError(sqlite: error)
        }
    }
}
