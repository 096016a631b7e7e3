import FHIR

/// Goes through the resources that a search finds, in short reads, and gives them as they were at one commit, whatever is written meanwhile.
///
/// ```swift
/// var walk: ResourceWalk? = ResourceWalk(Search(type: "Observation"), journal.searchParameters)
/// while let here = walk {
///     let page = try await journal.read { try here.page(in: $0) }
///     …                                                    // nothing is held while the page is worked on
///     walk = page.next
/// }
/// ```
/// The commit is the last one of the first read. What was made later is left out, and of what was changed later the version before is
/// given. What is deleted during the walk, or then ceases to be what the query asks for, may be left out.
public struct ResourceWalk: Sendable {
    private var search: Search
    private let parameters: SearchParameters
    /// The last commit that is seen; nil before the first read.
    private var horizon: Int64?

    /// Bytes of resources that a page should not exceed by much.
    private static let pageBytes = 2_000_000
    private static let pageLimit = 1000

    /// - Parameter search: `after` says where to begin; `limit`, `total` and `order` are the walk's own.
    public init(_ search: Search, _ parameters: SearchParameters) {
        self.search = search
        self.search.limit = 32
        self.search.total = .none
        self.search.order = []
        self.parameters = parameters
    }

    public struct Page: Sendable {
        public var resources: [StoredResource]
        /// The walk from here on; nil when this was the last page.
        public var next: ResourceWalk?
    }

    /// The next resources: none, perhaps, on a page with pages after it.
    public func page(in reader: any JournalReader) throws -> Page {
        var next = self
        let horizon = try horizon ?? reader.lastCommit()
        next.horizon = horizon
        let found = try reader.search(search)
        let resources = try found.resources.compactMap { current -> StoredResource? in
            guard current.commit > horizon else { return current }
            guard let older = try Self.version(of: current, at: horizon, in: reader), older.resource != nil else { return nil }
            let isWanted = try search.criteria.allSatisfy { try parameters.matches(parameters.resolved($0, in: reader), older, in: reader) }
            return isWanted ? older : nil
        }
        let bytes = found.resources.reduce(0) { $0 + ($1.resource?.bytes.count ?? 0) }
        if bytes > Self.pageBytes {
            next.search.limit = max(1, search.limit / 4)
        } else if bytes < Self.pageBytes / 4 {
            next.search.limit = min(Self.pageLimit, search.limit * 2)
        }
        next.search.after = found.next
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
