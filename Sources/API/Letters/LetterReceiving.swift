public import FHIR
public import Journal

/// Takes letters: the intake that the executable wires in.
public protocol LetterReceiving: Sendable {
    /// Takes one letter as it came and returns when what was decided is synced. Throws only when nothing could be kept: the store is full,
    /// read-only or out of reach.
    func receive(_ bytes: [UInt8], mediaType: String?, at: Instant) async throws -> ReceivedLetter
}

/// What became of a letter.
public struct ReceivedLetter: Sendable, Hashable {
    public enum Outcome: String, Sendable, Hashable, CaseIterable {
        case accepted, duplicate, refused, unreadable, skipped
    }

    public var outcome: Outcome
    /// The receipt that is owed, as it goes out; nil when none is.
    public var receipt: [UInt8]?
    /// Of the receipt; nil only when there is no receipt.
    public var mediaType: String?
    /// The reason or remark that people read; no patient data.
    public var because: String?
    /// The letter's number in the journal, nil when it was not kept.
    public var number: Int64?
    /// In whose journal it is filed.
    public var subject: SubjectID?

    public init(
        outcome: Outcome, receipt: [UInt8]? = nil, mediaType: String? = nil, because: String? = nil, number: Int64? = nil,
        subject: SubjectID? = nil
    ) {
        self.outcome = outcome
        self.receipt = receipt
        self.mediaType = mediaType
        self.because = because
        self.number = number
        self.subject = subject
    }
}
