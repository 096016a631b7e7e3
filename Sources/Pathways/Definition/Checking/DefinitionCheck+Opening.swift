import Directory

extension DefinitionCheck {
    mutating func checkOpening(_ step: StepDefinition) {
        if step.opens.isEmpty {
            refuse(
                .reference, "step \(step.id)", what: "Nothing opens the step \"\(step.id)\"",
                remedy: "Write \"opens:\" with the event or the step that it comes after.")
        }
        let before = mistakes.count
        for trigger in step.opens { checkTrigger(trigger, of: step) }
        if mistakes.count == before, !step.opens.isEmpty, !reach.canOpen(step.id), !isInLoop(step.id) {
            refuse(
                .reference, "step \(step.id) opens", what: "The step \"\(step.id)\" can never open: nothing that opens it ever comes",
                remedy: "Let it come after an event, the start, or a step that opens in the same country.")
        }
    }

    private mutating func checkTrigger(_ trigger: Trigger, of step: StepDefinition) {
        if let country = trigger.country, !definition.countries.contains(country) {
            refuse(
                .reference, "step \(step.id) opens",
                what: "The step \"\(step.id)\" opens in \(country.rawValue), where the pathway does not run",
                remedy: "Take it away, or add the country under \"countries\".")
        }
        switch trigger.source {
        case .step(let other, let outcome): checkStep(other, outcome, opening: step)
        case .choice(let choice, let option): checkChoice(choice, option, opening: step)
        case .measurement(let id, let zone):
            guard let measurement = definition.measurement(id) else {
                refuseMeasurement(id, "step \(step.id) after measurement \(id)")
                return
            }
            if !measurement.bands.contains(where: { $0.zone == zone }) {
                refuse(
                    .reference, "step \(step.id) after measurement \(id)",
                    what: "The measurement \"\(id)\" has no zone \(zone.rawValue)",
                    remedy: "Add the zone to the measurement, or name another.")
            }
        case .event(let pattern):
            if reach.final(of: trigger) != nil {
                refuse(
                    .reference, "step \(step.id) opens",
                    what: "The step \"\(step.id)\" can never open: \"\(pattern.kind)\" ends the pathway",
                    remedy: "Let it come after another event, or let the pathway end some time after this one.")
            } else if step.withdrawn.contains(where: { $0.kind == pattern.kind && $0.details.isEmpty }), trigger.wait == nil {
                refuse(
                    .reference, "step \(step.id) opens", what: "The step \"\(step.id)\" is opened and withdrawn by \"\(pattern.kind)\"",
                    remedy: "Take the event out of \"opens\" or out of \"withdrawn\".")
            }
        case .start, .resource: break
        }
    }

    private mutating func checkStep(_ other: String, _ outcome: Trigger.Outcome, opening step: StepDefinition) {
        let path = "step \(step.id) after \(other)"
        guard let before = definition.step(other) else { return refuseStep(other, path) }
        switch outcome {
        case .done, .skipped, .closed: break
        case .late where before.deadlines.isEmpty:
            refuse(
                .reference, path, what: "The step \"\(other)\" is never late: it has no deadline",
                remedy: "Write \"due:\" at it, or wait for another outcome.")
        case .declined where before.handOver == nil:
            refuse(
                .reference, path, what: "The step \"\(other)\" is never declined: it hands nothing over",
                remedy: "Write \"hand over:\" at it, or wait for another outcome.")
        case .late, .declined: break
        }
    }

    private mutating func checkChoice(_ id: String, _ option: String?, opening step: StepDefinition) {
        let path = "step \(step.id) after \(id)"
        guard let choice = definition.step(id)?.choice else {
            let known = definition.choices.map(\.id).joined(separator: ", ")
            let isStep = definition.step(id) != nil
            let other = known.isEmpty ? "Add it under \"choices\"." : "Write one of these: \(known)."
            return refuse(
                .reference, path, what: isStep ? "\"\(id)\" is no choice but a step" : "There is no choice \"\(id)\"",
                remedy: isStep ? "Write \"after step: \(id)\"." : other)
        }
        if let option, choice.option(option) == nil {
            refuse(
                .reference, "\(path) option \(option)", path, what: "The choice \"\(id)\" has no option \"\(option)\"",
                remedy: "Write one of these: \(choice.options.map(\.id).joined(separator: ", ")).")
        }
    }

    /// Steps that wait for each other in a circle, and steps that come again for ever.
    mutating func checkLoops() {
        for step in definition.steps where isInLoop(step.id) {
            refuse(
                .cycle, "step \(step.id) opens", what: "The step \"\(step.id)\" waits for itself",
                remedy: "Let one of the steps in the circle come after an event; for what is done again and again, write \"every:\".")
        }
        let stops = definition.ends.contains { end in
            switch end.source {
            case .event, .start: true
            case .step: false
            }
        }
        for step in definition.steps where !stops {
            guard let recurrence = step.recurrence, recurrence.times == nil, recurrence.until.isEmpty else { continue }
            refuse(
                .cycle, "step \(step.id) every", what: "The step \"\(step.id)\" comes again for ever",
                remedy: "Write \"times:\" or \"until:\" beside it, or an end of the pathway that comes by an event or by time.")
        }
    }

    /// Whether a step waits, over others, for itself.
    private func isInLoop(_ id: String) -> Bool {
        var seen: Set<String> = []
        var waiting = definition.step(id).map(Self.before) ?? []
        while let next = waiting.popLast() {
            if next == id { return true }
            if seen.insert(next).inserted, let other = definition.step(next) { waiting += Self.before(other) }
        }
        return false
    }

    private static func before(_ step: StepDefinition) -> [String] {
        step.opens.compactMap {
            switch $0.source {
            case .step(let id, _), .choice(let id, _): id
            case .event, .start, .measurement, .resource: nil
            }
        }
    }
}
