public import Directory
public import FHIR

/// Something that does not fit, or has no one to do it: put before a human of one organisation, never a ground to stop.
public struct Attention: Sendable, Hashable {
    /// What kind it is; each has a text in every language.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// A letter does not fit its stay: `name` is the contradiction's.
        case contradiction
        /// Nobody known has the role that `name` says.
        case nobodyHasRole = "nobody-has-role"
        /// Several have it.
        case severalHaveRole = "several-have-role"
        /// Whoever stands in for the role of the step `name` has not found anybody to do it in time.
        case unassigned
        /// What was said may mean that the step `name` was done, or that it was not.
        case unclear
        /// An act, of the kind that `name` says, is about something that is not in the plan, or cannot be: it is kept and changes nothing.
        case actWithoutPlace = "act-without-place"
        /// The citizen did with the step `name` what the definition does not let citizens do: it is kept and changes nothing.
        case notAllowed = "not-allowed"
        /// The owner is asked to take the step `name` over.
        case offered
        /// Nobody has answered in time whether they take the step `name` over.
        case offerUnanswered = "offer-unanswered"
        /// Those who were asked to take the step `name` over said no.
        case offerDeclined = "offer-declined"
        /// The step `name` was offered to somebody whom the hub does not reach: write to them or call them, and say what they answered.
        case receiverOutside = "receiver-outside"
        /// The step `name` should not stand beside another one that is open too.
        case conflict
        /// A condition of the step or pathway `name` cannot be worked out: it counts as not met.
        case conditionFailed = "condition-failed"
        /// A value of the measurement `name` came in a unit that cannot be converted: it cannot be read.
        case unitUnreadable = "unit-unreadable"
        /// The run of the pathway `name` did not settle and stands still.
        case runFailed = "run-failed"
        /// The step `name` was done.
        case told
    }

    /// Unique within the citizen and stable.
    public var key: String
    public var kind: Kind
    /// The contradiction's name, the role, or the step's id in the definition.
    public var name: String
    public var stay: Int64
    /// The key of the run that it is in; nil for none, and for the one that the stay is drawn by.
    public var run: String?
    /// The key of the step that it is about, and of the one beside it; nil when it is about no step that there is.
    public var step: String?
    public var other: String?
    /// Who must look.
    public var owner: OrganisationID
    public var since: Instant
    /// From when on it is shown; nil at once.
    public var from: Instant?
    /// By when somebody must have looked.
    public var due: Instant?
    public var letter: Int64?
    /// Somebody has looked, by the fact of that act.
    public var seen: Int64?

    public init(
        key: String, kind: Kind, name: String, stay: Int64, owner: OrganisationID, since: Instant, letter: Int64? = nil, seen: Int64? = nil
    ) {
        self.key = key
        self.kind = kind
        self.name = name
        self.stay = stay
        self.owner = owner
        self.since = since
        self.letter = letter
        self.seen = seen
    }
}
