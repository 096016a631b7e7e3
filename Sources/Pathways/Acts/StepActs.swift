import Directory
import FHIR

/// What people did with one step, in the order in which they did it.
final class StepActs: Sendable {
    let all: [DoneActs.Done]
    /// What the citizen did and may not do with this step: it changes nothing, and is put before a human.
    let refused: [DoneActs.Done]
    /// When the step was last opened again, and by which act.
    let reopening: DoneActs.Done?
    /// Those after that.
    private let sinceReopened: ArraySlice<DoneActs.Done>

    /// Nobody did anything with it: true of most steps.
    static let none = StepActs([])

    init(_ all: [DoneActs.Done], refused: [DoneActs.Done] = []) {
        self.all = all
        self.refused = refused
        let index = all.lastIndex { if case .reopened = $0.act.deed { true } else { false } }
        reopening = index.map { all[$0] }
        sinceReopened = index.map { all[($0 + 1)...] } ?? all[...]
    }

    var isEmpty: Bool { all.isEmpty && refused.isEmpty }

    /// The same without what a citizen may not do; what citizens themselves take part in is theirs.
    func allowing(_ allowed: Set<CitizenAct>) -> StepActs {
        guard all.contains(where: { $0.author == .citizen }) else { return self }
        func isAllowed(_ done: DoneActs.Done) -> Bool {
            guard done.author == .citizen else { return true }
            return !done.act.isOrganisations && (done.act.needs.map(allowed.contains) ?? true)
        }
        return StepActs(all.filter(isAllowed), refused: all.filter { !isAllowed($0) })
    }

    /// Acts that close the step. A hand-over and a choice are closed by other means too.
    var closings: [Step.Closing] {
        sinceReopened.compactMap { done in
            switch done.act.deed {
            case .done: done.closing(.done)
            case .skipped: done.closing(.skipped)
            case .replaced: isRestored(since: done) ? nil : done.closing(.skipped)
            case .begun, .reopened, .assigned, .answered, .contactedAtHome, .seen, .moved, .added, .restored, .commented, .chosen, .started,
                .paused,
                .resumed, .stopped, .versionMoved, .offered, .accepted, .declined, .offerWithdrawn, .goalSet, .goalDropped, .matters:
                nil
            }
        }
    }

    /// How far whoever owes it said to be; nothing of it holds for the next owner.
    var progress: Step.Progress? {
        for done in sinceReopened.reversed() {
            switch done.act.deed {
            case .begun(_, let kind): return Step.Progress(kind: kind, at: done.at, act: done.fact)
            case .assigned, .accepted, .restored: return nil
            case .done, .skipped, .reopened, .answered, .contactedAtHome, .seen, .moved, .added, .replaced, .commented, .chosen, .started,
                .paused, .resumed, .stopped, .versionMoved, .offered, .declined, .offerWithdrawn, .goalSet, .goalDropped, .matters:
                continue
            }
        }
        return nil
    }

    func isRestored(since act: DoneActs.Done) -> Bool {
        all.last { if case .restored = $0.act.deed { true } else { false } }.map { ($0.said, $0.fact) > (act.said, act.fact) } ?? false
    }

    /// When it is due by the last that was said of it.
    var due: Instant? {
        for done in all.reversed() {
            if case .moved(_, let due) = done.act.deed { return due }
            if case .restored = done.act.deed { return nil }
        }
        return nil
    }

    /// What was chosen last of what is offered, and when.
    func choice(_ definition: ChoiceDefinition, offered: [String]) -> (options: [String], done: DoneActs.Done)? {
        for done in sinceReopened.reversed() {
            guard case .chosen(_, let options) = done.act.deed else { continue }
            if definition.takes(options, of: offered) { return (options, done) }
        }
        return nil
    }

    /// What was chosen and cannot be.
    func wrongChoices(_ definition: ChoiceDefinition, offered: [String]) -> [DoneActs.Done] {
        all.filter { done in
            if case .chosen(_, let options) = done.act.deed { !definition.takes(options, of: offered) } else { false }
        }
    }

    var comments: [Comment] {
        all.compactMap { done in
            guard case .commented = done.act.deed, let text = done.act.text, !text.isEmpty else { return nil }
            return Comment(text: text, by: done.author, at: done.at, act: done.fact)
        }
    }

    /// When the step itself rests.
    var pauses: [Pause] { Pause.list(all) }
}

extension DoneActs.Done {
    func closing(_ outcome: Step.Closing.Outcome) -> Step.Closing {
        Step.Closing(outcome: outcome, at: at, act: fact, text: act.text)
    }
}

extension ChoiceDefinition {
    /// Whether so many of these may be taken.
    func takes(_ options: [String], of offered: [String]) -> Bool {
        guard Set(options).count == options.count, options.allSatisfy(offered.contains) else { return false }
        return switch pick {
        case .one: options.count == 1
        case .atMostOne: options.count <= 1
        case .any: true
        case .all: options.count == offered.count
        }
    }
}

extension Pause {
    /// The pauses that these acts make, in order: a pause ends by itself, or when somebody resumes.
    static func list(_ acts: [DoneActs.Done]) -> [Pause] {
        var pauses: [Pause] = []
        for done in acts {
            switch done.act.deed {
            case .paused(_, let until):
                if let last = pauses.last, last.contains(done.at) { pauses[pauses.count - 1].until = done.at }
                if until.map({ $0 > done.at }) ?? true {
                    pauses.append(Pause(from: done.at, until: until, act: done.fact, text: done.act.text))
                }
            case .resumed:
                if let last = pauses.last, last.contains(done.at) { pauses[pauses.count - 1].until = done.at }
            case .done, .begun, .skipped, .reopened, .assigned, .answered, .contactedAtHome, .seen, .moved, .added, .replaced, .restored,
                .commented,
                .chosen, .started, .stopped, .versionMoved, .offered, .accepted, .declined, .offerWithdrawn, .goalSet, .goalDropped,
                .matters:
                continue
            }
        }
        return pauses.filter { pause in pause.until.map { $0 > pause.from } ?? true }
    }
}
