public import FHIR
public import Journal

/// One line of the access log: who saw or did what of whom, when and why.
///
/// It names resources and citizens by the journal's ids, and searches by the names of their parameters, never by a value.
public struct LogEntry: Sendable, Hashable {
    public enum Outcome: String, Sendable, Hashable, CaseIterable {
        case done
        /// ``Access/decide(_:)`` said no.
        case denied
        /// Nothing was there, or the request was wrong.
        case refused
        /// The hub failed.
        case failed
    }

    /// Something that was shown or changed: `Observation/01a`, `letter/12`, in the journal of a citizen or of none.
    public struct Shown: Sendable, Hashable {
        public var subject: SubjectID?
        public var name: String

        public init(_ name: String, of subject: SubjectID?) {
            self.name = name
            self.subject = subject
        }
    }

    /// 1, 2, 3 …: given by the log.
    public var number: Int64 = 0
    public var at: Instant
    public var actor: Actor
    public var purpose: Purpose
    public var deed: Deed
    /// The operation or page by its own name: `$everything`, `citizen`.
    public var what: String?
    /// The type that the request names, or the resource: `Observation`, `Observation/01a`. Only what is there: an id that somebody made up may
    /// be a citizen's number.
    public var target: String?
    /// The parameters of a search by their names, joined with `&`.
    public var shape: String?
    /// What was shown or changed, each once, of all that belongs to citizens.
    public var shown: [Shown] = []
    /// How much was shown that belongs to no citizen.
    public var others = 0
    /// The total that the answer tells.
    public var total: Int?
    public var outcome: Outcome
    /// Why: the name of a permission, a refusal or a problem.
    public var because: String?
    /// What a request's entries have in common, and what its sender may know it by.
    public var trace: String
    /// Of a `torn` or `prune` entry: what it tells of the log.
    public var note: LogNote?

    public init(
        at: Instant, _ actor: Actor, _ deed: Deed, for purpose: Purpose = .unstated, what: String? = nil, target: String? = nil,
        outcome: Outcome = .done, because: String? = nil, trace: String
    ) {
        self.at = at
        self.actor = actor
        self.deed = deed
        self.purpose = purpose
        self.what = what
        self.target = target
        self.outcome = outcome
        self.because = because
        self.trace = trace
    }

    /// The citizens whose data were shown or changed, each once, ascending.
    public var subjects: [SubjectID] { Set(shown.compactMap(\.subject)).sorted() }
}

/// What the log tells of itself.
public enum LogNote: Sendable, Hashable {
    /// Bytes before this entry that a crash left: never acknowledged, kept as they are.
    case torn(bytes: Int, hash: LogHash)
    /// Entries up to this one were removed, since their time was over; its hash, from which the rest goes on.
    case pruned(through: Int64, hash: LogHash)
}
