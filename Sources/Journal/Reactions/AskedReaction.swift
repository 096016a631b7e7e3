/// A reaction that a commit asked for; the store lets it run when the commit's body has ended.
public struct AskedReaction {
    public var reaction: any Reaction
    public var subject: SubjectID
    /// Who must look when it fails; asked for only then.
    public var owner: () throws -> String

    public init(_ reaction: any Reaction, to subject: SubjectID, owner: @escaping () throws -> String) {
        self.reaction = reaction
        self.subject = subject
        self.owner = owner
    }
}

extension JournalWriter {
    /// For stores: makes what a reaction gave stand. One that failed is undone, and the plan stopped and put before its owner.
    public func conclude(_ asked: AskedReaction, for root: SubjectID, _ outcome: Result<Projection, any Error>) throws {
        do {
            try savepoint {
                try apply(outcome.get(), to: root)
                if try plan(of: root)?.stopped != nil { try stop(root, because: nil, owner: "") }
            }
        } catch let error as ReactionError {
            try stop(root, because: error.message, owner: asked.owner())
        } catch let error as JournalError where error.kind == .invalid || error.kind == .conflict {
            try stop(root, because: error.message, owner: asked.owner())
        }
    }
}
