public import FHIR

/// One version of a resource, with what the journal knows of it.
public struct StoredResource: Sendable {
    public var type: String
    public var id: String
    /// 1, 2, 3 …: the `meta.versionId`.
    public var version: Int64
    public var updated: Instant
    public var commit: Int64
    public var subject: SubjectID?
    public var source: Source
    /// nil when this version is a deletion.
    public var resource: Resource?

    public init(
        type: String, id: String, version: Int64, updated: Instant, commit: Int64, subject: SubjectID?, source: Source, resource: Resource?
    ) {
        self.type = type
        self.id = id
        self.version = version
        self.updated = updated
        self.commit = commit
        self.subject = subject
        self.source = source
        self.resource = resource
    }
}
