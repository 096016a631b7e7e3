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
        /// What was said may mean that the step `name` was done, or that it was not.
        case unclear
    }

    /// Unique within the citizen and stable.
    public var key: String
    public var kind: Kind
    /// The contradiction's name, the role, or the step's id in the definition.
    public var name: String
    public var stay: Int64
    /// Who must look.
    public var owner: OrganisationID
    public var since: Instant
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
