import Directory
import FHIR
import Journal

/// A definition as runs ask it: handed on as one reference, with all that is the same for every citizen worked out once.
final class PathwayRules: Sendable {
    let definition: PathwayDefinition
    /// In the order of the definition.
    let steps: [StepRules]
    /// Places of the steps, each after those that it waits for.
    let order: [Int]
    /// Steps that wait for each other and can never be made; none in a definition that was checked.
    let circle: [String]
    /// Steps of which something may be said that no rule can read.
    let unclear: [StepRules]
    let endsBySteps: Bool
    /// By the places of the rules that say who is responsible: the events that hand over.
    let handing: [KindSieve]
    /// What may end a run, by the places of its ends and all together.
    let endings: [KindSieve]
    let enders: KindSieve
    /// Whether any step tells others that it was done, hands the citizen over, or should not stand beside another.
    let hasNotices: Bool
    let hasHandOvers: Bool
    let hasConflicts: Bool
    /// What may start it.
    let starts: KindSieve
    let startsByResources: Bool
    private let places: [String: Int]

    init(_ definition: PathwayDefinition) {
        self.definition = definition
        let places = Dictionary(definition.steps.enumerated().map { ($0.element.id, $0.offset) }) { first, _ in first }
        steps = definition.steps.map { StepRules($0, in: definition, places) }
        self.places = places
        (order, circle) = Self.order(steps)
        unclear = steps.filter { !$0.definition.unclear.isEmpty }
        endsBySteps = definition.endsBySteps
        handing = definition.responsible.map { if case .from(let kind, _) = $0 { KindSieve(kind) } else { KindSieve() } }
        endings = definition.ends.map { $0.event.map { KindSieve($0) } ?? KindSieve() }
        enders = endings.reduce(into: KindSieve()) { $0.add($1) }
        hasNotices = definition.steps.contains { !$0.notify.isEmpty }
        hasHandOvers = definition.steps.contains { $0.handOver != nil }
        hasConflicts = definition.steps.contains { !$0.conflicts.isEmpty }
        var starts = KindSieve()
        for case .event(let pattern) in definition.starts { starts.add(KindSieve(pattern.kind)) }
        self.starts = starts
        startsByResources = definition.starts.contains { if case .resource = $0 { true } else { false } }
    }

    func place(of step: String) -> Int? { places[step] }

    func step(_ id: String) -> StepRules? { places[id].map { steps[$0] } }

    /// What a role is called in English.
    func title(ofRole id: String) -> String? {
        definition.roles.firstIndex { $0.id == id }.map { definition.roles[$0].title.en }
    }

    /// A step is ready when those that it waits for are made. One that the definition does not have is waited for by nobody.
    private static func order(_ steps: [StepRules]) -> (order: [Int], circle: [String]) {
        var order: [Int] = []
        var waiting = Array(steps.indices)
        while !waiting.isEmpty {
            let ready = waiting.filter { index in steps[index].opens.allSatisfy { $0.place.map(order.contains) ?? true } }
            if ready.isEmpty { return (order, waiting.map { steps[$0].definition.id }) }
            order += ready
            waiting.removeAll(where: ready.contains)
        }
        return (order, [])
    }
}

extension PathwayDefinition {
    fileprivate var endsBySteps: Bool { ends.contains { if case .step = $0.source { true } else { false } } }
}
