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
        case "done", "answer-yes", "answer-no", "contacted", "accept", "choose", "goal", "goal-reached", "goal-not-yet": true
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
                    OwnStep(id: newID, run: value, title: title, owner: owner, due: time("at")))
            }
        case "replace":
            text("title").flatMap { title in
                run.map { .replaced(step: value, by: OwnStep(id: newID, run: $0, title: title, owner: owner, due: time("at"))) }
            }
        case "pause": pause
        case "resume": .resumed(what: value)
        case "stop": .stopped(run: value)
        case "start": text("pathway").map { .started(pathway: $0, stay: Int64(value)) }
        case "version": text("to").map { .versionMoved(run: value, to: $0) }
        case "goal": text("title").map { .goalSet(OwnGoal(id: newID, title: $0, by: endOfDay("by"))) }
        case "target": target.map { .goalSet($0) }
        case "goal-reached": .goalSet(OwnGoal(id: value, title: nil, isReached: true))
        case "goal-not-yet": .goalSet(OwnGoal(id: value, title: nil, isReached: false))
        case "drop-goal": .goalDropped(value)
        case "matters": .matters
        default: nil
        }
    }

    /// What stands in the way of a deed whose fields say something that cannot be; nil when nothing does.
    var problem: Text? {
        switch form["deed"] {
        case "pause": pause == nil ? .dayToCome : nil
        case "target": target == nil ? .targetIsNumber : nil
        default: nil
        }
    }

    /// An id that nothing of the citizen has: two deeds may be done at one instant.
    private var newID: String { "own-\(String(now.nanoseconds, radix: 36))\(String(UInt32.random(in: 0..<46_656), radix: 36))" }

    /// The run that the step is of, by the step's key.
    private var run: String? { value.firstIndex(of: "/").map { String(value[..<$0]) } }

    /// Until somebody resumes, or until a day; nil for a day that is none or does not come.
    private var pause: Act.Deed? {
        guard text("until") != nil else { return .paused(what: value, until: nil) }
        guard let until = day("until"), until > now else { return nil }
        return .paused(what: value, until: until)
    }

    /// The citizen's own target of a goal that a definition measures (`walking|>=`), in any language's decimals.
    private var target: OwnGoal? {
        let parts = value.split(separator: "|", maxSplits: 1).map(String.init)
        let number = text("target")?.filter { !$0.isWhitespace }.replacing(",", with: ".")
        guard parts.count == 2, let number, let target = Threshold("\(parts[1]) \(number)") else { return nil }
        return OwnGoal(id: parts[0], title: nil, target: target.description, by: endOfDay("by"))
    }

    /// What a field says; nil when it says nothing.
    private func text(_ name: String) -> String? {
        form[name].map { String(Substring($0).trimmed) }.flatMap { $0.isEmpty ? nil : $0 }
    }

    private func time(_ name: String) -> Instant? {
        guard let text = text(name), let moment = Moment(text, zone: zone), moment.precision >= .minute else { return nil }
        return moment.instant
    }

    /// The beginning of a day.
    private func day(_ name: String) -> Instant? {
        guard let text = text(name), let moment = Moment(text, zone: zone), moment.precision >= .day else { return nil }
        return moment.instant
    }

    /// The end of a day: until then something is in time.
    private func endOfDay(_ name: String) -> Instant? {
        day(name).map { zone.instant(zone.day(at: $0).adding(days: 1), secondOfDay: 0) }
    }

    /// Options by their own fields, or the one that a list gave.
    private var options: [String] {
        text("option").map { [$0] } ?? form.keys.filter { $0.hasPrefix("option:") }.map { String($0.dropFirst("option:".count)) }.sorted()
    }

    /// Whoever does a step; nil for the citizen, who gives nobody else anything to do.
    private var owner: OrganisationID? { organisation == nil ? nil : text("owner").map { OrganisationID($0) } }

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

/// A field that says what cannot be, in words to whoever filled it in.
struct FormProblem: Error {
    let text: Text
}
