import Pathways

/// What a human must look at beside letters that do not fit.
enum AttentionWording {
    static let actWithoutPlace = Wording(
        nb: "En endring passer ikke lenger i planen; se om den skal gjøres på en annen måte",
        nn: "Ei endring passar ikkje lenger i planen; sjå om ho skal gjerast på ein annan måte",
        da: "En ændring passer ikke længere ind i planen; se, om den skal foretages på en anden måde",
        en: "A change does not fit the plan any more; see whether it should be made in another way")
    static let notAllowed = Wording(
        nb: "Innbyggeren har gjort en endring som planen ikke åpner for; ta kontakt",
        nn: "Innbyggjaren har gjort ei endring som planen ikkje opnar for; ta kontakt",
        da: "Borgeren har foretaget en ændring, som planen ikke giver mulighed for; kontakt borgeren",
        en: "The citizen made a change that the plan does not provide for; contact them")
    static let unassigned = Wording(
        nb: "Noen står fortsatt inn for den som skal gjøre dette; finn ut hvem det er",
        nn: "Nokon står framleis inn for den som skal gjere dette; finn ut kven det er",
        da: "Nogen vikarierer stadig for den, der skal gøre dette; find ud af, hvem det er",
        en: "Somebody still stands in for whoever should do this; find out who it is")
    static let offered = Wording(
        nb: "Dere er spurt om å ta over", nn: "De er spurde om å ta over", da: "I er blevet bedt om at overtage",
        en: "You are asked to take over")
    static let offerUnanswered = Wording(
        nb: "Ingen har svart på om de tar over", nn: "Ingen har svart på om dei tek over", da: "Ingen har svaret på, om de overtager",
        en: "Nobody has answered whether they take over")
    static let offerDeclined = Wording(
        nb: "De som ble spurt, tar ikke over", nn: "Dei som vart spurde, tek ikkje over", da: "De adspurgte overtager ikke",
        en: "Those who were asked do not take over")
    static let receiverOutside = Wording(
        nb: "Tilbudt noen som ikke nås herfra; skriv eller ring, og før inn svaret",
        nn: "Tilbode til nokon som ikkje kan nåast herifrå; skriv eller ring, og før inn svaret",
        da: "Tilbudt nogen, der ikke kan nås herfra; skriv eller ring, og indfør svaret",
        en: "Offered to somebody who cannot be reached from here; write or call, and enter the answer")
    static let conflict = Wording(
        nb: "To steg bør ikke stå ved siden av hverandre; velg", nn: "To steg bør ikkje stå ved sida av kvarandre; vel",
        da: "To trin bør ikke stå ved siden af hinanden; vælg", en: "Two steps should not stand beside each other; choose")
    static let conditionFailed = Wording(
        nb: "En betingelse lar seg ikke regne ut og regnes som ikke oppfylt",
        nn: "Eit vilkår lèt seg ikkje rekne ut og blir rekna som ikkje oppfylt",
        da: "En betingelse kan ikke beregnes og regnes som ikke opfyldt",
        en: "A condition cannot be worked out and counts as not met")
    static let unitUnreadable = Wording(
        nb: "En måling kan ikke leses på grunn av enheten", nn: "Ei måling kan ikkje lesast på grunn av eininga",
        da: "En måling kan ikke læses på grund af enheden", en: "A measurement cannot be read because of its unit")
    static let runFailed = Wording(
        nb: "Forløpet står stille fordi definisjonen ikke kommer til ro; rett den",
        nn: "Forløpet står stille fordi definisjonen ikkje kjem til ro; rett han",
        da: "Forløbet står stille, fordi definitionen ikke falder til ro; ret den",
        en: "The pathway stands still because its definition does not settle; correct it")
    static let told = Wording(nb: "Gjort", nn: "Gjort", da: "Udført", en: "Done")
}
