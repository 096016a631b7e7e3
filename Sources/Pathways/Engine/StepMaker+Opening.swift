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
        for rule in step.opens where rule.trigger.country == nil || rule.trigger.country == course.country {
            let openings = openings(by: rule, of: step)
            guard let wait = rule.trigger.wait else {
                result += openings
                continue
            }
            let holidays = Holidays.of(course.country)
            result += openings.map {
                Opening(
                    at: wait.opening(from: $0.at, zone: course.zone, holidays: holidays),
                    told: wait.opening(from: $0.told, zone: course.zone, holidays: holidays))
            }
        }
        return result
    }

    private mutating func openings(by rule: TriggerRules, of step: StepRules) -> [Opening] {
        switch rule.trigger.source {
        case .event(let pattern):
            guard course.kinds.mayMeet(rule.kinds) else { return [] }
            let isOfStay = step.isOfStay && course.scope == .stay
            var openings: [Opening] = []
            for event in course.happenings where event.kinds.mayMeet(rule.kinds) && !event.isEstimate {
                guard pattern.matches(event.kind, event.details), !(isOfStay && course.isOver(before: event.at)) else { continue }
                openings.append(Opening(at: event.at, told: event.told))
            }
            return openings
        case .start: return [Opening(course.start)]
        case .step(_, let outcome): return (rule.place.map { made[$0] } ?? []).compactMap { $0.time(of: outcome).map { Opening($0) } }
        case .choice(_, let option):
            return (rule.place.map { made[$0] } ?? []).compactMap { choice in
                guard let closing = choice.closing, closing.outcome == .done, let chosen = choice.adapting?.chosen else { return nil }
                guard option.map(chosen.contains) ?? true else { return nil }
                return Opening(closing.at)
            }
        case .measurement(let id, let zone):
            return measurings.first { $0.definition.id == id }?.crossings(into: zone).map { Opening($0) } ?? []
        case .resource(let pattern):
            do {
                return try resources.matches(pattern).filter { $0.said >= course.start }.map { Opening($0.said) }
            } catch {
                trouble(.conditionFailed, plain(step, 1), since: course.start)
                return []
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
