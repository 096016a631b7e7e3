/// A type of letter, by its standard's own name.
public enum LetterKind: String, Sendable, Hashable, CaseIterable {
    // Norway
    case admitted = "LOG_INNLAGT"
    case ready = "LOG_UTSKRIVNINGSKLAR"
    case notReady = "LOG_AVMELDING"
    case discharged = "LOG_UTSKREVET"
    case died = "LOG_DOD"
    case information = "HELSEOPPL_SOKNAD"
    case admissionReport = "INNLEGGELSESRAPPORT"
    case dischargeReport = "UTSKRIVNINGSRAPPORT"
    case services = "ORIENTERING_TJENESTETILBUD"
    case toDoctor = "HELSEOPPLYSNINGER_LEGE"
    case fromDoctor = "MEDISINSKE_OPPLYSNINGER"
    case medicines = "EPJ-EKSTRAKT"
    case question = "DIALOG_FORESPORSEL"
    case answer = "DIALOG_SVAR"
    case note = "DIALOG_NOTAT"
    case professional = "DIALOG_HELSEFAGLIG"
    case referralStatus = "DIALOG_STATUS_HENVISNING"
    case newReferral = "HENVISNING_NYTILSTAND"
    case referral = "HENVISNING"
    case summary = "EPIKRISE"
    case appRec = "APPREC"
    // Denmark
    case admission = "STIN"
    case emergency = "STAA"
    case leave = "STOR"
    case back = "SLOR"
    case home = "SLHJ"
    case death = "MORS"
    case correctedAdmission = "RE_STIN"
    case cancelledAdmission = "AN_STIN"
    case cancelledHome = "AN_SLHJ"
    case message = "CareCommunication"
    case acknowledgement = "Acknowledgement"

    /// Whether it is a receipt, which only senders need.
    public var isReceipt: Bool { self == .appRec || self == .acknowledgement }

    /// Whether it is a HospitalNotification, which repeats those before it.
    var isNotification: Bool {
        switch self {
        case .admission, .emergency, .leave, .back, .home, .death, .correctedAdmission, .cancelledAdmission, .cancelledHome: true
        default: false
        }
    }
}

/// Who writes or is written to, for the citizen's sake.
enum Correspondent: Sendable, Hashable {
    case hospital(ward: Int)
    case municipality, practice, emergencyCare, specialist
}

/// A letter that would be sent: which, when, by whom; not yet its words.
public struct Posting: Sendable, Hashable {
    public enum Effect: String, Sendable, Hashable {
        case new = "N"
        case changed = "M"
        case cancelled = "C"
    }

    public var kind: LetterKind
    /// Seconds since the first midnight of the year.
    public var sent: Int64
    public var effect = Effect.new
    /// The place of the letter that it answers, changes or takes back among the citizen's letters.
    public var parent: Int?
    /// What belongs together: one stay, one conversation. Told apart within a citizen alone.
    public var thread: Int
    var from: Correspondent
    var to: Correspondent
    var copy: Correspondent?
    /// The municipality that it is about, by its place.
    var place: Int
    /// The citizen's stay that it is of.
    var stay: Int?
    /// When what it tells of happened, in minutes.
    var at: Int32
    /// The admission, as far as this letter knows it.
    var admitted: Int32
    /// When the citizen was declared ready, or is expected to be.
    var ready: Int32?
    /// A letter's own variant: an answer that is no, a second kind of information.
    var variant = 0
}

/// A letter as it is sent.
public struct WrittenLetter: Sendable {
    public var id: String
    public var kind: LetterKind
    /// `application/fhir+json` or `application/xml`.
    public var mediaType: String
    public var bytes: [UInt8]
}
