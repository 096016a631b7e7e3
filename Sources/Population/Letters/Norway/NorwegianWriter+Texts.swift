/// What people write in letters, in plain words that say nothing of anybody.
extension NorwegianWriter {
    static let titles: [LetterKind: String] = [
        .admitted: "Melding om innlagt pasient", .ready: "Melding om utskrivningsklar pasient",
        .notReady: "Avmelding av utskrivningsklar pasient", .discharged: "Melding om utskrevet pasient", .died: "Orientering om dødsfall",
        .information: "Helseopplysninger", .admissionReport: "Innleggelsesrapport", .dischargeReport: "Utskrivningsrapport",
        .services: "Orientering om tjenestetilbud", .toDoctor: "Helseopplysninger til lege", .fromDoctor: "Medisinske opplysninger",
        .medicines: "Overføring av legemiddelopplysninger", .question: "Forespørsel", .answer: "Svar på forespørsel", .note: "Notat",
        .professional: "Helsefaglig dialog", .referralStatus: "Status på henvisning", .newReferral: "Henvisning ny tilstand",
    ]

    static let statusTexts = [
        "Går med rullator på avdelingen.", "Trenger hjelp til stell morgen og kveld.", "Våken og klar, spiser lite.",
        "Trenger hjelp til å komme ut av sengen.", "Bruker oksygen om natten.", "Klarer seg selv på rommet, trenger hjelp med medisiner.",
        "Sliten, hviler mye om dagen.",
    ]

    static let forecastTexts = [
        "Venter behov for hjelp morgen og kveld de første ukene.", "Venter behov for korttidsplass.", "Venter behov for opptrening hjemme.",
        "Hjem med samme hjelp som før.", "Venter behov for tilsyn tre ganger daglig.", "Trenger hjelp med medisiner hjemme.",
    ]

    static let homeTexts = [
        "Får hjelp til dusj to ganger i uken.", "Hjemmesykepleie tre ganger daglig. Familien ser innom.",
        "Klarer seg selv med trygghetsalarm.",
        "Får medisinene i dosett hver uke.", "Bruker rullator ute og stokk inne.", "Har fast plass på sykehjem.",
    ]

    static let nursingTexts = [
        "Trenger tilsyn første kveld.", "Sårstell annenhver dag. Fjerne sting etter ti dager.", "Opptrening tre ganger i uken.",
        "Ny medisinliste følger. Ber om måling av blodtrykk hver uke.", "Trenger hjelp til stell og måltider.",
        "Ber om vektkontroll to ganger i uken.",
    ]

    static let summaryTexts = [
        "Ber fastlegen kontrollere blodprøver etter to uker.", "Ber fastlegen se på medisinene innen to uker.",
        "Kontroll på sykehuset om tre måneder.",
        "Ingen kontroll avtalt.", "Ber fastlegen følge blodtrykket.", "Ber fastlegen vurdere videre sykmelding.",
    ]

    static let emergencyTexts = [
        "Undersøkt og sendt hjem med råd.", "Fikk resept. Ber fastlegen se igjen etter en uke.",
        "Sår stelt. Skifte hos fastlegen om to dager.",
        "Observert noen timer, bedre. Ingen ny time.",
    ]

    static let specialistTexts = [
        "Kontroll her om seks måneder.", "Ingen ny time. Ber fastlegen følge videre.", "Videre undersøkelse avtalt.",
        "Behandlingen fortsetter som før.",
    ]

    static let referralTexts = [
        "Ber om vurdering.", "Tungpusten i bakker siste måned.", "Svimmel ved oppreising, har falt to ganger.",
        "Vondt i hoften ved gange, verre siste halvår.", "Ber om utredning av magesmerter.", "Nedsatt syn, ber om undersøkelse.",
        "Ønsker vurdering av videre behandling.",
    ]

    static let wardQuestions = [
        "Kan du sende oss oppdatert medisinliste?", "Vet du når blodtrykksmedisinen ble endret?",
        "Har pasienten vært utredet for dette før?",
    ]

    static let homeQuestions = [
        "Medisinene tar snart slutt. Ber om ny resept.", "Vekten har økt tre kilo på en uke. Kan du se på det?",
        "Kan du vurdere om sovetabletten fortsatt trengs?", "Blodtrykket er lavt om morgenen. Skal dosen endres?",
    ]

    static let wardMessages = [
        "Kan dere si når sengen kommer?", "Er det noen hjemme som kan ta imot?", "Hvor ofte får pasienten hjelp i dag?",
        "Trenger vi å bestille hjelpemidler herfra?",
    ]

    static let answers = [
        "Det er ordnet.", "Vi ser på det i dag og gir beskjed.", "Takk for meldingen. Det stemmer som dere skriver.",
        "Ny resept er skrevet. Ring gjerne om noe er uklart.", "Det er sett på, og ingenting skal endres nå.",
    ]

    static let topics = ["Hjelpemidler", "Hjemreise", "Hjelp hjemme", "Utstyr"]

    static let askDoctorTexts = [
        "Mer hovne ben og tyngre pust siste uke. Ber om vurdering.", "Sår på leggen som ikke gror. Ber om råd.",
        "Spiser lite og har gått ned i vekt. Ber om vurdering.",
    ]

    static let medicineNames: [(name: String, strength: String, dose: String)] = [
        ("Prøvoprazol", "20", "1 tablett morgen"), ("Testolol", "50", "1 tablett morgen og kveld"),
        ("Syntetartan", "100", "1 tablett morgen"),
        ("Oppdiktamid", "25", "1 tablett morgen"), ("Eksemplin", "500", "1 tablett til måltid"),
    ]
}
