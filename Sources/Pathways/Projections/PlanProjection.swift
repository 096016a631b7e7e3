import Directory
import Exchange
public import FHIR

/// The plan as FHIR has it, for any client: a CarePlan for each run, a Task for each step that has opened, the team and the goals.
///
/// All of it is worked out. A client changes Tasks and Goals (``TaskChange``, ``GoalChange``) and adds some of its own (``NewTask``,
/// ``NewGoal``), and everything else through them.
public enum PlanProjection {
    /// In no order that matters.
    public static func resources(_ plan: Plan, library: PathwayLibrary, at now: Instant) -> [Resource] {
        resources(plan, roster: Roster(library), at: now).map(\.resource)
    }

    static func resources(_ plan: Plan, roster: Roster, at now: Instant) -> [WrittenResource] {
        guard !plan.runs.isEmpty || !plan.goals.isEmpty else { return [] }
        let rules = plan.runs.map { roster.rules($0.pathway, version: $0.version) }
        let goals = GoalProjection(plan: plan, now: now)
        var resources = goals.all(rules.map { $0?.definition }).map(goals.resource)
        for (index, run) in plan.runs.enumerated() {
            resources.append(CarePlanProjection.carePlan(run, of: plan, rules[index], goals, at: now))
        }
        if let team = CareTeamProjection.team(of: plan, rules, at: now) { resources.append(team) }
        for (index, run) in plan.runs.enumerated() { resources += TaskProjection.tasks(of: run, plan, rules[index], at: now) }
        return resources
    }

    /// `4k-plan-12`, `4k-goal-copd.1-walk`, `4k-team`: the citizen's id, what it is, and the run's own key.
    static func id(_ kind: String, _ parts: String..., in plan: Plan) -> String {
        let readsBack = parts.count < 2 || parts.first.map(ProjectionID.readsBack) ?? true
        return ProjectionID.make(["\(plan.subject)", kind] + parts, readsBack: readsBack)
    }

    /// An organisation as a reference that any client can read: its address, else its key in the directory, and its name.
    static func organisation(_ id: OrganisationID, _ plan: Plan, _ json: inout JSONWriter) {
        json.object("identifier") { json in
            if let address = Address(id.text) {
                json.field("system", address.system)
                json.field("value", address.value)
            } else {
                json.field("system", TaskProjection.organisationSystem)
                json.field("value", id.text)
            }
        }
        json.field("display", plan.name(of: id))
    }
}
