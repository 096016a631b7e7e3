public import Directory
import Exchange
public import FHIR
public import Journal

// What FHIR clients do with the resources that a plan is shown by, in their own commits: each change is an act on record, and the plan is
// worked out anew. What no plan can have throws ``PlanRefusal``.
extension Desk {
    /// What a client sends of a plan.
    public enum Writing: Sendable {
        /// A new resource under an id of the hub's, about a citizen whom it names.
        case new(Resource, id: String, about: SubjectID?)
        /// Another version of one that the plan is shown by.
        case version(Resource, of: StoredResource)
    }

    /// Gives the resource as it will stand when the commit ends; nil for a new one that is nothing to a plan.
    ///
    /// The resource that shows a new one has the id that it was given, unless it is another that the plan has already.
    public func take(
        _ writing: Writing, by custodian: OrganisationID, in writer: any JournalWriter
    ) throws -> StoredResource? {
        switch writing {
        case .new(let resource, let id, let subject):
            switch resource.type {
            case "Goal": try make(goal: resource, id, about: subject, by: custodian, in: writer)
            case "Task": try make(task: resource, id, about: subject, by: custodian, in: writer)
            default: nil
            }
        case .version(let wanted, let stored):
            try stored.type == "Goal"
                ? change(goal: stored, to: wanted, by: custodian, in: writer)
                : change(task: stored, to: wanted, by: custodian, in: writer)
        }
    }

    // MARK: New ones

    private func make(
        goal: Resource, _ id: String, about subject: SubjectID?, by custodian: OrganisationID, in writer: any JournalWriter
    ) throws -> StoredResource? {
        guard let subject, let plan = try Self.plan(of: subject, in: writer) else { return nil }
        let new = NewGoal(plan: plan, goals: shown(in: plan, at: writer.now), goal: goal.root, id: id, now: writer.now)
        guard let wish = try new.wish() else { return nil }
        return try fulfil(wish, plan.subject, by: custodian, in: writer)
    }

    private func make(
        task: Resource, _ id: String, about subject: SubjectID?, by custodian: OrganisationID, in writer: any JournalWriter
    ) throws -> StoredResource? {
        let ids = task.root.each("basedOn").compactMap { $0.string("reference") }.filter { $0.contains("CarePlan/") }
            .compactMap { $0.split(separator: "/").last.map(String.init) }
        let plans = try ids.compactMap { try writer.resource("CarePlan", $0) }.filter { $0.source == .reaction && $0.resource != nil }
        guard let found = plans.first, let whose = found.subject, let plan = try Self.plan(of: whose, in: writer) else { return nil }
        let group = try writer.group(of: plan.subject)
        guard let subject, group.contains(subject) else {
            throw PlanRefusal.otherCitizen
        }
        guard plans.count == 1, ids.count == 1, let run = plan.runs.first(where: { CarePlanProjection.id($0, in: plan) == found.id }) else {
            throw PlanRefusal.severalPathways
        }
        let new = NewTask(
            plan: plan, run: run, task: task.root, id: id, citizen: Set(group.map(\.description)), directory: directory.now, now: writer.now
        )
        return try fulfil(try new.wish(), plan.subject, by: custodian, in: writer)
    }

    // MARK: Further versions

    private func change(
        task: StoredResource, to wanted: Resource, by custodian: OrganisationID, in writer: any JournalWriter
    ) throws -> StoredResource {
        guard let old = task.resource, let plan = try task.subject.flatMap({ try Self.plan(of: $0, in: writer) }),
            let step = plan.runs.lazy.flatMap(\.steps).first(where: { TaskProjection.id($0, in: plan) == task.id })
        else { throw PlanRefusal.noStep }
        let acts = try TaskChange(of: step, from: old, to: wanted, directory: directory.now, at: writer.now).acts()
        guard !acts.isEmpty else { return task }
        let changed = try fulfil(PlanWish(type: "Task", id: task.id, acts: acts), plan.subject, by: custodian, in: writer)
        guard changed.resource?.root.string("status") == wanted.root.string("status") || !Self.isLasting(wanted) else {
            throw PlanRefusal.contradicted
        }
        return changed
    }

    private func change(
        goal: StoredResource, to wanted: Resource, by custodian: OrganisationID, in writer: any JournalWriter
    ) throws -> StoredResource {
        guard let old = goal.resource, let plan = try goal.subject.flatMap({ try Self.plan(of: $0, in: writer) }),
            let shown = shown(in: plan, at: writer.now).first(where: { $0.id == goal.id })
        else { throw PlanRefusal.noGoal }
        let zone = shown.run?.zone ?? plan.current(at: writer.now)?.zone ?? .utc
        let reading = GoalReading(goal: wanted.root, zone: zone, now: writer.now)
        let acts = try GoalChange(goal: shown, old: old.root, new: reading).acts()
        return acts.isEmpty ? goal : try fulfil(PlanWish(type: "Goal", id: goal.id, acts: acts), plan.subject, by: custodian, in: writer)
    }

    /// Whether the Task keeps the status that the client gave it: an answer to an offer shows in its owner.
    private static func isLasting(_ wanted: Resource) -> Bool {
        !["accepted", "rejected", "failed"].contains(wanted.root.string("status") ?? "")
    }

    // MARK: Both

    private static func plan(of subject: SubjectID, in writer: any JournalWriter) throws -> Plan? {
        guard let root = try writer.group(of: subject).first, let stored = try writer.plan(of: root) else { return nil }
        return Plan(json: stored.plan)
    }

    private func shown(in plan: Plan, at now: Instant) -> [ShownGoal] {
        GoalProjection(plan: plan, now: now).all(plan.runs.map { library.definition($0.pathway, version: $0.version) })
    }

    /// Puts the acts on record. The reaction runs when the commit ends; what it will leave can be told already.
    private func fulfil(
        _ wish: PlanWish, _ root: SubjectID, by custodian: OrganisationID, in writer: any JournalWriter
    ) throws -> StoredResource {
        let now = writer.now
        for act in wish.acts { try writer.say(act.fact(of: root, by: wish.author ?? .organisation(custodian), said: now)) }
        try react(to: root, in: writer)
        let projection = try reaction.project(writer.history(of: root, for: reaction), now: now)
        guard let draft = projection.resources.first(where: { $0.type == wish.type && $0.id == wish.id })?.resource else {
            throw PlanRefusal.gone(wish.type)
        }
        let before = try writer.resource(wish.type, wish.id)
        let version = (before?.version ?? 0) + 1
        let bytes = try draft.stamped(id: wish.id, version: version, at: now)
        return StoredResource(
            type: wish.type, id: wish.id, version: version, updated: now, commit: writer.commit, subject: root, source: .reaction,
            resource: try Resource(json: bytes))
    }
}
