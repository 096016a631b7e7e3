import Pathways

/// What happened, in the same words whichever country it happened in.
enum EventWording {
    static let all: [String: Wording] = [
        "admitted": Wording(nb: "Innlagt", nn: "Lagd inn", da: "Indlagt", en: "Admitted"),
        "on leave": Wording(nb: "Permisjon", nn: "Permisjon", da: "Orlov", en: "On leave"),
        "back from leave": Wording(
            nb: "Tilbake fra permisjon", nn: "Tilbake frå permisjon", da: "Tilbage fra orlov", en: "Back from leave"),
        "discharge expected": Wording(
            nb: "Utskriving ventet", nn: "Utskriving venta", da: "Udskrivning forventet", en: "Discharge expected"),
        "ready for discharge": Wording(nb: "Utskrivningsklar", nn: "Utskrivingsklar", da: "Færdigbehandlet", en: "Ready for discharge"),
        "not ready after all": Wording(
            nb: "Likevel ikke klar", nn: "Likevel ikkje klar", da: "Alligevel ikke klar", en: "Not ready after all"),
        "discharged": Wording(nb: "Utskrevet", nn: "Utskriven", da: "Udskrevet", en: "Discharged"),
        "died": Wording(nb: "Død", nn: "Død", da: "Død", en: "Died"),
        "early notice": Wording(nb: "Tidlig varsel", nn: "Tidleg varsel", da: "Tidligt varsel", en: "Early notice"),
        "updated notice": Wording(nb: "Oppdatert varsel", nn: "Oppdatert varsel", da: "Opdateret varsel", en: "Updated notice"),
        "admission report": Wording(nb: "Innleggelsesrapport", nn: "Innleggingsrapport", da: "Indlæggelsesrapport", en: "Admission report"),
        "answered": Wording(nb: "Svar", nn: "Svar", da: "Svar", en: "Answer"),
        "discharge report": Wording(nb: "Utskrivningsrapport", nn: "Utskrivingsrapport", da: "Udskrivningsrapport", en: "Discharge report"),
        "discharge summary": Wording(nb: "Epikrise", nn: "Epikrise", da: "Epikrise", en: "Discharge summary"),
        "contacted at home": Wording(nb: "Kontakt hjemme", nn: "Kontakt heime", da: "Kontakt i hjemmet", en: "Contacted at home"),
        "readmitted": Wording(nb: "Innlagt igjen", nn: "Lagd inn igjen", da: "Genindlagt", en: "Readmitted"),
        "message": Wording(nb: "Melding", nn: "Melding", da: "Meddelelse", en: "Message"),
        "question": Wording(nb: "Spørsmål", nn: "Spørsmål", da: "Spørgsmål", en: "Question"),
        "reply": Wording(nb: "Svar", nn: "Svar", da: "Svar", en: "Reply"),
        "services described": Wording(
            nb: "Tjenester beskrevet", nn: "Tenester skildra", da: "Ydelser beskrevet", en: "Services described"),
        "information given": Wording(nb: "Opplysninger gitt", nn: "Opplysningar gitt", da: "Oplysninger givet", en: "Information given"),
        "referral": Wording(nb: "Henvist", nn: "Tilvist", da: "Henvist", en: "Referred"),
        "referral status": Wording(nb: "Nytt om henvisning", nn: "Nytt om tilvising", da: "Nyt om henvisning", en: "News of a referral"),
        "step done": Wording(nb: "Et steg ble lukket", nn: "Eit steg vart lukka", da: "Et trin blev lukket", en: "A step was closed"),
        "step skipped": Wording(
            nb: "Et steg gjøres ikke", nn: "Eit steg blir ikkje gjort", da: "Et trin gøres ikke", en: "A step will not be done"),
        "step reopened": Wording(
            nb: "Et steg ble åpnet igjen", nn: "Eit steg vart opna igjen", da: "Et trin blev åbnet igen", en: "A step was reopened"),
        "step assigned": Wording(
            nb: "Et steg fikk ny eier", nn: "Eit steg fekk ny eigar", da: "Et trin fik ny ejer", en: "A step was assigned"),
        "attention seen": Wording(
            nb: "Noen har sett på det", nn: "Nokon har sett på det", da: "Nogen har set på det", en: "Somebody has looked"),
        "letter moved": Wording(
            nb: "En melding ble flyttet", nn: "Ei melding vart flytta", da: "En meddelelse blev flyttet", en: "A letter was moved"),
        "letter handled": Wording(
            nb: "En melding ble sett på", nn: "Ei melding vart sett på", da: "En meddelelse blev set på", en: "A letter was looked at"),
        "identities unlinked": Wording(
            nb: "To numre ble skilt", nn: "To nummer vart skilde", da: "To numre blev skilt", en: "Two numbers were parted"),
    ]
}

/// What does not fit, in words.
enum ContradictionWording {
    static let all: [String: Wording] = [
        "admitted-after-discharge": Wording(
            nb: "Innlagt etter utskriving i samme opphold", nn: "Lagd inn etter utskriving i same opphald",
            da: "Indlagt efter udskrivning i samme ophold", en: "Admitted after discharge in the same stay"),
        "after-death": Wording(
            nb: "Noe skjedde etter dødsfallet", nn: "Noko hende etter dødsfallet", da: "Noget skete efter dødsfaldet",
            en: "Something happened after death"),
        "after-discharge": Wording(
            nb: "Noe skjedde etter utskrivingen", nn: "Noko hende etter utskrivinga", da: "Noget skete efter udskrivningen",
            en: "Something happened after discharge"),
        "cancels-nothing": Wording(
            nb: "En kansellering fant ingenting å trekke tilbake", nn: "Ei kansellering fann ingenting å trekkje tilbake",
            da: "En annullering fandt intet at trække tilbage", en: "A cancellation found nothing to take back"),
        "cancels-unknown-letter": Wording(
            nb: "En melding retter en melding som ikke har kommet", nn: "Ei melding rettar ei melding som ikkje har kome",
            da: "En meddelelse retter en meddelelse, der ikke er kommet", en: "A letter changes a letter that has not come"),
        "discharge-without-admission": Wording(
            nb: "Utskrevet uten å være meldt innlagt", nn: "Utskriven utan å vere meld innlagd", da: "Udskrevet uden at være meldt indlagt",
            en: "Discharged without an admission"),
        "leave-without-admission": Wording(
            nb: "Permisjon uten innleggelse", nn: "Permisjon utan innlegging", da: "Orlov uden indlæggelse",
            en: "On leave without an admission"),
        "not-ready-without-ready": Wording(
            nb: "Avmeldt uten å være meldt utskrivningsklar", nn: "Avmeld utan å vere meld utskrivingsklar",
            da: "Afmeldt uden at være meldt færdigbehandlet", en: "Not ready after all, but never said ready"),
        "overlaps-another-stay": Wording(
            nb: "To opphold samtidig", nn: "To opphald samtidig", da: "To ophold på samme tid", en: "Two stays at the same time"),
        "restated-after-cancellation": Wording(
            nb: "Innleggelsen er kansellert, men gjentatt i en senere melding",
            nn: "Innlegginga er kansellert, men gjenteken i ei seinare melding",
            da: "Indlæggelsen er annulleret, men gentaget i en senere meddelelse",
            en: "The admission was cancelled, yet a later letter repeats it"),
        "return-without-leave": Wording(
            nb: "Tilbake fra permisjon uten permisjon", nn: "Tilbake frå permisjon utan permisjon", da: "Tilbage fra orlov uden orlov",
            en: "Back from leave without a leave"),
    ]

    static let nobody = Wording(
        nb: "Ingen kjent har rollen", nn: "Ingen kjend har rolla", da: "Ingen kendt har rollen", en: "Nobody known has the role")
    static let unclear = Wording(
        nb: "Et svar er verken ja eller nei; les det, og lukk steget", nn: "Eit svar er verken ja eller nei; les det, og lukk steget",
        da: "Et svar er hverken ja eller nej; læs det, og luk trinnet", en: "An answer is neither yes nor no; read it, and close the step")
    static let several = Wording(nb: "Flere har rollen", nn: "Fleire har rolla", da: "Flere har rollen", en: "Several have the role")
}
