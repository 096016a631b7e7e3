import Pathways

extension Text {
    /// What the pages about figures say.
    var figureWording: Wording {
        switch self {
        case .figures: w("Tall", "Tal", "Tal", "Figures")
        case .seeFigures:
            w(
                "Se tallene: hvem som var i tide", "Sjå tala: kven som var i tide", "Se tallene: hvem der var til tiden",
                "See the figures: who was on time")
        case .figuresLead:
            w(
                "Talt etter fristene i forløpet selv. Hvert tall fører til innbyggerne bak.",
                "Talde etter fristane i forløpet sjølv. Kvart tal fører til innbyggjarane bak.",
                "Talt efter forløbets egne frister. Hvert tal fører til borgerne bag.",
                "Counted by the pathway's own deadlines. Each number leads to its citizens.")
        case .backToPathway: w("Til forløpet", "Til forløpet", "Til forløbet", "To the pathway")
        case .backToFigures: w("Til tallene", "Til tala", "Til tallene", "To the figures")
        case .periodLabel: w("Når forløpet begynte", "Når forløpet byrja", "Hvornår forløbet begyndte", "When the pathway began")
        case .lastMonth: w("Siste 30 dager", "Siste 30 dagar", "Seneste 30 dage", "Last 30 days")
        case .lastYear: w("Siste 365 dager", "Siste 365 dagar", "Seneste 365 dage", "Last 365 days")
        case .sinceEver: w("Alle dager", "Alle dagar", "Alle dage", "All days")
        case .allVersions: w("Alle versjoner", "Alle versjonar", "Alle versioner", "All versions")
        case .figureBegun: w("Begynt", "Byrja", "Begyndt", "Begun")
        case .figureRunning: w("Pågår", "Går no", "I gang", "Under way")
        case .adherenceHeading:
            w("Det forløpet selv måler", "Det forløpet sjølv måler", "Det, forløbet selv måler", "What the pathway itself measures")
        case .stepByStep: w("Steg for steg", "Steg for steg", "Trin for trin", "Step by step")
        case .whoWord: w("Hvem", "Kven", "Hvem", "Who")
        case .onTime: w("I tide", "I tide", "Til tiden", "On time")
        case .doneLate: w("For sent", "For seint", "For sent", "Late")
        case .howLate: w("Hvor sent", "Kor seint", "Hvor sent", "How late")
        case .pastDue: w("Over fristen", "Over fristen", "Over fristen", "Past due")
        case .skippedWord: w("Valgt bort", "Valt bort", "Fravalgt", "Skipped")
        case .waitingWord: w("Venter", "Ventar", "Venter", "Waiting")
        case .undatedWord: w("Gjort uten frist", "Gjort utan frist", "Gjort uden frist", "Done without a deadline")
        case .goneWord: w("Falt bort", "Falle bort", "Bortfaldet", "No longer needed")
        case .fallenDue: w("Nådde fristen", "Nådde fristen", "Nåede fristen", "Fell due")
        case .ofWord: w("av", "av", "af", "of")
        case .half: w("halvparten innen", "halvparten innan", "halvdelen inden", "half within")
        case .ninety: w("90 % innen", "90 % innan", "90 % inden", "90% within")
        case .nobodyYet:
            w("Ingen har kommet hit ennå.", "Ingen har kome hit enno.", "Ingen er nået hertil endnu.", "Nobody has come here yet.")
        case .doneOtherwise:
            w("Det folk gjorde annerledes", "Det folk gjorde annleis", "Det, folk gjorde anderledes", "What people did otherwise")
        case .withoutReason: w("uten grunn", "utan grunn", "uden begrundelse", "no reason given")
        case .otherReason:
            w(
                "grunnen står hos innbyggeren", "grunnen står hos innbyggjaren", "begrundelsen står hos borgeren",
                "the reason stands with the citizen")
        case .otherReasons: w("Andre grunner", "Andre grunnar", "Andre begrundelser", "Other reasons")
        case .behindNumber: w("Innbyggerne bak tallet", "Innbyggjarane bak talet", "Borgerne bag tallet", "The citizens behind the number")
        case .metWord: w("Nådde det", "Nådde det", "Nåede det", "Met it")
        case .measuredWord: w("Regnet med", "Rekna med", "Regnet med", "Counted")
        case .wasDueOn: w("frist", "frist", "frist", "due")
        case .begunOn: w("begynte", "byrja", "begyndte", "began")
        default: worseningWording
        }
    }
}

extension Deviation.Kind {
    /// What people did otherwise, as a list of them says it.
    var wording: Wording {
        switch self {
        case .skipped: Text.skippedWord.wording
        case .moved: Wording(nb: "Flyttet", nn: "Flytta", da: "Flyttet", en: "Moved")
        case .added: Wording(nb: "Lagt til", nn: "Lagt til", da: "Tilføjet", en: "Added")
        case .replaced: Wording(nb: "Byttet ut", nn: "Bytt ut", da: "Erstattet", en: "Replaced")
        case .assigned: Wording(nb: "Gitt til andre", nn: "Gjeve til andre", da: "Givet til andre", en: "Given to others")
        case .paused: Wording(nb: "Satt på pause", nn: "Sett på pause", da: "Sat på pause", en: "Paused")
        case .stopped: Wording(nb: "Stanset", nn: "Stansa", da: "Stoppet", en: "Stopped")
        case .declined: Wording(nb: "Ikke overtatt", nn: "Ikkje overteke", da: "Ikke overtaget", en: "Not taken over")
        case .versionMoved: Wording(nb: "Fikk ny versjon", nn: "Fekk ny versjon", da: "Fik ny version", en: "Moved to another version")
        }
    }
}

extension Phrasing {
    /// `1 204`, `1,204`: thousands apart.
    func number(_ number: Int) -> String {
        let separator =
            switch language {
            case .nb, .nn: "\u{A0}"
            case .da: "."
            case .en: ","
            }
        var digits = Array(String(number))
        for place in stride(from: digits.count - 3, to: number < 0 ? 1 : 0, by: -3) { digits.insert(contentsOf: separator, at: place) }
        return String(digits)
    }

    /// `92 %`; a dash of nothing.
    func share(_ part: Int, of whole: Int) -> String {
        guard whole > 0 else { return "–" }
        let percent = (part * 200 + whole) / (2 * whole)
        return language == .en ? "\(percent)%" : "\(percent)\u{A0}%"
    }

    /// What stands above and below the line of a pathway's own figure.
    func adherence(atLeast: Int, of steps: Int) -> String {
        switch language {
        case .nb:
            "Første tall: forløp med minst \(atLeast) av \(steps) steg i tide. Andre tall: forløp der minst \(atLeast) av dem nådde fristen."
        case .nn:
            "Første tall: forløp med minst \(atLeast) av \(steps) steg i tide. Andre tal: forløp der minst \(atLeast) av dei nådde fristen."
        case .da:
            "Første tal: forløb med mindst \(atLeast) af \(steps) trin til tiden. Andet tal: forløb, hvor mindst \(atLeast) af dem nåede fristen."
        case .en:
            "First number: runs with at least \(atLeast) of \(steps) steps on time. Second number: runs in which at least \(atLeast) of them fell due."
        }
    }

    /// That the counting has not come to everybody.
    func counting(_ citizens: Int) -> String {
        let count = number(citizens)
        return switch language {
        case .nb: "Her telles det fortsatt: \(count) innbyggere er med til nå. Siden fyller seg selv."
        case .nn: "Her blir det framleis talt: \(count) innbyggjarar er med til no. Sida fyller seg sjølv."
        case .da: "Her tælles der stadig: \(count) borgere er med indtil nu. Siden udfylder sig selv."
        case .en: "Still counting: \(count) citizens are in so far. The page fills itself."
        }
    }
}
