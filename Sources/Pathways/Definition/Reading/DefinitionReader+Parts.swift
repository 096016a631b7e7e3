import Directory
import Exchange
import FHIR
import Journal
import Yams

extension DefinitionReader {
    mutating func role(_ node: DefinitionNode) -> RoleDefinition? {
        guard let parts = members(node, ["role", "kind", "title"], ["party"], what: "The role"),
            let id = parts["role"]?.id(&mistakes), let title = parts["title"]?.wording(&mistakes),
            let kind = parts["kind"]?.string(&mistakes)
        else { return nil }
        guard Role.known.contains(Role(kind)) else {
            parts["kind"]?.note(
                .value, "The directory has no role \"\(kind)\"",
                remedy: "Write one of these: \(Role.known.map(\.code).joined(separator: ", ")).", &mistakes)
            return nil
        }
        let party: RoleDefinition.Party? = parts["party"].flatMap { $0.choice(RoleDefinition.Party.self, &mistakes) }
        unique("role \(id)", node, "role", id)
        return RoleDefinition(id: id, title: title, kind: Role(kind), party: party)
    }

    mutating func phase(_ node: DefinitionNode) -> PhaseDefinition? {
        guard let parts = members(node, ["phase", "title"], what: "The phase"), let id = parts["phase"]?.id(&mistakes),
            let title = parts["title"]?.wording(&mistakes)
        else { return nil }
        unique("phase \(id)", node, "phase", id)
        return PhaseDefinition(id: id, title: title)
    }

    mutating func end(_ node: DefinitionNode) -> EndDefinition? {
        guard let parts = members(node, ["after"], ["within"], what: "The end"), let after = event(parts["after"]) else {
            return nil
        }
        let term = term(parts["within"])
        if parts["within"] != nil, term == nil { return nil }
        return EndDefinition(after: after, term: term)
    }

    mutating func responsibility(_ node: DefinitionNode) -> ResponsibilityRule? {
        guard let parts = node.members(["from", "role", "while"], &mistakes) else { return nil }
        if let step = parts["while"], parts["from"] == nil, parts["role"] == nil {
            guard let id = step.string(&mistakes) else { return nil }
            line("while \(id)", step)
            return .whileOpen(step: id)
        }
        guard let from = parts["from"], let role = parts["role"], parts["while"] == nil else {
            node.note(
                .key, "It is not said who is responsible when",
                remedy: "Write \"from:\" an event and \"role:\" who, or \"while:\" the step that must be open.", &mistakes)
            return nil
        }
        guard let kind = event(from), let id = role.string(&mistakes) else { return nil }
        line("responsible \(id)", role)
        return .from(kind, role: id)
    }

    /// An event by its name, which must be one that letters or acts can say.
    mutating func event(_ node: DefinitionNode?) -> Fact.Kind? {
        guard let node, let text = node.string(&mistakes) else { return nil }
        let kind = Fact.Kind(text)
        guard Self.events.contains(kind) else {
            node.note(
                .reference, "There is no event \"\(text)\"",
                remedy: "Write one of these: \(Self.events.map(\.rawValue).joined(separator: ", ")).", &mistakes)
            return nil
        }
        return kind
    }

    /// `discharged`, or `{event: discharged, where: {stay: inpatient}}`.
    mutating func pattern(_ node: DefinitionNode?) -> EventPattern? {
        guard let node else { return nil }
        if node.text != nil { return event(node).map { EventPattern($0) } }
        guard let parts = members(node, ["event"], ["where"], what: "The event"), let kind = event(parts["event"]) else {
            return nil
        }
        return EventPattern(kind, details(parts["where"]))
    }

    mutating func details(_ node: DefinitionNode?) -> [String: String] {
        guard let node else { return [:] }
        guard case .mapping(let mapping) = node.node else {
            node.note(
                .malformed, "\"where\" has no keys of its own", remedy: "Write a detail and its value below it, such as \"answer: yes\".",
                &mistakes)
            return [:]
        }
        var result: [String: String] = [:]
        for (key, value) in mapping { result[key.scalar?.string ?? ""] = value.scalar?.string ?? "" }
        return result
    }

    mutating func term(_ node: DefinitionNode?) -> DeadlineTerm? {
        guard let node else { return nil }
        if let term = node.text.flatMap({ DeadlineTerm($0) }) { return term }
        node.note(
            .value, "\"\(node.text ?? "")\" is no length of time",
            remedy: "Write it as \"30 minutes\", \"24 hours\", \"3 days\", \"2 working days\" or \"day 1 at 15:00\".", &mistakes)
        return nil
    }

    mutating func basis(_ parts: [String: DefinitionNode]) -> Basis? {
        let kind: Basis.Kind? = parts["basis"].flatMap { $0.choice(Basis.Kind.self, &mistakes) }
        let verified = parts["verified"].flatMap { $0.yesOrNo(&mistakes) }
        guard let kind, let verified, let source = parts["source"]?.string(&mistakes) else { return nil }
        return Basis(kind: kind, source: source, isVerified: verified)
    }

    /// Remembers the line of an id; notes it when the id is there twice.
    mutating func unique(_ path: String, _ node: DefinitionNode, _ what: String, _ id: String) {
        if let first = lines[path] {
            node.note(
                .overlap, "The \(what) \"\(id)\" is there twice, first on line \(first)", remedy: "Give one of them another id.", &mistakes)
        } else {
            line(path, node)
        }
    }

    /// What letters and acts can say, in the order in which a nurse meets it.
    static let events: [Fact.Kind] = [
        .admitted, .earlyNotice, .updatedNotice, .admissionReport, .onLeave, .backFromLeave, .dischargeExpected, .readyForDischarge,
        .answered, .notReadyAfterAll, .discharged, .dischargeReport, .dischargeSummary, .contactedAtHome, .readmitted, .died,
        .servicesDescribed, .informationGiven, .message, .question, .reply, .referral, .referralStatus,
    ]
}
