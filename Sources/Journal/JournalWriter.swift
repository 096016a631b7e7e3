public import FHIR

/// What one commit may do. Use it inside the closure that it was given to, never after.
public protocol JournalWriter: JournalReader {
    /// The hub's time of this commit.
    var now: Instant { get }
    /// The number that this commit will have.
    var commit: Int64 { get }

    func set(_ setting: String, _ value: String?) throws

    // Identities
    /// The subject of an identifier, made when it is new.
    func ensureSubject(_ identifier: Identifier) throws -> SubjectID
    /// Links hold while at least one source says so. Returns whether the groups changed.
    ///
    /// When two groups become one, what stood for the root that is none any longer goes (``Projection/nothing``); react for the group
    /// afterwards. After `unlink` returned true, react for both identities: what stands for the old root is still that of the whole group.
    @discardableResult func link(_ link: Link) throws -> Bool
    @discardableResult func unlink(_ link: Link) throws -> Bool

    // Letters
    /// Files a letter with its bytes; returns its number. Its first arrival is written too.
    func file(_ letter: LetterRecord, raw: [UInt8], envelope: String?) throws -> Int64
    /// Counts one more arrival of a letter already filed.
    func arrived(_ arrival: Arrival) throws
    /// Changes where a letter is filed, whether a human must look, or (after `transient-error`) its judgement; never its content.
    func update(_ letter: LetterRecord) throws
    /// Puts on record who has looked at what needed a human; what it is about is changed by `update`. Refuses (`.notFound`) what is not there.
    func record(_ handling: Handling) throws
    /// Keeps an attachment once, however often it comes; returns the SHA-256 of its content.
    func attach(_ bytes: [UInt8], mediaType: String) throws -> [UInt8]

    /// Appends; returns the fact's number. The source `.act(0)` becomes the fact's own number. A letter says the same thing once: saying it
    /// again gives the number of the first time.
    @discardableResult func say(_ fact: Fact) throws -> Int64

    // Resources
    /// Writes a new version. `meta.versionId` and `meta.lastUpdated` are the journal's to set. `ifVersion` refuses with `.conflict` unless
    /// the current version is that one (0: unless there is none).
    func put(_ resource: Resource, id: String, subject: SubjectID?, source: Source, ifVersion: Int64?) throws -> StoredResource
    func delete(_ type: String, id: String, source: Source) throws -> StoredResource
    /// Makes resources, and works out for each what ``put(_:id:subject:source:ifVersion:)`` will need of it, on other processors: for whoever
    /// writes many. Changes nothing, and leaves to put them. Each of what it returns is called once, best in their order, and gives its resource
    /// or throws why it could not be made; what comes after it is made meanwhile.
    func prepare(_ pending: [PendingResource]) throws -> [() throws -> Resource]
    /// A fresh id for a resource that has none. It begins with 0, which no citizen's id and no derived resource's id does.
    func newID() throws -> String

    // Outbox, timers, parties
    /// Queues once for each key; returns the item's number (of the one already there, if any). A waiting item without a time is due now.
    @discardableResult func send(_ item: OutboxItem) throws -> Int64
    /// Changes state, attempts, next attempt and note, and nothing else.
    func update(_ item: OutboxItem) throws
    /// Marks a timer as fired for its due time and removes it; false when it had fired already or was moved. It has then fired for every
    /// identity of the group, so that taking a link away makes nothing fire again.
    func fire(_ timer: Timer) throws -> Bool
    /// Keeps a learned party once; the key is its address.
    func learn(_ party: [UInt8], address: String) throws

    /// Makes what stands for a citizen equal to `projection`, writing only differences. Refuses (`.invalid`) an identity that is not the root
    /// of its group, unless the projection is ``Projection/nothing``. A message that was withdrawn before it was ever tried waits again when
    /// it is wanted again; one queued by ``send(_:)`` is never withdrawn here.
    func apply(_ projection: Projection, to root: SubjectID) throws
    /// Marks the citizen's plan as stopped, with the reason, and puts it before `owner`; nil resumes.
    func stop(_ root: SubjectID, because: String?, owner: String) throws

    /// Asks that all that was said of a citizen be folded when the commit's body has ended, and made to stand in the same commit. Nothing of
    /// it can be read inside the body. A reaction that fails is undone and put before `owner`.
    func react(_ reaction: any Reaction, to subject: SubjectID, owner: @autoclosure @escaping () throws -> String) throws

    // Erasure
    /// Takes content away for good: what can still be read is that it was there, and what later checks and duplicates need. A letter that
    /// waits to leave is withdrawn; a receipt that is owed leaves all the same. After erasing a letter, react for its citizen.
    ///
    /// Refuses (`.gone`) what is erased already. Call ``Journal/sweep()`` afterwards: until then a store on disk may hold old copies.
    func erase(_ scope: Erasure.Scope, who: String, because: String) throws -> Erasure
    /// Takes the bytes of letters that came, or messages that were finished, before a moment; at most so many, the oldest first. Returns how
    /// many, 0 at the end.
    func giveUp(_ bytes: RetainedBytes, before: Instant, limit: Int, because: String) throws -> Int

    /// Runs `body` so that an error it throws undoes what it wrote and nothing else, and is thrown on.
    func savepoint<Value>(_ body: () throws -> Value) throws -> Value
}

/// Why a reaction gave no plan, in a sentence that is safe to show.
public struct ReactionError: Error, Sendable {
    public var message: String
    public init(_ message: String) { self.message = message }
}
