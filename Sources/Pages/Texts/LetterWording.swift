import Pathways

/// What people call letters of each type.
enum LetterWording {
    static let all: [String: Wording] = [
        "STAA": Wording(nb: "Akutt ambulant", nn: "Akutt ambulant", da: "Akut ambulant", en: "Acute visit"),
        "STIN": Wording(nb: "Innlagt", nn: "Lagd inn", da: "Indlagt", en: "Admitted"),
        "STOR": Wording(nb: "Permisjon", nn: "Permisjon", da: "Orlov", en: "On leave"),
        "SLOR": Wording(nb: "Tilbake fra permisjon", nn: "Tilbake frå permisjon", da: "Tilbage fra orlov", en: "Back from leave"),
        "SLHJ": Wording(nb: "Utskrevet", nn: "Utskriven", da: "Udskrevet", en: "Discharged"),
        "MORS": Wording(nb: "Død", nn: "Død", da: "Død", en: "Died"),
        "CareCommunication": Wording(nb: "Korrespondanse", nn: "Korrespondanse", da: "Korrespondance", en: "Message"),
        "Acknowledgement": Wording(nb: "Kvittering", nn: "Kvittering", da: "Kvittering", en: "Receipt"),
        "APPREC": Wording(nb: "Kvittering", nn: "Kvittering", da: "Kvittering", en: "Receipt"),
        "LOG_INNLAGT": Wording(
            nb: "Melding om innlagt pasient", nn: "Melding om innlagd pasient", da: "Advis om indlæggelse", en: "Admitted"),
        "LOG_UTSKRIVNINGSKLAR": Wording(nb: "Utskrivningsklar", nn: "Utskrivingsklar", da: "Færdigbehandlet", en: "Ready for discharge"),
        "LOG_AVMELDING": Wording(
            nb: "Likevel ikke utskrivningsklar", nn: "Likevel ikkje utskrivingsklar", da: "Alligevel ikke færdigbehandlet",
            en: "Not ready after all"),
        "LOG_UTSKREVET": Wording(nb: "Utskrevet", nn: "Utskriven", da: "Udskrevet", en: "Discharged"),
        "LOG_DOD": Wording(
            nb: "Orientering om dødsfall", nn: "Orientering om dødsfall", da: "Orientering om dødsfald", en: "Told of a death"),
        "INNLEGGELSESRAPPORT": Wording(
            nb: "Innleggelsesrapport", nn: "Innleggingsrapport", da: "Indlæggelsesrapport", en: "Admission report"),
        "HELSEOPPL_SOKNAD": Wording(nb: "Helseopplysninger", nn: "Helseopplysningar", da: "Helbredsoplysninger", en: "Health information"),
        "UTSKRIVNINGSRAPPORT": Wording(
            nb: "Utskrivningsrapport", nn: "Utskrivingsrapport", da: "Udskrivningsrapport", en: "Discharge report"),
        "DIALOG_FORESPORSEL": Wording(nb: "Forespørsel", nn: "Førespurnad", da: "Forespørgsel", en: "Question"),
        "DIALOG_SVAR": Wording(nb: "Svar", nn: "Svar", da: "Svar", en: "Reply"),
        "DIALOG_NOTAT": Wording(nb: "Notat", nn: "Notat", da: "Notat", en: "Note"),
        "DIALOG_HELSEFAGLIG": Wording(
            nb: "Helsefaglig dialog", nn: "Helsefagleg dialog", da: "Sundhedsfaglig dialog", en: "Professional dialogue"),
        "EPIKRISE": Wording(nb: "Epikrise", nn: "Epikrise", da: "Epikrise", en: "Discharge summary"),
        "ORIENTERING_TJENESTETILBUD": Wording(
            nb: "Orientering om tjenestetilbud", nn: "Orientering om tenestetilbod", da: "Orientering om ydelser", en: "Services described"),
        "HELSEOPPLYSNINGER_LEGE": Wording(
            nb: "Helseopplysninger til lege", nn: "Helseopplysningar til lege", da: "Helbredsoplysninger til læge",
            en: "Health information for a doctor"),
        "MEDISINSKE_OPPLYSNINGER": Wording(
            nb: "Medisinske opplysninger", nn: "Medisinske opplysningar", da: "Medicinske oplysninger", en: "Medical information"),
        "EPJ-EKSTRAKT": Wording(
            nb: "Utdrag av journalen", nn: "Utdrag av journalen", da: "Uddrag af journalen", en: "Extract of the record"),
        "HENVISNING": Wording(nb: "Henvisning", nn: "Tilvising", da: "Henvisning", en: "Referral"),
        "HENVISNING_NYTILSTAND": Wording(nb: "Henvisning", nn: "Tilvising", da: "Henvisning", en: "Referral"),
        "DIALOG_STATUS_HENVISNING": Wording(
            nb: "Nytt om henvisning", nn: "Nytt om tilvising", da: "Nyt om henvisning", en: "News of a referral"),
        // What we send is named by its purpose, what cannot be read by that.
        "answer": Wording(nb: "Svar om mottak", nn: "Svar om mottak", da: "Svar om modtagelse", en: "Answer to a ready notice"),
        "message": Wording(nb: "Korrespondanse", nn: "Korrespondanse", da: "Korrespondance", en: "Message"),
        "unknown": Wording(nb: "Ukjent melding", nn: "Ukjend melding", da: "Ukendt meddelelse", en: "Unknown letter"),
    ]

    /// Corrections and cancellations of MedCom carry their prefix before the code.
    static func name(_ type: String, _ language: Language) -> String {
        if let known = all[type] { return known[language.rawValue] }
        if type.hasPrefix("RE_"), let known = all[String(type.dropFirst(3))] {
            return
                "\(known[language.rawValue]) (\(Wording(nb: "rettelse", nn: "retting", da: "rettelse", en: "correction")[language.rawValue]))"
        }
        if type.hasPrefix("AN_"), let known = all[String(type.dropFirst(3))] {
            return
                "\(known[language.rawValue]) (\(Wording(nb: "annullering", nn: "annullering", da: "annullering", en: "cancellation")[language.rawValue]))"
        }
        return type
    }
}
