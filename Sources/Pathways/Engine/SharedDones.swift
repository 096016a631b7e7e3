import FHIR

/// When steps with an activity were done, over all runs of a citizen: such a step is done once for all runs that ask for it then.
struct SharedDones: Hashable {
    private struct Done: Hashable {
        var run: String
        var key: String
        var closing: Step.Closing
    }

    private let byActivity: [String: [Done]]

    /// Nothing is shared.
    init() { byActivity = [:] }

    /// These too. What was done once stays done, so that looking anew comes to an end.
    func adding(_ runs: [(key: String, steps: [Step])]) -> SharedDones {
        var all = byActivity
        for run in runs {
            for step in run.steps {
                guard let activity = step.activity, let closing = step.closing, closing.outcome == .done, closing.shared == nil else {
                    continue
                }
                let done = Done(run: run.key, key: step.key, closing: closing)
                if !(all[activity]?.contains(done) ?? false) { all[activity, default: []].append(done) }
            }
        }
        return SharedDones(all.mapValues { $0.sorted { ($0.closing.at, $0.key) < ($1.closing.at, $1.key) } })
    }

    private init(_ byActivity: [String: [Done]]) { self.byActivity = byActivity }

    /// What closes a step because another run's was done while it was open.
    func closing(of step: Step, in run: String) -> Step.Closing? {
        guard let activity = step.activity, let opens = step.opens, let dones = byActivity[activity] else { return nil }
        guard let done = dones.first(where: { $0.run != run && $0.closing.at >= opens }) else { return nil }
        var closing = done.closing
        closing.shared = done.key
        return closing
    }
}
