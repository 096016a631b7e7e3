import Access
import FHIR
import HTTPTypes
import Journal

/// AuditEvents: first the lines of the hub's own log, the newest first, then those that clients have sent.
/// https://hl7.org/fhir/R4/auditevent.html#search
///
/// Every parameter is asked of both: what the log cannot be looked through by is compared with each line as the AuditEvent that it is.
struct AuditSearch: Sendable {
    /// What the pages of the log are called, and the first page of those that clients have sent.
    static let (page, sent) = ("log.", "sent")

    /// So many lines of the log are compared for one page; then it may be short, or empty, and yet have a next one.
    private static let mostCompared = 2_000
    private static let compared = 200

    private let asked: AuditQuery
    private let call: Call
    /// The parameters without the page.
    private let pairs: [(name: String, value: String)]

    /// nil when only what clients have sent is asked for.
    static func work(for call: Call, _ pairs: [(name: String, value: String)]) throws(Problem) -> Work? {
        let page = pairs.last { $0.name == "_page" }?.value
        guard page?.hasPrefix(Self.page) ?? true else { return nil }
        let search = AuditSearch(
            asked: try AuditQuery(pairs, call), call: call, pairs: pairs.filter { $0.name != "_page" })
        return .later { try await search.answer() }
    }

    private func answer() async throws -> Answer {
        let query = try await permitted()
        var found = SearchAnswer(request: asked.request)
        var entries: [LogEntry] = []
        if asked.request.countsOnly {
            found.total = try await count(query) + countSent()
        } else {
            let (lines, next, read) = try await page(query)
            // An empty page that has one after it would be no more than a detour.
            if lines.isEmpty, next == nil, query.before == nil { return try await inJournal(pairs).perform(on: call.context) }
            entries = lines
            found.matches = entries.map(\.stored)
            if let next {
                found.next = PagePlace(type: "AuditEvent", key: Self.page + String(next))
            } else if try await hasSent() {
                found.next = PagePlace(type: "AuditEvent", key: Self.sent)
            }
            found = try await included(by: found)
            if asked.request.explains { found.plan = ["AuditEvent: the hub's own log, from the newest line on; \(read) lines were read"] }
        }
        var answer = Answer(.ok, .resource(found.bundle(base: call.context.base)))
        answer.sights = entries.flatMap(Sight.all) + found.included.map { Sight($0) }
        answer.shape = asked.request.used.map(\.name).joined(separator: "&")
        answer.total = found.total
        return answer
    }

    /// What the log is asked for, once it is decided that it may be.
    private func permitted() async throws -> LogQuery {
        let asked = asked
        let query = try await call.context.journal.read { reader in
            var query = asked.query
            query.subjects = try asked.patients?.flatMap { id -> [SubjectID] in
                guard let subject = try reader.identity(ofPatient: id) ?? SubjectID(text: id) else { return [] }
                let group = try reader.group(of: subject)
                return group.isEmpty ? [subject] : group
            }
            return query
        }
        if let subjects = query.subjects {
            for subject in subjects { try call.context.gate.permit(.log, .citizen(subject)) }
        } else {
            try call.context.gate.permit(.log, .wholeJournal)
        }
        return query
    }

    /// With what comes along with the lines.
    private func included(by found: SearchAnswer) async throws -> SearchAnswer {
        guard !asked.request.inclusions.isEmpty, !found.matches.isEmpty else { return found }
        let (request, gate) = (asked.request, call.context.gate)
        return try await call.context.journal.read { reader in
            var found = found
            try request.include(&found, in: reader, through: gate)
            return found
        }
    }

    /// The lines of a page, and before which line the next one begins.
    private func page(_ query: LogQuery) async throws -> (entries: [LogEntry], next: Int64?, read: Int) {
        let limit = asked.request.limit
        var (query, found, read) = (query, [LogEntry](), 0)
        query.limit = asked.compared.isEmpty ? limit : Self.compared
        repeat {
            let page = try await call.context.gate.access.log.entries(query)
            read += page.entries.count
            found += try await fitting(page.entries)
            if found.count > limit { return (Array(found.prefix(limit)), found[limit - 1].number, read) }
            query.before = page.next
        } while found.count < limit && query.before != nil && !asked.compared.isEmpty && read < Self.mostCompared
        return (found, query.before, read)
    }

    /// How many lines of the log are meant: all that may be are read.
    private func count(_ query: LogQuery) async throws -> Int {
        var query = query
        query.limit = 1_000
        query.before = nil
        var count = 0
        repeat {
            let page = try await call.context.gate.access.log.entries(query)
            count += try await fitting(page.entries).count
            query.before = page.next
        } while query.before != nil
        return count
    }

    /// Of some lines those that are what is asked for besides.
    private func fitting(_ entries: [LogEntry]) async throws -> [LogEntry] {
        let compared = asked.compared
        guard !compared.isEmpty, !entries.isEmpty else { return entries }
        let parameters = asked.request.parameters
        return try await call.context.journal.read { reader in
            let criteria = try compared.map { try parameters.resolved($0, in: reader) }
            return try entries.filter { entry in
                let stored = entry.stored
                return try criteria.allSatisfy { try parameters.matches($0, stored, in: reader) }
            }
        }
    }

    // MARK: What clients have sent

    private func inJournal(_ pairs: [(name: String, value: String)]) throws(Problem) -> Work {
        try Find.inJournal(.type("AuditEvent"), pairs, call)
    }

    private func countSent() async throws -> Int {
        let criteria = pairs.filter {
            !["_count", "_summary", "_elements", "_sort", "_explain"].contains($0.name) && !$0.name.contains("include")
        }
        return try await inJournal(criteria + [(name: "_summary", value: "count")]).perform(on: call.context).total ?? 0
    }

    private func hasSent() async throws -> Bool {
        let one = pairs.filter { $0.name != "_count" } + [(name: "_count", value: "1")]
        return try await !inJournal(one).perform(on: call.context).sights.isEmpty
    }
}

/// What the log is asked for by the parameters of a search for AuditEvents.
struct AuditQuery: Sendable {
    private(set) var query = LogQuery()
    /// Ids of Patients whom it must be about; linked identities are found too.
    private(set) var patients: [String]?
    /// What each line must be besides.
    private(set) var compared: [Criterion] = []
    let request: SearchRequest

    private static let prefix = "urn:helhet:actor|"

    init(_ pairs: [(name: String, value: String)], _ call: Call) throws(Problem) {
        request = try SearchRequest(.type("AuditEvent"), pairs, in: call.context, isLenient: call.preferences.isLenient)
        guard request.total == .none || request.countsOnly else { throw Self.notOfLog }
        if let page = pairs.last(where: { $0.name == "_page" })?.value {
            guard let before = Int64(page.dropFirst(AuditSearch.page.count)), before > 0 else { throw .noPage }
            query.before = before
        }
        var rest: [(name: String, value: String)] = []
        for (name, value) in request.used {
            switch name {
            case "_count", "_summary", "_elements", "_total", "_explain", "_contained", "_include", "_include:iterate", "_revinclude",
                "_revinclude:iterate":
                continue
            case "_sort":
                guard value == "-date" || value == "-_lastUpdated" else { throw Self.notOfLog }
            // Who did it stands there by the identifier alone.
            case "agent": if !narrow("agent:identifier", value, call) { rest.append(("agent:identifier", value)) }
            default: if !narrow(name, value, call) { rest.append((name, value)) }
            }
        }
        guard !rest.isEmpty, let search = try SearchRequest(.type("AuditEvent"), rest, in: call.context).searches.first else { return }
        compared = search.criteria.map { call.context.gate.guarded($0) }
    }

    private static let notOfLog = Problem(
        .badValue,
        """
        The hub's own log comes newest first and is counted alone: leave out `_total` and any `_sort` but `-date`; `_summary=count` counts. With \
        `_page=sent` only what clients have sent is searched, in any order.
        """)

    /// Takes what the log can be looked through by; false when lines must be compared.
    private mutating func narrow(_ name: String, _ value: String, _ call: Call) -> Bool {
        let base = call.context.base
        guard !value.contains("\\") else { return false }
        switch name {
        case "patient", "patient:Patient":
            guard patients == nil else { return false }
            patients = value.split(separator: ",").map { Self.id(String($0), base: base) }
        case "date", "_lastUpdated":
            let criterion = try? request.parameters.criterion("_lastUpdated", value, of: "AuditEvent", base: base)
            guard case .updated(let from, let to)? = criterion else { return false }
            query.from = [query.from, from].compactMap { $0 }.max()
            query.to = [query.to, to].compactMap { $0 }.min()
        case "agent:identifier":
            let bare = value.hasPrefix(Self.prefix) ? String(value.dropFirst(Self.prefix.count)) : value
            guard query.actor == nil, !bare.contains(where: { $0 == "," || $0 == "|" }) else { return false }
            query.actor = bare
        case "action":
            let actions = Set(value.split(separator: ",").map { String($0) })
            guard actions.allSatisfy({ ["C", "R", "U", "D", "E"].contains($0) }) else { return false }
            query.actions = query.actions.map { $0.intersection(actions) } ?? actions
        case "entity":
            let name = Self.local(value, base: base)
            guard name.split(separator: "/", omittingEmptySubsequences: false).count == 2, !name.contains(",") else { return false }
            if name.hasPrefix("Patient/") { return narrow("patient", name, call) }
            guard query.entity == nil else { return false }
            query.entity = name
        default: return false
        }
        return true
    }

    private static func local(_ reference: String, base: String) -> String {
        reference.hasPrefix(base + "/") ? String(reference.dropFirst(base.count + 1)) : reference
    }

    private static func id(_ reference: String, base: String) -> String {
        let id = local(reference, base: base)
        return id.hasPrefix("Patient/") ? String(id.dropFirst("Patient/".count)) : id
    }
}

extension LogEntry {
    /// The line as a resource that a search judges.
    fileprivate var stored: StoredResource {
        StoredResource(
            type: "AuditEvent", id: auditEventID, version: 1, updated: at, commit: 0, subject: nil, source: .act(0), resource: auditEvent())
    }
}
