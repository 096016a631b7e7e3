public import FHIR

/// Something that leaves the hub: a receipt or a letter of a pathway.
public struct OutboxItem: Sendable, Hashable {
    public enum Kind: String, Sendable, CaseIterable { case receipt, letter }

    public enum State: String, Sendable, CaseIterable {
        /// To be sent (again) at `nextAttempt`.
        case waiting
        /// Handed to the receiver's transport; a letter then waits for its receipt.
        case sent
        /// A final positive receipt came, or the transport's answer was the end of it.
        case done
        /// A final negative receipt came, or every attempt failed: a human must look.
        case failed
        /// Taken back before it was sent.
        case withdrawn
        /// It failed, and somebody has looked at it: see ``Handling``.
        case handled
    }

    /// The journal's own number, given by the commit; 0 before.
    public var number: Int64 = 0
    public var kind: Kind
    /// Unique over the whole outbox: the same effect is never queued twice.
    public var key: String
    /// The letter that a receipt answers, by number; nil for letters.
    public var answers: Int64?
    /// The sender's id of the letter inside, to match its receipt.
    public var letterID: String
    public var sender: String
    public var receiver: String
    public var type: String
    public var mediaType: String
    public var subject: SubjectID?
    public var body: [UInt8]
    public var state: State
    public var attempts = 0
    public var created: Instant
    /// When to try next, or when to stop waiting for a receipt; nil when neither.
    public var nextAttempt: Instant?
    /// What happened last, safe to show.
    public var note: String?

    public init(
        kind: Kind, key: String, answers: Int64?, letterID: String, sender: String, receiver: String, type: String, mediaType: String,
        subject: SubjectID?, body: [UInt8], state: State, created: Instant, nextAttempt: Instant?
    ) {
        self.kind = kind
        self.key = key
        self.answers = answers
        self.letterID = letterID
        self.sender = sender
        self.receiver = receiver
        self.type = type
        self.mediaType = mediaType
        self.subject = subject
        self.body = body
        self.state = state
        self.created = created
        self.nextAttempt = nextAttempt
    }
}

/// Which outgoing items to list, newest first.
public struct OutboxQuery: Sendable {
    public var states: [OutboxItem.State]?
    public var kind: OutboxItem.Kind?
    public var subjects: [SubjectID]?
    /// Only what a human must look at: what failed, and what waits because something is in its way.
    public var needsAttention = false
    public var before: Int64?
    public var limit = 50

    public init() {}
}
