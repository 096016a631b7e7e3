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
        plan.runs.flatMap { run -> [Resource] in
            let definition = library.definition(run.pathway, version: run.version)
            return run.steps.filter { ($0.opens ?? .distantFuture) <= now }.map { task($0, run, plan, definition, now) }
        }
    }

    /// `4k-12-answer-2`: the citizen's id and the step's key.
    public static func id(_ step: Step, in plan: Plan) -> String {
        let key = step.key.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        return ProjectionID.make(["\(plan.subject)"] + key, readsBack: ProjectionID.readsBack(step: key))
    }

    private static func task(_ step: Step, _ run: Run, _ plan: Plan, _ definition: PathwayDefinition?, _ now: Instant) -> Resource {
        let state = step.state(at: now)
        let isClosed = state == .done || state == .withdrawn || state == .skipped
        return Resource.build("Task", id: id(step, in: plan)) { json in
            json.field("instantiatesCanonical", "urn:helhet:pathway:\(run.pathway)|\(run.version)")
            json.object("groupIdentifier") { $0.field("value", "\(plan.subject)/\(run.key)") }
            json.field("status", status(step, at: now))
            let pause = step.adapting?.pauses.last { $0.contains(now) }
            if let reason = isClosed ? step.closing?.text : pause?.text { json.object("statusReason") { $0.field("text", reason) } }
            json.field("intent", "order")
            json.object("code") { json in
                json.array("coding") { json in
                    json.object { json in
                        json.field("system", stepSystem)
                        json.field("code", "\(run.pathway)/\(step.id)")
                    }
                }
                json.field("text", definition?.step(step.id)?.title.en ?? step.adapting?.title)
            }
            json.object("for") { $0.field("reference", "Patient/\(plan.subject)") }
            if run.scope == .stay { json.object("encounter") { $0.field("reference", "Encounter/\(plan.subject)-e\(run.stay)") } }
            if let opens = step.opens {
                json.object("executionPeriod") { json in
                    json.field("start", opens.description)
                    if isClosed, let closing = step.closing, closing.at >= opens { json.field("end", closing.at.description) }
                }
                json.field("authoredOn", opens.description)
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
