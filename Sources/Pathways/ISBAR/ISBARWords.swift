/// The words of an ISBAR in four languages.
enum ISBARWords {
    static func heading(_ part: ISBAR.Part) -> Wording {
        switch part {
        case .identification:
            Wording(nb: "I – Identifikasjon", nn: "I – Identifikasjon", da: "I – Identifikation", en: "I – Identification")
        case .situation: Wording(nb: "S – Situasjon", nn: "S – Situasjon", da: "S – Situation", en: "S – Situation")
        case .background: Wording(nb: "B – Bakgrunn", nn: "B – Bakgrunn", da: "B – Baggrund", en: "B – Background")
        case .assessment:
            Wording(nb: "A – Aktuell vurdering", nn: "A – Aktuell vurdering", da: "A – Analyse", en: "A – Assessment")
        case .recommendation: Wording(nb: "R – Råd", nn: "R – Råd", da: "R – Råd", en: "R – Recommendation")
        }
    }

    static let to = Wording(nb: "Til", nn: "Til", da: "Til", en: "To")
    static let caller = Wording(nb: "Ringer", nn: "Ringjer", da: "Ringer", en: "Caller")
    static let callBack = Wording(nb: "Ring tilbake på", nn: "Ring tilbake på", da: "Ring tilbage på", en: "Call back on")
    static let citizen = Wording(nb: "Gjelder", nn: "Gjeld", da: "Drejer sig om", en: "About")
    static let nameUnknown = Wording(nb: "navn ukjent", nn: "namn ukjent", da: "navn ukendt", en: "name unknown")
    static let born = Wording(nb: "født", nn: "fødd", da: "født", en: "born")
    static let since = Wording(nb: "Siden", nn: "Sidan", da: "Siden", en: "Since")
    static let diagnoses = Wording(nb: "Diagnoser", nn: "Diagnosar", da: "Diagnoser", en: "Conditions")
    static let medicines = Wording(nb: "Medisiner", nn: "Medisinar", da: "Medicin", en: "Medicines")
    static let allergies = Wording(nb: "Allergier", nn: "Allergiar", da: "Allergier", en: "Allergies")
    static let stay = Wording(
        nb: "Siste sykehusopphold", nn: "Siste sjukehusopphald", da: "Seneste indlæggelse", en: "Latest hospital stay")
    static let pathways = Wording(nb: "Pågående forløp", nn: "Pågåande forløp", da: "Igangværende forløb", en: "Pathways under way")
    static let notInRecord = Wording(
        nb: "ikke oppgitt i journalen", nn: "ikkje oppgjeve i journalen", da: "ikke oplyst i journalen", en: "not in the record")
    static let notMeasured = Wording(
        nb: "NEWS2 er ikke målt", nn: "NEWS2 er ikkje målt", da: "NEWS2 er ikke målt", en: "NEWS2 was not measured")
    static let asks = Wording(nb: "Ber om", nn: "Ber om", da: "Beder om", en: "Asks for")
    static let nothingAsked = Wording(
        nb: "Hva ønsker du at vi gjør?", nn: "Kva ønskjer du at vi gjer?", da: "Hvad ønsker du, at vi gør?",
        en: "What would you like us to do?")
    static let readBack = Wording(
        nb: "Gjentatt av mottakeren", nn: "Gjenteke av mottakaren", da: "Gentaget af modtageren", en: "Read back by the receiver")
    static let notReadBack = Wording(
        nb: "Ikke gjentatt av mottakeren ennå", nn: "Ikkje gjenteke av mottakaren enno", da: "Endnu ikke gentaget af modtageren",
        en: "Not read back by the receiver yet")
}
