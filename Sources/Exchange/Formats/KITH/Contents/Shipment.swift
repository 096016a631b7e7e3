import FHIR
import XML

/// Whether a letter is new, replaces an earlier one or takes it back (kodeverk 7309), and who answers for it.
struct Shipment: Sendable {
    var effect: Statement.Effect
    var author: String?

    /// Reads `InformasjonOmForsendelsen` and `AnsvarForRapport` of a PLO content.
    init(_ content: XMLNode) throws(Refusal) {
        let path = "InformasjonOmForsendelsen/Forsendelsesstatus"
        effect = try Self.effect(Coded(content.first(path))?.code, path: path)
        let responsible = content.first("AnsvarForRapport/AnsvarligRapport") ?? content.first("KontaktpersonHelsepersonell/Kontaktperson")
        author = responsible.flatMap(Party.personName)
    }

    /// N or absent states, M corrects, C cancels; any other code cannot be acted on.
    static func effect(_ code: String?, path: String) throws(Refusal) -> Statement.Effect {
        switch code {
        case "N", nil: .states
        case "M": .corrects
        case "C": .cancels
        default:
            throw Refusal(
                .valueUnknown, path: path, "The letter's status is none of N (new), M (changed) and C (cancelled). Send one of them.")
        }
    }

    /// The free text of a cancellation without the word that says it is one.
    static func reason(_ text: String?) -> String? {
        guard let text else { return nil }
        for prefix in ["Kansellering:", "Kansellert:", "Kansellering -"] where text.hasPrefix(prefix) {
            return String(text.dropFirst(prefix.count)).trimmed ?? text
        }
        return text
    }
}
