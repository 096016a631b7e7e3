/// What opens a step, as runs ask it.
final class TriggerRules: Sendable {
    let trigger: Trigger
    /// The step that it waits for, by its place in the definition.
    let place: Int?
    /// What may fire it, when that is an event.
    let kinds: KindSieve

    init(_ trigger: Trigger, _ places: [String: Int]) {
        self.trigger = trigger
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
