import FHIR

/// What a FHIR client means who writes another version of a Goal that a plan is shown by: the acts that say so, or why it cannot be.
/// https://hl7.org/fhir/R4/goal.html#statemachine
///
/// - `achievementStatus`, or the status `completed`, say whether it is reached, as long as nothing measures it.
/// - `cancelled` drops it, `active` takes it up again.
/// - Another `target` is the citizen's own; another `description.text` says a goal of their own in other words.
struct GoalChange {
    static let achievementSystem = "http://terminology.hl7.org/CodeSystem/goal-achievement"

    let goal: ShownGoal
    /// As it stands, and as the client wants it.
    let old: Element
    let new: GoalReading

    private static let free: Set<String> = [
        "id", "meta", "text", "lifecycleStatus", "achievementStatus", "statusDate", "statusReason", "description", "target",
    ]

    /// None when nothing of the goal changes.
    func acts() throws(PlanRefusal) -> [Act] {
        for name in Set(old.members.map(\.name)).union(new.goal.members.map(\.name)).sorted() where !Self.free.contains(name) {
            guard isSame(name) else {
                throw PlanRefusal(
                    "`\(name.prefix(40))` of a goal is the plan's. Change lifecycleStatus, achievementStatus, target or description.text.",
                    at: "Goal.\(name.prefix(40))")
            }
        }
        let judgement = try judgement()
        let said = try said(isJudged: judgement != nil)
        guard said.isEmpty || !isDropped || judgement != nil else { throw dropped("Goal.target") }
        let acts = said + [judgement].compactMap(\.self)
        guard acts.isEmpty || !goal.isOver(at: new.now) else {
            throw PlanRefusal("The pathway that has this goal is over. Send a Goal of the citizen's own.", at: "Goal")
        }
        return acts
    }

    private var isDropped: Bool { goal.own?.isDropped ?? false }

    private func dropped(_ path: String) -> PlanRefusal {
        PlanRefusal("The goal was dropped. Take it up again first, with the status `active`.", at: path)
    }

    private func isSame(_ name: String) -> Bool { old[name]?.canonical() == new.goal[name]?.canonical() }

    // MARK: What is to be reached

    private func said(isJudged: Bool) throws(PlanRefusal) -> [Act] {
        guard !isSame("description") || !isSame("target") else { return [] }
        let before = goal.own?.goal ?? OwnGoal(id: goal.goal, title: nil)
        var wanted = before
        if !isSame("description") {
            guard goal.defined == nil else {
                throw PlanRefusal(
                    "What a goal of a pathway is called is the pathway's. Send a Goal of the citizen's own.", at: "Goal.description")
            }
            wanted.title = try new.title()
        }
        if !isSame("target") {
            if old.string("target.dueDate") != new.goal.string("target.dueDate") { wanted.by = try new.by() }
            let threshold = try new.threshold(of: goal.measurement)
            // That of the definition need not be said again.
            if threshold != goal.target { wanted.target = threshold?.description }
        }
        if wanted == before { return [] }
        guard wanted.isJudgement, let own = goal.own else { return [Act(.goalSet(wanted))] }
        // All that people had said of it but whether it is reached is taken back.
        wanted.isReached = nil
        return [Act(.goalSet(wanted))] + (isJudged ? [] : [judged(own.goal.isReached ?? false, on: own.at)])
    }

    // MARK: Whether it is

    private func judged(_ isReached: Bool, on day: Instant? = nil) -> Act {
        Act(.goalSet(OwnGoal(id: goal.goal, title: nil, isReached: isReached)), text: new.goal.string("statusReason"), happened: day)
    }

    private func judgement() throws(PlanRefusal) -> Act? {
        let isReached = isSame("achievementStatus") ? nil : try new.isReached()
        let wanted = new.goal.string("lifecycleStatus") ?? ""
        if wanted != old.string("lifecycleStatus") {
            switch wanted {
            case "active" where !(isReached ?? false): return judged(false)
            case "completed" where isReached ?? true && !isDropped: return try judgement(true)
            case "cancelled" where isReached == nil: return Act(.goalDropped(goal.goal), text: new.goal.string("statusReason"))
            case "active", "completed", "cancelled":
                throw PlanRefusal(
                    "`\(wanted)` and `achievementStatus` do not fit together. A goal that is reached is `completed`, one that is not "
                        + "`active`, one that nobody goes after any more `cancelled`.", at: "Goal.lifecycleStatus")
            default:
                throw PlanRefusal(
                    "A goal of a plan is `active`, `completed` or `cancelled`. Write one of these.", at: "Goal.lifecycleStatus")
            }
        }
        guard let isReached else { return nil }
        guard !isDropped else { throw dropped("Goal.achievementStatus") }
        return try judgement(isReached)
    }

    private func judgement(_ isReached: Bool) throws(PlanRefusal) -> Act {
        guard goal.achievement == nil else {
            throw PlanRefusal(
                "The goal is measured: whether it is reached is what the last measurement says. Send an Observation, or change `target`.",
                at: "Goal.achievementStatus")
        }
        return judged(isReached, on: isSame("statusDate") ? nil : try new.past("statusDate"))
    }
}
