public import FHIR

/// The drawing in words: every step of a run in the order in which people read it.
///
/// Owed first (late before open, by due time), then planned, then what is closed, newest first. Nothing in the drawing is missing here.
public struct PlanList: Sendable, Hashable {
    public var items: [Item]

    public struct Item: Sendable, Hashable {
        public var step: Step
        public var state: Step.State
        public var wasLate: Bool
    }

    public static func make(_ run: Run, now: Instant) -> PlanList {
        var groups: [[Step]] = [[], [], []]
        for step in run.steps {
            switch step.state(at: now) {
            case .open, .late: groups[0].append(step)
            case .planned: if !run.isOver(at: now) { groups[1].append(step) }
            case .done, .withdrawn, .skipped: groups[2].append(step)
            }
        }
        func rising(_ a: Step, _ b: Step) -> Bool { (a.time ?? .distantFuture, a.key) < (b.time ?? .distantFuture, b.key) }
        let ordered =
            groups[0].sorted { ($0.due ?? .distantFuture, $0.key) < ($1.due ?? .distantFuture, $1.key) }
            + groups[1].sorted(by: rising) + groups[2].sorted { rising($1, $0) }
        return PlanList(items: ordered.map { Item(step: $0, state: $0.state(at: now), wasLate: $0.wasLate(at: now)) })
    }
}
