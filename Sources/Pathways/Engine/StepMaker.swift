import Directory
import Exchange
import FHIR
import Journal

/// Works out the steps of one course: what opened each, by when it is due, who owes it and what closed it.
struct StepMaker {
    let course: Course
    let parties: Parties
    let acts: DoneActs
    let resources: CitizenResources
    let measurings: [Measuring]
    /// When steps of other runs with the same activity were done.
    let shared: SharedDones
    /// By the places of the definition's steps.
    private(set) var made: [[Step]]
    /// What could not be worked out, or could not be done: first of the definition's steps, by their places, then of the others.
    private var troublesByPlace: [[Trouble]]
    private var current: [Trouble] = []

    var troubles: [Trouble] {
        var all: [Trouble] = []
        for place in course.rules.order where !troublesByPlace[place].isEmpty { all += troublesByPlace[place] }
        return all + current
    }

    /// For making the same steps again.
    var memory: RunMemory { RunMemory(course, parties, acts, shared, measurings, made, troublesByPlace) }

    /// Something about one step that a human must see.
    struct Trouble: Sendable {
        var kind: Attention.Kind
        var step: Step
        var since: Instant
        /// The act that it is about, and who did it.
        var act: DoneActs.Done?
    }

    init(
        course: Course, parties: Parties, acts: DoneActs, resources: CitizenResources, measurings: [Measuring], shared: SharedDones
    ) {
        self.course = course
        self.parties = parties
        self.acts = acts
        self.resources = resources
        self.measurings = measurings
        self.shared = shared
        made = Array(repeating: [], count: course.rules.steps.count)
        troublesByPlace = Array(repeating: [], count: course.rules.steps.count)
    }

    /// In the order of the definition, then of opening; then those that the citizen alone has. A step is made after those that it waits for.
    ///
    /// - Parameters:
    ///   - last: the steps as they were made before, with the same acts: those that hang on nothing that has changed are taken over.
    ///   - asksTheSame: the same was known of the citizen then, and the same resources.
    mutating func steps(after last: RunMemory?, asksTheSame: Bool) throws(RunFailure) -> [Step] {
        let rules = course.rules
        let reuse = last.flatMap { $0.isOf(course, parties) ? Reuse($0, course, shared, asksTheSame: asksTheSame) : nil }
        var isChanged = [Bool](repeating: true, count: rules.steps.count)
        var count = 0
        for place in rules.order {
            let step = rules.steps[place]
            if let reuse, reuse.keeps(step), !step.waitsFor.contains(where: { isChanged[$0] }) {
                made[place] = reuse.last.made[place]
                troublesByPlace[place] = reuse.last.troubles[place]
                isChanged[place] = false
            } else {
                made[place] = try occasions(of: step)
                troublesByPlace[place] = current
                current = []
                if let reuse { isChanged[place] = reuse.last.made[place] != made[place] }
            }
            count += made[place].count
            guard count <= Limit.steps else { throw .steps }
        }
        guard rules.circle.isEmpty else { throw .circle(rules.circle) }
        var result: [Step] = []
        result.reserveCapacity(count)
        for occasions in made { result += occasions }
        return result + ownSteps()
    }

    /// What may be taken over from steps that were made before.
    private struct Reuse {
        let last: RunMemory
        private let differences: KindSieve
        private let expectsTheSame: Bool
        private let sharesTheSame: Bool
        private let asksTheSame: Bool

        init(_ last: RunMemory, _ course: Course, _ shared: SharedDones, asksTheSame: Bool) {
            self.last = last
            self.asksTheSame = asksTheSame
            differences = last.differences(to: course)
            expectsTheSame = last.expectedDischarge == course.expectedDischarge
            sharesTheSame = last.shared == shared
        }

        /// Whether a step is what it was, unless one that it waits for is not.
        func keeps(_ step: StepRules) -> Bool {
            !differences.mayMeet(step.touches) && (expectsTheSame || !step.hangsOnDischarge) && (asksTheSame || !step.asks)
                && (sharesTheSame || step.definition.activity == nil)
        }
    }

    /// What closes a step at the earliest.
    struct Span {
        /// From when on events do it, and from when on they take it away; nil: not.
        var done: Instant
        var withdrawn: Instant?
        /// Only what comes after `done`, not at it.
        var isAfter = false
        /// When resources begin to count.
        var resources: Instant?
    }

    private mutating func occasions(of step: StepRules) throws(RunFailure) -> [Step] {
        var all = openings(of: step)
        if all.count > 1 { all.sort { ($0.at, $0.told) < ($1.at, $1.told) } }
        let openings = step.definition.condition == nil ? all : all.filter { holds(step, at: $0) }
        guard let first = openings.first else {
            guard let only = all.isEmpty ? unopened(step) : undone(step) else { return [] }
            return [only]
        }
        if step.definition.expected != nil { return [expecting(step, from: first)] }
        if let recurrence = step.definition.recurrence { return try recurring(step, recurrence, openings) }
        guard step.comesAgain else {
            guard let only = occasion(of: step, 1, from: first) else { return [] }
            return [only]
        }
        var result: [Step] = []
        for opening in openings {
            if let last = result.last {
                guard let closing = last.closing, closing.outcome != .ended, closing.at <= opening.at else { continue }
            }
            guard result.count < Limit.occasions else { throw .occasions(step.definition.id) }
            if let next = occasion(of: step, result.count + 1, from: opening) { result.append(next) }
        }
        return result
    }

    /// A step that comes again by the clock: each time that long after the last one was really done.
    private mutating func recurring(
        _ step: StepRules, _ recurrence: Recurrence, _ openings: [Opening]
    ) throws(RunFailure) -> [Step] {
        var result: [Step] = []
        var next: Opening? = openings.first
        // How often it has come since it was opened by something else than the clock, and what stops that.
        var count = 0
        var stop = next.flatMap { first(of: recurrence.until, from: $0.at) }
        while let opening = next {
            guard result.count < Limit.occasions else { throw .occasions(step.definition.id) }
            var span = Span(done: opening.at, withdrawn: opening.at)
            if let before = result.last?.closing?.at, count > 0 {
                span.done = before
                span.isAfter = true
            }
            guard var occasion = occasion(of: step, result.count + 1, from: opening, span: span) else { break }
            if let stop { occasion.closing = min(occasion.closing, stop.closing(.withdrawn)) }
            if let at = occasion.closing?.at, let opens = occasion.opens, at < opens { occasion.opens = at }
            result.append(occasion)
            count += 1
            next = nil
            guard let closing = occasion.closing, closing.outcome != .ended else { break }
            let isOn = count < recurrence.times ?? .max && closing.outcome != .withdrawn
            if isOn {
                let at = recurrence.every.opening(from: closing.at, zone: course.zone, holidays: .of(course.country))
                if stop.map({ at < $0.at }) ?? true { next = Opening(at: at, told: at) }
            }
            if next == nil, step.comesAgain,
                let again = openings.first(where: { $0.at >= max(closing.at, stop?.at ?? .distantPast) && $0.at > opening.at })
            {
                next = again
                count = 0
                stop = first(of: recurrence.until, from: again.at)
            }
        }
        return result
    }

    private func first(of patterns: [EventPattern], from instant: Instant) -> Happening? {
        if patterns.isEmpty { return nil }
        return course.happenings.first { event in
            !event.isEstimate && event.at >= instant && event.isAny(of: patterns)
        }
    }

    /// A step that was opened; nil when the pathway was over by then.
    private mutating func occasion(of step: StepRules, _ number: Int, from opening: Opening, span: Span? = nil) -> Step? {
        let deadline = step.deadline(course.country, at: opening.at, course.zone)
        let opens = deadline?.start == .told ? opening.told : opening.at
        let own = stepActs(step, number)
        var result = plain(step, number)
        result.opens = opens
        result.due = deadline?.term.due(from: opens, zone: course.zone, holidays: .of(course.country))
        if result.due == nil, let within = step.definition.handOver?.answerWithin {
            result.due = within.due(from: opens, zone: course.zone, holidays: .of(course.country))
        }
        if let choice = step.definition.choice { offerOptions(choice, at: opening, &result) }
        let since = step.comesAgain ? opening.at : Instant.distantPast
        var span = span ?? Span(done: since, withdrawn: opening.at)
        span.resources = opening.told
        result.closing = closing(of: step, own, span)
        adapt(&result, step, own, from: opens)
        if let closing = shared.closing(of: result, in: course.key) { result.closing = min(result.closing, closing) }
        if let end = course.end {
            if end.at < opening.at || (end.at == opening.at && end.event == nil) { return result.closing == nil ? nil : result }
            result.closing = min(result.closing, end.closing)
        }
        return result
    }

    /// A step that nobody is told to do by a time: planned until it happens.
    private mutating func expecting(_ step: StepRules, from opening: Opening) -> Step {
        let own = stepActs(step, 1)
        var result = plain(step, 1)
        result.closing = closing(of: step, own, Span(done: .distantPast, withdrawn: opening.at, resources: opening.told))
        if result.closing == nil, let end = course.end { result.closing = end.closing }
        if result.closing == nil { result.expected = course.expectedDischarge }
        adapt(&result, step, own, from: opening.at)
        return result
    }

    /// A step whose condition was not met: there only when somebody did it all the same.
    private mutating func undone(_ step: StepRules) -> Step? {
        let own = stepActs(step, 1)
        guard !own.isEmpty, let closing = closing(of: step, own, Span(done: .distantFuture, withdrawn: nil)) else { return nil }
        var result = plain(step, 1)
        result.closing = closing
        adapt(&result, step, own, from: nil)
        return result
    }

    /// A step that nothing has opened yet: there when it was done all the same or can still come; nil when it cannot.
    private mutating func unopened(_ step: StepRules) -> Step? {
        let own = stepActs(step, 1)
        if !step.comesAgain, let closing = closing(of: step, own, Span(done: .distantPast, withdrawn: nil)) {
            var result = plain(step, 1)
            result.closing = closing
            adapt(&result, step, own, from: nil)
            return result
        }
        if course.end != nil || course.isCancelled { return nil }
        let isGone =
            course.kinds.mayMeet(step.withdrawers)
            && course.happenings.contains { !$0.isEstimate && $0.isAny(of: step.definition.withdrawn) }
        if isGone { return nil }
        var expected = step.definition.expected == nil ? nil : course.expectedDischarge
        var canCome = false
        for rule in step.opens where rule.country == nil || rule.country == course.country {
            switch rule.source {
            case .event(let pattern):
                guard !course.has(pattern.kind, rule.kinds) else { continue }
                canCome = true
                if pattern.kind == .discharged || pattern.kind == .readyForDischarge { expected = expected ?? course.expectedDischarge }
            case .step(_, .done), .choice:
                canCome = canCome || rule.place.map { place in !made[place].contains { $0.closing != nil } } ?? false
            // What only deviations and measurements open is planned by nobody.
            case .step, .start, .measurement, .resource: continue
            }
        }
        guard canCome else { return nil }
        var result = plain(step, 1)
        if let from = expected, let deadline = step.deadline(course.country, at: from, course.zone) {
            result.expected = deadline.term.due(from: from, zone: course.zone, holidays: .of(course.country))
        } else {
            result.expected = expected
        }
        adapt(&result, step, own, from: nil)
        return result
    }

    /// Whether a step's condition holds when something would open it.
    private mutating func holds(_ step: StepRules, at opening: Opening) -> Bool {
        guard let condition = step.definition.condition else { return true }
        do {
            return try resources.holds(condition, at: opening.told)
        } catch {
            trouble(.conditionFailed, plain(step, 1), since: opening.told)
            return false
        }
    }

    private mutating func offerOptions(_ choice: ChoiceDefinition, at opening: Opening, _ step: inout Step) {
        var options: [String] = []
        for option in choice.options {
            do {
                if let condition = option.condition, try !resources.holds(condition, at: opening.told) { continue }
                options.append(option.id)
            } catch {
                trouble(.conditionFailed, step, since: opening.told)
            }
        }
        step.change { $0.options = options }
    }

    mutating func trouble(_ kind: Attention.Kind, _ step: Step, since: Instant, _ act: DoneActs.Done? = nil) {
        current.append(Trouble(kind: kind, step: step, since: since, act: act))
    }
}

extension Step {
    /// Changes what people did with it; nothing is kept of a change to nothing.
    mutating func change(_ body: (inout Adapting) -> Void) {
        var adapting = adapting ?? Adapting()
        body(&adapting)
        self.adapting = adapting.isNothing ? nil : adapting
    }
}

extension Course.Ending {
    /// How it closes the steps that are open then.
    var closing: Step.Closing {
        if let event { return event.closing(.withdrawn) }
        return Step.Closing(outcome: .ended, at: at)
    }
}

extension Happening {
    func closing(_ outcome: Step.Closing.Outcome) -> Step.Closing {
        Step.Closing(outcome: outcome, at: at, letter: letter, act: act, text: text)
    }
}

/// The earlier of two; what was done goes before what was withdrawn at the same time.
func min(_ a: Step.Closing?, _ b: Step.Closing?) -> Step.Closing? {
    guard let a else { return b }
    guard let b else { return a }
    if a.at != b.at { return a.at < b.at ? a : b }
    return b.outcome == .done && a.outcome != .done ? b : a
}
