public import FHIR

/// All that should stand for a citizen, worked out anew from everything that was said.
///
/// The journal writes only what differs from what stands: a resource with the same bytes gets no new version, a timer that already fired
/// for its due time does not fire again, a letter already queued under its key is not queued twice, one no longer wanted is withdrawn
/// while it waits.
public struct Projection: Sendable {
    /// The stays, threads and steps, as JSON written by `Pathways`: what the citizen's page draws.
    public var plan: [UInt8]
    /// Hash of what the plan says without the hub's own ids and times (promise 4), 32 bytes.
    public var digest: [UInt8]
    public var resources: [Draft]
    public var work: [WorkItem]
    public var timers: [Timer]
    public var messages: [OutboxItem]
    public init(
        plan: [UInt8], digest: [UInt8], resources: [Draft] = [], work: [WorkItem] = [], timers: [Timer] = [], messages: [OutboxItem] = []
    ) {
        self.plan = plan
        self.digest = digest
        self.resources = resources
        self.work = work
        self.timers = timers
        self.messages = messages
    }

    /// What stands for an identity that is not the root of its group: nothing. Applying it removes plan, work, timers and derived resources.
    public static let nothing = Projection(plan: [], digest: [])

    /// A derived resource with an id of its own choosing, stable over re-runs. It carries no `meta`; the journal sets that.
    ///
    /// Most drafts are what stands already, which their hash says: so nothing is read of one until somebody asks for its ``resource``.
    public struct Draft: Sendable {
        public let written: WrittenResource
        /// The first half of the SHA-256 of its bytes.
        public let hash: [UInt8]

        public var type: String { written.type }
        public var id: String? { written.id }
        /// Read anew each time.
        public var resource: Resource { written.resource }

        /// - Parameter last: what was drafted under the same name before: the same bytes have the same hash.
        public init(_ written: WrittenResource, after last: Draft? = nil) {
            self.written = written
            if let last, last.written.bytes == written.bytes { hash = last.hash } else { hash = Projection.hash(of: written.bytes) }
        }

        public init(_ resource: Resource) { self.init(WrittenResource(resource)) }
    }
}

/// The plan that stands for a citizen.
public struct StoredPlan: Sendable {
    public var subject: SubjectID
    public var plan: [UInt8]
    public var digest: [UInt8]
    /// The time it was worked out at.
    public var at: Instant
    public var commit: Int64
    /// Why the plan stands still: the reaction failed. nil when it runs.
    public var stopped: String?

    public init(subject: SubjectID, plan: [UInt8], digest: [UInt8], at: Instant, commit: Int64, stopped: String?) {
        self.subject = subject
        self.plan = plan
        self.digest = digest
        self.at = at
        self.commit = commit
        self.stopped = stopped
    }
}

/// A fold from all that was said of a citizen to all that should stand.
///
/// It is pure: no I/O, no clock, no randomness, the same result whatever the order in which letters arrived. It may throw; then the
/// savepoint around it is undone, the letter stays, and the plan is marked stopped with the reason.
public protocol Reaction: Sendable {
    /// Types of resources written through the API that it must be shown (``History/resources``); none when it reads letters and acts alone.
    var resourceTypes: Set<String> { get }
    /// Those of them that it must be shown of one citizen, by what was said of them: most need none, and then none is read.
    func resourceTypes(for history: History) -> Set<String>
    func project(_ history: History, now: Instant) throws -> Projection
}

extension Reaction {
    public var resourceTypes: Set<String> { [] }
    public func resourceTypes(for history: History) -> Set<String> { resourceTypes }
}
