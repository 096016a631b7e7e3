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

/// One search parameter of a resource and its value, as the index keeps it: `identifier` = `system|value`.
public struct Term: Hashable, Sendable, Comparable {
    public var parameter: String
    public var value: String

    public init(_ parameter: String, _ value: String) {
        self.parameter = parameter
        self.value = value
    }

    public static func < (left: Term, right: Term) -> Bool { (left.parameter, left.value) < (right.parameter, right.value) }
}

/// Which resources of a type are asked for. Every group must match; within a group one term is enough.
public struct ResourceQuery: Sendable {
    public var type: String
    public var ids: [String]?
    public var terms: [[Term]] = []
    /// Bounds on the time of the last change: from inclusive, to exclusive.
    public var updatedFrom: Instant?
    public var updatedTo: Instant?
    /// Opaque key of the next page, from ``ResourcePage/next``.
    public var after: String?
    /// 0 asks for the count alone.
    public var limit = 50
    /// Whether to count all matches.
    public var counts = false

    public init(type: String) { self.type = type }
}

/// A page of resources: neither repeats nor omits what existed throughout, whatever is written meanwhile.
public struct ResourcePage: Sendable {
    public var resources: [StoredResource]
    public var next: String?
    public var total: Int?

    public init(resources: [StoredResource], next: String?, total: Int?) {
        self.resources = resources
        self.next = next
        self.total = total
    }
}
