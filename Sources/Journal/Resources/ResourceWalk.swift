import FHIR

/// Goes through the resources that a query finds, in short reads, and gives them as they were at one commit, whatever is written meanwhile.
///
/// ```swift
/// var walk: ResourceWalk? = ResourceWalk(ResourceQuery(type: "Observation"))
/// while let here = walk {
///     let page = try await journal.read { try here.page(in: $0) }
///     …                                                    // nothing is held while the page is worked on
///     walk = page.next
/// }
/// ```
/// The commit is the last one of the first read. What was made later is left out, and of what was changed later the version before is
/// given. What is deleted during the walk, or then ceases to be what the query asks for, may be left out.
public struct ResourceWalk: Sendable {
    private var query: ResourceQuery
    /// The last commit that is seen; nil before the first read.
    private var horizon: Int64?

    /// Bytes of resources that a page should not exceed by much.
    private static let pageBytes = 2_000_000
    private static let pageLimit = 1000

    /// - Parameter query: `after` says where to begin; `limit` and `counts` are the walk's own.
    public init(_ query: ResourceQuery) {
        self.query = query
        self.query.limit = 32
        self.query.counts = false
    }

    public struct Page: Sendable {
        public var resources: [StoredResource]
        /// The walk from here on; nil when this was the last page.
        public var next: ResourceWalk?
    }

    /// The next resources, in the order in which they were made: none, perhaps, on a page with pages after it.
    public func page(in reader: any JournalReader) throws -> Page {
        var next = self
        let horizon = try horizon ?? reader.lastCommit()
        next.horizon = horizon
        let found = try reader.resources(query)
        let resources = try found.resources.compactMap { try Self.version(of: $0, at: horizon, in: reader) }.filter { stored in
            stored.resource.map { query.matches($0, updated: stored.updated) } ?? false
        }
        let bytes = found.resources.reduce(0) { $0 + ($1.resource?.bytes.count ?? 0) }
        if bytes > Self.pageBytes {
            next.query.limit = max(1, query.limit / 4)
        } else if bytes < Self.pageBytes / 4 {
            next.query.limit = min(Self.pageLimit, query.limit * 2)
        }
        next.query.after = found.next
        return Page(resources: resources, next: found.next == nil ? nil : next)
    }

    private static func version(of current: StoredResource, at commit: Int64, in reader: any JournalReader) throws -> StoredResource? {
        var stored = current
        while stored.commit > commit {
            guard let older = try reader.versions(stored.type, stored.id, before: stored.version, limit: 1).first else { return nil }
            stored = older
        }
        return stored
    }
}
