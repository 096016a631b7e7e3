import Directory
import FHIR
import Journal

extension DefinitionReader {
    mutating func role(_ node: DefinitionNode) -> RoleDefinition? {
        guard let parts = node.members(.role, &mistakes), let id = parts["role"]?.id(&mistakes),
            let title = parts["title"]?.wording(&mistakes), let kind = parts["kind"]?.string(&mistakes)
        else { return nil }
        guard Role.known.contains(Role(kind)) else {
            parts["kind"]?.note(
                .value, "The directory has no role \"\(kind)\"",
                remedy: "Write one of these: \(Role.known.map(\.code).joined(separator: ", ")).", &mistakes)
            return nil
        }
        let party: RoleDefinition.Party? = parts["party"].flatMap { $0.choice(RoleDefinition.Party.self, &mistakes) }
        unique("role \(id)", node, "role", id)
        place("role \(id) contact", parts["contact"])
        return RoleDefinition(
            id: id, title: title, kind: Role(kind), party: party, competence: parts["competence"].flatMap { $0.wording(&mistakes) },
            isContact: parts["contact"].flatMap { $0.yesOrNo(&mistakes) } ?? false)
    }

    mutating func phase(_ node: DefinitionNode) -> PhaseDefinition? {
        guard let parts = node.members(.phase, &mistakes), let id = parts["phase"]?.id(&mistakes),
            let title = parts["title"]?.wording(&mistakes)
        else { return nil }
        unique("phase \(id)", node, "phase", id)
        return PhaseDefinition(id: id, title: title)
    }

    mutating func responsibility(_ node: DefinitionNode) -> ResponsibilityRule? {
        guard let parts = node.members(.responsible, &mistakes) else { return nil }
        if let step = parts["while"], parts["role"] == nil {
            guard let id = step.string(&mistakes) else { return nil }
            place("while \(id)", step)
            return .whileOpen(step: id)
        }
        guard let from = parts["from"], let role = parts["role"] else {
            node.note(
                .key, "It is not said who is responsible when",
                remedy: "Write \"from:\" an event and \"role:\" who, or \"while:\" the step that must be open.", &mistakes)
            return nil
        }
        guard let kind = event(from), let id = role.string(&mistakes) else { return nil }
        place("responsible \(id)", role)
        return .from(kind, role: id)
    }

    mutating func source(_ node: DefinitionNode) -> SourceNote? {
        place("source \(places.keys.count { $0.hasPrefix("source ") })", node)
        guard let parts = node.members(.source, &mistakes), let what = parts["what"]?.string(&mistakes),
            let location = parts["where"]?.string(&mistakes), let isVerified = parts["verified"]?.yesOrNo(&mistakes)
        else { return nil }
        return SourceNote(what: what, location: location, read: parts["read"].flatMap { $0.day(&mistakes) }, isVerified: isVerified)
    }

    mutating func signature(_ node: DefinitionNode) -> Publication.Signature? {
        guard let parts = node.members(.signature, &mistakes), let role = parts["role"]?.string(&mistakes),
            let by = parts["by"]?.string(&mistakes), let on = parts["on"]?.day(&mistakes)
        else { return nil }
        place("signed \(role)", parts["role"])
        return Publication.Signature(role: role, by: by, on: on)
    }

    mutating func goal(_ node: DefinitionNode) -> GoalDefinition? {
        guard let parts = node.members(.goal, &mistakes), let id = parts["goal"]?.id(&mistakes),
            let title = parts["title"]?.wording(&mistakes)
        else { return nil }
        unique("goal \(id)", node, "goal", id)
        place("goal \(id) measurement", parts["measurement"])
        return GoalDefinition(
            id: id, title: title, measurement: parts["measurement"].flatMap { $0.string(&mistakes) }, target: threshold(parts["target"]))
    }

    mutating func measurement(_ node: DefinitionNode) -> MeasurementDefinition? {
        guard let parts = node.members(.measurement, &mistakes), let id = parts["measurement"]?.id(&mistakes),
            let title = parts["title"]?.wording(&mistakes), let codeNode = parts["code"], let written = codeNode.string(&mistakes),
            let unit = parts["unit"]?.string(&mistakes)
        else { return nil }
        unique("measurement \(id)", node, "measurement", id)
        place("measurement \(id) unit", parts["unit"])
        guard let code = MeasurementCode(written) else {
            codeNode.note(
                .value, "\"\(written)\" is no code", remedy: "Write its system, a bar and the code: \"http://loinc.org|59408-5\".",
                &mistakes)
            return nil
        }
        let bands = list(parts["zones"]) { $0.band($1, of: id) }
        return MeasurementDefinition(id: id, title: title, code: code, unit: unit, bands: bands)
    }

    private mutating func band(_ node: DefinitionNode, of id: String) -> MeasurementDefinition.Band? {
        place("measurement \(id) zone \(places.keys.count { $0.hasPrefix("measurement \(id) zone ") })", node)
        guard let parts = node.members(.zone, &mistakes),
            let zone: MeasurementDefinition.Zone = parts["zone"].flatMap({ $0.choice(MeasurementDefinition.Zone.self, &mistakes) }),
            let threshold = threshold(parts["when"])
        else { return nil }
        return MeasurementDefinition.Band(zone: zone, threshold: threshold, citizen: parts["citizen"].flatMap { $0.wording(&mistakes) })
    }

    private mutating func threshold(_ node: DefinitionNode?) -> Threshold? {
        guard let node, let text = node.string(&mistakes) else { return nil }
        if let threshold = Threshold(text) { return threshold }
        node.note(
            .value, "\"\(text)\" is no comparison with a number", remedy: "Write <, <=, >, >= or = and the number, in quotes: \">= 92\".",
            &mistakes)
        return nil
    }

    mutating func adherence(_ node: DefinitionNode) -> AdherenceDefinition? {
        guard let parts = node.members(.adherence, &mistakes), let id = parts["name"]?.id(&mistakes),
            let title = parts["title"]?.wording(&mistakes)
        else { return nil }
        unique("adherence \(id)", node, "figure", id)
        let steps = names(parts["steps"], "adherence \(id)")
        place("adherence \(id) at least", parts["at least"])
        let count = parts["at least"].flatMap { $0.number(&mistakes) } ?? steps.count
        return AdherenceDefinition(id: id, title: title, steps: steps, atLeast: count)
    }

    mutating func basis(_ parts: [String: DefinitionNode]) -> Basis? {
        let kind: Basis.Kind? = parts["basis"].flatMap { $0.choice(Basis.Kind.self, &mistakes) }
        let verified = parts["verified"].flatMap { $0.yesOrNo(&mistakes) }
        guard let kind, let verified, let source = parts["source"]?.string(&mistakes) else { return nil }
        return Basis(kind: kind, source: source, isVerified: verified)
    }

    mutating func price(_ node: DefinitionNode) -> PriceDefinition? {
        guard let parts = node.members(.price, &mistakes), let id = parts["price"]?.id(&mistakes),
            let title = parts["title"]?.wording(&mistakes), let currency = parts["currency"]?.string(&mistakes),
            let country: Country = parts["country"].flatMap({ $0.choice(Country.self, &mistakes) }),
            let from = event(parts["from"])
        else { return nil }
        unique("price \(id)", node, "price", id)
        let rows = list(parts["table"]) { $0.priceRow($1) }
        let twice = Dictionary(grouping: rows, by: \.from).filter { $0.value.count > 1 }.keys.min()
        if let twice {
            parts["table"]?.note(
                .overlap, "Two rows of the price begin on \(twice)", remedy: "Keep the one that its source confirms.", &mistakes)
        }
        return PriceDefinition(
            id: id, title: title, country: country, currency: currency, from: from, until: list(parts["until"]) { $0.event($1) },
            unless: pattern(parts["unless"]), certain: pattern(parts["certain"]),
            table: rows.sorted { $0.from < $1.from })
    }

    private mutating func priceRow(_ node: DefinitionNode) -> PriceDefinition.PriceRow? {
        guard let parts = node.members(.priceRow, &mistakes), let from = parts["from"]?.day(&mistakes),
            let amount = parts["amount"]?.number(&mistakes), let basis = basis(parts)
        else { return nil }
        var amounts = [DayPrice(day: 1, amount: amount)]
        if let third = parts["from day 3"]?.number(&mistakes) { amounts.append(DayPrice(day: 3, amount: third)) }
        return PriceDefinition.PriceRow(from: from, amounts: amounts, basis: basis)
    }

    /// Remembers the place of an id; notes it when the id is there twice.
    mutating func unique(_ path: String, _ node: DefinitionNode, _ what: String, _ id: String) {
        if let first = places[path] {
            node.note(
                .overlap, "The \(what) \"\(id)\" is there twice, first on line \(first.line)", remedy: "Give one of them another id.",
                &mistakes)
        } else {
            place(path, node)
        }
    }
}
