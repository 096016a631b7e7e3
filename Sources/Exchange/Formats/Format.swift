public import FHIR
public import XML

/// A letter's bytes after parsing: one parse serves recognition, reading and digest.
public enum ParsedLetter: Sendable {
    /// A FHIR resource, from JSON or from XML.
    case resource(Resource)
    case xml(XMLDocument)
}

/// Reads and writes one family of letters.
///
/// A format is a value without state. It never touches the journal: whether a receiver is ours, a letter is a duplicate or a citizen is
/// known is for ``Intake`` to say.
public protocol Format: Sendable {
    var standard: Standard { get }

    /// Whether these bytes are a letter of this family, judged by root and namespace alone.
    func recognises(_ parsed: ParsedLetter) -> Bool

    /// Understands the letter, or says why it cannot, with the header where that could be read.
    func read(_ parsed: ParsedLetter) throws(Refusal) -> Letter

    /// Writes a receipt as the standard has it, from the organisation that answers to the letter's sender.
    func receipt(_ receipt: Receipt, for letter: ReceiptHeader, envelope: EnvelopeStamp) -> OutgoingLetter

    /// Writes a letter of ours; nil when this family has no letter for it.
    func compose(_ draft: LetterDraft, envelope: EnvelopeStamp) -> OutgoingLetter?
}

/// What a receipt repeats from the letter it answers.
public struct ReceiptHeader: Sendable, Hashable {
    public var type: LetterType
    /// The standard's own version of the receipt to use, when the letter shows one (AppRec `1.0` or `1.1`).
    public var version: String?
    public var id: String
    public var sent: Moment?
    /// Who sent the letter: the receiver of the receipt.
    public var sender: Party
    /// Who answers.
    public var answering: Party
    /// Whether the answering party got a copy.
    public var isCopy: Bool
    /// MedCom answers in the syntax it was asked in.
    public var isXML: Bool
    /// What the letter did by its standard's own code (`Provenance.activity`).
    public var activity: String?

    public init(type: LetterType, version: String?, id: String, sent: Moment?, sender: Party, answering: Party, isCopy: Bool, isXML: Bool) {
        self.type = type
        self.version = version
        self.id = id
        self.sent = sent
        self.sender = sender
        self.answering = answering
        self.isCopy = isCopy
        self.isXML = isXML
    }
}

/// What is new each time something is sent.
public struct EnvelopeStamp: Sendable, Hashable {
    /// A fresh lower-case UUID for the envelope.
    public var envelope: String
    /// The id of the letter itself: fresh for new content, the same when sent again.
    public var letter: String
    /// When the letter was written: the same when sent again.
    public var at: Instant
    /// When it is sent this time.
    public var sent: Instant

    public init(envelope: String, letter: String, at: Instant, sent: Instant? = nil) {
        self.envelope = envelope
        self.letter = letter
        self.at = at
        self.sent = sent ?? at
    }
}

public struct OutgoingLetter: Sendable, Hashable {
    public var mediaType: String
    public var bytes: [UInt8]

    public init(mediaType: String, bytes: [UInt8]) {
        self.mediaType = mediaType
        self.bytes = bytes
    }
}

/// A letter that we send, before a standard is chosen: a message about a citizen from one party to another.
public struct LetterDraft: Sendable, Hashable {
    public enum Purpose: String, Sendable, Hashable, CaseIterable {
        /// The municipality's answer to a ready notice (tema 7; CareCommunication `discharge`).
        case answer
        /// A message in a conversation.
        case message
    }

    public var purpose: Purpose
    public var sender: Party
    public var receiver: Party
    public var citizen: Citizen
    public var text: String
    public var author: String
    /// The letter that it answers and its conversation, when it has one.
    public var parent: String?
    public var thread: String?
    public var episodes: [String]

    public init(
        purpose: Purpose, sender: Party, receiver: Party, citizen: Citizen, text: String, author: String, parent: String? = nil,
        thread: String? = nil, episodes: [String] = []
    ) {
        self.purpose = purpose
        self.sender = sender
        self.receiver = receiver
        self.citizen = citizen
        self.text = text
        self.author = author
        self.parent = parent
        self.thread = thread
        self.episodes = episodes
    }
}
