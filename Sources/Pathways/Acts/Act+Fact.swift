public import Directory
import Exchange
public import FHIR
public import Journal

extension Act {
    /// The fact that keeps the act: said by `custodian` (the organisation of whoever did it) at `said`.
    public func fact(of subject: SubjectID, custodian: OrganisationID, said: Instant) -> Fact {
        fact(of: subject, by: .organisation(custodian), said: said)
    }

    public func fact(of subject: SubjectID, by author: Author, said: Instant) -> Fact {
        var json = JSONWriter()
        json.object { json in
            write(&json)
            json.field("text", text)
        }
        return Fact(
            subject: subject, kind: kind, source: .act(0), said: said, happened: happened ?? said, custodian: author.custodian,
            content: json.bytes)
    }

    private func write(_ json: inout JSONWriter) {
        switch deed {
        case .done(let step), .skipped(let step), .reopened(let step), .restored(let step), .commented(let step),
            .offerWithdrawn(let step):
            json.field("step", step)
        case .begun(let step, let kind):
            json.field("step", step)
            json.field("as", kind.rawValue)
        case .assigned(let step, let to):
            json.field("step", step)
            json.field("to", to.text)
        case .answered(let stay, let canReceive):
            json.field("stay", Int(stay))
            json.field("answer", canReceive ? "yes" : "no")
        case .contactedAtHome(let stay): json.field("stay", Int(stay))
        case .seen(let attention): json.field("attention", attention)
        case .moved(let step, let due):
            json.field("step", step)
            json.instant("due", due)
        case .added(let own): json.object("own") { own.write(&$0) }
        case .replaced(let step, let own):
            json.field("step", step)
            json.object("own") { own.write(&$0) }
        case .chosen(let step, let options):
            json.field("step", step)
            json.array("options") { json in for option in options { json.value(option) } }
        case .started(let pathway, let stay):
            json.field("pathway", pathway)
            json.number("stay", stay)
        case .paused(let what, let until):
            json.field("what", what)
            json.instant("until", until)
        case .resumed(let what): json.field("what", what)
        case .stopped(let run): json.field("run", run)
        case .versionMoved(let run, let version):
            json.field("run", run)
            json.field("version", version)
        case .offered(let step, let to, let answerBy):
            json.field("step", step)
            to.write(&json)
            json.instant("answerBy", answerBy)
        case .accepted(let step, let by):
            json.field("step", step)
            by.write(&json)
        case .declined(let step, let by, let counter):
            json.field("step", step)
            by.write(&json)
            json.field("counter", counter)
        case .goalSet(let goal):
            json.field("goal", goal.id)
            json.field("title", goal.title)
            json.field("target", goal.target)
            json.instant("by", goal.by)
            json.field("reached", goal.isReached.map { $0 ? "yes" : "no" })
            json.field("resource", goal.resource)
        case .goalDropped(let goal): json.field("goal", goal)
        case .matters: break
        }
    }

    /// Reads the act back; nil for a fact that is none of these.
    public init?(_ fact: Fact) {
        guard Self.kinds.contains(fact.kind), let content = try? Document(json: fact.content).root,
            let deed = Self.deed(fact.kind, content)
        else { return nil }
        self.init(deed, text: content["text"]?.text, happened: fact.happened)
    }

    private static func deed(_ kind: Fact.Kind, _ content: Element) -> Deed? {
        func text(_ name: String) -> String? { content[name]?.text }
        let step = text("step")
        let receiver = Recipient(content)
        switch kind {
        case .stepDone: return step.map { .done(step: $0) }
        case .stepBegun: if let step, let kind = text("as").flatMap(Step.Progress.Kind.init) { return .begun(step: step, kind) }
        case .stepSkipped: return step.map { .skipped(step: $0) }
        case .stepReopened: return step.map { .reopened(step: $0) }
        case .stepRestored: return step.map { .restored(step: $0) }
        case .stepCommented: return step.map { .commented(step: $0) }
        case .offerWithdrawn: return step.map { .offerWithdrawn(step: $0) }
        case .stepAssigned: if let step, let to = text("to") { return .assigned(step: step, to: OrganisationID(to)) }
        case .answered:
            return content.number("stay").map { .answered(stay: $0, canReceive: content["answer"]?.equals("yes") ?? false) }
        case .contactedAtHome: return content.number("stay").map { .contactedAtHome(stay: $0) }
        case .attentionSeen: return text("attention").map { .seen(attention: $0) }
        case .stepMoved: if let step, let due = content.instant("due") { return .moved(step: step, due: due) }
        case .stepAdded: return content["own"].flatMap(OwnStep.init).map { .added($0) }
        case .stepReplaced: if let step, let own = content["own"].flatMap(OwnStep.init) { return .replaced(step: step, by: own) }
        case .optionChosen: return step.map { .chosen(step: $0, options: content["options"]?.items.compactMap(\.text) ?? []) }
        case .pathwayStarted: return text("pathway").map { .started(pathway: $0, stay: content.number("stay")) }
        case .pathwayPaused: return text("what").map { .paused(what: $0, until: content.instant("until")) }
        case .pathwayResumed: return text("what").map { .resumed(what: $0) }
        case .pathwayStopped: return text("run").map { .stopped(run: $0) }
        case .pathwayVersionMoved: if let run = text("run"), let version = text("version") { return .versionMoved(run: run, to: version) }
        case .stepOffered: if let step, let receiver { return .offered(step: step, to: receiver, answerBy: content.instant("answerBy")) }
        case .offerAccepted: if let step, let receiver { return .accepted(step: step, by: receiver) }
        case .offerDeclined: if let step, let receiver { return .declined(step: step, by: receiver, counter: text("counter")) }
        case .goalSet:
            return text("goal").map {
                .goalSet(
                    OwnGoal(
                        id: $0, title: text("title"), target: text("target"), by: content.instant("by"),
                        isReached: text("reached").map { $0 == "yes" }, resource: text("resource")))
            }
        case .goalDropped: return text("goal").map { .goalDropped($0) }
        case .mattersSaid: return .matters
        default: return nil
        }
        return nil
    }
}

extension OwnStep {
    fileprivate func write(_ json: inout JSONWriter) {
        json.field("id", id)
        json.field("run", run)
        json.field("title", title)
        json.field("owner", owner?.text)
        json.instant("due", due)
        json.field("resource", resource)
    }

    fileprivate init?(_ json: Element) {
        guard let id = json["id"]?.text, let run = json["run"]?.text, let title = json["title"]?.text else { return nil }
        self.init(
            id: id, run: run, title: title, owner: json.organisation("owner"), due: json.instant("due"), resource: json["resource"]?.text)
    }
}

extension Recipient {
    fileprivate func write(_ json: inout JSONWriter) {
        switch self {
        case .organisation(let id): json.field("organisation", id.text)
        case .person(let name): json.field("person", name)
        }
    }

    fileprivate init?(_ json: Element) {
        if let id = json.organisation("organisation") {
            self = .organisation(id)
        } else if let name = json["person"]?.text {
            self = .person(name)
        } else {
            return nil
        }
    }
}
