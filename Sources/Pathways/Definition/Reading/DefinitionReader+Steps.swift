import Directory
import FHIR
import Journal

extension DefinitionReader {
    mutating func step(_ node: DefinitionNode) -> StepDefinition? {
        guard let parts = node.members(.step, &mistakes) else { return nil }
        let short = parts["short"]?.wording(&mistakes)
        let citizen = parts["citizen"]?.wording(&mistakes)
        let completions = completions(parts["done"])
        guard let id = parts["step"]?.id(&mistakes), let short, let citizen,
            var step = work(parts, node, id, "step", short: short, citizen: citizen)
        else { return nil }
        step.done = completions.events
        step.doneByResources = completions.resources
        step.repeats = parts["repeats"].flatMap { $0.yesOrNo(&mistakes) } ?? false
        step.unclear = list(parts["unclear"]) { $0.pattern($1) }
        step.recurrence = recurrence(parts)
        return step
    }

    mutating func choice(_ node: DefinitionNode) -> StepDefinition? {
        guard let parts = node.members(.choice, &mistakes) else { return nil }
        let short = parts["short"].map { $0.wording(&mistakes) }
        let citizen = parts["citizen"].map { $0.wording(&mistakes) }
        guard let id = parts["choice"]?.id(&mistakes),
            var step = work(parts, node, id, "choice", short: short ?? nil, citizen: citizen ?? nil)
        else { return nil }
        let pick: ChoiceDefinition.Pick? = parts["pick"].map { $0.choice(ChoiceDefinition.Pick.self, &mistakes) } ?? .one
        let options = list(parts["options"]) { $0.option($1, of: id) }
        guard let pick else { return nil }
        step.choice = ChoiceDefinition(pick: pick, options: options)
        return step
    }

    /// What steps and choices have in common.
    private mutating func work(
        _ parts: [String: DefinitionNode], _ node: DefinitionNode, _ id: String, _ what: String, short: Wording?, citizen: Wording?
    ) -> StepDefinition? {
        unique("step \(id)", node, what, id)
        for (key, part) in parts { place("step \(id) \(key)", part) }
        let title = parts["title"]?.wording(&mistakes)
        let opens = list(parts["opens"]) { $0.trigger($1, of: id) }
        let deadlines = list(parts["due"]) { $0.deadline($1, of: id) }
        let withdrawn = list(parts["withdrawn"]) { $0.pattern($1) }
        let late = names(parts["late"], "step \(id) late")
        let expected = event(parts["expected"])
        guard let phase = parts["phase"]?.string(&mistakes), let owner = parts["owner"]?.string(&mistakes), let title else { return nil }
        var step = StepDefinition(
            id: id, phase: phase, owner: owner, counterpart: parts["counterpart"].flatMap { $0.string(&mistakes) }, title: title,
            short: short ?? title, citizen: citizen ?? title, opens: opens, repeats: false, expected: expected, deadlines: deadlines,
            done: [], unclear: [], withdrawn: withdrawn, late: late)
        step.notify = names(parts["notify"], "step \(id) notify")
        step.condition = parts["when"].flatMap { $0.condition(about: "Patient", variables: ["resources"], &mistakes) }
        step.activity = parts["activity"].flatMap { $0.string(&mistakes) }
        step.conflicts = names(parts["conflicts with"], "step \(id) conflicts with")
        step.needs = parts["needs"].flatMap { $0.wording(&mistakes) }
        step.isVisit = parts["visit"].flatMap { $0.yesOrNo(&mistakes) } ?? false
        step.citizenMay = Set(list(parts["citizen may"]) { $1.choice(CitizenAct.self, &$0.mistakes) })
        step.handOver = parts["hand over"].flatMap { handOver($0, of: id) }
        place("step \(step.id) score", parts["score"])
        step.score = parts["score"].flatMap { score($0) }
        return step
    }

    private mutating func completions(_ node: DefinitionNode?) -> (events: [EventPattern], resources: [ResourcePattern]) {
        var events: [EventPattern] = []
        var resources: [ResourcePattern] = []
        for item in node?.items ?? [] where item.text != Self.byHand {
            if item.text != nil {
                events += event(item).map { [EventPattern($0)] } ?? []
                continue
            }
            guard let parts = item.members(.completion, &mistakes) else { continue }
            if let type = parts["resource"] {
                resources += resource(type, where: parts["where"]).map { [$0] } ?? []
            } else {
                events += event(parts["event"]).map { [EventPattern($0, details(parts["where"]))] } ?? []
            }
        }
        return (events, resources)
    }

    private mutating func recurrence(_ parts: [String: DefinitionNode]) -> Recurrence? {
        guard let every = parts["every"] else {
            for key in ["times", "until"] {
                parts[key]?.note(
                    .key, "\"\(key)\" says when a step stops coming again, and this one does not",
                    remedy: "Write \"every:\" and how often it comes, or take \"\(key)\" away.", &mistakes)
            }
            return nil
        }
        let times = parts["times"].flatMap { $0.number(&mistakes) }
        let until = list(parts["until"]) { $0.pattern($1) }
        let term = length(every, otherwise: "The step would come again at once")
        if term == .days(0) || term == .workingDays(0) || term == .months(0) {
            every.note(
                .value, "The step would come again at once", remedy: "Write how long after it was done, such as \"1 week\".", &mistakes)
        }
        return term.map { Recurrence(every: $0, times: times, until: until) }
    }

    private mutating func option(_ node: DefinitionNode, of choice: String) -> ChoiceDefinition.Option? {
        guard let parts = node.members(.option, &mistakes), let id = parts["option"]?.id(&mistakes),
            let title = parts["title"]?.wording(&mistakes)
        else { return nil }
        unique("choice \(choice) option \(id)", node, "option", id)
        return ChoiceDefinition.Option(
            id: id, title: title, condition: parts["when"].flatMap { $0.condition(about: "Patient", variables: ["resources"], &mistakes) })
    }

    private mutating func handOver(_ node: DefinitionNode, of step: String) -> HandOver? {
        guard let parts = node.members(.handOver, &mistakes), let to = parts["to"]?.string(&mistakes) else { return nil }
        place("step \(step) hand over to", parts["to"])
        let term = length(parts["answer within"], otherwise: "The receiver would have no time to answer")
        if parts["answer within"] != nil, term == nil { return nil }
        return HandOver(to: to, answerWithin: term)
    }

    private mutating func score(_ node: DefinitionNode) -> ScoreRequest? {
        guard let parts = node.members(.score, &mistakes), let name = parts["name"]?.string(&mistakes) else { return nil }
        return ScoreRequest(name: name, variant: parts["variant"].flatMap { $0.string(&mistakes) })
    }

    private mutating func deadline(_ node: DefinitionNode, of step: String) -> Deadline? {
        place("step \(step) due \(places.keys.count { $0.hasPrefix("step \(step) due ") })", node)
        guard let parts = node.members(.deadline, &mistakes), let basis = basis(parts) else { return nil }
        let country: Country? = parts["country"].flatMap { $0.choice(Country.self, &mistakes) }
        if parts["country"] != nil, country == nil { return nil }
        let start: Deadline.Start? = parts["counted from"].map { $0.choice(Deadline.Start.self, &mistakes) } ?? .happened
        let from = parts["from"].flatMap { $0.day(&mistakes) }
        guard let start, let term = length(parts["within"], otherwise: "The step \"\(step)\" would be due before anybody could do it")
        else {
            return nil
        }
        return Deadline(term: term, start: start, country: country, from: from, basis: basis)
    }
}
