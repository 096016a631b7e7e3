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
        var groups: [[(place: Int, step: Step)]] = [[], [], []]
        for (place, step) in run.steps.enumerated() {
            switch step.state(at: now) {
            case .open, .late: groups[0].append((place, step))
            case .planned: if !run.isOver(at: now) { groups[1].append((place, step)) }
            case .done, .withdrawn, .skipped: groups[2].append((place, step))
            }
        }
        // Those without a time keep the order of the definition.
        func rises(_ a: (place: Int, step: Step), _ b: (place: Int, step: Step), by time: (Step) -> Instant?) -> Bool {
            (time(a.step) ?? .distantFuture, a.place) < (time(b.step) ?? .distantFuture, b.place)
        }
        let ordered =
            groups[0].sorted { rises($0, $1, by: \.due) } + groups[1].sorted { rises($0, $1, by: \.time) }
            + groups[2].sorted { rises($1, $0, by: \.time) }
        return PlanList(items: ordered.map { Item(step: $0.step, state: $0.step.state(at: now), wasLate: $0.step.wasLate(at: now)) })
    }
}
