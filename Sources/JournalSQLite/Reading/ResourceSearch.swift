import FHIR
import Journal

/// One search: along the index of terms when any is asked for, by id when ids are.
///
/// The index knows terms by 64-bit keys, which different terms may share; so each resource found is compared with what was asked before
/// it is shown. A count is the index's own.
struct ResourceSearch {
    let query: ResourceQuery
    private let groups: [[UInt64]]
    private let from: Int64
    private let to: Int64

    init(_ query: ResourceQuery) {
        self.query = query
        groups = query.terms.map { group in group.map { TermKey(type: query.type, $0).value } }
        from = query.updatedFrom?.nanoseconds ?? .min
        to = query.updatedTo?.nanoseconds ?? .max
    }

    /// What FTS5 is asked for; https://www.sqlite.org/fts5.html#full_text_query_syntax
    private var match: String {
        guard !groups.isEmpty else { return "\"\(TermToken.text(TermKey.all(query.type).value))\"" }
        return groups.map { group in "(" + group.map { "\"\(TermToken.text($0))\"" }.joined(separator: " OR ") + ")" }
            .joined(separator: " AND ")
    }

    private var isImpossible: Bool { groups.contains([]) || query.ids == [] }

    func page(_ connection: Connection) throws -> ([StoredResource], String?) {
        guard !isImpossible else { return ([], nil) }
        var after = try ResourcePage.row(query.after)
        var found: [(number: Int64, resource: StoredResource)] = []
        while found.count <= query.limit {
            let wanted = query.limit + 1 - found.count
            let rows = try candidates(after, wanted, connection)
            found += rows.filter { isMatch($0.resource) }
            guard rows.count == wanted, let last = rows.last else { break }
            after = last.number
        }
        let more = found.count > query.limit
        let page = found.prefix(query.limit)
        return (page.map(\.resource), more ? page.last.map { ResourcePage.key($0.number) } : nil)
    }

    private func candidates(_ after: Int64, _ limit: Int, _ connection: Connection) throws -> [(number: Int64, resource: StoredResource)] {
        let read = { (row: Row) in (number: row.int(0), resource: try SQLiteReader.resource(row)) }
        if let ids = query.ids {
            return try connection.rows(
                """
                select * from resource where id in (select value from json_each(?)) and type = ? and number > ? and bytes is not null
                and updated >= ? and updated < ? order by number limit ?
                """, SQLList(ids), query.type, after, from, to, limit, read: read)
        }
        return try connection.rows(
            """
            select resource.* from term cross join resource on resource.number = term.rowid
            where term match ? and term.rowid > ? and updated >= ? and updated < ? order by term.rowid limit ?
            """, match, after, from, to, limit, read: read)
    }

    private func isMatch(_ found: StoredResource) -> Bool {
        guard found.type == query.type, let resource = found.resource else { return false }
        guard !query.terms.isEmpty else { return true }
        let terms = SearchTerms.of(resource)
        return query.terms.allSatisfy { group in group.contains { terms.contains($0) } }
    }

    func count(_ connection: Connection) throws -> Int {
        guard !isImpossible else { return 0 }
        if let ids = query.ids {
            return try candidates(0, ids.count, connection).count { isMatch($0.resource) }
        }
        if from == .min, to == .max {
            return Int(try connection.number("select count(*) from term where term match ?", match))
        }
        return Int(
            try connection.number(
                """
                select count(*) from term cross join resource on resource.number = term.rowid
                where term match ? and updated >= ? and updated < ?
                """, match, from, to))
    }
}

/// A term's key as the index writes it.
enum TermToken {
    private static let digits = Array("0123456789abcdef".utf8)

    static func text(_ key: UInt64) -> String {
        String(unsafeUninitializedCapacity: 16) { buffer in
            write(key, buffer)
            return 16
        }
    }

    private static func write(_ key: UInt64, _ buffer: UnsafeMutableBufferPointer<UInt8>) {
        for place in 0..<16 { buffer[place] = digits[Int(key >> UInt64(60 - 4 * place) & 15)] }
    }

    /// Several, with a space between.
    static func text(_ keys: [UInt64]) -> String {
        String(unsafeUninitializedCapacity: keys.count * 17) { buffer in
            for (place, key) in keys.enumerated() {
                write(key, UnsafeMutableBufferPointer(rebasing: buffer[(place * 17)...]))
                buffer[place * 17 + 16] = UInt8(ascii: " ")
            }
            return keys.count * 17
        }
    }

    /// Keys as a row keeps them: 8 bytes each, most significant first.
    static func bytes(_ keys: [TermKey]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(keys.count * 8)
        for key in keys {
            for shift in stride(from: UInt64(56), through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: key.value >> shift)) }
        }
        return bytes
    }

    static func keys(_ bytes: [UInt8]) -> [UInt64] {
        stride(from: 0, to: bytes.count - 7, by: 8).map { start in
            bytes[start..<start + 8].reduce(0) { $0 << 8 | UInt64($1) }
        }
    }
}
