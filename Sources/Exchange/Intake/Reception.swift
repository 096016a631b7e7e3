public import Directory
public import Journal
import Synchronization

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

/// The directory as it is now; letters add to it.
///
/// Reading takes a lock for the time of copying one value.
public final class CurrentDirectory: Sendable {
    private let value: Mutex<Directory>

    public init(_ directory: Directory) { value = Mutex(directory) }

    public var now: Directory { value.withLock { $0 } }

    public func learn(_ parties: [LearnedParty]) {
        value.withLock { $0 = $0.learning(parties) }
    }

    public func replace(_ directory: Directory) {
        value.withLock { $0 = directory }
    }
}
