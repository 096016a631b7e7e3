import FHIR
import HashTreeCollections
import Journal

extension MemoryWriter {
    func put(_ resource: Resource, id: String, subject: SubjectID?, source: Source, ifVersion: Int64?) throws -> StoredResource {
        try put(resource, id: id, subject: subject, source: source, ifVersion: ifVersion, derived: nil)
    }

    func put(
        _ resource: Resource, id: String, subject: SubjectID?, source: Source, ifVersion: Int64?, derived: [UInt8]?
    ) throws -> StoredResource {
        guard ResourceID.isValid(id) else { throw JournalError.badID }
        if let subject, state.identifiers[subject] == nil { throw JournalError.noSubject }
        let key = MemoryState.Key(type: resource.type, id: id)
        let row = state.rows[key] ?? Int64(state.resources.count) + 1
        let old = state.resources[row]
        try old?.current.check(ifVersion) ?? StoredResource.checkNone(ifVersion)
        let version = (old?.current.version ?? 0) + 1
        let stamped = try Resource.stored(resource.stamped(id: id, version: version, at: now))
        let stored = StoredResource(
            type: key.type, id: id, version: version, updated: now, commit: commit, subject: subject, source: source, resource: stamped)
        write(stored, key, row, derived: derived)
        return stored
    }

    func delete(_ type: String, id: String, source: Source) throws -> StoredResource {
        guard let row = state.rows[MemoryState.Key(type: type, id: id)], let old = state.resources[row]?.current, old.resource != nil
        else { throw JournalError(.notFound, "There is no such resource to delete.") }
        let stored = StoredResource(
            type: type, id: id, version: old.version + 1, updated: now, commit: commit, subject: old.subject, source: source, resource: nil)
        write(stored, MemoryState.Key(type: type, id: id), row, derived: nil)
        return stored
    }

    private func write(_ stored: StoredResource, _ key: MemoryState.Key, _ row: Int64, derived: [UInt8]?) {
        let old = state.resources[row]
        if old?.derived != nil, let subject = old?.current.subject { state.derived[subject]?.remove(key) }
        if derived != nil, let subject = stored.subject { state.derived[subject, default: []].insert(key) }
        state.rows[key] = row
        state.resources[row] = MemoryState.Record(versions: (old?.versions ?? []) + [stored], derived: derived)
        emit(.resource, stored.subject, "\(key.type)/\(key.id)")
    }
}
