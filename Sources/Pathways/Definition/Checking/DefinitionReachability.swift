import Directory
import Journal

/// Which steps can ever open, and in which countries.
struct DefinitionReachability {
    /// Countries by the id of the step.
    private(set) var countries: [String: Set<Country>] = [:]
    private let definition: PathwayDefinition
    private let final: Set<Fact.Kind>

    init(_ definition: PathwayDefinition) {
        self.definition = definition
        final = Set(definition.ends.filter { $0.term == nil }.compactMap(\.event))
        var isGrowing = true
        while isGrowing {
            isGrowing = false
            for step in definition.steps {
                let found = step.opens.reduce(into: countries[step.id] ?? []) { $0.formUnion(countries(of: $1)) }
                if found != countries[step.id] ?? [] {
                    countries[step.id] = found
                    isGrowing = true
                }
            }
        }
    }

    func canOpen(_ step: String) -> Bool { !(countries[step] ?? []).isEmpty }

    /// Where something of that trigger can come, as far as it is known.
    private func countries(of trigger: Trigger) -> Set<Country> {
        let own = Set(definition.countries.filter { trigger.country == nil || trigger.country == $0 })
        switch trigger.source {
        case .event(let pattern): return final.contains(pattern.kind) ? [] : own
        case .start, .resource: return own
        case .step(let id, _), .choice(let id, _): return own.intersection(countries[id] ?? [])
        case .measurement: return own
        }
    }

    /// The event that ends the pathway at once, when it is what opens the step.
    func final(of trigger: Trigger) -> Fact.Kind? {
        if case .event(let pattern) = trigger.source, final.contains(pattern.kind) { return pattern.kind }
        return nil
    }
}
