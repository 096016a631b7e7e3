import FHIR
import Pathways

/// What is to be reached, as both pages of a citizen list it: the goals of their pathways and their own, with what can be said of each.
struct GoalRows {
    let plan: Plan
    let library: PathwayLibrary
    let deeds: DeedForms

    private var words: Words { deeds.words }
    private var now: Instant { words.phrasing.now }
    private func say(_ text: Text) -> String { words.say(text) }

    /// What matters to the citizen and the goals; nil when there is neither.
    var wishes: CitizenPage.Wishes? {
        let goals = rows
        guard plan.matters != nil || !goals.isEmpty else { return nil }
        return .init(heading: say(.mattersHeading), matters: plan.matters?.text, goals: goals)
    }

    private var rows: [CitizenPage.GoalRow] {
        var seen: Set<String> = []
        var rows: [CitizenPage.GoalRow] = []
        for run in plan.runs where !run.isOver(at: now) && run.start <= now {
            guard let definition = library.definition(run.pathway, version: run.version) else { continue }
            // Pathways that name the same goal share what is said of it.
            for goal in definition.goals where seen.insert(goal.id).inserted {
                let own = plan.goals.first { $0.goal.id == goal.id }
                let measured = own?.isDropped ?? false ? nil : run.achievement(of: goal, own: own)
                let state = state(
                    own, isMeasured: (own?.goal.target != nil || goal.target != nil) && goal.measurement != nil, measured, definition)
                rows.append(
                    row(
                        goal.id, own?.goal.title ?? goal.title[words.language], [state, definition.title[words.language]],
                        forms(goal.id, own, isMeasured: measured != nil)))
            }
        }
        for own in plan.goals where !seen.contains(own.goal.id) && !own.isDropped {
            let title = own.goal.title ?? defined(own.goal.id) ?? own.goal.id
            let by = own.goal.by.map { "\(say(.by)) \(words.phrasing.deadline($0))" }
            let detail = [by, own.goal.isReached == nil ? nil : said(own)].compactMap(\.self)
            rows.append(row(own.goal.id, title, detail, forms(own.goal.id, own, isMeasured: false)))
        }
        return rows
    }

    private func row(_ id: String, _ text: String, _ detail: [String], _ forms: [DeedForm]) -> CitizenPage.GoalRow {
        .init(
            id: DeedForms.markup(id), text: text, detail: detail.isEmpty ? nil : detail.joined(separator: " · "), menu: say(.change),
            forms: forms.map { form in
                var form = form
                form.about = text
                return form
            })
    }

    /// The title of a goal of a pathway that is over.
    private func defined(_ id: String) -> String? {
        plan.runs.lazy.compactMap { library.definition($0.pathway, version: $0.version)?.goal(id)?.title[words.language] }.first
    }

    private func state(
        _ own: PlanGoal?, isMeasured: Bool, _ achievement: GoalAchievement?, _ definition: PathwayDefinition
    ) -> String {
        if own?.isDropped ?? false { return say(.goalDropped) }
        if let achievement {
            let unit = definition.measurement(achievement.reading.measurement)?.unit ?? "1"
            let value = ZoneWords(language: words.phrasing.language).value(achievement.reading.value, unit: unit)
            return "\(say(achievement.isReached ? .goalReached : .goalNotYet)) (\(value))"
        }
        return own.map(said) ?? say(isMeasured ? .goalUnmeasured : .goalUnsaid)
    }

    private func said(_ own: PlanGoal) -> String {
        own.goal.isReached.map { say($0 ? .goalReached : .goalNotYet) } ?? say(.goalUnsaid)
    }

    /// What is measured is not for people to say.
    private func forms(_ id: String, _ own: PlanGoal?, isMeasured: Bool) -> [DeedForm] {
        if own?.isDropped ?? false { return [deeds.form("goal-not-yet", id, .takeGoalUp, hint: .sayHint)] }
        let reached = deeds.form("goal-reached", id, .goalIsReached, hint: .sayHint)
        let notYet = deeds.form("goal-not-yet", id, .goalIsNotYet, hint: .sayHint)
        let judging =
            switch own?.goal.isReached {
            case nil: [reached, notYet]
            case true?: [notYet]
            case false?: [reached]
            }
        return (isMeasured ? [] : judging) + [deeds.form("drop-goal", id, .dropGoal, hint: .sayHint)]
    }
}
