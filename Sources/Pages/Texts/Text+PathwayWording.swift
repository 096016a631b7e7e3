import Pathways

extension Text {
    /// What the pages about definitions say.
    var pathwayWording: Wording {
        switch self {
        case .navPathways: w("Forløp", "Forløp", "Forløb", "Pathways")
        case .pathwaysLead:
            w(
                "Hvert forløp er skrevet én gang: det samme som vises her, er det som kjøres.",
                "Kvart forløp er skrive éin gong: det same som blir vist her, er det som blir køyrt.",
                "Hvert forløb er skrevet én gang: det, der vises her, er det, der køres.",
                "Each pathway is written once: what is shown here is what runs.")
        case .noPathways: w("Her er ingen forløp.", "Her er ingen forløp.", "Her er ingen forløb.", "There are no pathways here.")
        case .forWhom: w("For hvem", "For kven", "For hvem", "For whom")
        case .whatHappens: w("Det som skjer", "Det som skjer", "Det, der sker", "What happens")
        case .whoTakesPart: w("De som er med", "Dei som er med", "De, der er med", "Who takes part")
        case .whereItIsFrom: w("Kilder", "Kjelder", "Kilder", "Sources")
        case .version: w("versjon", "versjon", "version", "version")
        case .versionsHeading: w("Versjoner", "Versjonar", "Versioner", "Versions")
        case .runsFrom: w("gjelder fra", "gjeld frå", "gælder fra", "in force from")
        case .draftNote:
            w(
                "Dette er et utkast. Det kan sjekkes og tegnes, men kjøres ikke.",
                "Dette er eit utkast. Det kan sjekkast og teiknast, men blir ikkje køyrt.",
                "Dette er et udkast. Det kan kontrolleres og tegnes, men køres ikke.",
                "This is a draft. It can be checked and drawn, and does not run.")
        case .oneStep: w("steg", "steg", "trin", "step")
        case .steps: w("steg", "steg", "trin", "steps")
        case .inNorway: w("Norge", "Noreg", "Norge", "Norway")
        case .inDenmark: w("Danmark", "Danmark", "Danmark", "Denmark")
        case .inBoth: w("Norge og Danmark", "Noreg og Danmark", "Norge og Danmark", "Norway and Denmark")
        case .dueWord: w("Frist", "Frist", "Frist", "Due")
        case .opensWord: w("Begynner", "Byrjar", "Begynder", "Begins")
        case .lateTells:
            w(
                "Får vite om det blir for sent", "Får vite om det blir for seint", "Får besked, hvis det bliver for sent",
                "Told when it is late")
        case .verified: w("kontrollert mot kilden", "kontrollert mot kjelda", "kontrolleret i kilden", "checked against the source")
        case .notVerified:
            w("ikke kontrollert mot kilden", "ikkje kontrollert mot kjelda", "ikke kontrolleret i kilden", "not checked against the source")
        case .readOn: w("lest", "lese", "læst", "read")
        case .competence: w("Krever", "Krev", "Kræver", "Needs")
        case .oneContact: w("din kontakt", "kontakten din", "din kontakt", "your contact")
        case .definitionLabel:
            w(
                "Tegning av forløpet: hvem som gjør hva i hvilken fase. Listen sier det samme.",
                "Teikning av forløpet: kven som gjer kva i kva fase. Lista seier det same.",
                "Tegning af forløbet: hvem der gør hvad i hvilken fase. Listen siger det samme.",
                "Drawing of the pathway: who does what in which phase. The list says the same.")
        case .nationalRule: w("nasjonal regel", "nasjonal regel", "national regel", "national rule")
        case .localAgreement: w("lokal avtale", "lokal avtale", "lokal aftale", "local agreement")
        case .example: w("eksempel", "døme", "eksempel", "example")
        case .goalsHeading: w("Mål", "Mål", "Mål", "Goals")
        case .citizenReads: w("Innbyggeren leser", "Innbyggjaren les", "Borgeren læser", "The citizen reads")
        default: editorWording
        }
    }

    private var editorWording: Wording {
        switch self {
        case .editorHeading: w("Skriv et forløp", "Skriv eit forløp", "Skriv et forløb", "Write a pathway")
        case .editorLead:
            w(
                "Skriv til venstre; tegningen og feilene kommer til høyre. Ingenting her blir kjørt eller lagret: kopier teksten til en fil i mappen for forløp.",
                "Skriv til venstre; teikninga og feila kjem til høgre. Ingenting her blir køyrt eller lagra: kopier teksten til ei fil i mappa for forløp.",
                "Skriv til venstre; tegningen og fejlene kommer til højre. Intet her bliver kørt eller gemt: kopiér teksten til en fil i mappen med forløb.",
                "Write on the left; the drawing and the mistakes come on the right. Nothing here runs or is kept: copy the text into a file in the folder of pathways."
            )
        case .editText: w("Prøv å endre teksten", "Prøv å endre teksten", "Prøv at ændre teksten", "Try to change the text")
        case .editorLabel: w("Forløpets fil", "Fila til forløpet", "Forløbets fil", "The pathway's file")
        case .checkIt: w("Sjekk", "Sjekk", "Kontrollér", "Check")
        case .nothingWrong: w("Ingen feil.", "Ingen feil.", "Ingen fejl.", "No mistakes.")
        case .mistakesHeading: w("Må rettes", "Må rettast", "Skal rettes", "Must be mended")
        case .warningsHeading: w("Se på dette", "Sjå på dette", "Se på dette", "Look at this")
        case .lineWord: w("linje", "linje", "linje", "line")
        default: deedWording
        }
    }
}
