import Pathways

/// A step of the tour: where it is, and what is said there.
enum TourStep: Int, Sendable, Hashable, CaseIterable {
    case today = 1
    case pathway, ready, arrived, passed, gallery, editor

    var next: TourStep? { TourStep(rawValue: rawValue + 1) }
    var previous: TourStep? { TourStep(rawValue: rawValue - 1) }

    /// What the visitor can let happen here.
    var deed: DemoDeed? {
        switch self {
        case .ready: .ready
        case .arrived: .deadline
        case .today, .pathway, .passed, .gallery, .editor: nil
        }
    }

    /// The page that it is about.
    func path(_ demo: DemoView) -> String {
        let today = Visit.today(demo.organisation)
        return switch self {
        case .today, .ready: today
        case .pathway, .arrived: demo.figure.map { Visit.citizen($0) } ?? today
        case .passed: today
        case .gallery: "/pathways"
        case .editor: Visit.editor("hospital-stay")
        }
    }

    var heading: Wording {
        switch self {
        case .today: w("I dag: hvem skylder hva", "I dag: kven skuldar kva", "I dag: hvem skylder hvad", "Today: who owes what")
        case .pathway:
            w("Ett forløp for alle", "Eitt forløp for alle", "Ét forløb for alle", "One pathway for everybody")
        case .ready:
            w(
                "Sykehuset melder noen utskrivningsklar", "Sjukehuset melder nokon utskrivingsklar",
                "Sygehuset melder nogen færdigbehandlet", "The hospital declares somebody ready")
        case .arrived: w("Meldingen har kommet", "Meldinga har kome", "Meddelelsen er kommet", "The notice has come")
        case .passed: w("En frist er brutt", "Ein frist er broten", "En frist er overskredet", "A deadline has passed")
        case .gallery: w("Forløpene er skrevet ned", "Forløpa er skrivne ned", "Forløbene er skrevet ned", "The pathways are written down")
        case .editor: w("Skriv ditt eget", "Skriv ditt eige", "Skriv dit eget", "Write your own")
        }
    }

    var text: Wording {
        switch self {
        case .today:
            w(
                "Hver linje er noe kommunen skylder noen, og det som haster mest, står øverst. La siden stå litt: meldinger kommer inn, og linjer dukker opp og blir gjort av seg selv.",
                "Kvar linje er noko kommunen skuldar nokon, og det som hastar mest, står øvst. Lat sida stå litt: meldingar kjem inn, og linjer dukkar opp og blir gjorde av seg sjølv.",
                "Hver linje er noget, kommunen skylder nogen, og det, der haster mest, står øverst. Lad siden stå lidt: meddelelser kommer ind, og linjer dukker op og bliver gjort af sig selv.",
                "Each line is something that the municipality owes somebody, the most urgent first. Let the page be for a while: letters come in, and lines appear and get done by themselves."
            )
        case .pathway:
            w(
                "Tegningen viser hvem som gjør hva: en bane for hver organisasjon, tiden mot høyre. Listen under sier det samme med ord. Sykehus, kommune, lege og innbygger ser det samme forløpet.",
                "Teikninga viser kven som gjer kva: ein bane for kvar organisasjon, tida mot høgre. Lista under seier det same med ord. Sjukehus, kommune, lege og innbyggjar ser det same forløpet.",
                "Tegningen viser, hvem der gør hvad: en bane for hver organisation, tiden mod højre. Listen nedenfor siger det samme med ord. Sygehus, kommune, læge og borger ser det samme forløb.",
                "The drawing shows who does what: a lane for each organisation, time to the right. The list below says the same in words. Hospital, municipality, doctor and citizen see the same pathway."
            )
        case .ready:
            w(
                "Det skjer av seg selv før eller siden. Eller la tiden gå fram til neste gang: da kommer alle meldingene imellom også, og vi åpner forløpet det gjelder.",
                "Det skjer av seg sjølv før eller seinare. Eller lat tida gå fram til neste gong: då kjem alle meldingane imellom òg, og vi opnar forløpet det gjeld.",
                "Det sker af sig selv før eller siden. Eller lad tiden gå frem til næste gang: så kommer alle meddelelserne imellem også, og vi åbner det forløb, det gælder.",
                "It happens by itself sooner or later. Or let time go on to the next one: all the letters in between come too, and we open the pathway that it is about."
            )
        case .arrived:
            w(
                "Ingen har skrevet noe inn: meldingen er den samme som sykehus sender i dag. Forløpet ble regnet ut på nytt da den kom, og kommunen skylder nå et svar innen en frist.",
                "Ingen har skrive noko inn: meldinga er den same som sjukehus sender i dag. Forløpet vart rekna ut på nytt då ho kom, og kommunen skuldar no eit svar innan ein frist.",
                "Ingen har tastet noget ind: meddelelsen er den samme, som sygehuse sender i dag. Forløbet blev beregnet på ny, da den kom, og kommunen skylder nu et svar inden en frist.",
                "Nobody has typed anything: the notice is the one that hospitals send today. The pathway was worked out anew when it came, and the municipality now owes an answer by a deadline."
            )
        case .passed:
            w(
                "Det som er for sent, er rødt og står øverst hos den som skylder det. Fristen ble talt én gang, og det synes etterpå at det ble for sent.",
                "Det som er for seint, er raudt og står øvst hos den som skuldar det. Fristen vart talt éin gong, og det syner etterpå at det vart for seint.",
                "Det, der er for sent, er rødt og står øverst hos den, der skylder det. Fristen blev talt én gang, og det kan ses bagefter, at det blev for sent.",
                "What is late is red, and first on the list of whoever owes it. The deadline was counted once, and that it was late can be seen afterwards."
            )
        case .gallery:
            w(
                "Det du har sett, følger av en fil som en sykepleier kan lese. Her er alle forløpene som følger med, med eiere, frister og kilder.",
                "Det du har sett, følgjer av ei fil som ein sjukepleiar kan lese. Her er alle forløpa som følgjer med, med eigarar, fristar og kjelder.",
                "Det, du har set, følger af en fil, som en sygeplejerske kan læse. Her er alle de forløb, der følger med, med ejere, frister og kilder.",
                "What you have seen follows from a file that a nurse can read. Here are all the pathways that come with Helhet, with owners, deadlines and sources."
            )
        case .editor:
            w(
                "Endre en frist i teksten og se at tegningen og feilene følger med mens du skriver. Ingenting her blir kjørt eller lagret.",
                "Endre ein frist i teksten og sjå at teikninga og feila følgjer med medan du skriv. Ingenting her blir køyrt eller lagra.",
                "Ændr en frist i teksten, og se tegningen og fejlene følge med, mens du skriver. Intet her bliver kørt eller gemt.",
                "Change a deadline in the text and see the drawing and the mistakes follow while you write. Nothing here runs or is kept.")
        }
    }

    private func w(_ nb: String, _ nn: String, _ da: String, _ en: String) -> Wording { Wording(nb: nb, nn: nn, da: da, en: en) }
}
