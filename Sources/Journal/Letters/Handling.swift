public import FHIR

/// That somebody has looked at what needed a human: who, why and when. It stays on record when nobody need look any more.
public struct Handling: Sendable, Hashable {
    public enum Kind: String, Sendable, CaseIterable {
        /// A letter that came in.
        case letter
        /// A letter or receipt of the outbox that failed.
        case delivery
    }

    public var kind: Kind
    /// The number of the letter, or of the item of the outbox.
    public var about: Int64
    /// The journal's to set, like the time.
    public var commit: Int64 = 0
    public var at: Instant
    /// The organisation for which somebody looked.
    public var who: String
    public var because: String
    /// Why a human had to look.
    public var trouble: String?

    public init(_ kind: Kind, _ about: Int64, at: Instant, who: String, because: String, trouble: String?) {
        self.kind = kind
        self.about = about
        self.at = at
        self.who = who
        self.because = because
        self.trouble = trouble
    }
}
