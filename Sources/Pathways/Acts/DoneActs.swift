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

    init(_ facts: [Fact]) {
        let done = facts.compactMap { fact in
            Act(fact).map {
                Done(
                    act: $0, fact: fact.number, author: Author(custodian: fact.custodian), said: fact.said, at: $0.happened ?? fact.said)
            }
        }
        all = done.sorted { ($0.said, $0.fact) < ($1.said, $1.fact) }
        bySteps = all.isEmpty ? [:] : Dictionary(grouping: all.filter { $0.act.step != nil }) { $0.act.step ?? "" }
        byRuns = all.isEmpty ? [:] : Dictionary(grouping: all.filter { $0.act.run != nil }) { $0.act.run ?? "" }
    }

    /// What people said happened in a stay known by any of these anchors.
    func happenings(in stay: Set<Int64>) -> [Happening] {
        all.compactMap { done in
            switch done.act.deed {
            case .answered(let anchor, let canReceive) where stay.contains(anchor):
                var happening = Happening(.answered, at: done.at, said: done.said, act: done.fact, text: done.act.text)
                happening.details = ["answer": canReceive ? "yes" : "no"]
                return happening
            case .contactedAtHome(let anchor) where stay.contains(anchor):
                return Happening(.contactedAtHome, at: done.at, said: done.said, act: done.fact, text: done.act.text)
            case .answered, .contactedAtHome, .done, .skipped, .reopened, .assigned, .seen, .moved, .added, .replaced, .restored,
                .commented, .chosen, .started, .paused, .resumed, .stopped, .versionMoved, .offered, .accepted, .declined, .offerWithdrawn,
                .goalSet, .goalDropped, .matters:
                return nil
            }
        }
    }

    /// Whether any is about a step.
    var concernSteps: Bool { !bySteps.isEmpty }

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
    func seen(_ keys: Set<String>) -> Int64? {
        all.last { if case .seen(let attention) = $0.act.deed { keys.contains(attention) } else { false } }?.fact
    }
}
