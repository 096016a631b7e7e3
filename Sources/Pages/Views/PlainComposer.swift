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
        let team = TeamComposer(plan: plan, run: run, words: words, library: pages.library).rows
        return PlainPage(
            frame: visit.frame(visit.say(.pathwayOf), tab: .citizens, live: "/live?citizen=\(root)"), name: visit.name(plan.citizen),
            otherView: visit.say(.professionalView), otherViewHref: Visit.citizen(root, run: asked), nowHeading: visit.say(.whatHappensNow),
            nowText: run.map { words.situation($0) } ?? visit.say(.nothingToDoNow),
            responsible: [responsible, contact].compactMap { $0 }.joined(separator: " · "),
            urgent: zones.flatMap { $0.isUrgent ? $0.view : nil }, zones: zones.flatMap { $0.isUrgent ? nil : $0.view },
            drawing: run.map { DrawingView(Drawing.make($0, now: now, measure: words.width), run: $0, words: words) },
            nextHeading: visit.say(.whatComesNext), steps: steps, teamHeading: visit.say(.whoHelps), team: team,
            teamShown: !team.isEmpty,
            none: visit.say(.nothingToDoNow), own: deeds.own(run, library: pages.library),
            wishes: GoalRows(plan: plan, library: pages.library, deeds: deeds).wishes,
            together: together, token: pages.token)
    }

    private var contact: String? { plan.contact(at: now).map { "\(visit.say(.yourContact)): \(plan.name(of: $0.organisation))" } }

    private var steps: [PlainPage.Step] {
        PlainLines(plan: plan, run: run, phrasing: words.phrasing, library: pages.library).merged.map { line in
            let step = line.item.step
            let title = line.words.plain(step: step.id)
            // What stands on one line is changed in the pathway that it belongs to; what is open is done for all of them.
            let several = [line] + line.others.filter { !$0.item.state.isOwed }
            let forms = several.flatMap { one in
                deeds.citizens(one.item.step, one.item.state, one.definition, original: one.original).map { form in
                    var form = form
                    if several.count > 1 { form.label += " (\(one.pathway))" }
                    return form
                }
            }
            return .init(
                state: line.item.state.rawValue, stateWord: line.words.state(line.item.state, wasLate: line.item.wasLate), text: title,
                who: [who(line), line.pathways(visit.phrasing)].compactMap(\.self).joined(separator: " · "),
                time: step.due.map(line.words.phrasing.deadline) ?? "", id: DeedForms.markup(step.key), menu: visit.say(.change),
                deeds: forms, hasDeeds: !forms.isEmpty)
        }
    }

    /// Who does it, and in the place of what.
    private func who(_ line: PlainLines.Line) -> String {
        let step = line.item.step
        let owner = step.isCitizens ? visit.say(.citizenSelf) : plan.name(of: step.owner(at: now))
        let replaced = deeds.replaced(by: step).map { "\(visit.say(.insteadOf)) \(line.words.plain(step: $0.id))" }
        return [owner, line.words.rest(step), replaced].compactMap { $0 }.joined(separator: " · ")
    }

    private var together: PlainPage.Together? {
        let days = plan.sharedDays(at: now)
        guard !days.isEmpty else { return nil }
        let lines = PlainLines(plan: plan, run: run, phrasing: words.phrasing, library: pages.library).all
        let words = Dictionary(lines.map { ($0.item.step.key, $0.words) }) { first, _ in first }
        return .init(
            heading: visit.say(.sharedDays),
            rows: days.map { day in
                let steps = day.steps.compactMap { key in plan.step(key).map { words[key]?.short(step: $0.step.id) ?? $0.step.id } }
                return "\(self.words.phrasing.date(day.day)): \(steps.joined(separator: ", "))"
            })
    }
}
