public import Directory
public import FHIR

/// Something that one party does for the citizen: who owes it, by when, and how it ended.
///
/// Titles and texts are the definition's, found by `id` and never stored.
public struct Step: Sendable, Hashable {
    /// Unique within the citizen and stable: `12/answer`, `12/answer/2` for its second time.
    public var key: String
    /// The step's id in the definition.
    public var id: String
    public var phase: String
    public var role: String
    /// Exactly one organisation owes it. Whoever stands in (`isStandIn`) finds out who should.
    public var owner: OrganisationID
    /// The owner is the coordinator, because nobody or several have the role.
    public var isStandIn: Bool
    /// The organisation that waits for it.
    public var counterpart: OrganisationID?
    /// When it becomes owed; nil as long as nothing has opened it.
    public var opens: Instant?
    /// nil when the definition gives no deadline: then nobody is late.
    public var due: Instant?
    /// When it is thought to happen, for a step that is only planned.
    public var expected: Instant?
    public var closing: Closing?
    /// What people did with it beside closing it; nil for most.
    public var adapting: Adapting? {
        get { kept?.adapting }
        set { kept = newValue.map(Kept.init) }
    }
    private var kept: Kept?
    /// A name that all pathways share: steps of one citizen with the same activity are done once.
    public var activity: String?
    /// The citizen must be there.
    public var isVisit = false

    public init(
        key: String, id: String, phase: String, role: String, owner: OrganisationID, isStandIn: Bool = false,
        counterpart: OrganisationID? = nil, opens: Instant? = nil, due: Instant? = nil, expected: Instant? = nil, closing: Closing? = nil
    ) {
        self.key = key
        self.id = id
        self.phase = phase
        self.role = role
        self.owner = owner
        self.isStandIn = isStandIn
        self.counterpart = counterpart
        self.opens = opens
        self.due = due
        self.expected = expected
        self.closing = closing
    }

    /// Kept apart, since most steps have none and all are handed from place to place.
    private final class Kept: Sendable, Hashable {
        let adapting: Adapting

        init(_ adapting: Adapting) { self.adapting = adapting }

        static func == (one: Kept, other: Kept) -> Bool { one === other || one.adapting == other.adapting }
        func hash(into hasher: inout Hasher) { adapting.hash(into: &hasher) }
    }

    /// How and when a step was closed.
    public struct Closing: Sendable, Hashable {
        public enum Outcome: String, Sendable, Hashable, CaseIterable {
            case done
            /// What it was for went away: not ready after all, died.
            case withdrawn
            /// A person decided that it will not be done.
            case skipped
            /// The pathway ended before it was done. Holds from `at` on.
            case ended
            /// Those whom the citizen was to be handed over to said no.
            case declined
        }

        public var outcome: Outcome
        public var at: Instant
        /// The letter that did it, if one did.
        public var letter: Int64?
        /// The fact of the person's act that did it, if one did: what undo refers to.
        public var act: Int64?
        /// The person's reason or remark.
        public var text: String?
        /// The key of the step of another run that was done for this one too.
        public var shared: String?

        public init(outcome: Outcome, at: Instant, letter: Int64? = nil, act: Int64? = nil, text: String? = nil) {
            self.outcome = outcome
            self.at = at
            self.letter = letter
            self.act = act
            self.text = text
        }
    }

    /// What a step is at an instant.
    public enum State: String, Sendable, Hashable, CaseIterable {
        case planned, open, late, done, withdrawn, skipped

        /// Somebody owes it now.
        public var isOwed: Bool {
            switch self {
            case .open, .late: true
            case .planned, .done, .withdrawn, .skipped: false
            }
        }

        /// Nobody will do anything about it any more. A step that the end of its pathway closes later is not closed before.
        public var isClosed: Bool {
            switch self {
            case .done, .withdrawn, .skipped: true
            case .planned, .open, .late: false
            }
        }
    }

    /// What it is at an instant. `late` is worked out here and never stored: due at or before `now`, and still open.
    public func state(at now: Instant) -> State {
        if let closing {
            switch closing.outcome {
            case .done: return .done
            case .withdrawn: return .withdrawn
            case .skipped, .declined: return .skipped
            case .ended: if closing.at <= now { return .withdrawn }
            }
        }
        if let adapting, adapting.pauses.contains(where: { $0.contains(now) }) { return .planned }
        guard let opens, opens <= now else { return .planned }
        guard let due, due <= now else { return .open }
        return .late
    }

    /// Whether it was closed after its due time, or is open past it.
    public func wasLate(at now: Instant) -> Bool {
        guard let due else { return false }
        guard let closing, closing.outcome != .ended || closing.at <= now else { return due <= now && state(at: now).isOwed }
        return closing.at > due
    }

    /// When it is drawn and listed: when it closed, else when it is due, thought to happen, or opens.
    public var time: Instant? { closing?.at ?? due ?? expected ?? opens }
}
