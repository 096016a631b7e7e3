import Pathways

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
