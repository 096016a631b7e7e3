import FHIR
import Pathways

/// What is to be done in all pathways of a citizen, as they read it: once for what several of them ask, by time.
struct PlainLines {
    let plan: Plan
    /// The run that is drawn.
    let run: Run?
    let phrasing: Phrasing
    let library: PathwayLibrary

    /// A step with the words of its own pathway.
    struct Line {
        var item: PlanList.Item
        var words: Words
        var definition: StepDefinition?
        /// Of the step that this one is done in place of.
        var original: StepDefinition?
        /// What its pathway is called.
        var pathway: String
        /// The same piece of work for other pathways.
        var others: [Line] = []

        /// `samlet for: Kols med egenbehandlingsplan, Skrøpelig`; nil when it is for one alone.
        func pathways(_ phrasing: Phrasing) -> String? {
            let titles = others.reduce(into: [pathway]) { if !$0.contains($1.pathway) { $0.append($1.pathway) } }
            return titles.count < 2 ? nil : "\(phrasing.say(.forPathways)): \(titles.joined(separator: ", "))"
        }
    }

    private var now: Instant { phrasing.now }

    /// Every step that is owed or to come, owed ones first.
    var all: [Line] {
        let shown = plan.runs.filter { !$0.isCancelled && (!$0.isOver(at: now) || $0.key == run?.key) }
        let lines = shown.flatMap { run -> [Line] in
            let definition = library.definition(run.pathway, version: run.version)
            let words = Words(phrasing, plan: plan, run: run, definition: definition)
            return PlanList.make(run, now: now).items.filter { $0.state.isOwed || $0.state == .planned }.map {
                Line(
                    item: $0, words: words, definition: definition?.step($0.step.id),
                    original: $0.step.adapting?.replaces.flatMap { plan.step($0)?.step }.flatMap { definition?.step($0.id) },
                    pathway: definition?.title[words.language] ?? run.pathway)
            }
        }
        return lines.enumerated().sorted { a, b in
            let (one, other) = (a.element.item, b.element.item)
            if one.state.isOwed != other.state.isOwed { return one.state.isOwed }
            return (one.step.time ?? .distantFuture, a.offset) < (other.step.time ?? .distantFuture, b.offset)
        }.map(\.element)
    }

    /// The same, steps with the same activity on one line: open ones that are done together, and planned ones, unless they begin after the
    /// one before is due, which is another time.
    var merged: [Line] {
        let stoodFor = plan.stoodFor(at: now)
        let all = all
        var lines: [Line] = []
        for line in all where stoodFor[line.item.step.key] == nil {
            let place = lines.firstIndex { first in
                guard line.item.state == .planned, let activity = line.item.step.activity, first.item.step.activity == activity else {
                    return false
                }
                guard let opens = line.item.step.opens, let due = first.item.step.due else { return true }
                return opens < due
            }
            if let place { lines[place].others.append(line) } else { lines.append(line) }
        }
        for line in all {
            guard let leading = stoodFor[line.item.step.key] else { continue }
            if let place = lines.firstIndex(where: { $0.item.step.key == leading }) { lines[place].others.append(line) }
        }
        return lines
    }
}
