import Directory

/// What opens a step, as runs ask it.
final class TriggerRules: Sendable {
    let source: Trigger.Source
    /// Only in this country; nil in both.
    let country: Country?
    /// How long after it the step opens.
    let wait: DeadlineTerm?
    /// The step that it waits for, by its place in the definition.
    let place: Int?
    /// What may fire it, when that is an event.
    let kinds: KindSieve

    init(_ trigger: Trigger, _ places: [String: Int]) {
        source = trigger.source
        country = trigger.country
        wait = trigger.wait
        switch trigger.source {
        case .step(let id, _), .choice(let id, _):
            place = places[id]
            kinds = KindSieve()
        case .event(let pattern):
            place = nil
            kinds = KindSieve(pattern.kind)
        case .start, .measurement, .resource:
            place = nil
            kinds = KindSieve()
        }
    }
}
