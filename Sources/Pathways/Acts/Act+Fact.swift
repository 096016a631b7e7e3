public import Directory
import Exchange
public import FHIR
public import Journal

extension Act {
    /// The fact that keeps the act: said by `custodian` (the organisation of whoever did it) at `said`.
    public func fact(of subject: SubjectID, custodian: OrganisationID, said: Instant) -> Fact {
        var json = JSONWriter()
        json.object { json in
            switch deed {
            case .done(let step), .skipped(let step), .reopened(let step): json.field("step", step)
            case .assigned(let step, let to):
                json.field("step", step)
                json.field("to", to.text)
            case .answered(let stay, let canReceive):
                json.field("stay", Int(stay))
                json.field("answer", canReceive ? "yes" : "no")
            case .contactedAtHome(let stay): json.field("stay", Int(stay))
            case .seen(let attention): json.field("attention", attention)
            }
            json.field("text", text)
        }
        return Fact(
            subject: subject, kind: kind, source: .act(0), said: said, happened: happened ?? said, custodian: custodian.text,
            content: json.bytes)
    }

    /// Reads the act back; nil for a fact that is none of these.
    public init?(_ fact: Fact) {
        guard let content = try? Document(json: fact.content).root else { return nil }
        let step = content["step"]?.text
        let stay = content["stay"]?.int.map(Int64.init)
        let deed: Deed? =
            switch fact.kind {
            case .stepDone: step.map { .done(step: $0) }
            case .stepSkipped: step.map { .skipped(step: $0) }
            case .stepReopened: step.map { .reopened(step: $0) }
            case .stepAssigned:
                if let step, let to = content["to"]?.text { .assigned(step: step, to: OrganisationID(to)) } else { nil }
            case .answered: stay.map { .answered(stay: $0, canReceive: content["answer"]?.equals("yes") ?? false) }
            case .contactedAtHome: stay.map { .contactedAtHome(stay: $0) }
            case .attentionSeen: content["attention"]?.text.map { .seen(attention: $0) }
            default: nil
            }
        guard let deed else { return nil }
        self.init(deed, text: content["text"]?.text, happened: fact.happened)
    }

    var kind: Fact.Kind {
        switch deed {
        case .done: .stepDone
        case .skipped: .stepSkipped
        case .reopened: .stepReopened
        case .assigned: .stepAssigned
        case .answered: .answered
        case .contactedAtHome: .contactedAtHome
        case .seen: .attentionSeen
        }
    }
}
