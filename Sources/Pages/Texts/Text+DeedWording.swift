import Pathways

extension Text {
    /// What can be done with a citizen's pathway.
    var deedWording: Wording {
        switch self {
        case .moveStep: w("Flytt", "Flytt", "Flyt", "Move")
        case .newDue: w("Ny frist", "Ny frist", "Ny frist", "New deadline")
        case .restoreStep: w("Sett tilbake", "Set tilbake", "Sæt tilbage", "Put back")
        case .pauseStep: w("La hvile", "La kvile", "Lad hvile", "Let rest")
        case .resumeStep: w("Ta opp igjen", "Ta opp att", "Genoptag", "Resume")
        case .offerStep: w("Be andre ta over", "Be andre ta over", "Bed andre tage over", "Ask others to take over")
        case .offerTo: w("Spør", "Spør", "Spørg", "Ask")
        case .orSomebody: w("eller noen andre", "eller nokon andre", "eller nogen andre", "or somebody else")
        case .answerBy: w("svar innen", "svar innan", "svar inden", "answer by")
        case .isOffered: w("spurt er", "spurd er", "spurgt er", "asked is")
        case .acceptOffer: w("Vi tar over", "Vi tek over", "Vi tager over", "We take over")
        case .declineOffer: w("Vi tar ikke over", "Vi tek ikkje over", "Vi tager ikke over", "We do not take over")
        case .counterOffer:
            w("Dette kan vi gjøre i stedet", "Dette kan vi gjere i staden", "Det kan vi gøre i stedet", "What we can do instead")
        case .withdrawOffer: w("Trekk spørsmålet", "Trekk spørsmålet", "Træk spørgsmålet", "Take the question back")
        case .choose: w("Velg dette", "Vel dette", "Vælg det", "Choose this")
        case .chooseWhat: w("Velg", "Vel", "Vælg", "Choose")
        case .commentStep: w("Si fra", "Sei frå", "Sig til", "Tell us")
        case .whatToSay: w("Hva vil du si", "Kva vil du seie", "Hvad vil du sige", "What do you want to say")
        case .sayHint: w("Med egne ord", "Med eigne ord", "Med egne ord", "In your own words")
        case .wasMoved: w("flyttet", "flytta", "flyttet", "moved")
        case .notYoursTitle: w("Det går ikke her", "Det går ikkje her", "Det går ikke her", "Not possible here")
        case .adaptHeading: w("Tilpass forløpet", "Tilpass forløpet", "Tilpas forløbet", "Adapt the pathway")
        case .addStep: w("Legg til et steg", "Legg til eit steg", "Tilføj et trin", "Add a step")
        case .stepTitle: w("Hva skal gjøres", "Kva skal gjerast", "Hvad skal gøres", "What is to be done")
        case .whoDoes: w("Hvem gjør det", "Kven gjer det", "Hvem gør det", "Who does it")
        case .pausePathway: w("La forløpet hvile", "La forløpet kvile", "Lad forløbet hvile", "Let the pathway rest")
        case .resumePathway: w("Ta opp forløpet", "Ta opp forløpet", "Genoptag forløbet", "Resume the pathway")
        case .stopPathway: w("Stans forløpet", "Stans forløpet", "Stop forløbet", "Stop the pathway")
        case .startPathway: w("Start et forløp", "Start eit forløp", "Start et forløb", "Start a pathway")
        case .whichPathway: w("Hvilket forløp", "Kva forløp", "Hvilket forløb", "Which pathway")
        case .mattersHeading: w("Dette er viktig for meg", "Dette er viktig for meg", "Det er vigtigt for mig", "What matters to me")
        case .sayMatters: w("Si hva som er viktig", "Sei kva som er viktig", "Sig, hvad der er vigtigt", "Say what matters")
        case .setGoal: w("Sett et mål", "Set eit mål", "Sæt et mål", "Set a goal")
        case .goalReached: w("nådd", "nådd", "nået", "reached")
        case .goalNotYet: w("ikke nådd ennå", "ikkje nådd enno", "ikke nået endnu", "not reached yet")
        case .offerLetter:
            w(
                "Brevet er klart til å sendes", "Brevet er klart til å sendast", "Brevet er klart til at sende",
                "The letter is ready to send")
        case .goalTitle: w("Målet", "Målet", "Målet", "The goal")
        case .dropGoal: w("Legg bort målet", "Legg bort målet", "Opgiv målet", "Drop the goal")
        case .ownHeading: w("Si det du vil", "Sei det du vil", "Sig det, du vil", "Say what you want")
        case .sharedDays: w("Kan gjøres samme dag", "Kan gjerast same dag", "Kan gøres samme dag", "Can be done on one day")
        case .yourContact: w("Din kontakt", "Kontakten din", "Din kontakt", "Your contact")
        default: refusalWording
        }
    }

    /// What is said with what needs a human, and why something cannot be done.
    private var refusalWording: Wording {
        switch self {
        case .insteadWord: w("i stedet", "i staden", "i stedet", "instead")
        case .putBefore: w("Til", "Til", "Til", "For")
        case .remark: w("Merknad, om du vil", "Merknad, om du vil", "Bemærkning, hvis du vil", "Remark, if you like")
        case .startUnknown:
            w("Forløpet finnes ikke her.", "Forløpet finst ikkje her.", "Forløbet findes ikke her.", "There is no such pathway here.")
        case .startRuns: w("Forløpet går allerede.", "Forløpet går allereie.", "Forløbet er allerede i gang.", "The pathway runs already.")
        case .startElsewhere: w("Forløpet gjelder bare i", "Forløpet gjeld berre i", "Forløbet gælder kun i", "The pathway runs only in")
        case .startNeedsStay:
            w(
                "Forløpet hører til et sykehusopphold, og her er det ikke noe opphold.",
                "Forløpet høyrer til eit sjukehusopphald, og her er det ikkje noko opphald.",
                "Forløbet hører til et sygehusophold, og her er der ikke noget ophold.",
                "The pathway belongs to a hospital stay, and there is none here.")
        case .startIsStay:
            w(
                "Forløpet begynner av seg selv når sykehuset melder en innleggelse.",
                "Forløpet byrjar av seg sjølv når sjukehuset melder ei innlegging.",
                "Forløbet begynder af sig selv, når sygehuset melder en indlæggelse.",
                "The pathway begins by itself when the hospital tells of an admission.")
        default: adaptWording
        }
    }

    /// Steps in the place of others, versions, targets.
    private var adaptWording: Wording {
        switch self {
        case .replaceStep: w("Gjør noe annet i stedet", "Gjer noko anna i staden", "Gør noget andet i stedet", "Do something else instead")
        case .whatInstead: w("Hva gjøres i stedet", "Kva blir gjort i staden", "Hvad gøres i stedet", "What is done instead")
        case .restsUntil: w("Tas opp igjen", "Blir teke opp att", "Genoptages", "Goes on again on")
        case .rests: w("hviler", "kviler", "hviler", "rests")
        case .goesOn: w("tas opp igjen", "blir teke opp att", "genoptages", "goes on")
        case .insteadOf: w("i stedet for:", "i staden for:", "i stedet for:", "instead of:")
        case .replacedBy: w("byttet ut med:", "bytt ut med:", "erstattet af:", "replaced by:")
        case .restoreReplaced:
            w("Gå tilbake til det som var", "Gå tilbake til det som var", "Gå tilbage til det, der var", "Go back to what it was")
        case .moveVersion: w("Bytt versjon", "Byt versjon", "Skift version", "Move to another version")
        case .toVersion: w("Til versjon", "Til versjon", "Til version", "To version")
        case .addOwn:
            w("Legg til noe jeg vil gjøre", "Legg til noko eg vil gjere", "Tilføj noget, jeg vil gøre", "Add something that I will do")
        case .whatIWillDo: w("Hva vil du gjøre", "Kva vil du gjere", "Hvad vil du gøre", "What will you do")
        case .byWhen: w("Innen", "Innan", "Inden", "By when")
        case .setTarget: w("Sett mitt eget måltall", "Set mitt eige måltal", "Sæt mit eget måltal", "Set my own target")
        case .atMostWord: w("høyst", "høgst", "højst", "at most")
        case .exactlyWord: w("akkurat", "akkurat", "præcis", "exactly")
        case .dayToCome: w("Velg en dag som kommer.", "Vel ein dag som kjem.", "Vælg en dag, der kommer.", "Choose a day to come.")
        case .targetIsNumber:
            w("Skriv måltallet som et tall.", "Skriv måltalet som eit tal.", "Skriv måltallet som et tal.", "Write the target as a number.")
        default: figureWording
        }
    }
}
