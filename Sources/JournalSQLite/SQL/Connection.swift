import GRDB
import GRDBSQLite
import Journal

/// One connection, inside the closure that GRDB gave it to.
///
/// GRDB prepares, caches and finalizes every statement; binding and stepping go straight to SQLite, which halves the cost of a row. SQL is
/// always a literal with `?`, so that the text itself is the key of the cache.
struct Connection {
    let database: Database
    private let handle: OpaquePointer

    init(_ database: Database) throws(JournalError) {
        guard let handle = database.sqliteConnection else { throw JournalError.closed }
        self.database = database
        self.handle = handle
    }

    /// Rows changed since the connection was opened, in every table.
    var changes: Int64 { sqlite3_total_changes64(handle) }

    /// SQLite takes a whole transaction back by itself when the disk is full or fails.
    var isInsideTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    /// Runs `begin`, `commit`, `savepoint` and the like.
    func execute(_ sql: String) throws(JournalError) {
        guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else { throw error() }
    }

    func run<each Value: SQLValue>(_ sql: String, _ values: repeat each Value) throws(JournalError) {
        let statement = try prepare(sql)
        defer { finish(statement) }
        var index: Int32 = 1
        for value in repeat each values {
            value.bind(statement, index)
            index += 1
        }
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW: continue
            case SQLITE_DONE: return
            default: throw error()
            }
        }
    }

    /// Reads every row. `read` must not run the same SQL again.
    func rows<Result, each Value: SQLValue>(
        _ sql: String, _ values: repeat each Value, read: (Row) throws -> Result
    ) throws -> [Result] {
        var results: [Result] = []
        try each(sql, repeat each values) { results.append(try read($0)) }
        return results
    }

    /// Visits every row. `visit` must not run the same SQL again.
    func each<each Value: SQLValue>(_ sql: String, _ values: repeat each Value, visit: (Row) throws -> Void) throws {
        let statement = try prepare(sql)
        defer { finish(statement) }
        var index: Int32 = 1
        for value in repeat each values {
            value.bind(statement, index)
            index += 1
        }
        let row = Row(statement: statement)
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW: try visit(row)
            case SQLITE_DONE: return
            default: throw error()
            }
        }
    }

    func first<Result, each Value: SQLValue>(
        _ sql: String, _ values: repeat each Value, read: (Row) throws -> Result
    ) throws -> Result? {
        let statement = try prepare(sql)
        defer { finish(statement) }
        var index: Int32 = 1
        for value in repeat each values {
            value.bind(statement, index)
            index += 1
        }
        switch sqlite3_step(statement) {
        case SQLITE_ROW: return try read(Row(statement: statement))
        case SQLITE_DONE: return nil
        default: throw error()
        }
    }

    /// The first column of the first row as a number, 0 without one.
    func number<each Value: SQLValue>(_ sql: String, _ values: repeat each Value) throws -> Int64 {
        try first(sql, repeat each values) { $0.int(0) } ?? 0
    }

    private func prepare(_ sql: String) throws(JournalError) -> OpaquePointer {
        do {
            return try database.cachedStatement(sql: sql).sqliteStatement
        } catch {
            throw JournalError(sqlite: error)
        }
    }

    private func finish(_ statement: OpaquePointer) {
        sqlite3_reset(statement)
        sqlite3_clear_bindings(statement)
    }

    private func error() -> JournalError {
        JournalError(sqliteCode: sqlite3_errcode(handle), message: String(cString: sqlite3_errmsg(handle)))
    }
}
