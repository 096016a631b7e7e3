import Directory
import Exchange
import FHIR
import Journal

extension StepMaker {
    /// A time at which a step is opened.
    struct Opening {
        /// When it happened.
        var at: Instant
        /// When those who hear of it by letter know.
        var told: Instant

        init(at: Instant, told: Instant) {
            self.at = at
            self.told = told
        }

        init(_ instant: Instant) { self.init(at: instant, told: instant) }
    }

    /// Every time at which something opens a step, leaving conditions aside.
    mutating func openings(of step: StepRules) -> [Opening] {
        var result: [Opening] = []
        for rule in step.opens where rule.country == nil || rule.country == course.country {
            let first = result.count
            addOpenings(by: rule, of: step, to: &result)
            guard first < result.count, let wait = rule.wait else { continue }
            let holidays = Holidays.of(course.country)
            for index in first..<result.count {
                let opening = result[index]
                result[index] = Opening(
                    at: wait.opening(from: opening.at, zone: course.zone, holidays: holidays),
                    told: wait.opening(from: opening.told, zone: course.zone, holidays: holidays))
            }
        }
        return result
    }

    private mutating func addOpenings(by rule: TriggerRules, of step: StepRules, to openings: inout [Opening]) {
        switch rule.source {
        case .event(let pattern):
            guard course.kinds.mayMeet(rule.kinds) else { return }
            let isOfStay = step.isOfStay && course.scope == .stay
            for event in course.happenings where event.kinds.mayMeet(rule.kinds) && !event.isEstimate {
                guard pattern.matches(event.kind, event.details), !(isOfStay && course.isOver(before: event.at)) else { continue }
                openings.append(Opening(at: event.at, told: event.told(pattern)))
            }
        case .start: openings.append(Opening(course.start))
        case .step(_, let outcome):
            guard let place = rule.place else { return }
            for index in made[place].indices {
                if let at = made[place][index].time(of: outcome) { openings.append(Opening(at)) }
            }
        case .choice(_, let option):
            guard let place = rule.place else { return }
            for choice in made[place] {
                guard let closing = choice.closing, closing.outcome == .done, let chosen = choice.adapting?.chosen else { continue }
                if option.map(chosen.contains) ?? true { openings.append(Opening(closing.at)) }
            }
        case .measurement(let id, let zone):
            guard let measuring = measurings.first(where: { $0.definition.id == id }) else { return }
            for at in measuring.crossings(into: zone) { openings.append(Opening(at)) }
        case .resource(let pattern):
            do {
                for match in try resources.matches(pattern) where match.said >= course.start { openings.append(Opening(match.said)) }
            } catch {
                trouble(.conditionFailed, plain(step, 1), since: course.start)
            }
        }
    }
}

extension Step {
    /// When it ended in a way that others wait for; nil when it did not.
    fileprivate func time(of outcome: Trigger.Outcome) -> Instant? {
        if outcome == .late {
            guard let due, closing.map({ $0.at > due }) ?? (opens != nil) else { return nil }
            return due
        }
        guard let closing else { return nil }
        let fits =
            switch outcome {
            case .done: closing.outcome == .done
            case .skipped: closing.outcome == .skipped
            case .declined: closing.outcome == .declined
            case .closed: closing.outcome != .ended
            case .late: false
            }
        return fits ? closing.at : nil
    }
}
