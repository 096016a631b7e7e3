import Directory
import FHIR
import Pathways

extension DeedForms {
    // MARK: Steps in the place of others, and rest

    /// Something else in the place of a step: by whoever owes the step, unless somebody else is named.
    func replace(_ step: Step) -> DeedForm {
        let owner = step.owner(at: now)
        let organisations = plan.organisations.sorted { ($0.id == owner ? "" : $0.name) < ($1.id == owner ? "" : $1.name) }
        let owners = organisations.map { DeedForm.Option(key: $0.id.text, text: $0.name) } + [.init(key: "", text: say(.citizenSelf))]
        return form(
            "replace", step.key, .replaceStep, fields: [("title", .whatInstead, "text", true), ("at", .dueWord, "datetime-local", false)],
            choices: isCitizens ? [] : [("owner", .whoDoes, owners)])
    }

    /// A step or a run rests, until a day if somebody says which.
    func pause(_ key: String, _ label: Text) -> DeedForm { form("pause", key, label, fields: [("until", .restsUntil, "date", false)]) }

    /// The step that this one is done in place of; nil for any other.
    func replaced(by step: Step) -> Step? { step.adapting?.replaces.flatMap { plan.step($0)?.step } }

    /// The step that is done in the place of this one.
    func replacement(of step: Step) -> Step? {
        guard let run = plan.step(step.key)?.run else { return nil }
        return run.steps.first { $0.adapting?.replaces == step.key }
    }

    // MARK: Another version

    /// The published versions that a run can follow instead; nil when there is no other.
    func version(_ run: Run, library: PathwayLibrary) -> DeedForm? {
        let municipality = run.lane(of: "municipality")?.organisation.flatMap { visit.pages.directory().organisation($0)?.municipality }
        let others = library.versions(of: run.pathway, in: run.country, municipality: municipality).filter { $0.version != run.version }
        if others.isEmpty { return nil }
        return form(
            "version", run.key, .moveVersion,
            choices: [
                (
                    "to", .toVersion,
                    others.reversed().map {
                        .init(key: $0.version, text: "\($0.version) · \(say(.runsFrom)) \(words.phrasing.date($0.from))")
                    }
                )
            ])
    }

    // MARK: What citizens do of their own accord

    /// Something that the citizen will do, in a run that goes on.
    func addOwn(_ run: Run?) -> [DeedForm] {
        guard let run, !run.isOver(at: now) else { return [] }
        return [
            form("add", run.key, .addOwn, fields: [("title", .whatIWillDo, "text", true), ("at", .byWhen, "datetime-local", false)])
        ]
    }

    /// Their own target for what pathways that go on measure, in the place of the definition's.
    func targets(_ library: PathwayLibrary) -> [DeedForm] {
        var seen: Set<String> = []
        return plan.runs.filter { !$0.isOver(at: now) && $0.start <= now }.flatMap { run -> [DeedForm] in
            guard let definition = library.definition(run.pathway, version: run.version) else { return [] }
            return definition.goals.compactMap { goal in
                guard let target = goal.target, let measurement = goal.measurement.flatMap({ definition.measurement($0) }),
                    seen.insert(goal.id).inserted
                else { return nil }
                let own = plan.goals.first { $0.goal.id == goal.id }
                let current = own?.goal.target.flatMap(Threshold.init) ?? target
                var form = self.form(
                    "target", "\(goal.id)|\(current.comparison.rawValue)", .setTarget,
                    fields: [("target", .setTarget, "text", true), ("by", .byWhen, "date", false)])
                let name = "\(own?.goal.title ?? goal.title[words.language]) (\(measurement.title[words.language]))"
                form.fields[0].title = "\(name): \(bound(current.comparison))"
                form.fields[0].start = current.written
                return form
            }
        }
    }

    private func bound(_ comparison: Threshold.Comparison) -> String {
        switch comparison {
        case .more, .atLeast: say(.atLeastWord)
        case .less, .atMost: say(.atMostWord)
        case .equal: say(.exactlyWord)
        }
    }
}
