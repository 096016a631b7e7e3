import FHIR
import XML

/// Reads one kind of content inside a MsgHead.
protocol MsgHeadContent: Sendable {
    /// Local name of the content's root, and the namespaces of the versions that are read.
    var roots: [(name: String, namespaces: [String])] { get }

    /// Adds what the documents say to a letter whose header and citizen are read.
    func read(_ documents: [RefDoc], into letter: inout Letter) throws(Refusal)
}

extension MsgHeadContent {
    /// Refuses content whose root is another than the letter's type promises, or of a version that is not read.
    func check(_ documents: [RefDoc]) throws(Refusal) {
        guard let content = documents.first(where: { !$0.isAttachment })?.content else {
            throw Refusal(
                .wrongStructure, path: "Document/RefDoc/Content",
                "The letter has attachments but says nothing. Send it with its XML content.")
        }
        guard let root = roots.first(where: { $0.name == content.name }) else {
            throw Refusal(
                .wrongStructure, path: "Document/RefDoc/Content",
                "The content is not what the letter's type says. It must be \(roots.map(\.name).joined(separator: " or ")).")
        }
        guard root.namespaces.contains(content.namespace) else {
            throw Refusal(
                .unknownType, path: "Document/RefDoc/Content/\(root.name)",
                "This version of \(root.name) is not read here. Send it as \(root.namespaces.joined(separator: " or ")).")
        }
    }

    func main(_ documents: [RefDoc]) -> RefDoc? { documents.first { !$0.isAttachment } }
}

/// Which reader takes which `MsgInfo/Type` (kodeverk 8279).
enum MsgHeadContents {
    static func reader(of type: LetterType) -> (any MsgHeadContent)? {
        table[type.rawValue]
    }

    private static let table: [String: any MsgHeadContent] = [
        "LOG_INNLAGT": Logistics(block: "MeldingInnlagtPasient", own: .admitted),
        "LOG_UTSKRIVNINGSKLAR": Logistics(block: "MeldingUtskrivningsklarPasient", own: .ready),
        "LOG_AVMELDING": Logistics(block: "AvmeldingUtskrivningsklarPasient", own: .notReady),
        "LOG_UTSKREVET": Logistics(block: "MeldingOmUtskrevetPasient", own: .discharged),
        "LOG_DOD": Logistics(block: "OrienteringOmDod", own: .died),
        "HELSEOPPL_SOKNAD": HealthInformation(),
        "INNLEGGELSESRAPPORT": Report(root: "Innleggelsesrapport", says: .admissionReport),
        "UTSKRIVNINGSRAPPORT": Report(root: "TverrfagligEpikrise", says: .dischargeReport),
        "ORIENTERING_TJENESTETILBUD": Report(root: "OrienteringOmTjenestetilbud", says: .servicesDescribed),
        "HELSEOPPLYSNINGER_LEGE": Report(root: "Konsultasjon", folder: "HelseopplysningerTilLege", says: .informationGiven),
        "MEDISINSKE_OPPLYSNINGER": Report(
            root: "OverforingMedisinskeOpplysninger", folder: "MedisinskeOpplysninger", says: .informationGiven),
        "EPJ-EKSTRAKT": RecordExtract(),
        "DIALOG_FORESPORSEL": Dialogue(.question),
        "DIALOG_SVAR": Dialogue(.reply),
        "DIALOG_NOTAT": Dialogue(.note),
        "DIALOG_HELSEFAGLIG": Dialogue(.professional),
        "DIALOG_STATUS_HENVISNING": Dialogue(.referralStatus),
        "HENVISNING_NYTILSTAND": ReferralContent(),
    ]
}
