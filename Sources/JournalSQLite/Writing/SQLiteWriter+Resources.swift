import FHIR
import Journal

extension SQLiteWriter {
    /// The current version of a resource, without its bytes.
    private struct Current {
        var number: Int64
        var version: Int64
        var subject: SubjectID?
        var isDeleted: Bool
        var terms: [UInt8]
    }

    private func current(_ type: String, _ id: String) throws -> Current? {
        try connection.first(
            "select number, version, subject, bytes is null, terms from resource where id = ? and type = ?", id, type
        ) { row in
            Current(
                number: row.int(0), version: row.int(1), subject: row.optionalSubject(2), isDeleted: row.int(3) == 1, terms: row.bytes(4))
        }
    }

    func put(_ resource: Resource, id: String, subject: SubjectID?, source: Source, ifVersion: Int64?) throws -> StoredResource {
        try require(subject)
        let (version, bytes) = try write(
            resource, id: id, subject: subject, source: source, ifVersion: ifVersion, derived: nil)
        return StoredResource(
            type: resource.type, id: id, version: version, updated: now, commit: commit, subject: subject, source: source,
            resource: try Resource.stored(bytes))
    }

    @discardableResult func write(
        _ resource: Resource, id: String, subject: SubjectID?, source: Source, ifVersion: Int64?, derived: [UInt8]?
    ) throws -> (Int64, [UInt8]) {
        guard ResourceID.isValid(id) else { throw JournalError.badID }
        let type = resource.type
        let old = try current(type, id)
        if let ifVersion {
            let stands = old.map { old in
                StoredResource(
                    type: type, id: id, version: old.version, updated: now, commit: commit, subject: nil, source: source,
                    resource: old.isDeleted ? nil : resource)
            }
            try stands?.check(ifVersion) ?? StoredResource.checkNone(ifVersion)
        }
        let version = (old?.version ?? 0) + 1
        let bytes = try resource.stamped(id: id, version: version, at: now)
        let keys = TermKey.of(resource.root, type: type)
        let terms = TermToken.bytes(keys)
        if let old {
            try keepOld(old)
            try connection.run(
                """
                update resource set version = ?, updated = ?, commit_number = ?, subject = ?, source = ?, derived = ?, terms = ?, bytes = ?
                where number = ?
                """, version, now, commit, subject, source, derived, terms, bytes, old.number)
            if old.terms != terms {
                try unindex(old)
                try index(old.number, keys)
            }
            if old.isDeleted { tally.living += 1 }
        } else {
            tally.resources += 1
            tally.living += 1
            try connection.run(
                "insert into resource values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", tally.resources, type, id, version, now, commit, subject,
                source, derived, terms, bytes)
            try index(tally.resources, keys)
        }
        try emit(.resource, subject, "\(type)/\(id)")
        return (version, bytes)
    }

    private func keepOld(_ old: Current) throws {
        try connection.run(
            """
            insert into resource_version (resource, version, updated, commit_number, subject, source, bytes)
            select number, version, updated, commit_number, subject, source, bytes from resource where number = ?
            """, old.number)
    }

    private func index(_ number: Int64, _ keys: [TermKey]) throws {
        try connection.run("insert into term (rowid, keys) values (?, ?)", number, TermToken.text(keys.map(\.value)))
    }

    /// FTS5 keeps no content here, so it must be told what it is to forget: https://www.sqlite.org/fts5.html#the_delete_command
    private func unindex(_ old: Current) throws {
        guard !old.terms.isEmpty else { return }
        try connection.run(
            "insert into term (term, rowid, keys) values ('delete', ?, ?)", old.number, TermToken.text(TermToken.keys(old.terms)))
    }

    func delete(_ type: String, id: String, source: Source) throws -> StoredResource {
        guard let old = try current(type, id), !old.isDeleted else {
            throw JournalError(.notFound, "There is no such resource to delete.")
        }
        try keepOld(old)
        try unindex(old)
        try connection.run(
            """
            update resource set version = ?, updated = ?, commit_number = ?, source = ?, derived = null, terms = x'', bytes = null
            where number = ?
            """, old.version + 1, now, commit, source, old.number)
        tally.living -= 1
        try emit(.resource, old.subject, "\(type)/\(id)")
        return StoredResource(
            type: type, id: id, version: old.version + 1, updated: now, commit: commit, subject: old.subject, source: source, resource: nil)
    }
}
