import FHIR
import Journal

/// A reaction between the body of its commit, when the history was read, and the writing of what follows: it touches no file, so that any
/// thread may work it out.
struct PendingFold: Sendable {
    /// What came of it.
    struct Outcome: Sendable {
        var projection: Result<Projection, any Error>
        /// Resources as the file will keep them, by the hash of their draft.
        var ready: [[UInt8]: ReadyResource] = [:]
    }

    private let reaction: any Reaction
    private let history: History
    /// Hashes of the drafts that stand already: they need not be made ready.
    private let standing: Set<[UInt8]>
    private let now: Instant
    private let indexing: Indexing

    init(_ reaction: any Reaction, root: SubjectID, in writer: SQLiteWriter) throws {
        self.reaction = reaction
        history = try writer.history(of: root, for: reaction)
        standing = try Set(writer.standingResources(of: root).map(\.hash))
        now = writer.now
        indexing = writer.indexing
    }

    func outcome() -> Outcome {
        var outcome = Outcome(projection: Result { try reaction.project(history, now: now) })
        guard case .success(let projection) = outcome.projection else { return outcome }
        for draft in projection.resources where !standing.contains(draft.hash) {
            // Most are new. What cannot be made ready says so when it is written.
            outcome.ready[draft.hash] = try? ReadyResource(
                draft.resource, id: draft.id ?? "", version: 1, subject: history.root, at: now, indexing)
        }
        return outcome
    }
}
