import FHIR
import GRDBSQLite
import Journal

/// What can be bound to a `?`.
protocol SQLValue {
    func bind(_ statement: OpaquePointer, _ index: Int32)
}

/// Tells SQLite to copy what it is given.
private let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

extension Int64: SQLValue {
    func bind(_ statement: OpaquePointer, _ index: Int32) { sqlite3_bind_int64(statement, index, self) }
}

extension Int: SQLValue {
    func bind(_ statement: OpaquePointer, _ index: Int32) { sqlite3_bind_int64(statement, index, Int64(self)) }
}

extension String: SQLValue {
    func bind(_ statement: OpaquePointer, _ index: Int32) {
        var text = self
        text.withUTF8 { utf8 in
            _ = utf8.withMemoryRebound(to: CChar.self) { chars in
                // An empty buffer has no address, and no address would mean null.
                if let base = chars.baseAddress {
                    return sqlite3_bind_text(statement, index, base, Int32(chars.count), copied)
                } else {
                    return sqlite3_bind_text(statement, index, "", 0, copied)
                }
            }
        }
    }
}

extension [UInt8]: SQLValue {
    func bind(_ statement: OpaquePointer, _ index: Int32) {
        _ = withUnsafeBytes { bytes in
            if let base = bytes.baseAddress, !bytes.isEmpty {
                return sqlite3_bind_blob64(statement, index, base, UInt64(bytes.count), copied)
            } else {
                return sqlite3_bind_zeroblob(statement, index, 0)
            }
        }
    }
}

extension Optional: SQLValue where Wrapped: SQLValue {
    func bind(_ statement: OpaquePointer, _ index: Int32) {
        if let self { self.bind(statement, index) } else { sqlite3_bind_null(statement, index) }
    }
}

extension SubjectID: SQLValue {
    func bind(_ statement: OpaquePointer, _ index: Int32) { value.bind(statement, index) }
}

extension Instant: SQLValue {
    func bind(_ statement: OpaquePointer, _ index: Int32) { nanoseconds.bind(statement, index) }
}

/// A list for `in (select value from json_each(?))`.
struct SQLList: SQLValue {
    var text: String

    init(_ subjects: [SubjectID]) { text = "[" + subjects.map { String($0.value) }.joined(separator: ",") + "]" }

    init(_ numbers: [Int64]) { text = "[" + numbers.map { String($0) }.joined(separator: ",") + "]" }

    init(_ texts: [String]) {
        var writer = JSONWriter()
        writer.array { writer in for text in texts { writer.value(text) } }
        text = String(decoding: writer.bytes, as: UTF8.self)
    }

    func bind(_ statement: OpaquePointer, _ index: Int32) { text.bind(statement, index) }
}

/// A source as one integer: a letter's number, 0 for a reaction, `-1 - number` for an act.
extension Source: SQLValue {
    var code: Int64 {
        switch self {
        case .letter(let number): number
        case .reaction: 0
        case .act(let number): -1 - number
        }
    }

    init(code: Int64) { self = code > 0 ? .letter(code) : code == 0 ? .reaction : .act(-1 - code) }

    func bind(_ statement: OpaquePointer, _ index: Int32) { code.bind(statement, index) }
}
