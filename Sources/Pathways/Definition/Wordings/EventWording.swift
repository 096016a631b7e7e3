/// What happened, in the same words whichever country it happened in.
public enum EventWording {
    public static let all: [String: Wording] = [
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
        "delivery handled": Wording(
            nb: "En melding som ikke ble levert, ble sett på", nn: "Ei melding som ikkje vart levert, vart sett på",
            da: "En meddelelse, der ikke blev leveret, blev set på", en: "A letter that was not delivered was looked at"),
        "identities unlinked": Wording(
            nb: "To numre ble skilt", nn: "To nummer vart skilde", da: "To numre blev skilt", en: "Two numbers were parted"),
    ]
}
