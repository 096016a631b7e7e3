import Directory
import FHIR

/// A run as a CarePlan: https://hl7.org/fhir/R4/careplan.html
enum CarePlanProjection {
    /// How a version is named.
    static func canonical(_ pathway: String, _ version: String) -> String { "urn:helhet:pathway:\(pathway)|\(version)" }

    /// `4k-plan-12`
    static func id(_ run: Run, in plan: Plan) -> String { PlanProjection.id("plan", run.key, in: plan) }

    static func carePlan(
        _ run: Run, of plan: Plan, _ rules: PathwayRules?, _ goals: GoalProjection, at now: Instant
    ) -> WrittenResource {
        WrittenResource.build("CarePlan", id: id(run, in: plan)) { json in
            json.array("instantiatesCanonical") { $0.value(canonical(run.pathway, run.version)) }
            json.field("status", status(run, at: now))
            json.field("intent", "plan")
            json.field("title", rules?.definition.title.en)
            json.field("description", rules?.definition.text.en)
            json.object("subject") { $0.field("reference", "Patient/\(plan.subject)") }
            if run.scope == .stay { json.object("encounter") { $0.field("reference", "Encounter/\(plan.subject)-e\(run.stay)") } }
            json.object("period") { json in
                json.field("start", run.start.description)
                if let end = run.end, end >= run.start { json.field("end", end.description) }
            }
            if let responsible = run.responsible(at: now) {
                json.object("author") { PlanProjection.organisation(responsible.organisation, plan, &$0) }
            }
            json.array("careTeam") { json in json.object { $0.field("reference", "CareTeam/\(PlanProjection.id("team", in: plan))") } }
            let ids = goals.ids(of: run, rules?.definition)
            if !ids.isEmpty {
                json.array("goal") { json in for id in ids { json.object { $0.field("reference", "Goal/\(id)") } } }
            }
            if !run.steps.isEmpty {
                json.array("activity") { json in
                    for index in run.steps.indices { activity(run.steps[index], plan, rules, now, &json) }
                }
            }
            if let matters = plan.matters, !run.isOver(at: now) {
                json.array("note") { json in
                    json.object { json in
                        json.field("time", matters.at.description)
                        json.field("text", matters.text)
                    }
                }
            }
        }
    }

    /// https://hl7.org/fhir/R4/valueset-request-status.html
    private static func status(_ run: Run, at now: Instant) -> String {
        if run.isCancelled { return "entered-in-error" }
        if run.stopped != nil { return "revoked" }
        if run.isOver(at: now) { return "completed" }
        if run.start > now { return "draft" }
        return run.pauses.contains { $0.contains(now) } ? "on-hold" : "active"
    }

    /// A step that has opened is a Task; of one to come the plan says that it will.
    private static func activity(_ step: Step, _ plan: Plan, _ rules: PathwayRules?, _ now: Instant, _ json: inout JSONWriter) {
        json.object { json in
            if (step.opens ?? .distantFuture) <= now {
                json.object("reference") { $0.field("reference", "Task/" + TaskProjection.id(step, in: plan)) }
            } else {
                json.object("detail") { json in
                    json.field("kind", "Task")
                    json.field("status", step.state(at: now).isClosed ? "cancelled" : "not-started")
                    json.array("performer") { json in json.object { PlanProjection.organisation(step.owner(at: now), plan, &$0) } }
                    json.field("description", rules?.step(step.id)?.definition.title.en ?? step.adapting?.title)
                }
            }
        }
    }
}
