import Directory
public import FHIR

/// A letter as it was understood: what every standard says in the same words.
///
/// A format makes it from bytes; nothing above this room knows which format that was. Ids inside it are the sender's own.
public struct Letter: Sendable, Hashable {
    public var standard: Standard
    public var type: LetterType
    /// The sender's own id: `MessageHeader.id`, `MsgId`. It is the same when the letter is sent again.
    public var id: String
    /// The id of the envelope (`Bundle.id`), new each time it is sent; nil where the standard has none.
    public var envelope: String?
    public var sender: Party
    public var receivers: [Receiver]
    /// The sender's own sending time: `Provenance.occurred` of the letter's own header, `GenDate`; never the envelope's.
    public var sent: Moment
    /// A test letter (`ProcessingStatus` D) gets its receipt and has no effect.
    public var isTest = false
    /// Which receipts its sender asks for.
    public var asksReceipt: ReceiptRequest
    public var citizen: Citizen?
    /// Ids of letters that this one answers, changes or takes back (`RefToParent`, `Provenance.entity`).
    public var refersTo: [String] = []
    /// What makes letters one conversation: `Communication.identifier`, `RefToConversation` (the first letter's id).
    public var thread: String?
    /// Ids of the episode of care, normalised (lower case, no `urn:uuid:`), the one that must be returned first.
    public var episodes: [String] = []
    /// What it says of the stay, in the order written.
    public var statements: [Statement] = []
    /// What people read, in the order to read it.
    public var paragraphs: [Paragraph] = []
    public var attachments: [Attachment] = []
    /// What was done by its standard's own code (`Provenance.activity`), which MedCom's receipts repeat.
    public var activity: String?
    /// What a receipt says of the letter it answers; nil for all other letters.
    public var receipt: Receipt?
    /// SHA-256 of the canonical content without envelope id, envelope time and `meta`: equal in JSON and XML.
    public var digest: [UInt8]

    public init(
        standard: Standard, type: LetterType, id: String, sender: Party, receivers: [Receiver], sent: Moment, asksReceipt: ReceiptRequest,
        digest: [UInt8]
    ) {
        self.standard = standard
        self.type = type
        self.id = id
        self.sender = sender
        self.receivers = receivers
        self.sent = sent
        self.asksReceipt = asksReceipt
        self.digest = digest
    }
}

/// Which country's rules a letter follows. They decide receipts and the zone of times without offset, nothing else.
public enum Standard: String, Sendable, Hashable, CaseIterable {
    case medcom, kith

    public var zone: Zone {
        switch self {
        case .medcom: .copenhagen
        case .kith: .oslo
        }
    }
}

/// The type of a letter by its standard's own name: `STIN`, `LOG_INNLAGT`, `CareCommunication`, `DIALOG_NOTAT`, `APPREC`.
public struct LetterType: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    public var rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    public init(_ rawValue: String) { self.rawValue = rawValue }
    public var description: String { rawValue }
}

/// Whether the sender of a letter wants its application receipt.
public enum ReceiptRequest: String, Sendable, Hashable, CaseIterable {
    /// MedCom always; KITH `Ack` J, or absent (the agreement decides, and ours is yes).
    case always
    /// KITH `Ack` F.
    case onError
    /// KITH `Ack` N; receipts themselves.
    case never
}

/// A piece of text with its heading, author and time.
public struct Paragraph: Sendable, Hashable {
    public var heading: String?
    public var text: String
    public var author: String?
    public var at: Moment?

    public init(heading: String? = nil, text: String, author: String? = nil, at: Moment? = nil) {
        self.heading = heading
        self.text = text
        self.author = author
        self.at = at
    }
}

/// A file that came inside a letter.
public struct Attachment: Sendable, Hashable {
    public var title: String?
    public var mediaType: String
    public var bytes: [UInt8]

    public init(title: String?, mediaType: String, bytes: [UInt8]) {
        self.title = title
        self.mediaType = mediaType
        self.bytes = bytes
    }
}
