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
    mutating func openings(of step: StepDefinition) -> [Opening] {
        let isOfStay = course.scope == .stay && step.withdrawn.contains { $0.kind == .discharged }
        var result: [Opening] = []
        for trigger in step.opens where trigger.country == nil || trigger.country == course.country {
            let openings = openings(by: trigger, of: step, isOfStay: isOfStay)
            guard let wait = trigger.wait else {
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

    private mutating func openings(by trigger: Trigger, of step: StepDefinition, isOfStay: Bool) -> [Opening] {
        switch trigger.source {
        case .event(let pattern):
            return course.happenings.filter { !$0.isEstimate && pattern.matches($0.kind, $0.details) }
                .filter { !(isOfStay && course.isOver(before: $0.at)) }.map { Opening(at: $0.at, told: $0.told) }
        case .start: return [Opening(course.start)]
        case .step(let id, let outcome): return (made[id] ?? []).compactMap { $0.time(of: outcome).map { Opening($0) } }
        case .choice(let id, let option):
            return (made[id] ?? []).compactMap { choice in
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
                trouble(.conditionFailed, plain(step, 1, StepActs([])), since: course.start)
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
