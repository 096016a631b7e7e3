public import Directory
public import FHIR

/// A letter as the journal remembers it: all that was understood, with attachments by the hash of their content.
public struct LetterReading: Sendable, Hashable {
    private var kept: Kept
    public var attachments: [StoredAttachment]

    /// The letter, which a fold hands from place to place dozens of times: so it is kept once, and replaced when it changes.
    private final class Kept: Sendable, Hashable {
        let letter: Letter
        let parties: [Address]
        let receiver: Party?

        init(_ letter: Letter) {
            self.letter = letter
            var parties = [letter.sender.innermost]
            for receiver in letter.receivers where !parties.contains(receiver.party.innermost) { parties.append(receiver.party.innermost) }
            self.parties = parties
            receiver = (letter.receivers.first { !$0.isCopy } ?? letter.receivers.first)?.party
        }

        static func == (one: Kept, other: Kept) -> Bool { one === other || one.letter == other.letter }
        func hash(into hasher: inout Hasher) { letter.hash(into: &hasher) }
    }

    public var letter: Letter {
        _read { yield kept.letter }
        set { kept = Kept(newValue) }
    }

    // What folds ask most, without a copy of the letter.
    public var type: LetterType { kept.letter.type }
    public var sender: Party { kept.letter.sender }
    public var senderName: String { kept.letter.sender.name }
    /// Whom it is meant for: the first receiver that does not only get a copy, else the first.
    public var receiver: Party? { kept.receiver }
    public var receiverName: String { kept.receiver?.name ?? "" }
    public var sent: Instant { kept.letter.sent.instant }
    /// The innermost addresses of its sender and its receivers, each once.
    public var parties: [Address] { kept.parties }

    public init(letter: Letter, attachments: [StoredAttachment]) {
        var letter = letter
        letter.attachments = []
        kept = Kept(letter)
        self.attachments = attachments
    }

    public struct StoredAttachment: Sendable, Hashable {
        public var title: String?
        public var mediaType: String
        /// SHA-256, 32 bytes.
        public var hash: [UInt8]
        public var size: Int

        public init(title: String?, mediaType: String, hash: [UInt8], size: Int) {
            self.title = title
            self.mediaType = mediaType
            self.hash = hash
            self.size = size
        }
    }
}
