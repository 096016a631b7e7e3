import Directory
import Exchange
import FHIR
import Journal

/// Works out the steps of one course: what opened each, by when it is due, who owes it and what closed it.
struct StepMaker {
    let course: Course
    let parties: Parties
    let acts: DoneActs
    private var made: [String: [Step]] = [:]

    init(course: Course, parties: Parties, acts: DoneActs) {
        self.course = course
        self.parties = parties
        self.acts = acts
    }

    /// In the order of the definition, then of opening. A step is made after those that it waits for.
    static func steps(_ course: Course, _ parties: Parties, _ acts: DoneActs) -> [Step] {
        var maker = StepMaker(course: course, parties: parties, acts: acts)
        // A definition's step is large: in a buffer it is looked at where it is, and never copied.
        return course.definition.steps.withUnsafeBufferPointer { steps in
            var waiting = Array(steps.indices)
            while !waiting.isEmpty {
                let ready = waiting.filter { maker.isReady(steps[$0]) }
                if ready.isEmpty { break }
                for index in ready { maker.made[steps[index].id] = maker.occurrences(of: steps[index]) }
                waiting.removeAll(where: ready.contains)
            }
            return steps.indices.flatMap { maker.made[steps[$0].id] ?? [] }
        }
    }

    /// Whether the steps that it waits for are made.
    private func isReady(_ step: StepDefinition) -> Bool {
        step.opens.allSatisfy { if case .step(let id, _) = $0.source { made[id] != nil } else { true } }
    }

    /// A time at which a step is opened.
    private struct Opening {
        /// When the event happened.
        var at: Instant
        /// When those who hear of it by letter know.
        var told: Instant
    }

    private func occurrences(of step: StepDefinition) -> [Step] {
        let openings = openings(of: step).sorted { ($0.at, $0.told) < ($1.at, $1.told) }
        guard let first = openings.first else { return unopened(step).map { [$0] } ?? [] }
        if step.expected != nil {
            return [expecting(step, from: first)]
        }
        guard step.repeats else { return [occurrence(of: step, 1, from: first)].compactMap { $0 } }
        var result: [Step] = []
        for opening in openings {
            if let last = result.last {
                guard let closing = last.closing, closing.outcome != .ended, closing.at <= opening.at else { continue }
            }
            if let next = occurrence(of: step, result.count + 1, from: opening) { result.append(next) }
        }
        return result
    }

    private func openings(of step: StepDefinition) -> [Opening] {
        let isOfStay = step.withdrawn.contains { $0.kind == .discharged }
        return step.opens.filter { $0.country == nil || $0.country == course.country }.flatMap { trigger -> [Opening] in
            switch trigger.source {
            case .event(let pattern):
                course.happenings.filter { !$0.isEstimate && pattern.matches($0.kind, $0.details) }
                    .filter { !(isOfStay && course.isOver(before: $0.at)) }.map { Opening(at: $0.at, told: $0.told) }
            case .step(let id, _):
                (made[id] ?? []).compactMap(\.closing).filter { $0.outcome == .done }.map { Opening(at: $0.at, told: $0.at) }
            case .start, .choice, .measurement, .resource:
                []
            }
        }
    }

    /// A step that was opened; nil when the pathway was over by then.
    private func occurrence(of step: StepDefinition, _ number: Int, from opening: Opening) -> Step? {
        let zone = course.stay.zone
        let deadline = step.deadline(country: course.country, on: zone.day(at: opening.at))
        let opens = deadline?.start == .told ? opening.told : opening.at
        var result = plain(step, number)
        result.opens = opens
        result.due = deadline?.term.due(from: opens, zone: zone, holidays: .of(course.country))
        let since = step.repeats ? opening.at : Instant.distantPast
        result.closing = closing(of: step, keys(step, number), doneSince: since, withdrawnSince: opening.at)
        if let end = course.end {
            if end.at < opening.at || (end.at == opening.at && end.event == nil) { return result.closing == nil ? nil : result }
            result.closing = min(result.closing, end.closing)
        }
        return result
    }

    /// A step that nobody is told to do by a time: planned until it happens.
    private func expecting(_ step: StepDefinition, from opening: Opening) -> Step {
        var result = plain(step, 1)
        result.closing = closing(of: step, keys(step, 1), doneSince: .distantPast, withdrawnSince: opening.at)
        if result.closing == nil, let end = course.end { result.closing = end.closing }
        if result.closing == nil { result.expected = course.expectedDischarge }
        return result
    }

    /// A step that nothing has opened yet: there when it was done all the same or can still come; nil when it cannot.
    private func unopened(_ step: StepDefinition) -> Step? {
        var result = plain(step, 1)
        if !step.repeats, let closing = closing(of: step, keys(step, 1), doneSince: .distantPast, withdrawnSince: nil) {
            result.closing = closing
            return result
        }
        if course.end != nil || course.stay.state == .cancelled { return nil }
        let isGone = course.happenings.contains { event in
            !event.isEstimate && step.withdrawn.contains { $0.matches(event.kind, event.details) }
        }
        if isGone { return nil }
        let triggers = step.opens.filter { $0.country == nil || $0.country == course.country }
        var expected: Instant?
        var canCome = false
        for trigger in triggers {
            switch trigger.source {
            case .event(let pattern):
                guard course.real(pattern.kind).isEmpty else { continue }
                canCome = true
                if pattern.kind == .discharged || pattern.kind == .readyForDischarge { expected = expected ?? course.expectedDischarge }
            case .start, .choice, .measurement, .resource:
                continue
            case .step(let id, _):
                canCome = canCome || !(made[id]?.contains { $0.closing != nil } ?? true)
            }
        }
        guard canCome else { return nil }
        if let from = expected, let deadline = step.deadline(country: course.country, on: course.stay.zone.day(at: from)) {
            result.expected = deadline.term.due(from: from, zone: course.stay.zone, holidays: .of(course.country))
        } else {
            result.expected = expected
        }
        return result
    }

    /// What closed a step first, leaving out what was known before somebody reopened it.
    private func closing(
        of step: StepDefinition, _ keys: Set<String>, doneSince: Instant, withdrawnSince: Instant?
    ) -> Step.Closing? {
        let reopening = acts.reopened(keys)
        var candidates = acts.closings(keys, after: reopening)
        for event in course.happenings where !event.isEstimate && event.said > reopening?.said ?? .distantPast {
            if event.at >= doneSince, step.done.contains(where: { $0.matches(event.kind, event.details) }) {
                candidates.append(event.closing(.done))
            }
            if let withdrawnSince, event.at >= withdrawnSince, step.withdrawn.contains(where: { $0.matches(event.kind, event.details) }) {
                candidates.append(event.closing(.withdrawn))
            }
        }
        return candidates.reduce(nil) { min($0, $1) }
    }

    private func plain(_ step: StepDefinition, _ number: Int) -> Step {
        let keys = keys(step, number)
        let owner = acts.assignee(keys).map { (id: $0, isStandIn: false) } ?? parties.owner(step.owner)
        return Step(
            key: key(course.stay.anchor, step, number), id: step.id, phase: step.phase, role: step.owner, owner: owner.id,
            isStandIn: owner.isStandIn, counterpart: step.counterpart.flatMap { parties.organisation($0) })
    }

    private func key(_ anchor: Int64, _ step: StepDefinition, _ number: Int) -> String {
        let first = String(anchor) + "/" + step.id
        return number == 1 ? first : first + "/" + String(number)
    }

    /// Every key that the step has had: that of each letter which was the stay's anchor once.
    private func keys(_ step: StepDefinition, _ number: Int) -> Set<String> {
        if acts.all.isEmpty { return [] }
        return Set(course.anchors.map { key($0, step, number) })
    }

    /// The earlier of two; what was done goes before what was withdrawn at the same time.
    private func min(_ a: Step.Closing?, _ b: Step.Closing?) -> Step.Closing? {
        guard let a else { return b }
        guard let b else { return a }
        if a.at != b.at { return a.at < b.at ? a : b }
        return b.outcome == .done && a.outcome != .done ? b : a
    }
}

extension Happening {
    fileprivate func closing(_ outcome: Step.Closing.Outcome) -> Step.Closing {
        Step.Closing(outcome: outcome, at: at, letter: letter, act: act, text: text)
    }
}

extension Course.Ending {
    /// How it closes the steps that are open then.
    fileprivate var closing: Step.Closing {
        if let event { return event.closing(.withdrawn) }
        return Step.Closing(outcome: .ended, at: at)
    }
}
