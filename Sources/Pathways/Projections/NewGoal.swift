import Directory
import FHIR

/// What a new Goal about a citizen says to their plan: a goal of their own, or the target of one that a running pathway measures.
///
/// It is nothing to the plan of a citizen for whom no pathway runs, nor when it is over already: then it is a resource like any other.
struct NewGoal {
    let plan: Plan
    let goals: [ShownGoal]
    let goal: Element
    /// The id under which it is made.
    let id: String
    let now: Instant

    private static let known: Set<String> = [
        "resourceType", "id", "meta", "text", "lifecycleStatus", "achievementStatus", "statusDate", "description", "subject", "startDate",
        "target", "expressedBy",
    ]

    /// nil when it is nothing to the plan.
    func wish() throws(PlanRefusal) -> PlanWish? {
        guard let run = plan.runs.first(where: { !$0.isOver(at: now) && $0.start <= now }) else { return nil }
        switch goal.string("lifecycleStatus") {
        case "completed", "cancelled", "rejected", "entered-in-error": return nil
        case "proposed", "planned", "accepted", "active": break
        default:
            throw PlanRefusal(
                "A new goal of a plan is `proposed`, `planned`, `accepted` or `active`. Write one of these.", at: "Goal.lifecycleStatus")
        }
        if let name = goal.stranger(beside: Self.known) {
            throw PlanRefusal(
                "A goal of a plan has no `\(name)`. Leave it out, or send the Goal with PUT under an id of your own: then it stands beside "
                    + "the plan as you sent it.", at: "Goal.\(name)")
        }
        let reading = GoalReading(goal: goal, zone: run.zone, now: now)
        let author: Author? = try isTheCitizens() ? .citizen : nil
        let happened = try reading.past("startDate")
        var own = OwnGoal(
            id: "own-\(id)", title: try reading.title(), by: try reading.by(), isReached: try reading.isReached(), resource: id)
        guard let measured = try measured(reading) else {
            _ = try reading.threshold(of: nil)
            return PlanWish(type: "Goal", id: id, acts: [Act(.goalSet(own), happened: happened)], author: author)
        }
        guard measured.own?.goal.target == nil || measured.own?.isDropped ?? false else {
            throw PlanRefusal(
                "The plan has a goal that is measured so, with a target of the citizen's own. Find it (`Goal?patient=…`) and change its "
                    + "`target`.", at: "Goal.target")
        }
        guard own.isReached == nil else {
            throw PlanRefusal(
                "Whether a goal is reached that a pathway measures is for the measurement to say. Leave `achievementStatus` out.",
                at: "Goal.achievementStatus")
        }
        own.id = measured.goal
        own.resource = nil
        own.target = try reading.threshold(of: measured.measurement)?.description
        return PlanWish(type: "Goal", id: measured.id, acts: [Act(.goalSet(own), happened: happened)], author: author)
    }

    /// The goal of a running pathway that is measured under the same code.
    private func measured(_ reading: GoalReading) throws(PlanRefusal) -> ShownGoal? {
        for shown in goals where !shown.isOver(at: now) {
            if let measurement = shown.measurement, try reading.asks(for: measurement) { return shown }
        }
        return nil
    }

    private func isTheCitizens() throws(PlanRefusal) -> Bool {
        guard let expressed = goal["expressedBy"] else { return false }
        let reference = expressed.string("reference")
        guard let reference, reference == goal.string("subject.reference") || reference == "Patient/\(plan.subject)" else {
            throw PlanRefusal(
                "A goal of a plan is said by whoever sends it, or by the citizen. Leave `expressedBy` out, or write what `subject` has.",
                at: "Goal.expressedBy")
        }
        return true
    }
}

/// What a client wants of a plan by a resource: acts, and the resource that shows it.
struct PlanWish {
    let type: String
    /// Of the resource that will show it.
    let id: String
    let acts: [Act]
    /// nil for the organisation that the client speaks for.
    var author: Author?
}
