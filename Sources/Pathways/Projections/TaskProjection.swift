import Directory
import Exchange
public import FHIR
import Journal

/// A step as a FHIR Task (https://hl7.org/fhir/R4/task.html), so that any client can read who owes what by when.
///
/// Only steps that have opened are tasks. Whether one is late is for the reader to see from `restriction.period.end`: a stored task does not
/// change by itself when time passes.
public enum TaskProjection {
    /// The system of step codes: `hospital-stay/answer`.
    public static let stepSystem = "urn:helhet:step"
    /// The system of organisations' ids in the directory.
    public static let organisationSystem = "urn:helhet:directory"

    /// Tasks of all steps that have opened by then, by key.
    public static func tasks(_ plan: Plan, library: PathwayLibrary, at now: Instant) -> [Resource] {
        let roster = Roster(library)
        return plan.runs.flatMap { run in tasks(of: run, plan, roster.rules(run.pathway, version: run.version), at: now).map(\.resource) }
    }

    /// Tasks of all steps of a run that have opened by then.
    static func tasks(of run: Run, _ plan: Plan, _ rules: PathwayRules?, at now: Instant) -> [WrittenResource] {
        let common = Common(run, plan)
        var tasks: [WrittenResource] = []
        for index in run.steps.indices where (run.steps[index].opens ?? .distantFuture) <= now {
            tasks.append(task(run.steps[index], run, plan, common, rules, now))
        }
        return tasks
    }

    /// What all Tasks of a run say.
    private struct Common {
        let canonical: String
        let group: String
        let patient: String
        let encounter: String?

        init(_ run: Run, _ plan: Plan) {
            let citizen = plan.subject.description
            canonical = CarePlanProjection.canonical(run.pathway, run.version)
            group = citizen + "/" + run.key
            patient = "Patient/" + citizen
            encounter = run.scope == .stay ? "Encounter/\(citizen)-e\(run.stay)" : nil
        }
    }

    /// `4k-12-answer-2`: the citizen's id and the step's key; of a step that a client made, the id under which it did.
    public static func id(_ step: Step, in plan: Plan) -> String {
        step.adapting?.resource ?? ProjectionID.make(step: step.key, of: plan.subject)
    }

    private static func task(
        _ step: Step, _ run: Run, _ plan: Plan, _ common: Common, _ rules: PathwayRules?, _ now: Instant
    ) -> WrittenResource {
        let state = step.state(at: now)
        let isClosed = state == .done || state == .withdrawn || state == .skipped
        return WrittenResource.build("Task", id: id(step, in: plan)) { json in
            json.field("instantiatesCanonical", common.canonical)
            json.object("groupIdentifier") { $0.field("value", common.group) }
            json.field("status", status(step, at: now))
            let pause = step.adapting?.pauses.last { $0.contains(now) }
            if let reason = isClosed ? step.closing?.text : pause?.text { json.object("statusReason") { $0.field("text", reason) } }
            json.field("intent", "order")
            json.object("code") { json in
                json.array("coding") { json in
                    json.object { json in
                        json.field("system", stepSystem)
                        json.field("code", run.pathway + "/" + step.id)
                    }
                }
                json.field("text", rules?.step(step.id)?.definition.title.en ?? step.adapting?.title)
            }
            if step.isOwn {
                json.field("description", step.adapting?.title)
                let carePlan = "CarePlan/" + CarePlanProjection.id(run, in: plan)
                json.array("basedOn") { json in json.object { $0.field("reference", carePlan) } }
            }
            json.object("for") { $0.field("reference", common.patient) }
            if let encounter = common.encounter { json.object("encounter") { $0.field("reference", encounter) } }
            if let opens = step.opens {
                let start = opens.description
                json.object("executionPeriod") { json in
                    json.field("start", start)
                    if isClosed, let closing = step.closing, closing.at >= opens { json.field("end", closing.at.description) }
                }
                json.field("authoredOn", start)
            }
            if let counterpart = step.counterpart { json.object("requester") { PlanProjection.organisation(counterpart, plan, &$0) } }
            json.object("owner") { PlanProjection.organisation(step.owner(at: now), plan, &$0) }
            if let due = step.due {
                json.object("restriction") { json in json.object("period") { $0.field("end", due.description) } }
            }
            let notes = notes(step.adapting, plan)
            if !notes.isEmpty {
                json.array("note") { json in
                    for note in notes {
                        json.object { json in
                            json.field("time", note.at.description)
                            json.field("text", note.text)
                        }
                    }
                }
            }
        }
    }

    /// Remarks, and what those said who did not take the step over, in order.
    private static func notes(_ adapting: Step.Adapting?, _ plan: Plan) -> [(at: Instant, text: String)] {
        guard let adapting, !adapting.comments.isEmpty || !adapting.offers.isEmpty else { return [] }
        let declined = adapting.offers.compactMap { offer -> (at: Instant, text: String)? in
            guard let answer = offer.answer, answer.kind == .declined else { return nil }
            let said = Said(who: plan.name(of: offer.to), because: answer.text, counter: answer.counter)
            let head = "Not taken over by \(said.who)"
            let because = said.because.map { "\(head): \($0)" } ?? head
            return (answer.at, said.counter.map { "\(because)\nInstead: \($0)" } ?? because)
        }
        let all = adapting.comments.map { (at: $0.at, text: $0.text) } + declined
        return all.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
    }

    /// https://hl7.org/fhir/R4/valueset-task-status.html
    private static func status(_ step: Step, at now: Instant) -> String {
        switch step.state(at: now) {
        case .planned: step.isPaused(at: now) ? "on-hold" : "draft"
        case .open, .late: step.adapting?.progress?.kind.rawValue ?? "requested"
        case .done: "completed"
        case .withdrawn, .skipped: step.closing?.outcome == .declined ? "rejected" : "cancelled"
        }
    }
}

extension Step {
    /// Whether it rests: somebody paused it, and nobody has let it go on.
    func isPaused(at now: Instant) -> Bool {
        !state(at: now).isClosed && adapting?.pauses.contains { $0.contains(now) } ?? false
    }
}
