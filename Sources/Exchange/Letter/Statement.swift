public import FHIR
public import Journal

/// One thing that a letter says of a stay, in words that are the same for both countries.
public struct Statement: Sendable, Hashable {
    /// What this statement does to what was said before.
    public enum Effect: String, Sendable, Hashable, CaseIterable {
        case states
        /// Replaces the latest statement of the same kind in the same stay (MedCom `RE_…`), or all that the letter it refers to said (KITH M).
        case corrects
        /// Takes it back (MedCom `AN_…`, KITH C).
        case cancels
    }

    public var kind: Fact.Kind
    public var effect: Effect
    /// When it happened (or is expected to), by the letter; nil when it says none.
    public var at: Moment?
    /// Expected, not happened (`Anslag`).
    public var isEstimate: Bool
    /// More, by name: `class` = `inpatient` | `acute`; `text`; `to`; `answer` = `yes` | `no`; `asksReport` = `yes` | `no`; `died` …
    public var details: [String: String]

    public init(
        _ kind: Fact.Kind, _ effect: Effect = .states, at: Moment? = nil, isEstimate: Bool = false, details: [String: String] = [:]
    ) {
        self.kind = kind
        self.effect = effect
        self.at = at
        self.isEstimate = isEstimate
        self.details = details
    }
}

extension Fact.Kind {
    /// A stay began: admitted to a bed, or seen acutely without one (`class`). A second one within a stay moves it on.
    public static let admitted = Fact.Kind("admitted")
    public static let onLeave = Fact.Kind("on leave")
    public static let backFromLeave = Fact.Kind("back from leave")
    public static let dischargeExpected = Fact.Kind("discharge expected")
    public static let readyForDischarge = Fact.Kind("ready for discharge")
    public static let notReadyAfterAll = Fact.Kind("not ready after all")
    public static let discharged = Fact.Kind("discharged")
    public static let died = Fact.Kind("died")
    /// The hospital told the municipality that services may be needed (Helseopplysninger 1).
    public static let earlyNotice = Fact.Kind("early notice")
    /// The hospital's newer information (Helseopplysninger 2).
    public static let updatedNotice = Fact.Kind("updated notice")
    /// The municipality's admission report to the hospital.
    public static let admissionReport = Fact.Kind("admission report")
    /// The municipality's answer to a ready notice: `answer` = `yes` | `no`.
    public static let answered = Fact.Kind("answered")
    /// The hospital's nursing report at discharge (Utskrivningsrapport).
    public static let dischargeReport = Fact.Kind("discharge report")
    /// The doctor's discharge summary (epikrise).
    public static let dischargeSummary = Fact.Kind("discharge summary")
    /// A municipality told which services the citizen has.
    public static let servicesDescribed = Fact.Kind("services described")
    /// Health information given outside a stay's fixed letters.
    public static let informationGiven = Fact.Kind("information given")
    /// A message in a conversation.
    public static let message = Fact.Kind("message")
    /// A question that expects an answer.
    public static let question = Fact.Kind("question")
    /// An answer to a question.
    public static let reply = Fact.Kind("reply")
    /// A referral, and news of one.
    public static let referral = Fact.Kind("referral")
    public static let referralStatus = Fact.Kind("referral status")
    /// The first contact at home after discharge took place.
    public static let contactedAtHome = Fact.Kind("contacted at home")

    /// Those that say where a citizen is: what a stay is read from.
    public static let movements: Set<Fact.Kind> = [
        .admitted, .onLeave, .backFromLeave, .dischargeExpected, .readyForDischarge, .notReadyAfterAll, .discharged, .died,
    ]
}
