import Directory
import FHIR
import Journal

extension DefinitionReader {
    mutating func step(_ node: DefinitionNode) -> StepDefinition? {
        let required = ["step", "phase", "owner", "title", "short", "citizen", "done"]
        let optional = ["counterpart", "opens", "repeats", "expected", "due", "unclear", "withdrawn", "late"]
        guard let parts = members(node, required, optional, what: "The step"), let id = parts["step"]?.id(&mistakes) else { return nil }
        unique("step \(id)", node, "step", id)
        for key in ["phase", "owner", "counterpart", "late", "opens", "due", "done", "unclear", "withdrawn"] {
            line("step \(id) \(key)", parts[key])
        }
        let title = parts["title"]?.wording(&mistakes)
        let short = parts["short"]?.wording(&mistakes)
        let citizen = parts["citizen"]?.wording(&mistakes)
        let opens = list(parts["opens"]) { $0.trigger($1, of: id) }
        let deadlines = list(parts["due"]) { $0.deadline($1, of: id) }
        let done = list(parts["done"]) { $0.pattern($1) }
        let unclear = list(parts["unclear"]) { $0.pattern($1) }
        let withdrawn = list(parts["withdrawn"]) { $0.pattern($1) }
        let late = list(parts["late"]) { $1.string(&$0.mistakes) }
        let expected = event(parts["expected"])
        let repeats = parts["repeats"].flatMap { $0.yesOrNo(&mistakes) } ?? false
        guard let phase = parts["phase"]?.string(&mistakes), let owner = parts["owner"]?.string(&mistakes), let title, let short,
            let citizen
        else { return nil }
        return StepDefinition(
            id: id, phase: phase, owner: owner, counterpart: parts["counterpart"].flatMap { $0.string(&mistakes) }, title: title,
            short: short, citizen: citizen, opens: opens, repeats: repeats, expected: expected, deadlines: deadlines, done: done,
            unclear: unclear, withdrawn: withdrawn, late: late)
    }

    /// `{after: admitted, country: no, where: {class: inpatient}}` or `{after step: answer}`.
    private mutating func trigger(_ node: DefinitionNode, of step: String) -> Trigger? {
        guard let parts = node.members(["after", "after step", "country", "where"], &mistakes) else { return nil }
        let country: Country? = parts["country"].flatMap { $0.choice(Country.self, &mistakes) }
        if parts["country"] != nil, country == nil { return nil }
        if let other = parts["after step"], parts["after"] == nil, parts["where"] == nil {
            guard let id = other.string(&mistakes) else { return nil }
            line("step \(step) after \(id)", other)
            return Trigger(source: .step(id), country: country)
        }
        guard let after = parts["after"], parts["after step"] == nil else {
            node.note(
                .key, "It is not said what opens the step", remedy: "Write \"after:\" an event, or \"after step:\" another step.", &mistakes
            )
            return nil
        }
        return event(after).map { Trigger(source: .event(EventPattern($0, details(parts["where"]))), country: country) }
    }

    private mutating func deadline(_ node: DefinitionNode, of step: String) -> Deadline? {
        guard
            let parts = members(
                node, ["within", "basis", "source", "verified"], ["country", "from", "counted from"], what: "The deadline"),
            let term = term(parts["within"]), let basis = basis(parts)
        else { return nil }
        let country: Country? = parts["country"].flatMap { $0.choice(Country.self, &mistakes) }
        if parts["country"] != nil, country == nil { return nil }
        let start: Deadline.Start? = parts["counted from"].map { $0.choice(Deadline.Start.self, &mistakes) } ?? .happened
        let from = parts["from"].flatMap { $0.day(&mistakes) }
        guard let start else { return nil }
        if !Self.hasLength(term) {
            parts["within"]?.note(
                .value, "The step \"\(step)\" would be due before anybody could do it",
                remedy: "Give it a length, such as \"1 hour\"; \"0 days\" is the end of the same day.", &mistakes)
            return nil
        }
        return Deadline(term: term, start: start, country: country, from: from, basis: basis)
    }

    /// Whether a term always ends after it begins.
    private static func hasLength(_ term: DeadlineTerm) -> Bool {
        switch term {
        case .minutes(let count), .hours(let count): count > 0
        case .days, .workingDays: true
        case .clock(_, _, let day), .clockOnWorkingDay(_, _, let day): day > 0
        }
    }

    mutating func price(_ node: DefinitionNode) -> PriceDefinition? {
        let required = ["price", "title", "country", "currency", "from", "until", "table"]
        guard let parts = members(node, required, ["unless", "certain"], what: "The price"), let id = parts["price"]?.id(&mistakes),
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
        guard
            let parts = members(node, ["from", "amount", "basis", "source", "verified"], ["from day 3"], what: "The price row"),
            let from = parts["from"]?.day(&mistakes), let amount = parts["amount"]?.number(&mistakes), let basis = basis(parts)
        else { return nil }
        var amounts = [DayPrice(day: 1, amount: amount)]
        if let third = parts["from day 3"]?.number(&mistakes) { amounts.append(DayPrice(day: 3, amount: third)) }
        return PriceDefinition.PriceRow(from: from, amounts: amounts, basis: basis)
    }
}
