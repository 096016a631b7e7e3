import Access
import FHIR
import HTTPTypes
import Journal

/// One request on its way through the gate: decided before it is worked on, decided again for what it would show, and traced before the
/// answer leaves.
struct Passage: Sendable {
    private let gate: Gate
    private var entry: LogEntry
    private let type: String?

    init(_ interaction: any Interaction, _ call: Call) {
        gate = call.context.gate
        type = call.type.isEmpty ? nil : call.type
        entry = LogEntry(
            at: call.context.now, gate.actor, interaction.deed(call), for: gate.purpose, what: interaction.operation,
            target: type, trace: TraceID.of(traceparent: call.headers.text("traceparent")))
    }

    /// Lets an answer go that shows these: throws when one may not be seen, or when no trace can be left.
    func leave(_ answer: Answer) async throws {
        try decide(answer.sights)
        var entry = entry
        entry.target = target(answer.sights)
        entry.shape = answer.shape.flatMap { $0.isEmpty ? nil : $0 }
        entry.total = answer.total
        entry.outcome = answer.status.kind == .successful || answer.status == .notModified ? .done : .refused
        add(answer.sights, to: &entry)
        try await gate.access.leave(entry)
    }

    /// The same for a further piece of an answer that is sent as it is made.
    func leave(_ sights: [Sight]) async throws {
        try decide(sights)
        guard !sights.isEmpty else { return }
        var entry = entry
        add(sights, to: &entry)
        try await gate.access.leave(entry)
    }

    /// Lets a refusal go.
    func leave(_ problem: Problem) async throws {
        var entry = entry
        entry.outcome = problem.kind == .forbidden ? .denied : problem.kind.status.kind == .serverError ? .failed : .refused
        entry.because = problem.kind.rawValue
        try await gate.access.leave(entry)
    }

    private func decide(_ sights: [Sight]) throws(Problem) {
        // Who sends a letter sees nothing but its receipt. What was changed has been decided on before it was written.
        guard entry.deed != .letter else { return }
        let deed = entry.deed.isReading ? entry.deed : .read
        for sight in Set(sights) { try gate.permit(deed, .resource(sight.type, sight.subject)) }
    }

    private func add(_ sights: [Sight], to entry: inout LogEntry) {
        var seen: Set<Sight> = []
        for sight in sights where seen.insert(sight).inserted {
            if sight.subject == nil { entry.others += 1 } else { entry.shown.append(LogEntry.Shown(sight.name, of: sight.subject)) }
        }
    }

    /// The one resource that the request was about, since it is there; else the type.
    private func target(_ sights: [Sight]) -> String? {
        switch entry.deed {
        case .read, .history, .create, .change, .delete, .letter, .log: Set(sights.map(\.name)).count == 1 ? sights.first?.name : type
        case .search, .include, .count, .feed, .export, .send, .bundle, .page, .operation, .statement, .backup, .torn, .prune: type
        }
    }
}

extension Interaction {
    /// What is done with data here, by how the CapabilityStatement lists it.
    func deed(_ call: Call) -> Deed {
        let deed = deedOfAny(call)
        return call.type == "AuditEvent" && deed.isReading ? .log : deed
    }

    private func deedOfAny(_ call: Call) -> Deed {
        switch listing {
        case .type(let code), .conditional(let code): Self.deed(code, call)
        case .system(let codes): codes.contains("transaction") ? .bundle : codes.first.map { Self.deed($0, call) } ?? .operation
        case .operation("process-message", _): .letter
        case .typeOperation("meta-add", _, _), .typeOperation("meta-delete", _, _): .change
        case .operation, .typeOperation: .operation
        case .unlisted where self is Find: Self.deed("search-type", call)
        case .unlisted: address.segments.first == .literal("letters") ? .letter : .statement
        }
    }

    /// Codes: https://hl7.org/fhir/R4/valueset-restful-interaction.html
    private static func deed(_ code: String, _ call: Call) -> Deed {
        switch code {
        case "read", "vread": .read
        case "create": .create
        case "update", "patch": .change
        case "delete": .delete
        case "search-type", "search-system":
            call.query.contains { $0.name == "_summary" && $0.value == "count" || $0.name == "_count" && $0.value == "0" }
                ? .count : .search
        default: code.hasPrefix("history") ? .history : .operation
        }
    }

    /// An operation's own name: `$everything`.
    var operation: String? {
        switch listing {
        case .operation(let name, _), .typeOperation(let name, _, _): "$" + name
        case .type, .conditional, .system, .unlisted: nil
        }
    }

    /// The work for a call, once it is decided that it may be done at all.
    func permitted(_ call: Call) throws(Problem) -> Work {
        let deed = deed(call)
        try call.context.gate.permit(deed, matter(call))
        if !deed.isReading, call.type == "AuditEvent", call.id.hasPrefix(LogEntry.idPrefix) { throw .viewOfLog }
        return try work(for: call)
    }

    /// Whose data the call asks for, as far as it says so itself; what is found is decided on again.
    private func matter(_ call: Call) -> Matter {
        guard call.type.isEmpty else { return .type(call.type) }
        switch deed(call) {
        case .history, .search, .count: return .wholeJournal
        case .read, .include, .feed, .export, .create, .change, .delete, .bundle, .letter, .send, .page, .operation, .statement, .log,
            .backup,
            .torn, .prune:
            return .nobody
        }
    }
}

extension Problem {
    static let viewOfLog = Problem(
        .conflict, "This AuditEvent is a line of the hub's own log, which nobody changes. Send your own under another id.")

    init(_ denial: Denial) { self.init(.forbidden, denial.message) }

    init(_ error: AccessError) {
        let kind: Kind =
            switch error.kind {
            case .noTrace, .unavailable: .unavailable
            case .denied: .forbidden
            case .conflict: .conflict
            }
        self.init(kind, error.message, cause: error.cause)
    }
}
