import Pathways

extension Text {
    /// The words of the pages about one citizen and about letters.
    var pageWording: Wording {
        switch self {
        case .pathwayOf: w("Forløpet", "Forløpet", "Forløbet", "The pathway")
        case .dayOfStay: w("dag", "dag", "dag", "day")
        case .noPlan:
            w(
                "Det står ingen plan for innbyggeren.", "Det står ingen plan for innbyggjaren.", "Der er ingen plan for borgeren.",
                "There is no plan for this citizen.")
        case .planStopped: w("Planen står stille", "Planen står stille", "Planen står stille", "The plan stands still")
        case .nothingToDoNow:
            w(
                "Ingen skylder noe akkurat nå.", "Ingen skuldar noko akkurat no.", "Ingen skylder noget lige nu.",
                "Nobody owes anything right now.")
        case .responsibleNow: w("ansvarlig nå", "ansvarleg no", "ansvarlig nu", "responsible now")
        case .team: w("Laget", "Laget", "Holdet", "The team")
        case .doneAndComing:
            w(
                "Hva som er gjort og hva som kommer", "Kva som er gjort og kva som kjem", "Hvad der er gjort, og hvad der kommer",
                "What is done and what comes")
        case .letters: w("Meldinger", "Meldingar", "Meddelelser", "Letters")
        case .history: w("Hva folk har gjort her", "Kva folk har gjort her", "Hvad folk har gjort her", "What people did here")
        case .record: w("Innbygger", "Innbyggjar", "Borger", "Citizen")
        case .stateOpen: w("venter", "ventar", "venter", "waiting")
        case .stateLate: w("for sent", "for seint", "for sent", "late")
        case .statePlanned: w("planlagt", "planlagt", "planlagt", "planned")
        case .stateDone: w("gjort", "gjort", "gjort", "done")
        case .stateWithdrawn: w("falt bort", "falle bort", "bortfaldet", "no longer needed")
        case .stateSkipped: w("gjøres ikke", "blir ikkje gjort", "gøres ikke", "will not be done")
        case .wasLate: w("gjort for sent", "gjort for seint", "gjort for sent", "done late")
        case .thinLine: w("tynn strek: melding", "tynn strek: melding", "tynd streg: meddelelse", "thin line: letter")
        case .drawingLabel:
            w(
                "Forløpet tegnet som baner over tid. Det samme står i listen under.",
                "Forløpet teikna som banar over tid. Det same står i lista under.",
                "Forløbet tegnet som baner over tid. Det samme står i listen nedenfor.",
                "The pathway drawn as lanes over time. The list below says the same.")
        case .citizenSelf: w("Innbyggeren selv", "Innbyggjaren sjølv", "Borgeren selv", "The citizen")
        case .standsIn:
            w(
                "inntil noen andre har ansvaret", "til nokon andre har ansvaret", "indtil en anden har ansvaret",
                "until someone else takes it")
        case .answerYes: w("Vi kan ta imot", "Vi kan ta imot", "Vi kan tage imod", "We can receive")
        case .answerNo: w("Ikke ennå", "Ikkje enno", "Ikke endnu", "Not yet")
        case .contactedAtHome: w("Vi har vært hjemme", "Vi har vore heime", "Vi har været på besøg", "We have visited")
        case .change: w("Endre", "Endre", "Ret", "Change")
        case .closeStep: w("Gjort", "Gjort", "Gjort", "Done")
        case .skipStep: w("Gjøres ikke", "Blir ikkje gjort", "Gøres ikke", "Will not be done")
        case .reopen: w("Åpne igjen", "Opne igjen", "Åbn igen", "Reopen")
        case .markSeen: w("Sett", "Sett", "Set", "Seen")
        case .why: w("Hvorfor", "Kvifor", "Hvorfor", "Why")
        case .whyHint:
            w(
                "kort, for dem som leser senere", "kort, for dei som les seinare", "kort, for dem der læser senere",
                "short, for those who read later")
        case .whyMissing: w("Skriv hvorfor", "Skriv kvifor", "Skriv hvorfor", "Say why")
        case .whyMissingText:
            w(
                "Ingenting er endret. Gå tilbake og skriv en kort grunn, for dem som leser senere.",
                "Ingenting er endra. Gå tilbake og skriv ein kort grunn, for dei som les seinare.",
                "Intet er ændret. Gå tilbage, og skriv en kort grund, for dem der læser senere.",
                "Nothing has changed. Go back and write a short reason, for those who read later.")
        case .attentionTitle: w("Dette må noen se på", "Dette må nokon sjå på", "Det skal nogen se på", "Somebody must look at this")
        case .incoming: w("Inn", "Inn", "Ind", "In")
        case .outgoing: w("Ut", "Ut", "Ud", "Out")
        case .unanswered: w("Uten svar", "Utan svar", "Uden svar", "Unanswered")
        case .refused: w("Avvist", "Avvist", "Afvist", "Refused")
        case .needingHuman: w("Trenger et menneske", "Treng eit menneske", "Kræver et menneske", "Needing a human")
        case .all: w("Alle", "Alle", "Alle", "All")
        case .noLetters: w("Ingen meldinger her.", "Ingen meldingar her.", "Ingen meddelelser her.", "No letters here.")
        case .from: w("Fra", "Frå", "Fra", "From")
        case .to: w("Til", "Til", "Til", "To")
        case .sent: w("Sendt", "Sendt", "Sendt", "Sent")
        case .received: w("Mottatt", "Motteken", "Modtaget", "Received")
        case .type: w("Type", "Type", "Type", "Type")
        case .outcome: w("Utfall", "Utfall", "Udfald", "Outcome")
        case .because: w("Fordi", "Fordi", "Fordi", "Because")
        case .receipt: w("Kvittering", "Kvittering", "Kvittering", "Receipt")
        case .noReceipt: w("ingen kvittering", "inga kvittering", "ingen kvittering", "no receipt")
        case .rawLetter: w("Meldingen slik den kom", "Meldinga slik ho kom", "Meddelelsen som den kom", "The letter as it came")
        case .attachments: w("Vedlegg", "Vedlegg", "Vedhæftede filer", "Attachments")
        case .moveLetter:
            w("Flytt til en annen innbygger", "Flytt til ein annan innbyggjar", "Flyt til en anden borger", "Move to another citizen")
        case .moveHint:
            w(
                "Fødselsnummer, CPR-nummer eller journal-id", "Fødselsnummer, CPR-nummer eller journal-id",
                "CPR-nummer, fødselsnummer eller journal-id", "National number or journal id")
        case .markHandled: w("Noen har sett på den", "Nokon har sett på henne", "Nogen har set på den", "Somebody has looked at it")
        default: lastWording
        }
    }

    private var lastWording: Wording {
        switch self {
        case .citizenNumber: w("Nummer", "Nummer", "Nummer", "Number")
        case .find: w("Finn", "Finn", "Find", "Find")
        case .findHint:
            w(
                "Fødselsnummer, D-nummer, CPR-nummer eller journal-id", "Fødselsnummer, D-nummer, CPR-nummer eller journal-id",
                "CPR-nummer, fødselsnummer eller journal-id", "National number or journal id")
        case .notFoundCitizen:
            w(
                "Ingen innbygger har dette nummeret her.", "Ingen innbyggjar har dette nummeret her.", "Ingen borger har dette nummer her.",
                "No citizen has this number here.")
        case .recentCitizens: w("Sist nevnt", "Sist nemnde", "Senest nævnt", "Most recent")
        case .outcomeAccepted: w("tatt imot", "teken imot", "modtaget", "accepted")
        case .outcomeRefused: w("avvist", "avvist", "afvist", "refused")
        case .outcomeUnreadable: w("kan ikke leses", "kan ikkje lesast", "kan ikke læses", "unreadable")
        case .cancelled: w("trukket tilbake", "trekt tilbake", "trukket tilbage", "taken back")
        case .waiting: w("venter på å sendes", "ventar på å bli sendt", "venter på at blive sendt", "waiting to be sent")
        case .sentState:
            w("sendt, venter på kvittering", "sendt, ventar på kvittering", "sendt, venter på kvittering", "sent, waiting for its receipt")
        case .doneState: w("ferdig", "ferdig", "færdig", "done")
        case .failed: w("ikke levert", "ikkje levert", "ikke leveret", "not delivered")
        case .withdrawn: w("trukket før sending", "trekt før sending", "trukket før afsendelse", "withdrawn before sending")
        case .notFoundTitle: w("Finnes ikke", "Finst ikkje", "Findes ikke", "Not found")
        case .notFoundText:
            w(
                "Det er ingenting her. Gå til I dag og finn veien derfra.", "Det er ingenting her. Gå til I dag og finn vegen derifrå.",
                "Her er ikke noget. Gå til I dag, og find vejen derfra.", "There is nothing here. Go to Today and find your way from there."
            )
        case .errorTitle: w("Noe gikk galt", "Noko gjekk gale", "Noget gik galt", "Something went wrong")
        case .errorText:
            w(
                "Ingenting er mistet. Prøv igjen; si fra til driften hvis det ikke hjelper.",
                "Ingenting er mista. Prøv igjen; sei frå til drifta om det ikkje hjelper.",
                "Intet er tabt. Prøv igen; kontakt driften, hvis det ikke hjælper.",
                "Nothing is lost. Try again, and tell the operators if that does not help.")
        case .noAccessTitle: w("Ikke for deg", "Ikkje for deg", "Ikke for dig", "Not for you")
        case .noAccessText:
            w(
                "Du har ikke tilgang til dette nå. Spør den som er ansvarlig for innbyggeren.",
                "Du har ikkje tilgang til dette no. Spør den som er ansvarleg for innbyggjaren.",
                "Du har ikke adgang til dette nu. Spørg den, der er ansvarlig for borgeren.",
                "You have no access to this now. Ask who is responsible for the citizen.")
        case .noTraceText:
            w(
                "Innsynsloggen kan ikke skrives, så ingenting blir vist. Prøv igjen senere; den som driver huben, må se på disken.",
                "Innsynsloggen kan ikkje skrivast, så ingenting blir vist. Prøv igjen seinare; den som driv huben, må sjå på disken.",
                "Adgangsloggen kan ikke skrives, så intet bliver vist. Prøv igen senere; den, der driver hubben, må se på disken.",
                "The access log cannot be written, so nothing is shown. Try again later; whoever runs the hub must look at the disk.")
        case .forbiddenTitle: w("Ikke herfra", "Ikkje herifrå", "Ikke herfra", "Not from here")
        case .forbiddenText:
            w(
                "Skjemaet ble ikke sendt fra denne siden. Last siden på nytt og prøv igjen.",
                "Skjemaet vart ikkje sendt frå denne sida. Last sida på nytt og prøv igjen.",
                "Formularen blev ikke sendt fra denne side. Genindlæs siden, og prøv igen.",
                "The form was not sent from this page. Reload the page and try again.")
        case .citizenView:
            w("Slik innbyggeren leser det", "Slik innbyggjaren les det", "Sådan læser borgeren det", "As the citizen reads it")
        case .professionalView: w("Slik fagfolk leser det", "Slik fagfolk les det", "Sådan læser fagfolk det", "As professionals read it")
        case .whatHappensNow: w("Dette skjer nå", "Dette skjer no", "Det sker nu", "What happens now")
        case .whatComesNext: w("Dette kommer", "Dette kjem", "Det kommer", "What comes next")
        case .whoHelps: w("De som hjelper deg", "Dei som hjelper deg", "De, der hjælper dig", "Who helps you")
        case .waitingDay: w("ventedøgn", "ventedøgn", "ventedag", "waiting day")
        case .waitingDays: w("ventedøgn", "ventedøgn", "ventedage", "waiting days")
        case .withoutYes: w("Uten ja fra kommunen", "Utan ja frå kommunen", "Uden ja fra kommunen", "Without a yes from the municipality")
        case .priceOfYear: w("pris for", "pris for", "pris for", "price of")
        case .linkedIdentities:
            w("Flere numre, én person", "Fleire nummer, éin person", "Flere numre, én person", "Several numbers, one person")
        case .unlink: w("Ikke samme person", "Ikkje same person", "Ikke samme person", "Not the same person")
        case .died: w("død", "død", "død", "died")
        case .protectedAddress: w("Skjermet adresse", "Skjerma adresse", "Beskyttet adresse", "Protected address")
        case .anotherService: w("en annen tjeneste", "ei anna teneste", "en anden tjeneste", "another service")
        case .older: w("Eldre", "Eldre", "Ældre", "Older")
        default: pathwayWording
        }
    }
}
