public import Journal

/// What became of bytes that came in, and what to answer.
public struct Reception: Sendable {
    public enum Outcome: String, Sendable, CaseIterable {
        case accepted, duplicate, refused, unreadable
        /// Not a letter at all: nothing was kept.
        case skipped
    }

    public var outcome: Outcome
    /// The letter's number in the journal; nil when nothing was kept.
    public var number: Int64?
    public var type: LetterType?
    public var id: String?
    public var citizen: SubjectID?
    /// The code of the receipt that is owed, as its standard writes it: `ok`, `fatal-error`, `1`, `2`.
    public var receiptCode: String?
    public var because: String?
    /// The receipt to send back at once.
    public var answer: OutgoingLetter?

    public init(_ outcome: Outcome) { self.outcome = outcome }
}
