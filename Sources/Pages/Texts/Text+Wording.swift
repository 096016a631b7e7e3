import Pathways

// A text has its four languages or does not compile; one that none of the switches names says what `empty` does, which a test refuses.
extension Text {
    var wording: Wording {
        switch self {
        case .today: w("i dag", "i dag", "i dag", "today")
        case .yesterday: w("i går", "i går", "i går", "yesterday")
        case .tomorrow: w("i morgen", "i morgon", "i morgen", "tomorrow")
        case .oneDay: w("dag", "dag", "dag", "day")
        case .days: w("dager", "dagar", "dage", "days")
        case .hours: w("t", "t", "t", "h")
        case .late: w("for sent", "for seint", "for sent", "late")
        case .within: w("om", "om", "om", "in")
        case .by: w("senest", "seinast", "senest", "by")
        case .wasDue: w("fristen var", "fristen var", "fristen var", "due")
        case .expected: w("ventet", "venta", "forventet", "expected")
        case .now: w("nå", "no", "nu", "now")
        case .navToday: w("I dag", "I dag", "I dag", "Today")
        case .navCitizens: w("Innbyggere", "Innbyggjarar", "Borgere", "Citizens")
        case .navLetters: w("Meldinger", "Meldingar", "Meddelelser", "Letters")
        case .skipToContent: w("Gå til innholdet", "Gå til innhaldet", "Gå til indholdet", "Skip to content")
        case .notSignedIn:
            w(
                "Innlogging finnes ikke ennå: alle på denne maskinen kan lese denne siden.",
                "Innlogging finst ikkje enno: alle på denne maskina kan lese denne sida.",
                "Der er endnu ikke login: alle på denne maskine kan læse denne side.",
                "There is no sign-in yet: anyone on this machine can read this page.")
        case .language: w("Språk", "Språk", "Sprog", "Language")
        case .updated: w("Siden er oppdatert", "Sida er oppdatert", "Siden er opdateret", "The page has been updated")
        case .organisations: w("Organisasjoner", "Organisasjonar", "Organisationer", "Organisations")
        case .chooseOrganisation:
            w("Velg hvem du arbeider for.", "Vel kven du arbeider for.", "Vælg, hvem du arbejder for.", "Choose whom you work for.")
        case .nothingYet:
            w("Ingen venter på noen ennå.", "Ingen ventar på nokon enno.", "Ingen venter på nogen endnu.", "Nobody waits for anybody yet.")
        case .tryDemo:
            w(
                "Send en melding til /letters, eller start med --demo.", "Send ei melding til /letters, eller start med --demo.",
                "Send en meddelelse til /letters, eller start med --demo.", "Post a letter to /letters, or start with --demo.")
        case .weOwe: w("Dette skylder vi", "Dette skuldar vi", "Det skylder vi", "What we owe")
        case .othersOwe: w("Dette skylder andre oss", "Dette skuldar andre oss", "Det skylder andre os", "What others owe us")
        case .whatIsNew: w("Nytt", "Nytt", "Nyt", "What is new")
        case .nothingOwed:
            w("Ingenting venter på dere nå.", "Ingenting ventar på dykk no.", "Intet venter på jer nu.", "Nothing waits for you now.")
        case .showMore: w("Vis flere", "Vis fleire", "Vis flere", "Show more")
        case .nothingFromOthers: w("Ingenting.", "Ingenting.", "Intet.", "Nothing.")
        case .nothingNew: w("Ingenting nytt.", "Ikkje noko nytt.", "Intet nyt.", "Nothing new.")
        case .unknownName: w("Navn ikke oppgitt", "Namn ikkje oppgitt", "Navn ikke oplyst", "Name not given")
        case .years: w("år", "år", "år", "years")
        case .discharged: w("skrevet ut", "skriven ut", "udskrevet", "discharged")
        default: pageWording
        }
    }

    func w(_ nb: String, _ nn: String, _ da: String, _ en: String) -> Wording { Wording(nb: nb, nn: nn, da: da, en: en) }
}
