import Access
import FHIR
import Journal
import Pathways

// The Tasks and Goals of a plan can be changed and added to, and the plan by them: each change is an act on record.
extension ResourceWriter {
    /// Whether a step or a goal of a plan is shown by it.
    static func isOfPlan(_ current: StoredResource) -> Bool {
        ["Task", "Goal"].contains(current.type) && current.source == .reaction && current.resource != nil
    }

    /// Makes a resource under an id that the hub gives: a Goal or Task may be the plan's.
    ///
    /// - Parameter isAssigned: others may refer to it by that id already.
    func make(_ resource: Resource, id: String, isAssigned: Bool) throws -> StoredResource {
        guard resource.type == "Goal" || resource.type == "Task" else { return try put(resource, id: id, over: nil) }
        let subject = try Subject.of(resource, in: journal, &patients)
        try context.gate.permit(.create, .resource(resource.type, subject))
        guard let planned = try refusing({ try context.plan(journal, .new(resource, id: id, about: subject), context.custodian) }) else {
            return try put(resource, id: id, over: nil)
        }
        guard planned.id == id || !isAssigned else { throw Problem.goalOfPathway }
        return planned
    }

    func change(ofPlan current: StoredResource, to wanted: Resource) throws -> StoredResource {
        try context.gate.permit(.change, .resource(current.type, current.subject))
        // What differs from the version that the client read is what it means; from any other it would take back what others did meanwhile.
        if let read = wanted.root.string("meta.versionId"), read != String(current.version) { throw Problem.stale(current.type) }
        return try refusing { try context.plan(journal, .version(wanted, of: current), context.custodian) } ?? current
    }

    private func refusing(_ body: () throws -> StoredResource?) throws -> StoredResource? {
        do {
            return try body()
        } catch let refusal as PlanRefusal {
            throw Problem(.unprocessable, refusal.message, path: refusal.path)
        }
    }
}

extension Problem {
    fileprivate static func stale(_ type: String) -> Problem {
        Problem(
            .preconditionFailed,
            "The \(type) has changed since the version that `meta.versionId` names. Read it again, repeat your change and send it with the new `ETag`."
        )
    }

    fileprivate static let goalOfPathway = Problem(
        .unprocessable,
        "The plan has a goal that is measured so, under an id of its own, so nothing in a transaction can refer to it. Send the Goal by itself.",
        path: "Goal.target")

    static let ofPlan = Problem(
        .conflict,
        "What a plan had stays on record. Set the status of a Task, or the lifecycleStatus of a Goal, to `cancelled`.")
}
