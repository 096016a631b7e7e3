import Access
import FHIR
import HTTPTypes
import Journal

/// AuditEvents: first the lines of the hub's own log, the newest first, then those that clients have sent.
/// https://hl7.org/fhir/R4/auditevent.html#search
///
/// A search by a parameter that the log does not know (its events have no such thing) finds only what clients have sent.
struct AuditSearch {
    /// What the pages of the log are called, and the first page of those that clients have sent.
    static let (page, sent) = ("log.", "sent")

    /// nil when nothing of the log can be meant.
    static func work(for call: Call, _ parameters: [(name: String, value: String)]) throws(Problem) -> Work? {
        let page = parameters.last { $0.name == "_page" }?.value
        guard call.type == "AuditEvent", page?.hasPrefix(Self.page) ?? true, let asked = try AuditQuery(parameters, call) else {
            return nil
        }
        let context = call.context
        return .later {
            let patients = asked.patients
            let query = try await context.journal.read { reader in
                var query = asked.query
                if let patients {
                    query.subjects = try patients.flatMap { id -> [SubjectID] in
                        guard let subject = try reader.identity(ofPatient: id) ?? SubjectID(text: id) else { return [] }
                        let group = try reader.group(of: subject)
                        return group.isEmpty ? [subject] : group
                    }
                }
                return query
            }
            if let subjects = query.subjects {
                for subject in subjects { try context.gate.permit(.log, .citizen(subject)) }
            } else {
                try context.gate.permit(.log, .wholeJournal)
            }
            if asked.counts {
                let (log, sent) = (try await Self.count(query, context), try await Self.countSent(asked.used, call))
                var answer = Answer(.ok, .resource(Self.bundle([], asked.used, total: log + sent, base: context.base)))
                answer.total = log + sent
                answer.shape = asked.used.map(\.name).joined(separator: "&")
                return answer
            }
            let found = try await context.gate.access.log.entries(query)
            // An empty page that has one after it would be no more than a detour.
            if found.entries.isEmpty, found.next == nil, let sent = try? Find.inJournal(.type("AuditEvent"), asked.used, call) {
                return try await sent.perform(on: context)
            }
            let hasSent = found.next == nil ? try await Self.hasSent(asked.used, call) : false
            let next = found.next.map { Self.page + String($0) } ?? (hasSent ? Self.sent : nil)
            var answer = Answer(.ok, .resource(Self.bundle(found.entries, asked.used, page: page, next: next, base: context.base)))
            answer.sights = found.entries.flatMap(Sight.all)
            answer.shape = asked.used.map(\.name).joined(separator: "&")
            return answer
        }
    }

    /// How many lines of the log are meant: all that may be are read.
    private static func count(_ query: LogQuery, _ context: Call.Context) async throws -> Int {
        var query = query
        query.limit = 1_000
        query.before = nil
        var count = 0
        repeat {
            let page = try await context.gate.access.log.entries(query)
            count += page.entries.count
            query.before = page.next
        } while query.before != nil
        return count
    }

    private static func countSent(_ used: [(name: String, value: String)], _ call: Call) async throws -> Int {
        let parameters =
            used.filter { !["_count", "_summary", "_total", "_sort"].contains($0.name) } + [(name: "_summary", value: "count")]
        guard let work = try? Find.inJournal(.type("AuditEvent"), parameters, call) else { return 0 }
        return try await work.perform(on: call.context).total ?? 0
    }

    private static func hasSent(_ used: [(name: String, value: String)], _ call: Call) async throws -> Bool {
        let parameters = used.filter { $0.name != "_count" } + [(name: "_count", value: "1")]
        guard let work = try? Find.inJournal(.type("AuditEvent"), parameters, call) else { return false }
        return try await !work.perform(on: call.context).sights.isEmpty
    }

    private static func bundle(
        _ entries: [LogEntry], _ used: [(name: String, value: String)], page: String? = nil, next: String? = nil, total: Int? = nil,
        base: String
    ) -> [UInt8] {
        func link(_ page: String?) -> String {
            let pairs = used + (page.map { [(name: "_page", value: $0)] } ?? [])
            return "\(base)/AuditEvent" + (pairs.isEmpty ? "" : "?" + FormEncoding.query(pairs))
        }
        var writer = JSONWriter(capacity: 512 + 1_024 * entries.count)
        writer.object { writer in
            writer.field("resourceType", "Bundle")
            writer.field("type", "searchset")
            writer.field("total", total)
            writer.links(this: link(page), next: next.map { link($0) })
            guard !entries.isEmpty else { return }
            writer.array("entry") { writer in
                for entry in entries {
                    writer.object { writer in
                        writer.field("fullUrl", "\(base)/AuditEvent/\(entry.auditEventID)")
                        writer.raw("resource", entry.auditEvent().bytes)
                        writer.object("search") { $0.field("mode", "match") }
                    }
                }
            }
        }
        return writer.bytes
    }
}

/// What the log is asked for by the parameters of a search for AuditEvents.
struct AuditQuery: Sendable {
    var query = LogQuery()
    /// Ids of Patients whom it must be about; linked identities are found too.
    var patients: [String]?
    /// The parameters that the links of the answer repeat.
    var used: [(name: String, value: String)] = []
    /// Whether only their number is asked for.
    var counts = false

    /// nil when a parameter asks for something that no line of the log has.
    init?(_ parameters: [(name: String, value: String)], _ call: Call) throws(Problem) {
        query.limit = PageSize.standard
        for (name, value) in parameters {
            switch name {
            case "_page":
                guard let before = Int64(value.dropFirst(4)), before > 0 else { throw .noPage }
                query.before = before
                continue
            case "_count":
                let size = try PageSize.read(value)
                if size == 0 { counts = true }
                query.limit = max(1, size)
            case "_summary" where value == "count": counts = true
            case "_total" where value == "none": break
            case "patient", "patient:Patient":
                guard patients == nil else { return nil }
                patients = value.split(separator: ",").map { Self.id(String($0), base: call.context.base) }
            case "date", "_lastUpdated":
                try bound(value)
            case "_sort" where value == "-date" || value == "-_lastUpdated": break
            case "agent", "agent:identifier":
                guard query.actor == nil else { return nil }
                query.actor = value.split(separator: "|").last.map { String($0) } ?? ""
            case "action":
                let actions = Set(value.split(separator: ",").map { String($0) })
                query.actions = query.actions.map { $0.intersection(actions) } ?? actions
            case "entity":
                guard query.entity == nil else { return nil }
                query.entity = Self.local(value, base: call.context.base)
            default: return nil
            }
            used.append((name, value))
        }
    }

    /// A value covers all the time that it can mean (`2026-01` is a month): https://hl7.org/fhir/R4/search.html#date
    private mutating func bound(_ value: String) throws(Problem) {
        let prefix = value.prefix { $0.isLetter }
        // A plus sign that was not escaped arrives as a space.
        guard let moment = Moment(String(value.dropFirst(prefix.count)).replacing(" ", with: "+"), zone: .utc) else { throw Self.noTime }
        var (from, to): (Instant?, Instant?)
        switch prefix {
        case "", "eq": (from, to) = (moment.instant, moment.end)
        case "gt", "sa": from = moment.end
        case "ge": from = moment.instant
        case "lt", "eb": to = moment.instant
        case "le": to = moment.end
        default: throw Self.noTime
        }
        query.from = [query.from, from].compactMap { $0 }.max()
        query.to = [query.to, to].compactMap { $0 }.min()
    }

    private static let noTime = Problem(
        .badValue, "The log is asked by times such as `2026-01-31` or `ge2026-01-31T10:00:00Z`, with eq, gt, lt, ge, le, sa or eb.")

    private static func local(_ reference: String, base: String) -> String {
        reference.hasPrefix(base + "/") ? String(reference.dropFirst(base.count + 1)) : reference
    }

    private static func id(_ reference: String, base: String) -> String {
        let id = local(reference, base: base)
        return id.hasPrefix("Patient/") ? String(id.dropFirst("Patient/".count)) : id
    }
}
