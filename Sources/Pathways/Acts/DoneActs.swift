import Directory
import Exchange
import FHIR
import Journal

/// All acts of a citizen's record, in the order in which they were done, ready to be asked by step, run and stay.
struct DoneActs {
    struct Done {
        var act: Act
        var fact: Int64
        var author: Author
        var said: Instant
        var at: Instant
    }

    /// By when they were said; what was said at one instant in the order in which it was written.
    let all: [Done]
    private let bySteps: [String: [Done]]
    private let byRuns: [String: [Done]]
    /// Those that say that something happened in a stay.
    private let events: [Done]
    /// Whether somebody has looked at anything.
    private let haveSeen: Bool

    init(_ facts: [Fact]) {
        var done: [Done] = []
        // Most of what a citizen of many facts has are resources.
        for index in facts.indices where facts[index].kind != .resourcesChanged {
            let fact = facts[index]
            guard let act = Act(fact) else { continue }
            done.append(
                Done(
                    act: act, fact: fact.number, author: Author(custodian: fact.custodian), said: fact.said, at: act.happened ?? fact.said))
        }
        all = done.sorted { ($0.said, $0.fact) < ($1.said, $1.fact) }
        bySteps = all.isEmpty ? [:] : Dictionary(grouping: all.filter { $0.act.step != nil }) { $0.act.step ?? "" }
        byRuns = all.isEmpty ? [:] : Dictionary(grouping: all.filter { $0.act.run != nil }) { $0.act.run ?? "" }
        events = all.filter {
            switch $0.act.deed {
            case .answered, .contactedAtHome: true
            case .done, .begun, .skipped, .reopened, .assigned, .seen, .moved, .added, .replaced, .restored, .commented, .chosen, .started,
                .paused,
                .resumed, .stopped, .versionMoved, .offered, .accepted, .declined, .offerWithdrawn, .goalSet, .goalDropped, .matters:
                false
            }
        }
        haveSeen = all.contains { if case .seen = $0.act.deed { true } else { false } }
    }

    /// What people said happened in a stay, by whichever anchor they knew it.
    func happenings(in stay: Stay) -> [Happening] {
        events.compactMap { done in
            switch done.act.deed {
            case .answered(let anchor, let canReceive) where stay.isKnown(by: anchor):
                return Happening(
                    .answered, at: done.at, said: done.said, act: done.fact, text: done.act.text,
                    details: ["answer": canReceive ? "yes" : "no"])
            case .contactedAtHome(let anchor) where stay.isKnown(by: anchor):
                return Happening(.contactedAtHome, at: done.at, said: done.said, act: done.fact, text: done.act.text)
            case .answered, .contactedAtHome, .done, .begun, .skipped, .reopened, .assigned, .seen, .moved, .added, .replaced, .restored,
                .commented, .chosen, .started, .paused, .resumed, .stopped, .versionMoved, .offered, .accepted, .declined, .offerWithdrawn,
                .goalSet, .goalDropped, .matters:
                return nil
            }
        }
    }

    /// Whether any is about a step.
    var concernSteps: Bool { !bySteps.isEmpty }
    /// Whether any is about a run.
    var concernRuns: Bool { !byRuns.isEmpty }

    /// Those about a step that is known by any of these keys.
    func of(_ keys: some Collection<String>) -> StepActs { StepActs(Self.gather(bySteps, keys)) }

    /// Those about a run that is known by any of these keys.
    func of(run keys: some Collection<String>) -> [Done] { Self.gather(byRuns, keys) }

    private static func gather(_ acts: [String: [Done]], _ keys: some Collection<String>) -> [Done] {
        if acts.isEmpty { return [] }
        let found = keys.compactMap { acts[$0] }
        if found.count < 2 { return found.first ?? [] }
        return found.joined().sorted { ($0.said, $0.fact) < ($1.said, $1.fact) }
    }

    /// The act by which somebody looked at something.
    func seen(_ keys: @autoclosure () -> Set<String>) -> Int64? {
        guard haveSeen else { return nil }
        let keys = keys()
        return all.last { if case .seen(let attention) = $0.act.deed { keys.contains(attention) } else { false } }?.fact
    }
}

extension Stay {
    /// Whether a letter of that number is one of it, or was its anchor.
    fileprivate func isKnown(by anchor: Int64) -> Bool { self.anchor == anchor || letters.contains(anchor) }
}
