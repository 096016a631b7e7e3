import Directory
import FHIRPath
import Journal

extension DefinitionCheck {
    mutating func warnOfUnused() {
        let named = Set(namedRoles().map(\.id))
        for role in definition.roles where !named.contains(role.id) && !role.isContact {
            warn(
                .reference, "role \(role.id)", what: "The role \"\(role.id)\" has nothing to do",
                remedy: "Give it a step, let it hear of one, or take it away.")
        }
        for phase in definition.phases where !definition.steps.contains(where: { $0.phase == phase.id }) {
            warn(
                .reference, "phase \(phase.id)", what: "The phase \"\(phase.id)\" has no step",
                remedy: "Put a step into it, or take it away.")
        }
        let triggers = definition.steps.flatMap(\.opens)
        for measurement in definition.measurements {
            let isUsed =
                definition.goals.contains { $0.measurement == measurement.id }
                || triggers.contains { if case .measurement(measurement.id, _) = $0.source { true } else { false } }
            if !isUsed, measurement.bands.allSatisfy({ $0.citizen == nil }) {
                warn(
                    .reference, "measurement \(measurement.id)", what: "Nothing comes of the measurement \"\(measurement.id)\"",
                    remedy: "Let a zone open a step or tell the citizen what to do, let a goal name it, or take it away.")
            }
            let gap = measurement.samples.first { measurement.band(for: $0) == nil }
            if !measurement.bands.isEmpty, gap != nil {
                warn(
                    .value, "measurement \(measurement.id)", what: "Some values of \"\(measurement.id)\" fall into no zone",
                    remedy: "Let the last zone take the rest, such as \">= 92\" after \"< 92\".")
            }
        }
        for goal in definition.goals where goal.measurement == nil {
            warn(
                .reference, "goal \(goal.id)", what: "Nothing measures the goal \"\(goal.id)\"",
                remedy: "Name a measurement, or leave it so: the citizen and the team say whether it is reached.")
        }
        for choice in definition.choices { warnOfUnusedOptions(choice, triggers) }
    }

    private mutating func warnOfUnusedOptions(_ choice: StepDefinition, _ triggers: [Trigger]) {
        for option in choice.choice?.options ?? [] {
            let isUsed = triggers.contains { trigger in
                switch trigger.source {
                case .choice(choice.id, let wanted): wanted == nil || wanted == option.id
                case .step(choice.id, _): true
                case .choice, .step, .event, .start, .measurement, .resource: false
                }
            }
            let ends = definition.ends.contains { $0.source == .step(choice.id) }
            if !isUsed, !ends {
                warn(
                    .reference, "choice \(choice.id) option \(option.id)", what: "Choosing \"\(option.id)\" opens nothing",
                    remedy: "Let a step come \"after choice: \(choice.id)\" with \"option: \(option.id)\", or leave it so.")
            }
        }
    }

    mutating func warnOfSources() {
        if definition.sources.isEmpty {
            warn(
                .key, "pathway", what: "It is not said where the content comes from",
                remedy: "Write it under \"sources\", with the day on which it was read.")
        }
        for (index, source) in definition.sources.enumerated() where !source.isVerified {
            warn(
                .value, "source \(index)", "sources", what: "Nobody has verified \"\(source.what)\" against its source",
                remedy: "Read the source, then write \"verified: yes\" and the day.")
        }
        for step in definition.steps {
            for (index, deadline) in step.deadlines.enumerated() where deadline.basis.kind == .nationalRule && !deadline.basis.isVerified {
                warn(
                    .value, "step \(step.id) due \(index)", "step \(step.id) due",
                    what: "Nobody has verified the national rule of the step \"\(step.id)\"",
                    remedy: "Read the source, then write \"verified: yes\".")
            }
        }
        for signature in definition.publication.signed where signature.on > definition.from {
            warn(
                .value, "signed \(signature.role)", what: "\"\(signature.role)\" signed after the version began to hold",
                remedy: "Look at the day, or give the version a later \"from\".")
        }
    }

    /// Texts that look as if nobody had translated them.
    mutating func warnOfTexts() {
        for step in definition.steps {
            for (key, text) in [("title", step.title), ("citizen", step.citizen)]
            where text.en == text.nb && text.en.count > 12 && text.en.contains(" ") {
                warn(
                    .value, "step \(step.id) \(key)", what: "The \(key) of the step \"\(step.id)\" is the same in English as in Norwegian",
                    remedy: "Translate it.")
            }
        }
    }

    mutating func warnOfScores() {
        guard let scores else { return }
        for step in definition.steps {
            guard let asked = step.score, scores.score(asked.name, variant: asked.variant) == nil else { continue }
            let variants = scores.definitions.filter { $0.name == asked.name }.map(\.variant)
            let names = Set(scores.definitions.map(\.name)).sorted().joined(separator: ", ")
            warn(
                .reference, "step \(step.id) score", what: "The score of the step \"\(step.id)\" is none that the hub has",
                remedy: variants.isEmpty
                    ? "Name one of these: \(names)." : "Write one of these under \"variant\": \(variants.joined(separator: ", ")).")
        }
    }

    mutating func warnOfUnits() {
        for measurement in definition.measurements where UnitScale(code: measurement.unit) == nil {
            warn(
                .value, "measurement \(measurement.id) unit", "measurement \(measurement.id)",
                what: "\"\(measurement.unit)\" is no unit of UCUM, so no reading in another unit is understood",
                remedy: "Write its code as in UCUM, such as %, kg, mm[Hg] or /min.")
        }
    }

    mutating func warnOfTimes() {
        let length = definition.longest
        for step in definition.steps {
            for deadline in step.deadlines
            where deadline.isAfter(definition.ends, of: step)
                || length.map({ definition.earliest(step) + deadline.term.leastMinutes > $0 }) ?? false
            {
                warn(
                    .overlap, "step \(step.id) due", what: "The pathway ends before the step \"\(step.id)\" is due",
                    remedy: "Let the pathway end later, or the step be due earlier.")
            }
            guard let answer = step.handOver?.answerWithin?.leastMinutes else { continue }
            if step.deadlines.contains(where: { $0.term.leastMinutes < answer }) {
                warn(
                    .overlap, "step \(step.id) hand over", what: "The receiver may answer after the step \"\(step.id)\" is due",
                    remedy: "Give it less time for the answer, or the step more.")
            }
        }
        if definition.scope == .citizen, !definition.roles.contains(where: \.isContact) {
            warn(
                .key, "roles", what: "The citizen has no contact in this pathway",
                remedy: "Write \"contact: yes\" at the role that the citizen turns to.")
        }
    }
}

extension Deadline {
    /// Whether it is surely over only after the pathway is, counted from the same event.
    fileprivate func isAfter(_ ends: [EndDefinition], of step: StepDefinition) -> Bool {
        step.opens.allSatisfy { trigger in
            guard case .event(let pattern) = trigger.source else { return false }
            return ends.contains { end in
                guard end.event == pattern.kind, let length = end.term?.leastMinutes else { return false }
                return term.leastMinutes + (trigger.wait?.leastMinutes ?? 0) > length
            }
        }
    }
}

extension PathwayDefinition {
    /// After how many minutes from its start it has surely ended; nil when time alone does not end it.
    fileprivate var longest: Int? {
        ends.compactMap { end in end.source == .start ? end.term?.mostMinutes : nil }.min()
    }

    /// How many minutes after the start a step opens at the earliest. Nothing waits for itself here: that has been refused before.
    fileprivate func earliest(_ step: StepDefinition) -> Int {
        step.opens.map { trigger in
            let before: Int
            switch trigger.source {
            case .step(let id, _), .choice(let id, _): before = self.step(id).map { earliest($0) } ?? 0
            case .event, .start, .measurement, .resource: before = 0
            }
            return before + (trigger.wait?.leastMinutes ?? 0)
        }.min() ?? 0
    }
}

extension DeadlineTerm {
    /// The most minutes that it can be, with weekends and holidays.
    fileprivate var mostMinutes: Int {
        switch self {
        case .minutes, .hours, .days: leastMinutes
        case .workingDays(let count): (count + 2 * (count / 5 + 1) + 10) * 1440
        case .months(let count): count * 31 * 1440
        case .clock, .clockOnWorkingDay: leastMinutes + 14 * 1440
        }
    }

    /// A measure for comparing lengths: minutes, with days of 24 hours.
    var leastMinutes: Int {
        switch self {
        case .minutes(let count): count
        case .hours(let count): count * 60
        case .days(let count): count * 1440
        case .workingDays(let count): count * 1440
        case .months(let count): count * 28 * 1440
        case .clock(let hour, let minute, let day), .clockOnWorkingDay(let hour, let minute, let day):
            day * 1440 + hour * 60 + minute - 1440
        }
    }
}
