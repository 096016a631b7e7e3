import FHIR
import Journal

// Senders date many events by their day alone, and may tell them days later. Such an event lies within its day, after what must have come
// before it: a discharge of the day on which the citizen was admitted and declared ready came after both.
extension [Stay.Event] {
    /// Events in the order in which they happened. What happened at the same time stays in the given order, which is that of telling.
    func inOrder() -> [Stay.Event] {
        var events = self
        let dated = indices.filter { self[$0].at.precision == .day && self[$0].rank != nil && !self[$0].isEstimate }
        // What comes first is placed first, since it moves what comes after.
        for index in dated.sorted(by: { (self[$0].rank ?? 0, $0) < (self[$1].rank ?? 0, $1) }) {
            let before = indices.filter { other in
                guard let rank = self[index].rank, let earlier = self[other].rank else { return false }
                return (earlier, other) < (rank, index)
            }
            events[index] = events[index].following(before.map { events[$0] })
        }
        return events.enumerated().sorted { ($0.element.when, $0.offset) < ($1.element.when, $1.offset) }.map(\.element)
    }
}

extension Stay.Event {
    /// The event just after those movements of its day that happened before it, and after they were told, so that nobody is late with what
    /// they could not know. One that names more than its day stays where it is.
    public func following(_ others: [Stay.Event]) -> Stay.Event {
        func isInDay(_ instant: Instant) -> Bool { at.instant <= instant && instant < at.end }
        let before = others.filter { !$0.isEstimate && $0.rank != nil && isInDay($0.when) }
        guard at.precision == .day, let last = before.map(\.when).max(), when <= last else { return self }
        let known = before.map { isInDay($0.said) ? max($0.when, $0.said) : $0.when }.max() ?? last
        var event = self
        event.when = min(known.adding(seconds: 1), latest)
        return event
    }

    /// Which of the movements of one day come first; those of one rank in the order of telling.
    fileprivate var rank: Int? {
        switch kind {
        case .admitted: 0
        case .onLeave, .backFromLeave: 1
        case .readyForDischarge, .notReadyAfterAll: 2
        case .discharged: 3
        case .died: 4
        default: nil
        }
    }
}
