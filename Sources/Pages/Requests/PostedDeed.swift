import Directory
import FHIR
import Journal
import Pathways

/// What a form asks to be done with a citizen's pathway.
struct PostedDeed {
    let form: [String: String]
    let because: String
    let now: Instant
    /// What times in the form are written in.
    let zone: Zone
    /// Who does it; nil for the citizen.
    let organisation: OrganisationID?

    /// Whether a deed says by itself what happened: all others need a reason. What is the citizens' own needs none from them.
    static func saysEnough(_ deed: String, ofCitizen: Bool) -> Bool {
        switch deed {
        case "done", "answer-yes", "answer-no", "contacted", "accept", "choose", "goal": true
        case "add", "drop-goal", "resume", "restore", "target": ofCitizen
        default: false
        }
    }

    private var value: String { form["value"] ?? "" }

    /// nil when the form asks for nothing that can be done.
    var act: Act? { deed.map { Act($0, text: because) } }

    private var deed: Act.Deed? {
        switch form["deed"] {
        case "done": .done(step: value)
        case "skip": .skipped(step: value)
        case "reopen": .reopened(step: value)
        case "restore": .restored(step: value)
        case "comment": .commented(step: value)
        case "contacted": Int64(value).map { .contactedAtHome(stay: $0) }
        case "seen": .seen(attention: value)
        case "move": time("at").map { .moved(step: value, due: $0) }
        case "choose": .chosen(step: value, options: options)
        case "offer": recipient.map { .offered(step: value, to: $0, answerBy: time("at")) }
        case "accept": answering.map { .accepted(step: $0.step, by: $0.by) }
        case "decline": answering.map { .declined(step: $0.step, by: $0.by, counter: text("counter")) }
        case "withdraw-offer": .offerWithdrawn(step: value)
        case "add":
            text("title").map { title in
                .added(
                    OwnStep(
                        id: "own-" + String(now.nanoseconds, radix: 36), run: value, title: title, owner: owner, due: time("at")))
            }
        case "pause": .paused(what: value, until: time("at"))
        case "resume": .resumed(what: value)
        case "stop": .stopped(run: value)
        case "start": text("pathway").map { .started(pathway: $0, stay: Int64(value)) }
        case "version": text("to").map { .versionMoved(run: value, to: $0) }
        case "goal": text("title").map { .goalSet(OwnGoal(id: "own-" + String(now.nanoseconds, radix: 36), title: $0)) }
        case "drop-goal": .goalDropped(value)
        case "matters": .matters
        default: nil
        }
    }

    /// What a field says; nil when it says nothing.
    private func text(_ name: String) -> String? {
        form[name].map { String(Substring($0).trimmed) }.flatMap { $0.isEmpty ? nil : $0 }
    }

    private func time(_ name: String) -> Instant? {
        guard let text = text(name), let moment = Moment(text, zone: zone), moment.precision >= .minute else { return nil }
        return moment.instant
    }

    /// Options by their own fields, or the one that a list gave.
    private var options: [String] {
        text("option").map { [$0] } ?? form.keys.filter { $0.hasPrefix("option:") }.map { String($0.dropFirst("option:".count)) }.sorted()
    }

    private var owner: OrganisationID? { text("owner").map { OrganisationID($0) } }

    private var recipient: Recipient? {
        text("person").map { .person($0) } ?? text("to").map { .organisation(OrganisationID($0)) }
    }

    /// The step and who answers: the organisation, or somebody outside whose answer is entered for them (`12/answer|Name`).
    private var answering: (step: String, by: Recipient)? {
        let parts = value.split(separator: "|", maxSplits: 1).map(String.init)
        guard let step = parts.first else { return nil }
        if parts.count > 1 { return (step, .person(parts[1])) }
        return organisation.map { (step, .organisation($0)) }
    }
}
