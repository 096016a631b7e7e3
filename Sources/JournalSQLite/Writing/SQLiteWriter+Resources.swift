import FHIR
import Journal

extension SQLiteWriter {
    /// The current version of a resource, without its bytes.
    private struct Current {
        var number: Int64
        var version: Int64
        var subject: SubjectID?
        var isDeleted: Bool
        var updated: Instant
        var resource: Resource?
    }

    private func current(_ type: String, _ id: String) throws -> Current? {
        try connection.first(
            "select number, version, subject, bytes is null, updated, bytes from resource where id = ? and type = ?", id, type
        ) { row in
            Current(
                number: row.int(0), version: row.int(1), subject: row.optionalSubject(2), isDeleted: row.int(3) == 1,
                updated: row.instant(4), resource: try row.isNull(5) ? nil : content(row.int(0), row, 5))
        }
    }

    func prepare(_ pending: [PendingResource]) throws -> [() throws -> Resource] {
        try settled()
        let (now, indexing) = (now, indexing)
        let ahead = WorkAhead<(PendingResource, Int64), Result<(Resource, PreparedResource?), any Error>> { pending, version in
            Result {
                let resource = try pending.make()
                // What cannot be made ready says so when it is put.
                let ready = try? ReadyResource(resource, id: pending.id, version: version, subject: nil, at: now, indexing)
                return (resource, try ready.map { PreparedResource(resource: resource, ready: $0, stored: try Resource.stored($0.bytes)) })
            }
        }
        prepared = [:]
        return try pending.map { pending in
            let version =
                pending.isNew
                ? 1 : try connection.number("select version from resource where id = ? and type = ?", pending.id, pending.type) + 1
            let place = ahead.add((pending, version))
            return {
                let (resource, ready) = try ahead.outcome(place).get()
                self.prepared["\(pending.type)/\(pending.id)"] = ready
                return resource
            }
        }
    }

    func put(_ resource: Resource, id: String, subject: SubjectID?, source: Source, ifVersion: Int64?) throws -> StoredResource {
        try settled()
        try require(subject)
        let type = resource.type
        var prepared = prepared.isEmpty ? nil : prepared.removeValue(forKey: "\(type)/\(id)")
        if prepared?.resource.bytes != resource.bytes { prepared = nil }
        if let subject { prepared?.ready.file(type, under: subject, indexing) }
        let (version, bytes) = try write(
            resource, id: id, subject: subject, source: source, ifVersion: ifVersion, derived: nil, ready: prepared?.ready)
        let isAsPrepared = prepared?.ready.version == version
        return StoredResource(
            type: type, id: id, version: version, updated: now, commit: commit, subject: subject, source: source,
            resource: try isAsPrepared ? prepared?.stored : Resource.stored(bytes))
    }

    @discardableResult func write(
        _ resource: Resource, id: String, subject: SubjectID?, source: Source, ifVersion: Int64?, derived: [UInt8]?,
        ready: ReadyResource? = nil
    ) throws -> (Int64, [UInt8]) {
        guard ResourceID.isValid(id) else { throw JournalError.badID }
        let type = resource.type
        // A draft that does not stand is nearly always new: the insert itself finds out.
        if let ready, ready.version == 1, ifVersion ?? 0 == 0, try insert(ready, type, id, subject, source, derived) {
            return (1, ready.bytes)
        }
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
        let form =
            try ready.flatMap { $0.version == version ? $0 : nil }
            ?? ReadyResource(resource, id: id, version: version, subject: subject, at: now, indexing)
        guard let old else {
            _ = try insert(form, type, id, subject, source, derived)
            return (version, form.bytes)
        }
        try keepOld(old)
        try connection.run(
            """
            update resource set version = ?, updated = ?, commit_number = ?, subject = ?, source = ?, derived = ?, bytes = ?
            where number = ?
            """, version, now, commit, subject, source, derived, form.packed, old.number)
        try index(old.number, from: entries(of: old, type, id), to: form.entries)
        if old.isDeleted { tally.living += 1 }
        if type == "SearchParameter" { redefineSearches() }
        emit(.resource, subject, "\(type)/\(id)", version: version)
        return (version, form.bytes)
    }

    /// Writes the first version; false when there is a resource of that type and id, or was one.
    private func insert(
        _ form: ReadyResource, _ type: String, _ id: String, _ subject: SubjectID?, _ source: Source, _ derived: [UInt8]?
    ) throws -> Bool {
        let changes = connection.changes
        try connection.run(
            "insert into resource values (?, ?, ?, ?, ?, ?, ?, ?, ?, x'', ?) on conflict (id, type) do nothing", tally.resources + 1, type,
            id,
            form.version, now, commit, subject, source, derived, form.packed)
        guard connection.changes != changes else { return false }
        tally.resources += 1
        tally.living += 1
        try index(tally.resources, from: [], to: form.entries)
        if type == "SearchParameter" { redefineSearches() }
        emit(.resource, subject, "\(type)/\(id)", version: form.version)
        return true
    }

    /// What the index finds the version that stands by, worked out again from its bytes: to keep it beside them would take a third more of
    /// the disk, and most resources never change.
    private func entries(of old: Current, _ type: String, _ id: String) throws -> [[IndexEntry]] {
        guard let resource = old.resource else { return [] }
        let facts = OwnEntries(type: type, id: id, updated: old.updated, subject: old.subject)
        return indexing.parts.map { $0.entries(resource.root, facts) }
    }

    private func keepOld(_ old: Current) throws {
        try connection.run(
            """
            insert into resource_version (resource, version, updated, commit_number, subject, source, bytes)
            select number, version, updated, commit_number, subject, source, bytes from resource where number = ?
            """, old.number)
    }

    func delete(_ type: String, id: String, source: Source) throws -> StoredResource {
        try settled()
        guard let old = try current(type, id), !old.isDeleted else {
            throw JournalError(.notFound, "There is no such resource to delete.")
        }
        try keepOld(old)
        try index(old.number, from: entries(of: old, type, id), to: [])
        try connection.run(
            """
            update resource set version = ?, updated = ?, commit_number = ?, source = ?, derived = null, terms = x'', bytes = null
            where number = ?
            """, old.version + 1, now, commit, source, old.number)
        tally.living -= 1
        if type == "SearchParameter" { redefineSearches() }
        emit(.resource, old.subject, "\(type)/\(id)", version: old.version + 1)
        return StoredResource(
            type: type, id: id, version: old.version + 1, updated: now, commit: commit, subject: old.subject, source: source, resource: nil)
    }
}
