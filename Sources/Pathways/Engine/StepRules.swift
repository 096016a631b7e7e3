import Directory
import Exchange
import FHIR
import Journal

/// A step's definition as runs ask it.
final class StepRules: Sendable {
    let definition: StepDefinition
    let opens: [TriggerRules]
    /// Whether it opens anew when it was closed and its trigger comes again. Whoever crosses a threshold again must be seen again.
    let comesAgain: Bool
    /// It is over when the citizen goes home: what is told after that opens it no more.
    let isOfStay: Bool
    /// Places of the roles in the definition.
    let owner: Int?
    let counterpart: Int?
    /// What may close it, and what may take it away.
    let closers: KindSieve
    let withdrawers: KindSieve
    /// Kinds of all events that anything of it may hang on.
    let touches: KindSieve
    /// Whether it hangs on when discharge is expected, or on what is known of the citizen beside events.
    let hangsOnDischarge: Bool
    let asks: Bool
    /// The steps that it waits for, by their places.
    let waitsFor: [Int]
    private let deadlines: [Country: [Deadline]]

    init(_ definition: StepDefinition, in pathway: PathwayDefinition, _ places: [String: Int]) {
        self.definition = definition
        opens = definition.opens.map { TriggerRules($0, places) }
        comesAgain = definition.comesAgain
        isOfStay = definition.withdrawn.contains { $0.kind == .discharged }
        owner = pathway.roles.firstIndex { $0.id == definition.owner }
        counterpart = pathway.roles.firstIndex { $0.id == definition.counterpart }
        withdrawers = KindSieve(definition.withdrawn)
        var closers = KindSieve(definition.done)
        closers.add(withdrawers)
        self.closers = closers
        waitsFor = opens.compactMap(\.place)
        var touches = closers
        for rule in opens { touches.add(rule.kinds) }
        touches.add(KindSieve(definition.recurrence?.until ?? []))
        if isOfStay {
            touches.add(.overs)
            touches.add(KindSieve(.admitted))
        }
        self.touches = touches
        hangsOnDischarge =
            definition.expected != nil
            || definition.opens.contains {
                if case .event(let pattern) = $0.source { pattern.kind == .discharged || pattern.kind == .readyForDischarge } else { false }
            }
        asks =
            definition.condition != nil || !definition.doneByResources.isEmpty
            || definition.choice?.options.contains { $0.condition != nil } ?? false
            || definition.opens.contains {
                switch $0.source {
                case .measurement, .resource: true
                case .event, .step, .start, .choice: false
                }
            }
        var deadlines: [Country: [Deadline]] = [:]
        for country in Country.allCases { deadlines[country] = definition.deadlines.filter { $0.country == nil || $0.country == country } }
        self.deadlines = deadlines
    }

    /// The deadline of a step that opens at an instant.
    func deadline(_ country: Country, at instant: Instant, _ zone: Zone) -> Deadline? {
        guard let own = deadlines[country], let first = own.first else { return nil }
        if own.count == 1, first.from == nil { return first }
        return definition.deadline(country: country, on: zone.day(at: instant))
    }
}

extension StepDefinition {
    fileprivate var comesAgain: Bool {
        repeats || opens.contains { if case .measurement = $0.source { true } else { false } }
    }
}
