public import FHIR

/// A letter as the journal keeps it: who sent it, what became of it and which receipt it was owed.
///
/// A letter is (`sender`, `id`, `digest` of its canonical content); the same three again are a duplicate, which is counted as an
/// ``Arrival`` and changes nothing else. A letter that could not be read has no `id`; its `sender` is then empty.
public struct LetterRecord: Sendable, Hashable {
    public enum Outcome: String, Sendable, CaseIterable {
        case accepted, refused, unreadable
    }

    /// The journal's own number, given by the commit; 0 before.
    public var number: Int64 = 0
    /// The sending address, such as `her:59` or `sor:265161000016000`.
    public var sender: String
    /// The sender's own id of the letter.
    public var id: String
    /// SHA-256 of the canonical content without envelope, 32 bytes.
    public var digest: [UInt8]
    /// The type, by its standard's own name (`LOG_INNLAGT`, `STIN`).
    public var type: String
    public var mediaType: String
    public var received: Instant
    /// The sender's own sending time, nil when it gave none.
    public var sent: Instant?
    /// The identity that the letter names; nil for receipts and for what cannot be read. Moving a letter changes it.
    public var subject: SubjectID?
    public var outcome: Outcome
    /// The reason or remark that people read.
    public var because: String?
    /// The receiving address that the hub answers for.
    public var receiver: String?
    /// Code and content of the final receipt, as JSON written by `Exchange`; nil when none is owed.
    public var receipt: [UInt8]?
    /// What the letter says, as JSON written by `Exchange`; nil when it could not be read.
    public var reading: [UInt8]?
    /// Why a human must look, nil when nobody must (or somebody has).
    public var attention: String?
    /// The erasure that took its content; sender, id and digest stay, so that it is known when it comes again. The journal's to set.
    public var erasure: Int64?

    public init(
        sender: String, id: String, digest: [UInt8], type: String, mediaType: String, received: Instant, outcome: Outcome
    ) {
        self.sender = sender
        self.id = id
        self.digest = digest
        self.type = type
        self.mediaType = mediaType
        self.received = received
        self.outcome = outcome
    }
}

/// One time that a letter's bytes came in; a duplicate adds one more.
public struct Arrival: Sendable, Hashable {
    public var letter: Int64
    public var at: Instant
    /// The id of the envelope it came in, if it had one.
    public var envelope: String?

    public init(letter: Int64, at: Instant, envelope: String?) {
        self.letter = letter
        self.at = at
        self.envelope = envelope
    }
}

/// Which letters to list, newest first.
public struct LetterQuery: Sendable {
    /// Only those that a human must look at.
    public var needsAttention = false
    public var outcome: LetterRecord.Outcome?
    /// Only those filed under one of these identities.
    public var subjects: [SubjectID]?
    /// Only numbers below this one: the key of the next page.
    public var before: Int64?
    public var limit = 50

    public init() {}
}
