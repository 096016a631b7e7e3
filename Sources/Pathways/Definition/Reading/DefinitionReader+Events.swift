import Directory
import Exchange
import Journal

extension DefinitionReader {
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
        guard let parts = node.members(.eventPattern, &mistakes), let kind = event(parts["event"]) else { return nil }
        return EventPattern(kind, details(parts["where"]))
    }

    mutating func details(_ node: DefinitionNode?) -> [String: String] {
        guard let node else { return [:] }
        guard let members = node.tree.members else {
            node.note(
                .malformed, "\"where\" has no keys of its own", remedy: "Write a detail and its value below it, such as \"answer: yes\".",
                &mistakes)
            return [:]
        }
        return Dictionary(members.map { ($0.key, $0.value.text ?? "") }) { first, _ in first }
    }

    /// A type of resource and what must hold of it.
    mutating func resource(_ node: DefinitionNode, where condition: DefinitionNode?) -> ResourcePattern? {
        guard let type = node.string(&mistakes) else { return nil }
        guard Condition.allResourceTypes.contains(type) else {
            node.note(
                .value, "There is no type of resource \"\(type)\"", remedy: "Write one of FHIR R4, such as Observation or Condition.",
                &mistakes)
            return nil
        }
        guard let condition else { return ResourcePattern(type) }
        return condition.condition(about: type, variables: ["resources", "patient"], &mistakes).map { ResourcePattern(type, where: $0) }
    }

    mutating func startOfPathway(_ node: DefinitionNode) -> StartDefinition? {
        if node.text == Self.byHand { return .byHand }
        if node.text != nil { return event(node).map { .event(EventPattern($0)) } }
        guard let parts = node.members(.start, &mistakes) else { return nil }
        if let type = parts["resource"] { return resource(type, where: parts["where"]).map { .resource($0) } }
        return event(parts["event"]).map { .event(EventPattern($0, details(parts["where"]))) }
    }

    mutating func end(_ node: DefinitionNode) -> EndDefinition? {
        guard let parts = node.members(.end, &mistakes) else { return nil }
        let term = term(parts["within"])
        if parts["within"] != nil, term == nil { return nil }
        if let step = parts["after step"] {
            guard let id = step.string(&mistakes) else { return nil }
            place("end \(id)", step)
            return EndDefinition(.step(id), term: term)
        }
        if let start = parts["after start"] {
            guard start.isYes(&mistakes) else { return nil }
            if term == nil {
                node.note(
                    .value, "The pathway would end when it starts", remedy: "Write \"within:\" and how long after the start.", &mistakes)
            }
            return EndDefinition(.start, term: term)
        }
        guard let kind = event(parts["after"]) else { return nil }
        if let after = parts["after"] { place("end \(kind)", after) }
        return EndDefinition(.event(kind), term: term)
    }

    mutating func term(_ node: DefinitionNode?) -> DeadlineTerm? {
        guard let node else { return nil }
        if let term = node.text.flatMap({ DeadlineTerm($0) }) { return term }
        node.note(
            .value, "\"\(node.text ?? "")\" is no length of time",
            remedy:
                "Write it as \"30 minutes\", \"24 hours\", \"3 days\", \"2 working days\", \"1 week\", \"6 months\" or \"day 1 at 15:00\".",
            &mistakes)
        return nil
    }

    /// A term that ends after it begins.
    mutating func length(_ node: DefinitionNode?, otherwise what: String) -> DeadlineTerm? {
        guard let node, let term = term(node) else { return nil }
        let hasLength =
            switch term {
            case .minutes(let count), .hours(let count): count > 0
            case .days, .workingDays, .months: true
            case .clock(_, _, let day), .clockOnWorkingDay(_, _, let day): day > 0
            }
        if hasLength { return term }
        node.note(
            .value, what, remedy: "Give it a length, such as \"1 hour\"; \"0 days\" is the end of the same day.", &mistakes)
        return nil
    }

    static let byHand = "by hand"

    /// What letters and acts can say, in the order in which a nurse meets it.
    static let events: [Fact.Kind] = [
        .admitted, .earlyNotice, .updatedNotice, .admissionReport, .onLeave, .backFromLeave, .dischargeExpected, .readyForDischarge,
        .answered, .notReadyAfterAll, .discharged, .dischargeReport, .dischargeSummary, .contactedAtHome, .readmitted, .died,
        .servicesDescribed, .informationGiven, .message, .question, .reply, .referral, .referralStatus,
    ]
}

extension DefinitionNode {
    /// For keys after which nothing but yes can stand.
    func isYes(_ mistakes: inout [Mistake]) -> Bool {
        if text == "yes" { return true }
        note(.value, "\"\(key)\" can only be yes", remedy: "Write yes, or leave it out.", &mistakes)
        return false
    }
}
