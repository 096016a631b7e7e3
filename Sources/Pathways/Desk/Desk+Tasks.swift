public import Directory
import Exchange
public import FHIR
public import Journal

extension Desk {
    /// Does what a FHIR client means by another version of a Task that the plan is shown by, in the client's own commit: each change is an
    /// act on record, and the plan is worked out anew.
    ///
    /// Gives the Task as it will stand when the commit ends. Throws ``TaskRefusal`` for what no step can be.
    public func change(
        _ task: StoredResource, to wanted: Resource, by custodian: OrganisationID, in writer: any JournalWriter
    ) throws -> StoredResource {
        guard let subject = task.subject, let old = task.resource, let root = try writer.group(of: subject).first,
            let stored = try writer.plan(of: root), let plan = Plan(json: stored.plan),
            let step = plan.runs.lazy.flatMap(\.steps).first(where: { TaskProjection.id($0, in: plan) == task.id })
        else { throw TaskRefusal("The plan has no such step any more. Read the Task again.", at: "Task") }
        let now = writer.now
        let acts = try TaskChange(of: step, from: old, to: wanted, directory: directory.now, at: now).acts()
        guard !acts.isEmpty else { return task }
        for act in acts { try writer.say(act.fact(of: root, custodian: custodian, said: now)) }
        try react(to: root, in: writer)
        // The reaction runs when the commit ends; what it will leave can be told already.
        let projection = try reaction.project(writer.history(of: root, for: reaction), now: now)
        guard let draft = projection.resources.first(where: { $0.type == "Task" && $0.id == task.id })?.resource else {
            throw TaskRefusal("The plan would have no such step any more.", at: "Task.status")
        }
        guard draft.root.string("status") == wanted.root.string("status") || !Self.isLasting(wanted) else {
            throw TaskRefusal(
                "A letter says something else of the step, so it does not become that. Read the Task again.", at: "Task.status")
        }
        let version = task.version + 1
        let bytes = try draft.stamped(id: task.id, version: version, at: now)
        return StoredResource(
            type: "Task", id: task.id, version: version, updated: now, commit: task.commit, subject: task.subject, source: .reaction,
            resource: try Resource(json: bytes))
    }

    /// Whether the Task keeps the status that the client gave it: an answer to an offer shows in its owner.
    private static func isLasting(_ wanted: Resource) -> Bool {
        !["accepted", "rejected", "failed"].contains(wanted.root.string("status") ?? "")
    }
}
