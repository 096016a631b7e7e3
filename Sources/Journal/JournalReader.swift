public import FHIR

/// What can be read of the journal in one unchanging view.
public protocol JournalReader {
    /// The number of the last commit seen by this view; 0 in an empty journal.
    func lastCommit() throws -> Int64
    /// The last commit that the hub's clock dates at or before an instant; 0 when there is none. What is read as of that commit is what was
    /// known then.
    func commit(at instant: Instant) throws -> Int64
    /// Small settings of the store itself, such as `production` or `format`.
    func setting(_ name: String) throws -> String?

    // Identities
    func subject(_ identifier: Identifier) throws -> SubjectID?
    /// The whole group of an identity, ascending; the identity alone when nothing links it. Empty when there is no such subject.
    func group(of subject: SubjectID) throws -> [SubjectID]
    func identifiers(of subjects: [SubjectID]) throws -> [Identifier]
    func links(of subjects: [SubjectID]) throws -> [Link]
    /// Roots of all groups after a subject, ascending: for walking the whole journal.
    func roots(after: SubjectID?, limit: Int) throws -> [SubjectID]

    // Letters
    func letter(_ number: Int64) throws -> LetterRecord?
    func letter(sender: String, id: String, digest: [UInt8]) throws -> LetterRecord?
    /// Every letter with this id from this sender, by number: more than one means that the sender reuses ids.
    func letters(sender: String, id: String) throws -> [LetterRecord]
    func letters(_ query: LetterQuery) throws -> [LetterRecord]
    func arrivals(of letter: Int64) throws -> [Arrival]
    /// The bytes as they came.
    func raw(letter number: Int64) throws -> [UInt8]?
    /// Who has looked at which of these letters, or items of the outbox, in the order in which they did.
    func handlings(_ kind: Handling.Kind, of numbers: [Int64]) throws -> [Handling]
    /// An attachment by the SHA-256 of its content.
    func attachment(_ hash: [UInt8]) throws -> (bytes: [UInt8], mediaType: String)?

    // Facts and plans
    /// All that was said of the group of this subject.
    func history(of subject: SubjectID) throws -> History
    func fact(_ number: Int64) throws -> Fact?
    func plan(of root: SubjectID) throws -> StoredPlan?
    func work(_ query: WorkQuery) throws -> [WorkItem]
    func workCount(owner: String, now: Instant) throws -> WorkCount
    /// Owners with open work, ascending.
    func workOwners() throws -> [String]
    func timers(dueBy: Instant, limit: Int) throws -> [Timer]
    func timers(of root: SubjectID) throws -> [Timer]
    /// Due times that have fired for this citizen.
    func fired(of root: SubjectID) throws -> [Timer]

    // Resources
    /// The current version (which may be a deletion); nil when there never was one.
    func resource(_ type: String, _ id: String) throws -> StoredResource?
    func version(_ type: String, _ id: String, _ version: Int64) throws -> StoredResource?
    /// Newest first.
    func versions(_ type: String, _ id: String, before: Int64?, limit: Int) throws -> [StoredResource]
    /// The version that stood when a commit had been made (which may be a deletion); nil when there was none yet.
    func resource(_ type: String, _ id: String, asOf commit: Int64) throws -> StoredResource?
    /// Refuses (`.invalid`) a page key that is not one of ours. What a commit itself has written it need not see here.
    func changes(_ query: ChangeQuery) throws -> ChangePage
    /// Refuses (`.invalid`) a page key that is not one of ours.
    func search(_ search: Search) throws -> SearchPage
    /// For each different value of a parameter of codes, references or addresses a resource that has it; one may stand for several.
    ///
    /// Refuses (`.invalid`) when there are more different values than the limit.
    func samples(_ parameter: SearchParameter, limit: Int) throws -> [StoredResource]

    // Outbox, feed, parties
    func outbox(_ number: Int64) throws -> OutboxItem?
    func outbox(key: String) throws -> OutboxItem?
    /// Letters (not receipts) that we sent under this id.
    func outbox(letterID: String) throws -> [OutboxItem]
    func outbox(_ query: OutboxQuery) throws -> [OutboxItem]
    /// Items whose `nextAttempt` has come, oldest first.
    func outbox(dueBy: Instant, limit: Int) throws -> [OutboxItem]
    func feed(after number: Int64, limit: Int) throws -> [FeedEvent]
    func feed(of subjects: [SubjectID], after number: Int64, limit: Int) throws -> [FeedEvent]
    func lastFeedNumber() throws -> Int64
    /// What was taken away for good, in the order in which it was.
    func erasures(after number: Int64, limit: Int) throws -> [Erasure]
    /// Parties learned from letters, as JSON written by `Directory`, in the order learned.
    func learnedParties() throws -> [[UInt8]]
    /// Numbers that metrics show.
    func counts(now: Instant) throws -> JournalCounts
}

/// What a health page or a metric says of the journal.
public struct JournalCounts: Sendable, Hashable {
    public var letters = 0
    public var citizens = 0
    public var resources = 0
    public var needingAttention = 0
    public var outboxWaiting = 0
    /// Of the outbox: what failed, and what waits because something is in its way.
    public var outboxNeedingAttention = 0
    /// When the oldest letter whose receipt has not left came in.
    public var oldestUnanswered: Instant?
    /// Timers whose time has passed.
    public var timersBehind = 0
    public var stoppedPlans = 0

    public init() {}
}
