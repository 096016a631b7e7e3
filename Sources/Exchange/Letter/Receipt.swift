public import FHIR

/// The final application receipt of a letter: what is said, in words that each standard writes in its own codes.
public struct Receipt: Sendable, Hashable {
    public enum Verdict: String, Sendable, Hashable, CaseIterable {
        /// Taken: MedCom `ok`, AppRec status 1.
        case accepted
        /// AppRec status 3: taken, with a fault in a part of it. MedCom has no such code and says `ok` with an issue.
        case acceptedWithFault
        /// Not taken, and sending the same again will not help: MedCom `fatal-error`, AppRec status 2.
        case rejected
        /// Not taken now; send it again: MedCom `transient-error`. KITH has none and says nothing yet.
        case tryAgain
    }

    public var verdict: Verdict
    /// Id of the letter that it answers (never the envelope's).
    public var answers: String
    public var problems: [Problem]

    public init(_ verdict: Verdict, answers: String, problems: [Problem] = []) {
        self.verdict = verdict
        self.answers = answers
        self.problems = problems
    }

    /// A fault found in a letter. Each standard writes it in its own code.
    public struct Problem: Sendable, Hashable {
        /// AppRec error code (kodeverk 8221, `E21`, `T02`) or MedCom issue code; what was received, or what `kind` gives.
        public var code: String
        /// Safe to send: what is wrong and what to do; no patient data.
        public var text: String

        public init(code: String, text: String) {
            self.code = code
            self.text = text
        }
    }
}

/// Why a letter was not taken, before a standard's codes are chosen.
public struct Refusal: Error, Sendable, Hashable {
    public enum Kind: Sendable, Hashable, CaseIterable {
        case notWellFormed, wrongStructure, unknownType, unknownReceiver, citizenNumberMissing, citizenNumberWrong, citizenDataMissing,
            badLetterID, valueUnknown, other
    }

    public var kind: Kind
    /// Where in the letter, as a path without values.
    public var path: String?
    /// What is wrong and what to do; no patient data.
    public var message: String
    /// What could be read all the same, to answer the sender: its id and parties.
    public var letter: PartialLetter?

    public init(_ kind: Kind, path: String? = nil, _ message: String, letter: PartialLetter? = nil) {
        self.kind = kind
        self.path = path
        self.message = message
        self.letter = letter
    }
}

/// The header of a letter that could not be taken: enough to answer it by its standard's own receipt.
public struct PartialLetter: Sendable, Hashable {
    public var standard: Standard
    public var type: LetterType
    public var id: String
    public var envelope: String?
    public var sender: Party
    public var receivers: [Receiver]
    public var sent: Moment?
    public var asksReceipt: ReceiptRequest
    /// What was done by its standard's own code, where that could be read.
    public var activity: String?
    public var digest: [UInt8]

    public init(
        standard: Standard, type: LetterType, id: String, envelope: String?, sender: Party, receivers: [Receiver], sent: Moment?,
        asksReceipt: ReceiptRequest, digest: [UInt8]
    ) {
        self.standard = standard
        self.type = type
        self.id = id
        self.envelope = envelope
        self.sender = sender
        self.receivers = receivers
        self.sent = sent
        self.asksReceipt = asksReceipt
        self.digest = digest
    }
}
