import FHIR
import Journal

extension SQLiteReader {
    func resource(_ type: String, _ id: String) throws -> StoredResource? {
        try settled().first("select * from resource where id = ? and type = ?", id, type) { try held($0) }
    }

    static func resource(_ row: Row) throws -> StoredResource {
        try resource(row, row.optionalResource(10).map { try Resource.stored($0) })
    }

    /// The same of a resource that may well be read again.
    func held(_ row: Row) throws -> StoredResource {
        try Self.resource(row, row.isNull(10) ? nil : content(row.int(0), row, 10))
    }

    /// What a column of the resource with the number says, which is not null.
    func content(_ number: Int64, _ row: Row, _ column: Int32) throws -> Resource {
        try row.withBytes(column) { try index.resources.resource(number, $0) }
    }

    private static func resource(_ row: Row, _ content: Resource?) -> StoredResource {
        StoredResource(
            type: row.text(1), id: row.text(2), version: row.int(3), updated: row.instant(4), commit: row.int(5),
            subject: row.optionalSubject(6), source: row.source(7), resource: content)
    }

    func version(_ type: String, _ id: String, _ version: Int64) throws -> StoredResource? {
        guard version > 0, version < .max else { return nil }
        return try versions(type, id, before: version + 1, limit: 1).first { $0.version == version }
    }

    func versions(_ type: String, _ id: String, before: Int64?, limit: Int) throws -> [StoredResource] {
        let found = try settled().first("select * from resource where id = ? and type = ?", id, type) { row in
            (row.int(0), try Self.resource(row))
        }
        guard let (number, current) = found, limit > 0 else { return [] }
        let before = before ?? .max
        let older = try connection.rows(
            "select * from resource_version where resource = ? and version < ? order by version desc limit ?", number, before, limit
        ) { try Self.version($0, type, id) }
        return Array(((current.version < before ? [current] : []) + older).prefix(limit))
    }

    func search(_ search: Search) throws -> SearchPage { try StoreSearch(search, SearchGround(self)).page() }

    func samples(_ parameter: SearchParameter, limit: Int) throws -> [StoredResource] {
        let ground = try SearchGround(self)
        try ground.require([parameter.url])
        guard let field = ground.meaning.field(Search.Order(parameter), parameter.type) else { return [] }
        guard let entries = try ground.view.entries(IndexRange(field: field, values: 0...UInt64.max), atMost: limit) else {
            throw JournalError.tooManyValues(parameter.code, limit: limit)
        }
        let numbers = Set(try entries.compactMap { try ground.view.some($0) })
        return try numbers.sorted().compactMap { try ground.resource($0) }
    }
}
