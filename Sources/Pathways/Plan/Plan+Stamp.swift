import Directory
import FHIR
import Journal

extension Plan {
    /// A short word for how something stands, another one when that changes: a form carries it, so that nobody overwrites what they have
    /// not seen. Remarks on a step change nothing of it.
    ///
    /// - Parameter target: as ``Act/target`` names it. nil when there is no such thing.
    public func stamp(of target: String) -> String? {
        if target == Act.mattersTarget { return Self.stamp { $0.field("t", matters?.text) } }
        if target.hasPrefix(Act.goalTarget("")) {
            let goal = goals.first { Act.goalTarget($0.goal.id) == target }
            return Self.stamp { goal?.write(&$0) }
        }
        if var step = step(target)?.step {
            step.change { $0.comments = [] }
            return Self.stamp { step.write(&$0) }
        }
        guard let run = run(key: target) else { return nil }
        return Self.stamp { json in
            json.field("v", run.version)
            json.number("o", run.stopped)
            json.list("i", run.pauses) { $0.write(&$1) }
        }
    }

    private static func stamp(_ write: (inout JSONWriter) -> Void) -> String {
        var json = JSONWriter()
        json.object(write)
        return ContentHash.of(json.bytes).prefix(8).hex
    }
}

extension Act {
    public static let mattersTarget = "matters"
    public static func goalTarget(_ id: String) -> String { "goal:\(id)" }

    /// What it changes, as ``Plan/stamp(of:)`` takes it: the key of a step or run, `goal:` with its id, or `matters`; nil for what can be in
    /// nobody's way.
    public var target: String? {
        switch deed {
        case .done, .begun, .skipped, .reopened, .assigned, .moved, .replaced, .restored, .chosen, .offered, .accepted, .declined,
            .offerWithdrawn:
            step
        case .paused(let what, _), .resumed(let what): what
        case .stopped(let run), .versionMoved(let run, _): run
        case .goalSet(let goal): Self.goalTarget(goal.id)
        case .goalDropped(let id): Self.goalTarget(id)
        case .matters: Self.mattersTarget
        case .answered, .contactedAtHome, .seen, .added, .commented, .started: nil
        }
    }
}
