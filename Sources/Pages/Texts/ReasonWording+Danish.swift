import Pathways

extension ReasonWording {
    /// Why a Danish letter was not taken. Names of elements stay as the standard has them.
    static let danish = [
        ReasonWording(
            "MessageHeader.response.identifier is missing. Write the id of the MessageHeader that this answers.",
            nb: "MessageHeader.response.identifier mangler. Skriv id-en til den MessageHeader som dette svarer på.",
            nn: "MessageHeader.response.identifier manglar. Skriv id-en til den MessageHeader som dette svarar på.",
            da: "MessageHeader.response.identifier mangler. Skriv id'et på den MessageHeader, som dette svarer på."),
        ReasonWording(
            "MessageHeader.response.code must be ok, transient-error or fatal-error.",
            nb: "MessageHeader.response.code må være ok, transient-error eller fatal-error.",
            nn: "MessageHeader.response.code må vere ok, transient-error eller fatal-error.",
            da: "MessageHeader.response.code skal være ok, transient-error eller fatal-error."),
        ReasonWording(
            "The Communication has no message text. Write at least one.",
            nb: "Communication har ingen meldingstekst. Skriv minst én.",
            nn: "Communication har ingen meldingstekst. Skriv minst éin.",
            da: "Communication har ingen meddelelsestekst. Skriv mindst én."),
        ReasonWording(
            "The content of an attachment is not base64. Encode it and send a new message.",
            nb: "Innholdet i et vedlegg er ikke base64. Kod det og send en ny melding.",
            nn: "Innhaldet i eit vedlegg er ikkje base64. Kod det og send ei ny melding.",
            da: "Indholdet af en vedhæftet fil er ikke base64. Kod det, og send en ny meddelelse."),
        ReasonWording(
            "Communication.identifier is missing. Write the id of the conversation, or a new one.",
            nb: "Communication.identifier mangler. Skriv samtalens id, eller en ny.",
            nn: "Communication.identifier manglar. Skriv id-en til samtalen, eller ein ny.",
            da: "Communication.identifier mangler. Skriv samtalens id, eller et nyt."),
        ReasonWording(
            "The Communication must have exactly one category with a code. Write one of the value set.",
            nb: "Communication må ha nøyaktig én kategori med kode. Skriv en fra verdisettet.",
            nn: "Communication må ha nøyaktig éin kategori med kode. Skriv ein frå verdisettet.",
            da: "Communication skal have præcis én kategori med kode. Skriv en fra værdisættet."),
        ReasonWording(
            "The category is not in its value set. Write one that is, or other with a topic.",
            nb: "Kategorien er ikke i verdisettet. Skriv en som er der, eller other med et emne.",
            nn: "Kategorien er ikkje i verdisettet. Skriv ein som er der, eller other med eit emne.",
            da: "Kategorien er ikke i værdisættet. Skriv en, der er, eller other med et emne."),
        ReasonWording(
            "The category is other, so Communication.topic must say what it is about.",
            nb: "Kategorien er other, så Communication.topic må si hva det gjelder.",
            nn: "Kategorien er other, så Communication.topic må seie kva det gjeld.",
            da: "Kategorien er other, så Communication.topic skal sige, hvad det drejer sig om."),
        ReasonWording(
            "A priority is for the category regarding-referral alone. Leave it out.",
            nb: "Prioritet er bare for kategorien regarding-referral. Utelat den.",
            nn: "Prioritet er berre for kategorien regarding-referral. Utelat han.",
            da: "Prioritet er kun for kategorien regarding-referral. Udelad den."),
        ReasonWording(
            "The priority must be routine or asap.",
            nb: "Prioriteten må være routine eller asap.",
            nn: "Prioriteten må vere routine eller asap.",
            da: "Prioriteten skal være routine eller asap."),
        ReasonWording(
            "The Encounter must be in the Bundle and have an identifier of the episode of care. Add it or leave it out.",
            nb: "Encounter må være i Bundle og ha en id for forløpet. Legg den til eller utelat den.",
            nn: "Encounter må vere i Bundle og ha ein id for forløpet. Legg han til eller utelat han.",
            da: "Encounter skal være i Bundle og have et id for forløbet. Tilføj den, eller udelad den."),
        ReasonWording(
            "The activity of a CareCommunication must be new-message, reply-message or forward-message.",
            nb: "Aktiviteten i en CareCommunication må være new-message, reply-message eller forward-message.",
            nn: "Aktiviteten i ein CareCommunication må vere new-message, reply-message eller forward-message.",
            da: "Aktiviteten i en CareCommunication skal være new-message, reply-message eller forward-message."),
        ReasonWording(
            "MessageHeader.focus must name a Communication in the Bundle.",
            nb: "MessageHeader.focus må peke på en Communication i Bundle.",
            nn: "MessageHeader.focus må peike på ein Communication i Bundle.",
            da: "MessageHeader.focus skal pege på en Communication i Bundle."),
        ReasonWording(
            "The Bundle must have exactly one Patient; it has {}.",
            nb: "Bundle må ha nøyaktig én Patient; den har {}.",
            nn: "Bundle må ha nøyaktig éin Patient; han har {}.",
            da: "Bundle skal have præcis én Patient; den har {}."),
        ReasonWording(
            "The Patient has no official CPR number, which this message must have. Send it when the citizen has one.",
            nb: "Patient har ikke noe offisielt CPR-nummer, og det må denne meldingen ha. Send den når borgeren har et.",
            nn: "Patient har ikkje noko offisielt CPR-nummer, og det må denne meldinga ha. Send henne når borgaren har eit.",
            da: "Patient har intet officielt CPR-nummer, og det skal denne meddelelse have. Send den, når borgeren har et."),
        ReasonWording(
            "The Patient has neither a CPR number nor a replacement number. Add one.",
            nb: "Patient har verken CPR-nummer eller erstatningsnummer. Legg til et.",
            nn: "Patient har verken CPR-nummer eller erstatningsnummer. Legg til eit.",
            da: "Patient har hverken CPR-nummer eller erstatningsnummer. Tilføj et."),
        ReasonWording(
            "This is no MedCom message: the root must be a Bundle.",
            nb: "Dette er ingen MedCom-melding: roten må være en Bundle.",
            nn: "Dette er inga MedCom-melding: rota må vere ein Bundle.",
            da: "Det er ingen MedCom-meddelelse: roden skal være en Bundle."),
        ReasonWording(
            "The Bundle has no MessageHeader. Put it first.",
            nb: "Bundle har ingen MessageHeader. Sett den først.",
            nn: "Bundle har ingen MessageHeader. Set han først.",
            da: "Bundle har ingen MessageHeader. Sæt den først."),
        ReasonWording(
            "MessageHeader.id is missing, so this message cannot be answered.",
            nb: "MessageHeader.id mangler, så meldingen kan ikke besvares.",
            nn: "MessageHeader.id manglar, så meldinga kan ikkje svarast på.",
            da: "MessageHeader.id mangler, så meddelelsen kan ikke besvares."),
        ReasonWording(
            "MessageHeader.id is no FHIR id: use up to 64 letters, digits, hyphens and full stops.",
            nb: "MessageHeader.id er ingen FHIR-id: bruk inntil 64 bokstaver, sifre, bindestreker og punktum.",
            nn: "MessageHeader.id er ingen FHIR-id: bruk inntil 64 bokstavar, siffer, bindestrekar og punktum.",
            da: "MessageHeader.id er intet FHIR-id: brug op til 64 bogstaver, cifre, bindestreger og punktummer."),
        ReasonWording(
            "MessageHeader.sender names no Organization in the Bundle, so this message cannot be answered.",
            nb: "MessageHeader.sender peker ikke på noen Organization i Bundle, så meldingen kan ikke besvares.",
            nn: "MessageHeader.sender peikar ikkje på nokon Organization i Bundle, så meldinga kan ikkje svarast på.",
            da: "MessageHeader.sender peger ikke på nogen Organization i Bundle, så meddelelsen kan ikke besvares."),
        ReasonWording(
            "Bundle.type must be message.",
            nb: "Bundle.type må være message.",
            nn: "Bundle.type må vere message.",
            da: "Bundle.type skal være message."),
        ReasonWording(
            "The Bundle has several MessageHeaders; send one.",
            nb: "Bundle har flere MessageHeader; send én.",
            nn: "Bundle har fleire MessageHeader; send éin.",
            da: "Bundle har flere MessageHeader; send én."),
        ReasonWording(
            "The sender has neither a SOR code nor a GLN. Add one.",
            nb: "Avsenderen har verken SOR-kode eller GLN. Legg til en.",
            nn: "Avsendaren har verken SOR-kode eller GLN. Legg til ein.",
            da: "Afsenderen har hverken SOR-kode eller GLN. Tilføj en."),
        ReasonWording(
            "No receiver has a SOR code or a GLN. Name at least one by an Organization in the Bundle.",
            nb: "Ingen mottaker har SOR-kode eller GLN. Oppgi minst én med en Organization i Bundle.",
            nn: "Ingen mottakar har SOR-kode eller GLN. Oppgi minst éin med ein Organization i Bundle.",
            da: "Ingen modtager har SOR-kode eller GLN. Angiv mindst én med en Organization i Bundle."),
        ReasonWording(
            "The Bundle has no Provenance. Add one for this message.",
            nb: "Bundle har ingen Provenance. Legg til en for denne meldingen.",
            nn: "Bundle har ingen Provenance. Legg til ein for denne meldinga.",
            da: "Bundle har ingen Provenance. Tilføj en for denne meddelelse."),
        ReasonWording(
            "The Provenance of this message has no time that can be read. Write a date, a time and a time zone.",
            nb: "Provenance for denne meldingen har ikke noe tidspunkt som kan leses. Skriv dato, klokkeslett og tidssone.",
            nn: "Provenance for denne meldinga har ikkje noko tidspunkt som kan lesast. Skriv dato, klokkeslett og tidssone.",
            da: "Provenance for denne meddelelse har intet tidspunkt, der kan læses. Skriv dato, klokkeslæt og tidszone."),
        ReasonWording(
            "The activity is none that a HospitalNotification can have. Use one of its value set.",
            nb: "Aktiviteten er ingen som en HospitalNotification kan ha. Bruk en fra verdisettet.",
            nn: "Aktiviteten er ingen som ein HospitalNotification kan ha. Bruk ein frå verdisettet.",
            da: "Aktiviteten er ingen, som en HospitalNotification kan have. Brug en fra værdisættet."),
        ReasonWording(
            "MessageHeader.focus must name an Encounter in the Bundle.",
            nb: "MessageHeader.focus må peke på en Encounter i Bundle.",
            nn: "MessageHeader.focus må peike på ein Encounter i Bundle.",
            da: "MessageHeader.focus skal pege på en Encounter i Bundle."),
        ReasonWording(
            "Encounter.class is missing. Write IMP or EMER.",
            nb: "Encounter.class mangler. Skriv IMP eller EMER.",
            nn: "Encounter.class manglar. Skriv IMP eller EMER.",
            da: "Encounter.class mangler. Skriv IMP eller EMER."),
        ReasonWording(
            "Encounter.class must be IMP or EMER.",
            nb: "Encounter.class må være IMP eller EMER.",
            nn: "Encounter.class må vere IMP eller EMER.",
            da: "Encounter.class skal være IMP eller EMER."),
        ReasonWording(
            "Encounter.status is missing. Write in-progress, onleave, finished or entered-in-error.",
            nb: "Encounter.status mangler. Skriv in-progress, onleave, finished eller entered-in-error.",
            nn: "Encounter.status manglar. Skriv in-progress, onleave, finished eller entered-in-error.",
            da: "Encounter.status mangler. Skriv in-progress, onleave, finished eller entered-in-error."),
        ReasonWording(
            "Encounter.status must be in-progress, onleave, finished or entered-in-error.",
            nb: "Encounter.status må være in-progress, onleave, finished eller entered-in-error.",
            nn: "Encounter.status må vere in-progress, onleave, finished eller entered-in-error.",
            da: "Encounter.status skal være in-progress, onleave, finished eller entered-in-error."),
        ReasonWording(
            "This time cannot be read. Write a date, a time and a time zone.",
            nb: "Dette tidspunktet kan ikke leses. Skriv dato, klokkeslett og tidssone.",
            nn: "Dette tidspunktet kan ikkje lesast. Skriv dato, klokkeslett og tidssone.",
            da: "Dette tidspunkt kan ikke læses. Skriv dato, klokkeslæt og tidszone."),
        ReasonWording(
            "Encounter.period.start is missing. Write when the citizen came to the hospital.",
            nb: "Encounter.period.start mangler. Skriv når borgeren kom til sykehuset.",
            nn: "Encounter.period.start manglar. Skriv når borgaren kom til sjukehuset.",
            da: "Encounter.period.start mangler. Skriv, hvornår borgeren kom til sygehuset."),
        ReasonWording(
            "Encounter.status is onleave, but the leave has no start. Write the leave period.",
            nb: "Encounter.status er onleave, men permisjonen har ingen start. Skriv permisjonens periode.",
            nn: "Encounter.status er onleave, men permisjonen har ingen start. Skriv perioden for permisjonen.",
            da: "Encounter.status er onleave, men orloven har ingen start. Skriv orlovens periode."),
        ReasonWording(
            "The Encounter has no identifier of the episode of care. Write at least one.",
            nb: "Encounter har ingen id for forløpet. Skriv minst én.",
            nn: "Encounter har ingen id for forløpet. Skriv minst éin.",
            da: "Encounter har intet id for forløbet. Skriv mindst ét."),
        ReasonWording(
            "Encounter.serviceProvider is missing. Name the unit where the citizen is.",
            nb: "Encounter.serviceProvider mangler. Oppgi enheten der borgeren er.",
            nn: "Encounter.serviceProvider manglar. Oppgi eininga der borgaren er.",
            da: "Encounter.serviceProvider mangler. Angiv den enhed, hvor borgeren er."),
        ReasonWording(
            "This receiver takes HospitalNotification, CareCommunication and Acknowledgement. Send this message in another way.",
            nb: "Denne mottakeren tar imot HospitalNotification, CareCommunication og Acknowledgement. Send meldingen på en annen måte.",
            nn: "Denne mottakaren tek imot HospitalNotification, CareCommunication og Acknowledgement. Send meldinga på ein annan måte.",
            da: "Denne modtager tager imod HospitalNotification, CareCommunication og Acknowledgement. Send meddelelsen på en anden måde."),
    ]
}
