public import FHIR

/// What stands for a citizen before a projection is applied: all that a store must read to know the differences.
public struct Standing: Sendable {
    public var plan: StoredPlan?
    public var work: [WorkItem] = []
    public var timers: [Timer] = []
    /// Due times that have fired for any identity of the group.
    public var fired: Set<Timer> = []
    /// Derived resources that are not deleted.
    public var resources: [Derived] = []
    /// Letters that this citizen's reaction queued and that still wait, and every item under a key that the projection wants.
    public var messages: [Queued] = []

    public init() {}

    public struct Derived: Sendable, Hashable {
        public var type: String
        public var id: String
        /// Of the draft, before the journal set its `meta`: the first 16 bytes of its SHA-256.
        public var hash: [UInt8]

        public init(type: String, id: String, hash: [UInt8]) {
            self.type = type
            self.id = id
            self.hash = hash
        }
    }

    public struct Queued: Sendable, Hashable {
        public var number: Int64
        public var key: String
        public var state: OutboxItem.State
        public var attempts: Int
        /// The root whose reaction wants it.
        public var derived: SubjectID?

        public init(number: Int64, key: String, state: OutboxItem.State, attempts: Int, derived: SubjectID?) {
            self.number = number
            self.key = key
            self.state = state
            self.attempts = attempts
            self.derived = derived
        }
    }
}

/// The differences between what stands and what should stand.
public struct Changes: Sendable {
    public enum Plan: Sendable, Hashable { case keep, replace, remove }

    public var plan = Plan.keep
    public var put: [Projection.Draft] = []
    public var delete: [Standing.Derived] = []
    public var workWritten: [WorkItem] = []
    public var workRemoved: [WorkItem] = []
    public var timersSet: [Timer] = []
    public var timersRemoved: [Timer] = []
    public var queued: [OutboxItem] = []
    /// Wanted again after it was withdrawn, or wanted by this citizen now: the item's number.
    public var wantedAgain: [Int64] = []
    public var withdrawn: [Int64] = []

    public init() {}

    public var movesWork: Bool { !workWritten.isEmpty || !workRemoved.isEmpty }
}

extension Projection {
    /// The first half of a draft's SHA-256.
    public static func hash(of draft: [UInt8]) -> [UInt8] { Array(ContentHash.of(draft).prefix(16)) }

    var isNothing: Bool { digest.isEmpty }

    /// Works out what to write so that this stands for `root`; refuses with `.invalid` what contradicts itself.
    public func changes(for root: SubjectID, from standing: Standing) throws(JournalError) -> Changes {
        try validate(root)
        var changes = Changes()
        if isNothing {
            if standing.plan != nil { changes.plan = .remove }
        } else if standing.plan?.plan != plan || standing.plan?.digest != digest {
            changes.plan = .replace
        }
        try compareResources(standing, &changes)
        compareWork(standing, &changes)
        let wantedTimers = Set(timers)
        changes.timersRemoved = standing.timers.filter { !wantedTimers.contains($0) || standing.fired.contains($0) }
        let kept = Set(standing.timers)
        changes.timersSet = timers.filter { !kept.contains($0) && !standing.fired.contains($0) }
        compareMessages(root, standing, &changes)
        return changes
    }

    private func validate(_ root: SubjectID) throws(JournalError) {
        if isNothing {
            guard plan.isEmpty, resources.isEmpty, work.isEmpty, timers.isEmpty, messages.isEmpty else {
                throw JournalError(.invalid, "A projection without digest must be empty; give it the hash of its plan.")
            }
            return
        }
        guard digest.count == ContentHash.byteCount else {
            throw JournalError(.invalid, "The digest of a plan must have 32 bytes; it has \(digest.count).")
        }
        guard work.allSatisfy({ $0.subject == root }), timers.allSatisfy({ $0.subject == root }) else {
            throw JournalError(.invalid, "Work and timers must stand on the root of the citizen's group.")
        }
        guard !work.contains(where: { $0.key == WorkItem.stoppedKey }) else {
            throw JournalError(.invalid, "The key \(WorkItem.stoppedKey) is the journal's own; choose another.")
        }
        guard Set(work.map(\.key)).count == work.count, Set(messages.map(\.key)).count == messages.count, Set(timers).count == timers.count
        else { throw JournalError(.invalid, "Two work items, timers or messages have the same key; each needs its own.") }
    }

    private func compareResources(_ standing: Standing, _ changes: inout Changes) throws(JournalError) {
        struct Key: Hashable {
            var type: String
            var id: String
        }
        var old = Dictionary(standing.resources.map { (Key(type: $0.type, id: $0.id), $0) }) { first, _ in first }
        var seen = Set<Key>(minimumCapacity: resources.count)
        for draft in resources {
            guard let id = draft.id, ResourceID.isValid(id) else {
                throw JournalError(.invalid, "A derived \(draft.type) has no valid id; give it one that is stable.")
            }
            let key = Key(type: draft.type, id: id)
            guard seen.insert(key).inserted else { throw JournalError(.invalid, "Two derived resources are \(key.type)/\(id).") }
            if old.removeValue(forKey: key)?.hash != draft.hash { changes.put.append(draft) }
        }
        changes.delete = old.values.sorted { ($0.type, $0.id) < ($1.type, $1.id) }
    }

    private func compareWork(_ standing: Standing, _ changes: inout Changes) {
        var old = Dictionary(standing.work.map { ($0.key, $0) }) { first, _ in first }
        // Whoever stopped a plan takes that line away again, unless the plan itself goes.
        if !isNothing { old[WorkItem.stoppedKey] = nil }
        for item in work where old.removeValue(forKey: item.key) != item { changes.workWritten.append(item) }
        changes.workRemoved = old.values.sorted { $0.key < $1.key }
    }

    private func compareMessages(_ root: SubjectID, _ standing: Standing, _ changes: inout Changes) {
        let byKey = Dictionary(standing.messages.map { ($0.key, $0) }) { first, _ in first }
        for message in messages {
            guard let old = byKey[message.key] else {
                changes.queued.append(message)
                continue
            }
            switch old.state {
            case .withdrawn: if old.attempts == 0 { changes.wantedAgain.append(old.number) }
            case .waiting: if old.derived != root { changes.wantedAgain.append(old.number) }
            case .sent, .done, .failed, .handled: break
            }
        }
        let wanted = Set(messages.map(\.key))
        changes.withdrawn = standing.messages.filter { $0.derived == root && $0.state == .waiting && !wanted.contains($0.key) }.map(
            \.number)
    }
}

extension WorkItem {
    /// The key of the line that says that a citizen's plan stands still.
    public static let stoppedKey = "plan-stopped"

    /// The line that ``JournalWriter/stop(_:because:owner:)`` puts before `owner`; its content is `{"kind":"plan-stopped","because":"…"}`.
    public static func stopped(_ root: SubjectID, because: String, owner: String) -> WorkItem {
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("kind", stoppedKey)
            writer.field("because", because)
        }
        return WorkItem(
            subject: root, key: stoppedKey, owner: owner, counterpart: nil, state: .attention, due: nil, content: writer.bytes)
    }
}

extension StoredPlan {
    /// What stands when the first reaction of all failed: a plan `{}`, so that the citizen is still found.
    public static func empty(_ root: SubjectID, at: Instant, commit: Int64) -> StoredPlan {
        let plan = Array("{}".utf8)
        return StoredPlan(subject: root, plan: plan, digest: ContentHash.of(plan), at: at, commit: commit, stopped: nil)
    }
}
