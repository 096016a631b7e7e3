import FHIR
import Journal

extension SQLiteReader {
    func commit(at instant: Instant) throws -> Int64 {
        let closed = try connection.number("select commits from tally") / FeedBlocks.size
        let last = try connection.number(
            "select max(number) from commits where number > ? and at <= ?", closed * FeedBlocks.size, instant)
        guard last == 0 else { return last }
        let block = try connection.first("select block from commit_block where earliest <= ? order by block desc limit 1", instant) {
            $0.int(0)
        }
        guard let block else { return 0 }
        return try connection.number(
            "select max(number) from commits where number between ? and ? and at <= ?", block * FeedBlocks.size + 1,
            (block + 1) * FeedBlocks.size, instant)
    }

    func resource(_ type: String, _ id: String, asOf commit: Int64) throws -> StoredResource? {
        let found = try settled().first("select * from resource where id = ? and type = ?", id, type) { row in
            (row.int(0), row.int(5) <= commit ? try Self.resource(row) : nil)
        }
        guard let (number, current) = found else { return nil }
        if let current { return current }
        return try connection.first(
            "select * from resource_version where resource = ? and commit_number <= ? order by version desc limit 1", number, commit
        ) { try Self.version($0, type, id) }
    }

    static func version(_ row: Row, _ type: String, _ id: String) throws -> StoredResource {
        StoredResource(
            type: type, id: id, version: row.int(2), updated: row.instant(3), commit: row.int(4), subject: row.optionalSubject(5),
            source: row.source(6), resource: try row.optionalResource(7).map { try Resource.stored($0) })
    }

    func changes(_ query: ChangeQuery) throws -> ChangePage {
        let connection = try settled()
        var walk = try ChangeWalk(query, connection)
        guard query.limit > 0 else { return ChangePage(versions: [], next: nil) }
        var found: [(line: Int64, stored: StoredResource)] = []
        while found.count <= query.limit, let lines = try walk.next(query.limit + 1 - found.count) {
            for line in lines {
                if let stored = try version(line, asOf: query.asOf) { found.append((line.number, stored)) }
            }
        }
        let page = found.prefix(query.limit)
        return ChangePage(
            versions: page.map(\.stored), next: found.count > query.limit ? page.last.map { ChangePage.key($0.line) } : nil)
    }

    /// The version that a line speaks of; nil when it is not the one that stood as of a commit.
    private func version(_ line: ChangeWalk.Line, asOf commit: Int64?) throws -> StoredResource? {
        let current = try connection.first("select * from resource where id = ? and type = ?", line.id, line.type) { row in
            (number: row.int(0), version: row.int(3), commit: row.int(5), stored: row.int(3) == line.version ? try Self.resource(row) : nil)
        }
        guard let current else { throw JournalError(.damaged, "The feed names what is not there; `helhet check` tells where.") }
        if let stored = current.stored { return commit != nil && stored.resource == nil ? nil : stored }
        if let commit {
            let next =
                line.version + 1 == current.version
                ? current.commit
                : try connection.number(
                    "select commit_number from resource_version where resource = ? and version = ?", current.number, line.version + 1)
            guard next > commit else { return nil }
        }
        let stored = try connection.first("select * from resource_version where resource = ? and version = ?", current.number, line.version)
        { try Self.version($0, line.type, line.id) }
        guard let stored else { throw JournalError(.damaged, "A version of a resource is gone; `helhet check` tells which.") }
        return commit != nil && stored.resource == nil ? nil : stored
    }
}
