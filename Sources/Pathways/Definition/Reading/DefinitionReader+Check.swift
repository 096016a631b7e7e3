import Directory
import FHIR
import Journal

extension DefinitionReader {
    /// Notes what is well written and yet cannot work.
    mutating func check(_ definition: PathwayDefinition) {
        checkRoles(definition)
        let ids = Set(definition.steps.map(\.id))
        let phases = Set(definition.phases.map(\.id))
        for step in definition.steps {
            if !phases.contains(step.phase) {
                note(
                    .reference, "step \(step.id) phase", "The step \"\(step.id)\" names no phase",
                    "Write one of these: \(definition.phases.map(\.id).joined(separator: ", ")).")
            }
            checkOpening(step, ids, definition)
            checkDeadlines(step)
            checkClosing(step, definition)
        }
        checkLoops(definition)
        checkSharedCompletion(definition)
        for case .whileOpen(let step) in definition.responsible where !ids.contains(step) {
            note(
                .reference, "while \(step)", "There is no step \"\(step)\"",
                "Write one of these: \(definition.steps.map(\.id).joined(separator: ", ")).")
        }
    }

    private mutating func note(_ kind: Mistake.Kind, _ path: String, _ what: String, _ remedy: String) {
        mistakes.append(Mistake(kind, place(path), what, remedy: remedy))
    }

    private mutating func checkRoles(_ definition: PathwayDefinition) {
        let known = definition.roles.map(\.id)
        func named(_ id: String, _ path: String) -> [(String, String)] { known.contains(id) ? [] : [(id, path)] }
        var unknown = named(definition.coordinator, "coordinator") + named(definition.fallback, "fallback")
        for step in definition.steps {
            unknown += named(step.owner, "step \(step.id) owner")
            if let counterpart = step.counterpart { unknown += named(counterpart, "step \(step.id) counterpart") }
            for role in step.late { unknown += named(role, "step \(step.id) late") }
        }
        for case .from(_, let role) in definition.responsible { unknown += named(role, "responsible \(role)") }
        for (id, path) in unknown {
            note(
                .reference, path, "There is no role \"\(id)\"",
                "Write one of these: \(known.joined(separator: ", ")); or add it under \"roles\".")
        }
        if definition.scope == .stay, let fallback = definition.role(definition.fallback), fallback.party != .sender {
            note(
                .forbidden, "fallback", "The role \"\(fallback.id)\" may be nobody",
                "Let the fallback be a role with \"party: sender\": every stay has a sender, so every step has an owner.")
        }
    }

    private mutating func checkOpening(_ step: StepDefinition, _ ids: Set<String>, _ definition: PathwayDefinition) {
        if step.opens.isEmpty {
            note(
                .reference, "step \(step.id)", "Nothing opens the step \"\(step.id)\"",
                "Write \"opens:\" with the event or the step that it comes after.")
        }
        let final = Set(definition.ends.filter { $0.term == nil }.compactMap(\.event))
        for trigger in step.opens {
            switch trigger.source {
            case .step(let other, _) where !ids.contains(other):
                note(
                    .reference, "step \(step.id) after \(other)", "There is no step \"\(other)\"",
                    "Write one of these: \(definition.steps.map(\.id).joined(separator: ", ")).")
            case .event(let pattern) where final.contains(pattern.kind):
                note(
                    .reference, "step \(step.id) opens", "The step \"\(step.id)\" can never open: \"\(pattern.kind)\" ends the pathway",
                    "Let it come after another event, or let the pathway end some time after this one.")
            case .event(let pattern) where step.withdrawn.contains { $0.kind == pattern.kind && $0.details.isEmpty }:
                note(
                    .reference, "step \(step.id) opens", "The step \"\(step.id)\" is opened and withdrawn by \"\(pattern.kind)\"",
                    "Take the event out of \"opens\" or out of \"withdrawn\".")
            case .step, .event, .start, .choice, .measurement, .resource:
                continue
            }
        }
    }

    private mutating func checkDeadlines(_ step: StepDefinition) {
        let path = places["step \(step.id) due"] == nil ? "step \(step.id)" : "step \(step.id) due"
        let countries =
            step.opens.contains { $0.country == nil }
            ? Country.allCases
            : Country.allCases.filter { country in
                step.opens.contains { $0.country == country }
            }
        if step.expected != nil, !step.deadlines.isEmpty {
            note(.overlap, path, "The step \"\(step.id)\" is both only expected and due", "Keep \"expected\" or \"due\", not both.")
        }
        for country in countries
        where step.expected == nil && step.choice == nil && !step.deadlines.contains(where: { $0.country == nil || $0.country == country })
        {
            note(
                .reference, path, "The step \"\(step.id)\" opens in \(country.rawValue) but has no deadline there",
                "Add one with \"country: \(country.rawValue)\", or one without a country, or write \"expected:\" instead.")
        }
        for deadline in step.deadlines {
            if let country = deadline.country, !countries.contains(country) {
                note(
                    .reference, path, "The step \"\(step.id)\" has a deadline for \(country.rawValue), where it never opens",
                    "Take the deadline away, or open the step there.")
            }
        }
        let starts = step.deadlines.map { "\($0.country?.rawValue ?? "") \($0.from.map { "\($0)" } ?? "")" }
        if Set(starts).count < starts.count {
            note(
                .overlap, path, "Two deadlines of the step \"\(step.id)\" hold from the same day",
                "Give one of them another \"from\" or country.")
        }
    }

    private mutating func checkClosing(_ step: StepDefinition, _ definition: PathwayDefinition) {
        if step.done.isEmpty, places["step \(step.id) done"] == nil, step.choice == nil {
            note(
                .reference, "step \(step.id)", "Nothing counts as the step \"\(step.id)\" being done",
                "Write \"done:\" with the event that says so.")
        }
        for pattern in step.done {
            if step.withdrawn.contains(where: { $0.overlaps(pattern) }) {
                note(
                    .overlap, "step \(step.id) done", "\"\(pattern.kind)\" both does and withdraws the step \"\(step.id)\"",
                    "Take it out of \"done\" or out of \"withdrawn\".")
            }
            if step.unclear.contains(where: { $0.overlaps(pattern) }) {
                note(
                    .overlap, "step \(step.id) unclear", "\"\(pattern.kind)\" both does the step \"\(step.id)\" and leaves it unclear",
                    "Tell them apart with \"where\", or take it out of \"done\" or out of \"unclear\".")
            }
            let opens = step.opens.contains { if case .event(let own) = $0.source { own.overlaps(pattern) } else { false } }
            if opens {
                note(
                    .overlap, "step \(step.id) done", "\"\(pattern.kind)\" both opens the step \"\(step.id)\" and does it",
                    "Let another event say that it was done.")
            }
        }
    }

    /// Two steps of one owner that the same event would close: nobody could tell which it was.
    private mutating func checkSharedCompletion(_ definition: PathwayDefinition) {
        for (index, step) in definition.steps.enumerated() {
            for other in definition.steps[..<index] where other.owner == step.owner && other.phase == step.phase {
                guard let shared = step.done.first(where: { own in other.done.contains { $0.overlaps(own) } }) else { continue }
                note(
                    .overlap, "step \(step.id) done",
                    "It is not clear whether \"\(shared.kind)\" does the step \"\(other.id)\" or the step \"\(step.id)\"",
                    "Tell them apart with \"where\", or make them one step.")
            }
        }
    }

    /// Steps that wait for each other in a circle.
    private mutating func checkLoops(_ definition: PathwayDefinition) {
        for step in definition.steps {
            var seen: Set<String> = []
            var waiting = Self.before(step)
            while let next = waiting.popLast() {
                if next == step.id {
                    note(
                        .cycle, "step \(step.id) opens", "The step \"\(step.id)\" waits for itself",
                        "Let one of the steps in the circle come after an event.")
                    break
                }
                if seen.insert(next).inserted, let other = definition.step(next) { waiting += Self.before(other) }
            }
        }
    }

    private static func before(_ step: StepDefinition) -> [String] {
        step.opens.compactMap { if case .step(let id, _) = $0.source { id } else { nil } }
    }
}
