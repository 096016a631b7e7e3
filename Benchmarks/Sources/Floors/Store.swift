import Foundation
import GRDBSQLite

/// A store through SQLite's own functions: no library between, statements prepared once.
final class Store {
    struct Failure: Error, CustomStringConvertible { var description: String }

    enum Cell {
        case null
        case int(Int64)
        case text([UInt8])
        case blob([UInt8])

        var int: Int64 { if case .int(let value) = self { value } else { 0 } }
        var bytes: [UInt8] {
            switch self {
            case .text(let bytes), .blob(let bytes): bytes
            default: []
            }
        }
        var size: Int {
            switch self {
            case .null: 0
            case .int: 8
            case .text(let bytes), .blob(let bytes): bytes.count
            }
        }
    }

    private let handle: OpaquePointer
    private var statements: [String: OpaquePointer] = [:]

    /// With the settings of the hub's own writer.
    init(_ path: String) throws {
        var opened: OpaquePointer?
        guard sqlite3_open_v2(path, &opened, SQLITE_OPEN_READWRITE, nil) == SQLITE_OK, let opened else {
            throw Failure(description: "The store \(path) cannot be opened.")
        }
        handle = opened
        sqlite3_busy_timeout(handle, 5000)
        try execute(
            """
            pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 4000;
            pragma journal_size_limit = 67108864; pragma cache_size = -65536; pragma temp_store = memory
            """)
    }

    func close() {
        for statement in statements.values { sqlite3_finalize(statement) }
        statements = [:]
        sqlite3_close(handle)
    }

    func execute(_ sql: String) throws {
        guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else { throw failure() }
    }

    func rows(_ sql: String, _ values: Int64...) throws -> [[Cell]] {
        let statement = try prepare(sql)
        defer { sqlite3_reset(statement) }
        for (index, value) in values.enumerated() { sqlite3_bind_int64(statement, Int32(index + 1), value) }
        var rows: [[Cell]] = []
        while sqlite3_step(statement) == SQLITE_ROW {
            rows.append((0..<sqlite3_column_count(statement)).map { cell(statement, $0) })
        }
        return rows
    }

    /// Writes one row. What is bound lives until the row is written, so nothing is copied.
    func write(_ sql: String, _ cells: [Cell]) throws {
        let statement = try prepare(sql)
        for (index, cell) in cells.enumerated() { bind(cell, statement, Int32(index + 1)) }
        guard sqlite3_step(statement) == SQLITE_DONE else { throw failure() }
        sqlite3_reset(statement)
    }

    /// Writes many rows of four numbers by one statement.
    func write<Item>(_ sql: String, each items: [Item], _ row: (Item) -> (Int64, Int64, Int64, Int64)) throws {
        guard !items.isEmpty else { return }
        let statement = try prepare(sql)
        for item in items {
            let (first, second, third, fourth) = row(item)
            sqlite3_bind_int64(statement, 1, first)
            sqlite3_bind_int64(statement, 2, second)
            sqlite3_bind_int64(statement, 3, third)
            sqlite3_bind_int64(statement, 4, fourth)
            guard sqlite3_step(statement) == SQLITE_DONE else { throw failure() }
            sqlite3_reset(statement)
        }
    }

    private func bind(_ cell: Cell, _ statement: OpaquePointer, _ index: Int32) {
        switch cell {
        case .null: sqlite3_bind_null(statement, index)
        case .int(let value): sqlite3_bind_int64(statement, index, value)
        case .text(let bytes):
            bytes.withUnsafeBytes { buffer in
                let text = buffer.bindMemory(to: CChar.self)
                _ = sqlite3_bind_text(statement, index, text.baseAddress, Int32(text.count), nil)
            }
        case .blob(let bytes):
            if bytes.isEmpty {
                sqlite3_bind_zeroblob(statement, index, 0)
            } else {
                bytes.withUnsafeBytes { _ = sqlite3_bind_blob64(statement, index, $0.baseAddress, UInt64($0.count), nil) }
            }
        }
    }

    private func cell(_ statement: OpaquePointer, _ column: Int32) -> Cell {
        func bytes(_ start: UnsafeRawPointer?) -> [UInt8] {
            start.map { Array(UnsafeRawBufferPointer(start: $0, count: Int(sqlite3_column_bytes(statement, column)))) } ?? []
        }
        switch sqlite3_column_type(statement, column) {
        case SQLITE_INTEGER: return .int(sqlite3_column_int64(statement, column))
        case SQLITE_TEXT: return .text(bytes(UnsafeRawPointer(sqlite3_column_text(statement, column))))
        case SQLITE_BLOB: return .blob(bytes(sqlite3_column_blob(statement, column)))
        default: return .null
        }
    }

    private func prepare(_ sql: String) throws -> OpaquePointer {
        if let statement = statements[sql] { return statement }
        var statement: OpaquePointer?
        guard sqlite3_prepare_v3(handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil) == SQLITE_OK, let statement else {
            throw failure()
        }
        statements[sql] = statement
        return statement
    }

    private func failure() -> Failure { Failure(description: String(cString: sqlite3_errmsg(handle))) }
}
