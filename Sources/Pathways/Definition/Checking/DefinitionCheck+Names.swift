import Directory

extension DefinitionCheck {
    /// Everything that is named and must be there.
    mutating func checkNames() {
        checkRoles()
        let steps = definition.steps.map(\.id)
        for step in definition.steps where definition.phase(step.phase) == nil {
            refuse(
                .reference, "step \(step.id) phase", what: "The step \"\(step.id)\" names no phase",
                remedy: "Write one of these: \(definition.phases.map(\.id).joined(separator: ", ")).")
        }
        for case .whileOpen(let step) in definition.responsible where !steps.contains(step) { refuseStep(step, "while \(step)") }
        for end in definition.ends {
            if case .step(let step) = end.source, !steps.contains(step) { refuseStep(step, "end \(step)") }
        }
        for figure in definition.adherence {
            for step in figure.steps where !steps.contains(step) { refuseStep(step, "adherence \(figure.id) \(step)") }
        }
        for goal in definition.goals {
            guard let measurement = goal.measurement, definition.measurement(measurement) == nil else { continue }
            refuseMeasurement(measurement, "goal \(goal.id) measurement")
        }
    }

    mutating func refuseStep(_ id: String, _ path: String) {
        refuse(
            .reference, path, what: "There is no step \"\(id)\"",
            remedy: "Write one of these: \(definition.steps.map(\.id).joined(separator: ", ")).")
    }

    mutating func refuseMeasurement(_ id: String, _ path: String) {
        refuse(
            .reference, path, what: "There is no measurement \"\(id)\"",
            remedy: definition.measurements.isEmpty
                ? "Add it under \"measurements\"." : "Write one of these: \(definition.measurements.map(\.id).joined(separator: ", ")).")
    }

    private mutating func checkRoles() {
        let known = definition.roles.map(\.id)
        for (id, path) in namedRoles() where !known.contains(id) {
            refuse(
                .reference, path, what: "There is no role \"\(id)\"",
                remedy: "Write one of these: \(known.joined(separator: ", ")); or add it under \"roles\".")
        }
        if definition.scope == .stay, let fallback = definition.role(definition.fallback), fallback.party != .sender {
            refuse(
                .forbidden, "fallback", what: "The role \"\(fallback.id)\" may be nobody",
                remedy: "Let the fallback be a role with \"party: sender\": every stay has a sender, so every step has an owner.")
        }
        let contacts = definition.roles.filter(\.isContact)
        for second in contacts.dropFirst() {
            refuse(
                .overlap, "role \(second.id) contact",
                what: "The citizen would have two contacts: \"\(contacts[0].id)\" and \"\(second.id)\"",
                remedy: "Keep \"contact: yes\" at one role.")
        }
    }

    /// Every role that something names, with the path of the place where it does.
    func namedRoles() -> [(id: String, path: String)] {
        var named = [(id: definition.coordinator, path: "coordinator"), (definition.fallback, "fallback")]
        for step in definition.steps {
            named.append((step.owner, "step \(step.id) owner"))
            if let counterpart = step.counterpart { named.append((counterpart, "step \(step.id) counterpart")) }
            named += step.late.map { ($0, "step \(step.id) late \($0)") }
            named += step.notify.map { ($0, "step \(step.id) notify \($0)") }
            if let to = step.handOver?.to { named.append((to, "step \(step.id) hand over to")) }
        }
        for case .from(_, let role) in definition.responsible { named.append((role, "responsible \(role)")) }
        named += definition.publication.signOff.map { ($0, "sign-off \($0)") }
        named += definition.publication.signed.map { ($0.role, "signed \($0.role)") }
        return named
    }
}
