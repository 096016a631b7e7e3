import Journal
import Pathways

extension Phrasing {
    /// `Ett svar er for sent.`; empty when nothing is.
    func lateSentence(_ count: Int) -> String {
        guard count > 0 else { return "" }
        switch language {
        case .nb: return count == 1 ? "Én ting er for sent." : "\(count) ting er for sent."
        case .nn: return count == 1 ? "Éin ting er for seint." : "\(count) ting er for seint."
        case .da: return count == 1 ? "Én ting er for sent." : "\(count) ting er for sent."
        case .en: return count == 1 ? "One thing is late." : "\(count) things are late."
        }
    }

    /// How much waits besides what is late, and how much is planned. What is late and put before others too is counted once, as late.
    func openSentence(_ count: WorkCount) -> String {
        let waiting = max(0, count.open + count.attention - count.late)
        let planned = count.planned == 0 ? nil : plannedSentence(count.planned)
        if waiting == 0, count.late == 0 { return [say(.nothingOwed), planned].compactMap { $0 }.joined(separator: " ") }
        let waits =
            switch language {
            case .nb: "\(waiting == 0 ? "Ingenting annet" : waiting == 1 ? "Én ting" : "\(waiting) ting") venter på dere."
            case .nn: "\(waiting == 0 ? "Ingenting anna" : waiting == 1 ? "Éin ting" : "\(waiting) ting") ventar på dykk."
            case .da: "\(waiting == 0 ? "Intet andet" : waiting == 1 ? "Én ting" : "\(waiting) ting") venter på jer."
            case .en: "\(waiting == 0 ? "Nothing else waits" : waiting == 1 ? "One thing waits" : "\(waiting) things wait") for you."
            }
        return [waits, planned].compactMap { $0 }.joined(separator: " ")
    }

    private func plannedSentence(_ count: Int) -> String {
        switch language {
        case .nb, .da: "\(count) er planlagt."
        case .nn: count == 1 ? "1 er planlagd." : "\(count) er planlagde."
        case .en: "\(count) planned."
        }
    }

    /// `3 ventedøgn, 17 235 kr`.
    func waiting(days: Int, amount: Int, currency: String) -> String {
        "\(days) \(say(days == 1 ? .waitingDay : .waitingDays)), \(money(amount, currency: currency))"
    }

    /// `2 for sent · 5 venter`.
    func count(_ count: WorkCount) -> String {
        var parts: [String] = []
        if count.late > 0 { parts.append("\(count.late) \(say(.stateLate))") }
        let open = count.open + count.attention - count.late
        if open > 0 { parts.append("\(open) \(say(.stateOpen))") }
        if count.planned > 0 { parts.append("\(count.planned) \(say(.statePlanned))") }
        return parts.joined(separator: " · ")
    }
}

/// What people call letters of each type.
enum LetterWording {
    private static let names: [String: Wording] = [
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
    ]

    /// Corrections and cancellations of MedCom carry their prefix before the code.
    static func name(_ type: String, _ language: Language) -> String {
        if let known = names[type] { return known[language.rawValue] }
        if type.hasPrefix("RE_"), let known = names[String(type.dropFirst(3))] {
            return
                "\(known[language.rawValue]) (\(Wording(nb: "rettelse", nn: "retting", da: "rettelse", en: "correction")[language.rawValue]))"
        }
        if type.hasPrefix("AN_"), let known = names[String(type.dropFirst(3))] {
            return
                "\(known[language.rawValue]) (\(Wording(nb: "annullering", nn: "annullering", da: "annullering", en: "cancellation")[language.rawValue]))"
        }
        return type
    }
}
