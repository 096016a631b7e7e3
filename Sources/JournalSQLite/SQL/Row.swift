import FHIR
import GRDBSQLite
import Journal

/// The row that a statement stands on. Columns count from 0. Use it inside the closure that it was given to.
struct Row {
    let statement: OpaquePointer

    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(statement, column) == SQLITE_NULL }
    func int(_ column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }
    func optionalInt(_ column: Int32) -> Int64? { isNull(column) ? nil : int(column) }

    func text(_ column: Int32) -> String {
        guard let start = sqlite3_column_text(statement, column) else { return "" }
        let count = Int(sqlite3_column_bytes(statement, column))
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }

    func bytes(_ column: Int32) -> [UInt8] {
        guard let start = sqlite3_column_blob(statement, column) else { return [] }
        return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column))))
    }

    /// The bytes of a blob where SQLite has them, for as long as `body` runs.
    func withBytes<Value>(_ column: Int32, _ body: (UnsafeRawBufferPointer) throws -> Value) rethrows -> Value {
        let start = sqlite3_column_blob(statement, column)
        return try body(UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : Int(sqlite3_column_bytes(statement, column))))
    }

    /// A resource as it was before ``PackedResource`` packed it.
    func resource(_ column: Int32) throws -> [UInt8] { try withBytes(column) { try PackedResource.unpack($0) } }

    func optionalResource(_ column: Int32) throws -> [UInt8]? { isNull(column) ? nil : try resource(column) }

    func optionalBytes(_ column: Int32) -> [UInt8]? { isNull(column) ? nil : bytes(column) }
    func instant(_ column: Int32) -> Instant { Instant(nanoseconds: int(column)) }
    func optionalInstant(_ column: Int32) -> Instant? { optionalInt(column).map { Instant(nanoseconds: $0) } }
    func subject(_ column: Int32) -> SubjectID { SubjectID(int(column)) }
    func optionalSubject(_ column: Int32) -> SubjectID? { optionalInt(column).map { SubjectID($0) } }
    func source(_ column: Int32) -> Source { Source(code: int(column)) }
}
