public import FHIR

/// One line of the change feed. Numbers rise by one without gaps; a reader keeps the last it has seen.
public struct FeedEvent: Sendable, Hashable {
    public enum Kind: String, Sendable, CaseIterable {
        /// A letter was filed (accepted, refused or unreadable).
        case letter
        /// A resource has a new version.
        case resource
        /// A citizen's plan is another.
        case plan
        /// A timer fired.
        case timer
        /// The state of something in the outbox changed.
        case outbox
        /// Identities were linked or unlinked.
        case identity
        /// Content was taken away for good.
        case erasure
    }

    public var number: Int64
    public var commit: Int64
    public var kind: Kind
    public var subject: SubjectID?
    /// `12` for a letter, `Encounter/4k-e1` for a resource, the timer's key, the number of an erasure.
    public var about: String
    public var at: Instant

    public init(number: Int64, commit: Int64, kind: Kind, subject: SubjectID?, about: String, at: Instant) {
        self.number = number
        self.commit = commit
        self.kind = kind
        self.subject = subject
        self.about = about
        self.at = at
    }
}
