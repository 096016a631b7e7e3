import GRDB
import GRDBSQLite
import Journal

/// One connection, inside the closure that GRDB gave it to.
///
/// GRDB prepares, caches and finalizes every statement; binding and stepping go straight to SQLite, which halves the cost of a row. SQL is
/// always a literal with `?`, so that its address is a key.
struct Connection {
    /// Statements by the address of their text: a look there costs a tenth of one by the text.
    private final class Statements {
        var known: [UnsafePointer<UInt8>: Statement] = [:]
    }

    let database: Database
    private let handle: OpaquePointer
    private let statements = Statements()

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

    func run<each Value: SQLValue>(_ sql: StaticString, _ values: repeat each Value) throws(JournalError) {
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

    /// Reads every row, or the first so many. `read` must not run the same SQL again.
    func rows<Result, each Value: SQLValue>(
        _ sql: StaticString, _ values: repeat each Value, atMost limit: Int = .max, read: (Row) throws -> Result
    ) throws -> [Result] {
        var results: [Result] = []
        try each(sql, repeat each values, atMost: limit) { results.append(try read($0)) }
        return results
    }

    /// Visits every row, or the first so many. `visit` must not run the same SQL again.
    func each<each Value: SQLValue>(
        _ sql: StaticString, _ values: repeat each Value, atMost limit: Int = .max, visit: (Row) throws -> Void
    ) throws {
        let statement = try prepare(sql)
        defer { finish(statement) }
        var index: Int32 = 1
        for value in repeat each values {
            value.bind(statement, index)
            index += 1
        }
        let row = Row(statement: statement)
        var left = limit
        while left > 0 {
            left -= 1
            switch sqlite3_step(statement) {
            case SQLITE_ROW: try visit(row)
            case SQLITE_DONE: return
            default: throw error()
            }
        }
    }

    func first<Result, each Value: SQLValue>(
        _ sql: StaticString, _ values: repeat each Value, read: (Row) throws -> Result
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
    func number<each Value: SQLValue>(_ sql: StaticString, _ values: repeat each Value) throws -> Int64 {
        try first(sql, repeat each values) { $0.int(0) } ?? 0
    }

    private func prepare(_ sql: StaticString) throws(JournalError) -> OpaquePointer {
        if let statement = statements.known[sql.utf8Start] { return statement.sqliteStatement }
        do {
            let statement = try database.cachedStatement(sql: sql.description)
            statements.known[sql.utf8Start] = statement
            return statement.sqliteStatement
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
