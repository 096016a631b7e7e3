import Directory
import FHIR
import Pathways

/// Makes the forms for what can be done with a pathway, for whoever looks at it.
struct DeedForms {
    /// Where forms go and come back to.
    let action: String
    let visit: Visit
    let plan: Plan
    let words: Words
    /// Whether the citizen does it.
    var isCitizens = false

    var now: Instant { words.phrasing.now }
    func say(_ text: Text) -> String { visit.say(text) }

    func form(
        _ deed: String, _ value: String, _ label: Text, isQuiet: Bool = false, why: Text = .why, hint: Text = .whyHint,
        fields: [(name: String, title: Text, kind: String, isRequired: Bool)] = [],
        choices: [(name: String, title: Text, options: [DeedForm.Option])] = []
    ) -> DeedForm {
        let id = Self.markup("\(deed)-\(value)")
        let needsReason = !PostedDeed.saysEnough(deed, ofCitizen: isCitizens)
        // What needs no reason may be remarked on.
        let why = why == .why && !needsReason ? Text.remark : why
        return DeedForm(
            action: action, deed: deed, value: value, seen: seen(deed, value), label: say(label), isQuiet: isQuiet, fieldID: id,
            needsReason: needsReason,
            why: say(why), hint: say(hint),
            fields: fields.map {
                .init(id: "\(id)-\($0.name)", name: $0.name, title: say($0.title), kind: $0.kind, start: "", isRequired: $0.isRequired)
            }, choices: choices.map { .init(id: "\(id)-\($0.name)", name: $0.name, title: say($0.title), options: $0.options) })
    }

    /// How that which the deed changes stands here: whoever changes it meanwhile is not overwritten.
    private func seen(_ deed: String, _ value: String) -> String {
        let target =
            switch deed {
            case "matters": Act.mattersTarget
            case "drop-goal", "goal-reached", "goal-not-yet", "target":
                Act.goalTarget(value.split(separator: "|").first.map(String.init) ?? "")
            default: value.split(separator: "|").first.map(String.init) ?? ""
            }
        return plan.stamp(of: target) ?? ""
    }

    /// An id of an element: signs that ids may not have become dashes.
    static func markup(_ id: String) -> String {
        String(id.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
    }

    // MARK: A step

    /// What professionals can do with a step.
    func professional(_ step: Step, _ state: Step.State, _ definition: StepDefinition?) -> [DeedForm] {
        switch state {
        case .open, .late:
            let isChoice = definition?.choice != nil
            return (isChoice ? [choose(step, definition)] : [form("done", step.key, .closeStep)]).compactMap { $0 } + [
                form("skip", step.key, .skipStep), move(step), replace(step), offer(step), pause(step.key, .pauseStep),
            ] + restore(step)
        case .planned:
            if step.adapting?.pauses.contains(where: { $0.contains(now) }) ?? false { return [form("resume", step.key, .resumeStep)] }
            return [form("skip", step.key, .skipStep)] + (step.due == nil ? [] : [move(step)]) + [replace(step)] + restore(step)
        case .done, .skipped:
            if replacement(of: step) != nil { return [form("restore", step.key, .restoreStep)] }
            return step.closing?.act != nil || step.closing?.letter != nil ? [form("reopen", step.key, .reopen)] : []
        case .withdrawn: return []
        }
    }

    /// What the citizen can do with a step, as its definition says.
    ///
    /// - Parameter original: the definition of the step that it is done in place of.
    func citizens(_ step: Step, _ state: Step.State, _ definition: StepDefinition?, original: StepDefinition? = nil) -> [DeedForm] {
        let may: Set<CitizenAct> = step.isOwn ? (step.isCitizens ? [.do, .move, .skip] : []) : definition?.citizenMay ?? []
        guard state.isOwed || state == .planned else { return [] }
        if may.contains(.move), step.adapting?.pauses.contains(where: { $0.contains(now) }) ?? false {
            return [form("resume", step.key, .resumeStep)]
        }
        var forms: [DeedForm] = []
        if may.contains(.do), state.isOwed {
            forms += [definition?.choice == nil ? form("done", step.key, .closeStep, hint: .sayHint) : choose(step, definition)].compactMap
            { $0 }
        }
        if may.contains(.move) {
            forms.append(move(step))
            if state.isOwed { forms.append(pause(step.key, .pauseStep)) }
            // What others gave away stays given away.
            if let adapting = step.adapting, adapting.isMoved, adapting.owners.count < 2 {
                forms.append(form("restore", step.key, .restoreStep))
            }
        }
        if may.contains(.replace) { forms.append(replace(step)) }
        if let replaced = replaced(by: step), original?.citizenMay.contains(.move) ?? false {
            forms.append(form("restore", replaced.key, .restoreReplaced))
        }
        if may.contains(.skip) { forms.append(form("skip", step.key, .skipStep)) }
        if may.contains(.comment) { forms.append(form("comment", step.key, .commentStep, why: .whatToSay, hint: .sayHint)) }
        return forms
    }

    private func move(_ step: Step) -> DeedForm {
        form("move", step.key, .moveStep, fields: [("at", .newDue, "datetime-local", true)])
    }

    private func restore(_ step: Step) -> [DeedForm] {
        step.adapting.map { $0.isMoved || $0.owners.count > 1 } ?? false ? [form("restore", step.key, .restoreStep)] : []
    }

    private func offer(_ step: Step) -> DeedForm {
        let others = plan.organisations.filter { $0.id != step.owner(at: now) }.sorted { $0.name < $1.name }
        return form(
            "offer", step.key, .offerStep,
            fields: [("person", .orSomebody, "text", false), ("at", .answerBy, "datetime-local", false)],
            choices: [("to", .offerTo, others.map { .init(key: $0.id.text, text: $0.name) })])
    }

    private func choose(_ step: Step, _ definition: StepDefinition?) -> DeedForm? {
        guard let choice = definition?.choice else { return nil }
        let offered = choice.options.filter { step.adapting?.options.contains($0.id) ?? true }
        let options = offered.map { DeedForm.Option(key: $0.id, text: $0.title[words.language]) }
        guard choice.pick == .any || choice.pick == .all else {
            return form("choose", step.key, .choose, choices: [("option", .chooseWhat, options)])
        }
        var several = form("choose", step.key, .choose)
        several.fields = options.map {
            .init(
                id: "\(several.fieldID)-\($0.key)", name: "option:\($0.key)", title: $0.text, kind: "checkbox", start: $0.key,
                isRequired: false)
        }
        return several
    }

    // MARK: Offers

    /// Steps of a run that somebody is asked to take over, with the answers that this organisation can give.
    func offers(_ run: Run, _ definition: PathwayDefinition?) -> [CitizenPage.OfferRow] {
        run.steps.compactMap { step in
            guard let offer = step.offer(at: now) else { return nil }
            let to: String
            var forms: [DeedForm] = []
            switch offer.to {
            case .organisation(let id):
                to = plan.name(of: id)
                if id == visit.organisation { forms = answers(step.key) }
            case .person(let name):
                to = name
                forms = answers("\(step.key)|\(name)")
            }
            if offer.by == visit.organisation || visit.organisation == nil {
                forms.append(form("withdraw-offer", step.key, .withdrawOffer))
            }
            let said = Said(who: plan.name(of: offer.by), because: offer.text)
            let until = offer.answerBy.map { " · \(say(.answerBy)) \(words.phrasing.deadline($0))" } ?? ""
            return .init(
                text: "\(words.title(step: step.id)): \(say(.isOffered)) \(to)", detail: "\(words.said(said))\(until)",
                letter: OfferLetter.text(of: step, in: run, plan: plan, definition: definition, language: words.language, at: now).map {
                    .init(id: Self.markup(step.key), label: say(.offerLetter), text: $0)
                }, forms: forms)
        }
    }

    private func answers(_ value: String) -> [DeedForm] {
        [
            form("accept", value, .acceptOffer, hint: .sayHint),
            form("decline", value, .declineOffer, fields: [("counter", .counterOffer, "text", false)]),
        ]
    }

    // MARK: The pathway as a whole

    /// What professionals can do with a run and with the citizen's pathways.
    func adapt(_ run: Run?, library: PathwayLibrary) -> CitizenPage.Adapt {
        var forms: [DeedForm] = []
        if let run, !run.isOver(at: now) {
            let owners =
                [DeedForm.Option(key: "", text: say(.citizenSelf))]
                + plan.organisations.sorted { $0.name < $1.name }.map { .init(key: $0.id.text, text: $0.name) }
            forms.append(
                form(
                    "add", run.key, .addStep,
                    fields: [("title", .stepTitle, "text", true), ("at", .dueWord, "datetime-local", false)],
                    choices: [("owner", .whoDoes, owners)]))
            let rests = run.pauses.contains { $0.contains(now) }
            forms.append(rests ? form("resume", run.key, .resumePathway) : pause(run.key, .pausePathway))
            forms.append(form("stop", run.key, .stopPathway))
            if let version = version(run, library: library) { forms.append(version) }
        }
        if let run, run.stopped != nil { forms.append(form("resume", run.key, .resumePathway)) }
        let startable = Startable(
            plan, library: library, organisation: visit.organisation.flatMap { visit.pages.directory().organisation($0) },
            phrasing: words.phrasing)
        let others = startable.options(words.language).map { DeedForm.Option(key: $0.id, text: $0.title) }
        if !others.isEmpty {
            let stay = run.flatMap { $0.stay == 0 ? nil : String($0.stay) } ?? ""
            forms.append(form("start", stay, .startPathway, choices: [("pathway", .whichPathway, others)]))
        }
        forms += wishes + targets(library)
        return .init(heading: say(.adaptHeading), forms: forms)
    }

    /// What the citizen can say and do of their own accord.
    func own(_ run: Run?, library: PathwayLibrary) -> CitizenPage.Adapt {
        .init(heading: say(.ownHeading), forms: wishes + targets(library) + addOwn(run))
    }

    private var wishes: [DeedForm] {
        [
            form("matters", "", .sayMatters, why: .mattersHeading, hint: .sayHint),
            form("goal", "", .setGoal, fields: [("title", .goalTitle, "text", true), ("by", .byWhen, "date", false)]),
        ]
    }
}
