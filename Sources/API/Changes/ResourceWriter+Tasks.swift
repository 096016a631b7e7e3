import Access
import FHIR
import Journal
import Pathways

// A plan's Tasks can be changed, and the plan by them: each change is an act on record.
extension ResourceWriter {
    /// Whether it is a Task that a step of a plan is shown by.
    static func isStep(_ current: StoredResource) -> Bool {
        current.type == "Task" && current.source == .reaction && current.resource != nil
    }

    func change(task current: StoredResource, to wanted: Resource) throws -> StoredResource {
        try context.gate.permit(.change, .resource("Task", current.subject))
        // What differs from the version that the client read is what it means; from any other it would take back what others did meanwhile.
        if let read = wanted.root.string("meta.versionId"), read != String(current.version) { throw Problem.staleStep }
        do {
            return try context.change(journal, current, wanted, context.custodian)
        } catch let refusal as TaskRefusal {
            throw Problem(.unprocessable, refusal.message, path: refusal.path)
        }
    }
}

extension Problem {
    fileprivate static let staleStep = Problem(
        .preconditionFailed,
        "The Task has changed since the version that `meta.versionId` names. Read it again, repeat your change and send it with the new `ETag`."
    )
}
