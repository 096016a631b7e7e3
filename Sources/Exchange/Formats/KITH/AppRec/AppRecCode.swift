/// Kodeverk 8221, what is wrong with a letter, by the names that receivers of an AppRec know.
enum AppRecCode {
    static let names: [String: String] = [
        "E10": "Ugyldig meldingsidentifikator", "E20": "Lege finnes ikke", "E21": "Mottaker finnes ikke",
        "E30": "Pasientens fødselsnummer mangler", "E31": "Pasientens fødselsnummer er feil", "E32": "Pasientens navn mangler",
        "E35": "Pasienten finnes ikke i mottakersystemet", "E36": "Pasientopplysninger er utilstrekkelige",
        "E53": "Pasientens fødselsnummer eller D-nummer finnes ikke registrert i Folkeregisteret",
        "E54": "Pasientens fødselsnummer er ikke registrert i mottagersystemet", "S01": "Feil på signatur", "S02": "Ugyldig sertifikat",
        "S03": "Tilbaketrukket sertifikat", "S99": "Annen feil på signatur", "T01": "Ikke XML / ikke 'well formed' / uleselig",
        "T02": "XML validerer ikke", "T10": "Støtter ikke meldingsformatet", "T99": "Annen feil på format", "X99": "Annen feil",
    ]

    /// The code to write: one of kodeverk 8221, or X99 when a problem has another.
    static func written(_ code: String) -> String { names[code] == nil ? "X99" : code }
}

extension Receipt.Verdict {
    /// Kodeverk 8258.
    init?(appRec code: String?) {
        switch code {
        case "1": self = .accepted
        case "2": self = .rejected
        case "3": self = .acceptedWithFault
        default: return nil
        }
    }

    /// AppRec has no "try again": say nothing yet rather than write one. Written all the same, it is a rejection.
    var appRec: (code: String, name: String) {
        switch self {
        case .accepted: ("1", "OK")
        case .rejected, .tryAgain: ("2", "Avvist")
        case .acceptedWithFault: ("3", "OK, feil i delmelding")
        }
    }
}
