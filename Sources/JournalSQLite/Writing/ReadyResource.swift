import FHIR
import Journal

/// A resource as the file keeps it: whatever can be worked out without the file, so that any thread can do it.
struct ReadyResource: Sendable {
    var version: Int64
    /// With its id and `meta`.
    var bytes: [UInt8]
    /// The same as its row keeps them.
    var packed: [UInt8]
    /// What the index finds it by, for each part.
    var entries: [[IndexEntry]]

    init(
        _ resource: Resource, id: String, version: Int64, subject: SubjectID?, at now: Instant, _ indexing: Indexing
    ) throws(JournalError) {
        self.version = version
        bytes = try resource.stamped(id: id, version: version, at: now)
        packed = PackedResource.pack(bytes)
        let facts = OwnEntries(type: resource.type, id: id, updated: now, subject: subject)
        entries = indexing.parts.map { $0.entries(resource.root, facts) }
    }

    /// Files it under a subject that was not known when it was made ready.
    mutating func file(_ type: String, under subject: SubjectID, _ indexing: Indexing) {
        let entry = OwnEntries.filed(type, under: subject)
        for place in indexing.parts.indices where indexing.parts[place].reference != nil {
            let at = entries[place].firstIndex { entry < $0 } ?? entries[place].count
            entries[place].insert(entry, at: at)
        }
    }
}

/// What a writer has made ready of a resource that is about to be put.
struct PreparedResource: Sendable {
    /// As it was made, before it was stamped.
    var resource: Resource
    var ready: ReadyResource
    /// As it will be read.
    var stored: Resource
}
