import FHIR
import Journal
import Pathways

/// Puts together what the citizen reads: one plan of all pathways, one team, one contact.
struct PlainComposer {
    let pages: Pages
    let visit: Visit
    let root: SubjectID
    let plan: Plan
    /// The run that is drawn.
    let run: Run?
    let words: Words
    /// The run that was asked for; nil when the page chose.
    let asked: String?

    private var now: Instant { words.phrasing.now }
    private var deeds: DeedForms {
        DeedForms(action: Visit.citizen(root, run: asked, isPlain: true), visit: visit, plan: plan, words: words, isCitizens: true)
    }

    var page: PlainPage {
        let responsible = run?.responsible(at: now).map { "\(plan.name(of: $0.organisation)): \(words.say(.responsibleNow))" }
        let zones = ZonesComposer(visit: visit).view(of: plan, pages: pages, at: now)
        return PlainPage(
            frame: visit.frame(visit.say(.pathwayOf), tab: .citizens, live: "/live?citizen=\(root)"), name: visit.name(plan.citizen),
            otherView: visit.say(.professionalView), otherViewHref: Visit.citizen(root, run: asked), nowHeading: visit.say(.whatHappensNow),
            nowText: run.map { words.situation($0) } ?? visit.say(.nothingToDoNow),
            responsible: [responsible, contact].compactMap { $0 }.joined(separator: " · "),
            urgent: zones.flatMap { $0.isUrgent ? $0.view : nil }, zones: zones.flatMap { $0.isUrgent ? nil : $0.view },
            drawing: run.map { DrawingView(Drawing.make($0, now: now, measure: words.width), run: $0, words: words) },
            nextHeading: visit.say(.whatComesNext), steps: steps, teamHeading: visit.say(.whoHelps), team: team,
            none: visit.say(.nothingToDoNow), own: deeds.own(run, library: pages.library), 
            wishes: GoalRows(plan: plan, library: pages.library, deeds: deeds).wishes,
            together: together, token: pages.token)
    }

    private var team: [CitizenPage.TeamRow] { TeamComposer(plan: plan, run: run, words: words, library: pages.library).rows }
    private var contact: String? { plan.contact(at: now).map { "\(visit.say(.yourContact)): \(plan.name(of: $0.organisation))" } }

    /// A step with the words of its own pathway.
    private struct Line {
        var item: PlanList.Item
        var words: Words
        var definition: StepDefinition?
        /// Of the step that this one is done in place of.
        var original: StepDefinition?
    }

    /// What is to be done in all pathways that run, once for what several of them ask, by time.
    private var lines: [Line] {
        let stoodFor = plan.stoodFor(at: now)
        let shown = plan.runs.filter { !$0.isCancelled && (!$0.isOver(at: now) || $0.key == run?.key) }
        let lines = shown.flatMap { run -> [Line] in
            let definition = pages.library.definition(run.pathway, version: run.version)
            let words = Words(words.phrasing, plan: plan, run: run, definition: definition)
            return PlanList.make(run, now: now).items.filter { ($0.state.isOwed || $0.state == .planned) && stoodFor[$0.step.key] == nil }
                .map {
                    let original = deeds.replaced(by: $0.step).flatMap { definition?.step($0.id) }
                    return Line(item: $0, words: words, definition: definition?.step($0.step.id), original: original)
                }
        }
        return lines.enumerated().sorted { a, b in
            let (one, other) = (a.element.item, b.element.item)
            if one.state.isOwed != other.state.isOwed { return one.state.isOwed }
            return (one.step.time ?? .distantFuture, a.offset) < (other.step.time ?? .distantFuture, b.offset)
        }.map(\.element)
    }

    private var steps: [PlainPage.Step] {
        lines.map { line in
            let step = line.item.step
            let forms = deeds.citizens(step, line.item.state, line.definition, original: line.original)
            return .init(
                state: line.item.state.rawValue, stateWord: line.words.state(line.item.state, wasLate: line.item.wasLate),
                text: line.words.plain(step: step.id),
                who: who(line),
                time: step.due.map(line.words.phrasing.deadline) ?? "", id: DeedForms.markup(step.key), menu: visit.say(.change),
                deeds: forms, hasDeeds: !forms.isEmpty)
        }
    }

    /// Who does it, and in the place of what.
    private func who(_ line: Line) -> String {
        let step = line.item.step
        let owner = step.isCitizens ? visit.say(.citizenSelf) : plan.name(of: step.owner(at: now))
        let replaced = deeds.replaced(by: step).map { "\(visit.say(.insteadOf)) \(line.words.plain(step: $0.id))" }
        return [owner, line.words.rest(step), replaced].compactMap { $0 }.joined(separator: " · ")
    }

    private var together: PlainPage.Together? {
        let days = plan.sharedDays(at: now)
        guard !days.isEmpty else { return nil }
        let words = Dictionary(lines.map { ($0.item.step.key, $0.words) }) { first, _ in first }
        return .init(
            heading: visit.say(.sharedDays),
            rows: days.map { day in
                let steps = day.steps.compactMap { key in plan.step(key).map { words[key]?.short(step: $0.step.id) ?? $0.step.id } }
                return "\(self.words.phrasing.date(day.day)): \(steps.joined(separator: ", "))"
            })
    }
}
