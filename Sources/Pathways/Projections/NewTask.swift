import Directory
import FHIR

/// What a new Task with `basedOn` a CarePlan of a citizen's plan says: a step of this citizen's alone in that pathway.
/// https://hl7.org/fhir/R4/task.html
struct NewTask {
    let plan: Plan
    /// The pathway whose CarePlan it is based on.
    let run: Run
    let task: Element
    /// The id under which it is made.
    let id: String
    /// Every id of the citizen.
    let citizen: Set<String>
    let directory: Directory
    let now: Instant

    private static let known: Set<String> = [
        "resourceType", "id", "meta", "text", "lastModified", "status", "intent", "basedOn", "for", "description", "code", "owner",
        "authoredOn", "restriction", "note",
    ]

    func wish() throws(PlanRefusal) -> PlanWish {
        if let name = task.stranger(beside: Self.known) {
            throw PlanRefusal(
                "A step of a plan has no `\(name)`. Leave it out, or leave `basedOn` out: then the Task stands beside the plan as you sent "
                    + "it.", at: "Task.\(name)")
        }
        guard !run.isOver(at: now) else {
            throw PlanRefusal("The pathway is over. Base the Task on the CarePlan of one that runs.", at: "Task.basedOn")
        }
        guard task.string("status") == "requested" else {
            throw PlanRefusal("A new step is `requested`. Send it so, and change its status then.", at: "Task.status")
        }
        guard ["order", "plan"].contains(task.string("intent")) else {
            throw PlanRefusal("A step is to be done: its `intent` is `order` or `plan`. Write one of these.", at: "Task.intent")
        }
        let happened = try authored()
        let due = try due(from: happened ?? now)
        let own = OwnStep(id: "own-\(id)", run: run.key, title: try title(), owner: try owner(), due: due, resource: id)
        let notes = task.each("note").compactMap { $0.string("text") }.map { Act(.commented(step: own.key), text: $0) }
        return PlanWish(type: "Task", id: id, acts: [Act(.added(own), happened: happened)] + notes)
    }

    private func title() throws(PlanRefusal) -> String {
        let text = task.string("description") ?? task.string("code.text")
        guard let text, text.contains(where: { !$0.isWhitespace }) else {
            throw PlanRefusal("Nobody could read what is to be done. Say it in `description`.", at: "Task.description")
        }
        guard task["code"].map({ $0.members.allSatisfy { $0.name == "text" } && $0.string("text") == text }) ?? true else {
            throw PlanRefusal("The code of a step is the hub's to give. Leave `code` out and say it in `description`.", at: "Task.code")
        }
        return text
    }

    /// nil for the citizen.
    private func owner() throws(PlanRefusal) -> OrganisationID? {
        if let system = task.string("owner.identifier.system"), let value = task.string("owner.identifier.value") {
            return try directory.owner(system, value, at: now)
        }
        let reference = task.string("owner.reference")
        let isCitizen = citizen.contains { reference == "Patient/\($0)" } || reference == task.string("for.reference")
        if reference != nil, isCitizen { return nil }
        throw PlanRefusal(
            "A step is done by one organisation or by the citizen. Name the organisation by `owner.identifier` (its address, or its key in "
                + "the directory), or write in `owner` what `for` has.", at: "Task.owner")
    }

    private func authored() throws(PlanRefusal) -> Instant? {
        guard let text = task.string("authoredOn") else { return nil }
        guard let authored = Moment(text, zone: run.zone)?.instant, authored <= now, authored >= run.start else {
            throw PlanRefusal(
                "The step would be added in the future, or before its pathway began. Correct the time.", at: "Task.authoredOn")
        }
        return authored
    }

    private func due(from opens: Instant) throws(PlanRefusal) -> Instant? {
        if let name = task["restriction"]?.stranger(beside: ["period"]) {
            throw PlanRefusal("Of a step only `restriction.period.end` counts. Leave the rest out.", at: "Task.restriction.\(name)")
        }
        guard task["restriction"] != nil else { return nil }
        guard let text = task.string("restriction.period.end"), let due = Moment(text, zone: run.zone)?.instant else {
            throw PlanRefusal("The step is due at a time. Write it as `2026-01-31T12:00:00Z`.", at: "Task.restriction.period.end")
        }
        guard due >= opens else {
            throw PlanRefusal("The step would be due before it was opened. Name a later time.", at: "Task.restriction.period.end")
        }
        return due
    }
}
