import FHIR
import HTTPTypes
import Journal

/// The versions of a resource, of a type or of everything, the newest first, by pages: https://hl7.org/fhir/R4/http.html#history
struct VersionHistory: Interaction {
    let method = HTTPRequest.Method.get
    let address: Address
    let listing: Listing

    static let ofInstance = VersionHistory(address: Address(.fhir, .type, .id, .history), listing: .type("history-instance"))
    static let ofType = VersionHistory(address: Address(.fhir, .type, .history), listing: .type("history-type"))
    static let ofSystem = VersionHistory(address: Address(.fhir, .history), listing: .system(["history-system"]))

    func work(for call: Call) throws(Problem) -> Work {
        let request = try HistoryRequest(call)
        let id = call.id
        return .read { reader in
            let isThere = try id.isEmpty || call.context.gate.resource(call.type, id, in: reader) != nil
            guard isThere else { throw Problem.noResource }
            return try request.answer(in: reader)
        }
    }
}

/// Which versions are asked for.
struct HistoryRequest: Sendable {
    private let call: Call
    private var limit = PageSize.standard
    /// Only what came at or after this.
    private var since: Instant?
    /// Only what stood at some time within this: from inclusive, to exclusive.
    private var at: (from: Instant, to: Instant)?
    private(set) var page: Page?
    private var used: [(name: String, value: String)] = []

    /// Where a page begins.
    struct Page: Sendable {
        /// Whether it is among what stood when the time asked for began; that follows what came within it.
        var isStanding: Bool
        var key: String?

        /// `-` before the key of what stood.
        init?(_ text: String) {
            guard !text.isEmpty else { return nil }
            isStanding = text.hasPrefix("-")
            let rest = String(isStanding ? text.dropFirst() : text[...])
            key = rest.isEmpty ? nil : rest
        }

        init(isStanding: Bool, key: String?) {
            self.isStanding = isStanding
            self.key = key
        }

        var text: String { (isStanding ? "-" : "") + (key ?? "") }
    }

    init(_ call: Call) throws(Problem) {
        self.call = call
        for (name, value) in try call.parameters(["_at", "_count", "_page", "_since"]) {
            switch name {
            case "_count": limit = max(1, try PageSize.read(value))
            case "_since": since = try Self.moment(value, name).instant
            case "_at":
                let moment = try Self.moment(value, name)
                at = (moment.instant, moment.end)
            default:
                guard let page = Page(value) else { throw .noPage }
                self.page = page
                continue
            }
            used.append((name, value))
        }
        guard since == nil || at == nil else {
            throw Problem(.badValue, "`_since` and `_at` cannot be combined. Send one of them.")
        }
    }

    private static func moment(_ value: String, _ name: String) throws(Problem) -> Moment {
        // A plus sign that was not escaped arrives as a space.
        guard let moment = Moment(value.replacing(" ", with: "+"), zone: .utc) else {
            throw Problem(.badValue, "`\(name)` needs a time, such as `2026-01-31` or `2026-01-31T10:00:00Z`.")
        }
        return moment
    }

    func answer(in reader: any JournalReader) throws -> Answer {
        var versions: [StoredResource] = []
        var next: Page?
        if page?.isStanding != true {
            let found = try changes(after: page?.key, standing: false, limit, reader)
            versions = found.versions
            next = found.next.map { Page(isStanding: false, key: $0) }
        }
        if at != nil, next == nil {
            if versions.count == limit {
                next = Page(isStanding: true, key: nil)
            } else {
                let key = page?.isStanding == true ? page?.key : nil
                let found = try changes(after: key, standing: true, limit - versions.count, reader)
                versions += found.versions
                next = found.next.map { Page(isStanding: true, key: $0) }
            }
        }
        // What was erased is no deletion, and has nothing to show: the deletion that came with it stands for it.
        versions = try versions.filter { stored in try call.context.gate.permits(stored) && reader.absence(of: stored) != .erased }
        var answer = Answer(.ok, .resource(write(versions, next)))
        answer.sights = versions.map { Sight($0) }
        return answer
    }

    private static func before(_ instant: Instant) -> Instant { Instant(nanoseconds: instant.nanoseconds - 1) }

    /// What came in the time asked for, or what stood when it began.
    private func changes(
        after key: String?, standing: Bool, _ limit: Int, _ reader: any JournalReader
    ) throws -> (versions: [StoredResource], next: String?) {
        guard call.id.isEmpty else { return try versions(before: key, standing: standing, limit, reader) }
        var query = ChangeQuery(type: call.type.isEmpty ? nil : call.type)
        query.after = key
        query.limit = limit
        if standing {
            query.asOf = try at.map { try reader.commit(at: Self.before($0.from)) }
        } else {
            query.since = at?.from ?? since
            query.until = at?.to
        }
        let page = try reader.changes(query)
        return (page.versions, page.next)
    }

    /// The same of one resource.
    private func versions(
        before key: String?, standing: Bool, _ limit: Int, _ reader: any JournalReader
    ) throws -> (versions: [StoredResource], next: String?) {
        if standing {
            guard let at else { return ([], nil) }
            let stood = try reader.resource(call.type, call.id, asOf: reader.commit(at: Self.before(at.from)))
            return ([stood].compactMap { $0?.resource == nil ? nil : $0 }, nil)
        }
        var before: Int64?
        if let key {
            guard let version = Int64(key), version > 0 else { throw Problem.noPage }
            before = version
        }
        var found: [StoredResource] = []
        while found.count <= limit {
            let more = try reader.versions(call.type, call.id, before: before, limit: limit + 1)
            found += more.filter { stored in
                stored.updated >= at?.from ?? since ?? .distantPast && stored.updated < at?.to ?? .distantFuture
            }
            guard more.count > limit, let last = more.last else { break }
            before = last.version
        }
        let page = Array(found.prefix(limit))
        return (page, found.count > limit ? page.last.map { String($0.version) } : nil)
    }

    private func write(_ versions: [StoredResource], _ next: Page?) -> [UInt8] {
        var address = call.context.base
        if !call.type.isEmpty { address += "/\(call.type)" }
        if !call.id.isEmpty { address += "/\(call.id)" }
        func link(_ page: Page?) -> String {
            let pairs = used + (page.map { [(name: "_page", value: $0.text)] } ?? [])
            return "\(address)/_history" + (pairs.isEmpty ? "" : "?" + FormEncoding.query(pairs))
        }
        var writer = JSONWriter(capacity: 512 + versions.reduce(0) { $0 + ($1.resource?.bytes.count ?? 0) + 300 })
        writer.object { writer in
            writer.field("resourceType", "Bundle")
            writer.field("type", "history")
            writer.links(this: link(page), next: next.map { link($0) })
            if !versions.isEmpty {
                writer.array("entry") { writer in
                    for stored in versions { writer.object { write(stored, &$0) } }
                }
            }
        }
        return writer.bytes
    }

    /// A version, the request that made it and what that was answered. What reactions derive stands as if somebody had put it there.
    private func write(_ stored: StoredResource, _ writer: inout JSONWriter) {
        let name = "\(stored.type)/\(stored.id)"
        let (method, url, status) =
            if stored.resource == nil {
                ("DELETE", name, "204 No Content")
            } else if stored.version > 1 {
                ("PUT", name, "200 OK")
            } else if ReservedID.isFresh(stored.id) {
                ("POST", stored.type, "201 Created")
            } else {
                ("PUT", name, "201 Created")
            }
        writer.field("fullUrl", call.address(stored.type, stored.id))
        if let resource = stored.resource { writer.raw("resource", resource.bytes) }
        writer.object("request") { writer in
            writer.field("method", method)
            writer.field("url", url)
        }
        writer.object("response") { writer in
            writer.field("status", status)
            if stored.resource != nil { writer.field("location", call.address(stored.type, stored.id, version: stored.version)) }
            writer.field("etag", EntityTag.of(stored.versionID))
            writer.field("lastModified", stored.updated.description)
        }
    }
}
