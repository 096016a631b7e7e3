import Directory
import Exchange
import FHIR
import Journal

/// All acts of a citizen's record, in the order in which they were done, ready to be asked by step and stay.
struct DoneActs {
    struct Done {
        var act: Act
        var fact: Int64
        var said: Instant
        var at: Instant
    }

    let all: [Done]

    init(_ facts: [Fact]) {
        all = facts.compactMap { fact in
            Act(fact).map { Done(act: $0, fact: fact.number, said: fact.said, at: $0.happened ?? fact.said) }
        }.sorted { $0.fact < $1.fact }
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
            case .answered, .contactedAtHome, .done, .skipped, .reopened, .assigned, .seen:
                return nil
            }
        }
    }

    /// When the step was last reopened, and by which act.
    func reopened(_ keys: Set<String>) -> Done? {
        all.last { if case .reopened(let step) = $0.act.deed { keys.contains(step) } else { false } }
    }

    /// Acts that close the step, after that.
    func closings(_ keys: Set<String>, after reopening: Done?) -> [Step.Closing] {
        all.compactMap { done in
            guard done.fact > reopening?.fact ?? .min else { return nil }
            switch done.act.deed {
            case .done(let step) where keys.contains(step):
                return Step.Closing(outcome: .done, at: done.at, act: done.fact, text: done.act.text)
            case .skipped(let step) where keys.contains(step):
                return Step.Closing(outcome: .skipped, at: done.at, act: done.fact, text: done.act.text)
            case .done, .skipped, .reopened, .assigned, .answered, .contactedAtHome, .seen:
                return nil
            }
        }
    }

    /// Who was last given the step.
    func assignee(_ keys: Set<String>) -> OrganisationID? {
        for done in all.reversed() {
            if case .assigned(let step, let to) = done.act.deed, keys.contains(step) { return to }
        }
        return nil
    }

    /// The act by which somebody looked at something.
    func seen(_ keys: Set<String>) -> Int64? {
        all.last { if case .seen(let attention) = $0.act.deed { keys.contains(attention) } else { false } }?.fact
    }
}
