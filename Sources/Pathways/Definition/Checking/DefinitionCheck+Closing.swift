import Directory

extension DefinitionCheck {
    mutating func checkDeadlines(_ step: StepDefinition) {
        let path = isWritten("step \(step.id) due") ? "step \(step.id) due" : "step \(step.id)"
        let countries = definition.countries.filter { reach.countries[step.id]?.contains($0) ?? false }
        if step.expected != nil, !step.deadlines.isEmpty {
            refuse(
                .overlap, path, what: "The step \"\(step.id)\" is both only expected and due",
                remedy: "Keep \"expected\" or \"due\", not both.")
        }
        for country in countries
        where step.expected == nil && (step.choice == nil || !step.deadlines.isEmpty)
            && !step.deadlines.contains(where: { $0.country == nil || $0.country == country })
        {
            refuse(
                .reference, path, what: "The step \"\(step.id)\" opens in \(country.rawValue) but has no deadline there",
                remedy: "Add one with \"country: \(country.rawValue)\", or one without a country, or write \"expected:\" instead.")
        }
        for deadline in step.deadlines where !countries.isEmpty {
            if let country = deadline.country, !countries.contains(country) {
                refuse(
                    .reference, path, what: "The step \"\(step.id)\" has a deadline for \(country.rawValue), where it never opens",
                    remedy: "Take the deadline away, or open the step there.")
            }
        }
        let starts = step.deadlines.map { "\($0.country?.rawValue ?? "") \($0.from.map { "\($0)" } ?? "")" }
        if Set(starts).count < starts.count {
            refuse(
                .overlap, path, what: "Two deadlines of the step \"\(step.id)\" hold from the same day",
                remedy: "Give one of them another \"from\" or country.")
        }
    }

    mutating func checkClosing(_ step: StepDefinition) {
        if step.isDoneByHandOnly, step.choice == nil, step.handOver == nil, !isWritten("step \(step.id) done") {
            refuse(
                .reference, "step \(step.id)", what: "Nothing counts as the step \"\(step.id)\" being done",
                remedy: "Write \"done:\" with the event that says so.")
        }
        for pattern in step.done {
            if step.withdrawn.contains(where: { $0.overlaps(pattern) }) {
                refuse(
                    .overlap, "step \(step.id) done", what: "\"\(pattern.kind)\" both does and withdraws the step \"\(step.id)\"",
                    remedy: "Take it out of \"done\" or out of \"withdrawn\".")
            }
            if step.unclear.contains(where: { $0.overlaps(pattern) }) {
                refuse(
                    .overlap, "step \(step.id) unclear",
                    what: "\"\(pattern.kind)\" both does the step \"\(step.id)\" and leaves it unclear",
                    remedy: "Tell them apart with \"where\", or take it out of \"done\" or out of \"unclear\".")
            }
            if step.opens.contains(where: { if case .event(let own) = $0.source { own.overlaps(pattern) } else { false } }) {
                refuse(
                    .overlap, "step \(step.id) done", what: "\"\(pattern.kind)\" both opens the step \"\(step.id)\" and does it",
                    remedy: "Let another event say that it was done.")
            }
        }
        for pattern in step.doneByResources
        where step.opens.contains(where: { if case .resource(let own) = $0.source { own.overlaps(pattern) } else { false } }) {
            refuse(
                .overlap, "step \(step.id) done", what: "The same \(pattern.type) both opens the step \"\(step.id)\" and does it",
                remedy: "Tell them apart with \"where\".")
        }
    }

    /// Two steps of one owner that the same event or resource would close: nobody could tell which it was.
    mutating func checkSharedCompletion() {
        for (index, step) in definition.steps.enumerated() {
            for other in definition.steps[..<index] where other.owner == step.owner && other.phase == step.phase {
                guard let shared = step.sharedCompletion(with: other) else { continue }
                refuse(
                    .overlap, "step \(step.id) done",
                    what: "It is not clear whether \(shared) does the step \"\(other.id)\" or the step \"\(step.id)\"",
                    remedy: "Tell them apart with \"where\", or make them one step.")
            }
        }
    }

    /// The same in two phases. They mostly come one after the other, so it is only a warning, and none when one of the steps waits for the other.
    mutating func warnOfSharedCompletion() {
        for (index, step) in definition.steps.enumerated() {
            for other in definition.steps[..<index] where other.owner == step.owner && other.phase != step.phase {
                guard let shared = step.sharedCompletion(with: other), !waits(step, for: other.id), !waits(other, for: step.id) else {
                    continue
                }
                warn(
                    .overlap, "step \(step.id) done",
                    what: "If both are open, \(shared) does the step \"\(other.id)\" and the step \"\(step.id)\"",
                    remedy: "Tell them apart with \"where\", let one come after the other, or leave it so.")
            }
        }
    }

    /// Whether a step opens only when another has been closed, by itself or by what it waits for.
    private func waits(_ step: StepDefinition, for id: String) -> Bool {
        step.opens.allSatisfy { trigger in
            switch trigger.source {
            case .step(_, .late): false
            case .step(let before, .done), .step(let before, .skipped), .step(let before, .declined), .step(let before, .closed),
                .choice(let before, _):
                before == id || definition.step(before).map { waits($0, for: id) } ?? false
            case .event, .start, .measurement, .resource: false
            }
        }
    }

    /// What only some steps have.
    mutating func checkWork(_ step: StepDefinition) {
        if let activity = step.activity, step.conflicts.contains(activity) {
            refuse(
                .forbidden, "step \(step.id) conflicts with \(activity)", what: "The step \"\(step.id)\" conflicts with its own activity",
                remedy: "Name the activity of another step.")
        }
        if let to = step.handOver?.to, to == step.owner {
            refuse(
                .forbidden, "step \(step.id) hand over to", what: "The step \"\(step.id)\" hands the citizen over to its own owner",
                remedy: "Name the role that receives.")
        }
        if step.recurrence != nil, step.expected != nil {
            refuse(
                .overlap, "step \(step.id) every", what: "The step \"\(step.id)\" is both only expected and done again and again",
                remedy: "Keep \"expected\" or \"every\", not both.")
        }
        if step.recurrence?.times == 0 {
            refuse(
                .value, "step \(step.id) times", what: "The step \"\(step.id)\" would come no time at all",
                remedy: "Write how often it comes at most, 1 or more.")
        }
        if let choice = step.choice, choice.options.isEmpty {
            refuse(
                .reference, "step \(step.id) options", what: "There is nothing to choose in \"\(step.id)\"",
                remedy: "Write what can be chosen under \"options\".")
        }
    }
}

extension StepDefinition {
    /// What would count as both being done: the event in quotes, or the resource.
    fileprivate func sharedCompletion(with other: StepDefinition) -> String? {
        let event = done.first { own in other.done.contains { $0.overlaps(own) } }
        let resource = doneByResources.first { own in other.doneByResources.contains { $0.overlaps(own) } }
        return event.map { "\"\($0.kind)\"" } ?? resource.map { "the same \($0.type)" }
    }
}

extension ResourcePattern {
    /// Whether one resource is surely, or as far as anybody can tell without it, both.
    func overlaps(_ other: ResourcePattern) -> Bool {
        type == other.type && (condition == nil || other.condition == nil || condition == other.condition)
    }
}
