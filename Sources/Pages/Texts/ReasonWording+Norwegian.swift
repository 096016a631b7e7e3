import Pathways

extension ReasonWording {
    /// Why a Norwegian letter was not taken.
    static let norwegian = [
        ReasonWording(
            "There is no AppRec in the document. Send the receipt itself.",
            nb: "Det er ingen AppRec i dokumentet. Send selve kvitteringen.",
            nn: "Det er ingen AppRec i dokumentet. Send sjølve kvitteringa.",
            da: "Der er ingen AppRec i dokumentet. Send selve kvitteringen."),
        ReasonWording(
            "The receipt has no Id. Give each receipt an id of its own and send it again.",
            nb: "Kvitteringen har ingen Id. Gi hver kvittering sin egen id og send den på nytt.",
            nn: "Kvitteringa har ingen Id. Gi kvar kvittering sin eigen id og send henne på nytt.",
            da: "Kvitteringen har intet Id. Giv hver kvittering sit eget id, og send den igen."),
        ReasonWording(
            "The receipt does not say who sends it. Name the sender and send it again.",
            nb: "Kvitteringen sier ikke hvem som sender den. Oppgi avsenderen og send den på nytt.",
            nn: "Kvitteringa seier ikkje kven som sender henne. Oppgi avsendaren og send henne på nytt.",
            da: "Kvitteringen siger ikke, hvem der sender den. Angiv afsenderen, og send den igen."),
        ReasonWording(
            "This version of AppRec is not read here. Send AppRec 1.0 or 1.1.",
            nb: "Denne versjonen av AppRec leses ikke her. Send AppRec 1.0 eller 1.1.",
            nn: "Denne versjonen av AppRec blir ikkje lesen her. Send AppRec 1.0 eller 1.1.",
            da: "Denne version af AppRec læses ikke her. Send AppRec 1.0 eller 1.1."),
        ReasonWording(
            "The receipt lacks its GenDate or its receiver. Send it whole.",
            nb: "Kvitteringen mangler GenDate eller mottaker. Send den hel.",
            nn: "Kvitteringa manglar GenDate eller mottakar. Send henne heil.",
            da: "Kvitteringen mangler GenDate eller modtager. Send den hel."),
        ReasonWording(
            "The receipt does not say which letter it answers. Send it with that letter's MsgId.",
            nb: "Kvitteringen sier ikke hvilken melding den svarer på. Send den med meldingens MsgId.",
            nn: "Kvitteringa seier ikkje kva melding ho svarar på. Send henne med MsgId-en til meldinga.",
            da: "Kvitteringen siger ikke, hvilken meddelelse den svarer på. Send den med meddelelsens MsgId."),
        ReasonWording(
            "The receipt's status is none of 1, 2 and 3 (kodeverk 8258). Send one of them.",
            nb: "Statusen i kvitteringen er verken 1, 2 eller 3 (kodeverk 8258). Send en av dem.",
            nn: "Statusen i kvitteringa er verken 1, 2 eller 3 (kodeverk 8258). Send ein av dei.",
            da: "Kvitteringens status er hverken 1, 2 eller 3 (kodeverk 8258). Send en af dem."),
        ReasonWording(
            "The letter is a question without one. It must hold Foresporsel.",
            nb: "Meldingen er en forespørsel uten forespørsel. Den må ha Foresporsel.",
            nn: "Meldinga er ein førespurnad utan førespurnad. Ho må ha Foresporsel.",
            da: "Meddelelsen er en forespørgsel uden forespørgsel. Den skal have Foresporsel."),
        ReasonWording(
            "The letter is a note without one. It must hold Notat.",
            nb: "Meldingen er et notat uten notat. Den må ha Notat.",
            nn: "Meldinga er eit notat utan notat. Ho må ha Notat.",
            da: "Meddelelsen er et notat uden notat. Den skal have Notat."),
        ReasonWording(
            "The letter's content is not what its type says. It must hold {}.",
            nb: "Innholdet i meldingen er ikke det typen sier. Den må ha {}.",
            nn: "Innhaldet i meldinga er ikkje det typen seier. Ho må ha {}.",
            da: "Meddelelsens indhold er ikke det, typen siger. Den skal have {}."),
        ReasonWording(
            "The letter lacks the event that its type is for (kodeverk 9121, {}). Send it with that event and its time.",
            nb: "Meldingen mangler hendelsen som typen er til for (kodeverk 9121, {}). Send den med hendelsen og tidspunktet.",
            nn: "Meldinga manglar hendinga som typen er til for (kodeverk 9121, {}). Send henne med hendinga og tidspunktet.",
            da: "Meddelelsen mangler den hændelse, typen er til for (kodeverk 9121, {}). Send den med hændelsen og tidspunktet."),
        ReasonWording(
            "The letter has attachments but says nothing. Send it with its XML content.",
            nb: "Meldingen har vedlegg, men sier ingenting. Send den med XML-innholdet.",
            nn: "Meldinga har vedlegg, men seier ingenting. Send henne med XML-innhaldet.",
            da: "Meddelelsen har vedhæftede filer, men siger intet. Send den med XML-indholdet."),
        ReasonWording(
            "The content is not what the letter's type says. It must be {}.",
            nb: "Innholdet er ikke det meldingstypen sier. Det må være {}.",
            nn: "Innhaldet er ikkje det meldingstypen seier. Det må vere {}.",
            da: "Indholdet er ikke det, meddelelsens type siger. Det skal være {}."),
        ReasonWording(
            "This version of {} is not read here. Send it as {}.",
            nb: "Denne versjonen av {} leses ikke her. Send den som {}.",
            nn: "Denne versjonen av {} blir ikkje lesen her. Send han som {}.",
            da: "Denne version af {} læses ikke her. Send den som {}."),
        ReasonWording(
            "The letter has no document in it. Send it with its content.",
            nb: "Det er ikke noe dokument i meldingen. Send den med innholdet.",
            nn: "Det er ikkje noko dokument i meldinga. Send henne med innhaldet.",
            da: "Der er intet dokument i meddelelsen. Send den med indholdet."),
        ReasonWording(
            "An attachment is not written in base64. Encode it again and send the letter.",
            nb: "Et vedlegg er ikke skrevet i base64. Kod det på nytt og send meldingen.",
            nn: "Eit vedlegg er ikkje skrive i base64. Kod det på nytt og send meldinga.",
            da: "En vedhæftet fil er ikke skrevet i base64. Kod den igen, og send meddelelsen."),
        ReasonWording(
            "The letter's status is none of N (new), M (changed) and C (cancelled). Send one of them.",
            nb: "Statusen i meldingen er verken N (ny), M (endret) eller C (kansellert). Send en av dem.",
            nn: "Statusen i meldinga er verken N (ny), M (endra) eller C (kansellert). Send ein av dei.",
            da: "Meddelelsens status er hverken N (ny), M (ændret) eller C (annulleret). Send en af dem."),
        ReasonWording(
            "The time of an event is neither a date nor a date with a time. Write it like 2026-01-31 or 2026-01-31T12:00:00.",
            nb:
                "Tidspunktet for en hendelse er verken en dato eller en dato med klokkeslett. Skriv det som 2026-01-31 eller 2026-01-31T12:00:00.",
            nn:
                "Tidspunktet for ei hending er verken ein dato eller ein dato med klokkeslett. Skriv det som 2026-01-31 eller 2026-01-31T12:00:00.",
            da:
                "Tidspunktet for en hændelse er hverken en dato eller en dato med klokkeslæt. Skriv det som 2026-01-31 eller 2026-01-31T12:00:00."
        ),
        ReasonWording(
            "The letter names no patient. Send it with the patient's national number.",
            nb: "Meldingen nevner ingen pasient. Send den med pasientens fødselsnummer.",
            nn: "Meldinga nemner ingen pasient. Send henne med fødselsnummeret til pasienten.",
            da: "Meddelelsen nævner ingen patient. Send den med patientens fødselsnummer."),
        ReasonWording(
            "The letter has no number for its patient. Send it with the patient's national number or D-number.",
            nb: "Meldingen har ikke noe nummer for pasienten. Send den med fødselsnummer eller D-nummer.",
            nn: "Meldinga har ikkje noko nummer for pasienten. Send henne med fødselsnummer eller D-nummer.",
            da: "Meddelelsen har intet nummer for patienten. Send den med fødselsnummer eller D-nummer."),
        ReasonWording(
            "The letter has no MsgInfo. Send it with its header.",
            nb: "Meldingen har ingen MsgInfo. Send den med meldingshodet.",
            nn: "Meldinga har ingen MsgInfo. Send henne med meldingshovudet.",
            da: "Meddelelsen har ingen MsgInfo. Send den med sit hoved."),
        ReasonWording(
            "The letter has no MsgId. Give each letter an id of its own and send it again.",
            nb: "Meldingen har ingen MsgId. Gi hver melding sin egen id og send den på nytt.",
            nn: "Meldinga har ingen MsgId. Gi kvar melding sin eigen id og send henne på nytt.",
            da: "Meddelelsen har intet MsgId. Giv hver meddelelse sit eget id, og send den igen."),
        ReasonWording(
            "The letter does not say who sends it. Name the sender by HER-id and send it again.",
            nb: "Meldingen sier ikke hvem som sender den. Oppgi avsenderen med HER-id og send den på nytt.",
            nn: "Meldinga seier ikkje kven som sender henne. Oppgi avsendaren med HER-id og send henne på nytt.",
            da: "Meddelelsen siger ikke, hvem der sender den. Angiv afsenderen med HER-id, og send den igen."),
        ReasonWording(
            "The letter's header is not of version v1.2 2006-05-24. Send it in that version.",
            nb: "Meldingshodet er ikke av versjon v1.2 2006-05-24. Send det i den versjonen.",
            nn: "Meldingshovudet er ikkje av versjon v1.2 2006-05-24. Send det i den versjonen.",
            da: "Meddelelsens hoved er ikke af version v1.2 2006-05-24. Send det i den version."),
        ReasonWording(
            "The letter does not say when it was made. Send it with a GenDate such as 2026-01-31T12:00:00.",
            nb: "Meldingen sier ikke når den ble laget. Send den med en GenDate som 2026-01-31T12:00:00.",
            nn: "Meldinga seier ikkje når ho vart laga. Send henne med ein GenDate som 2026-01-31T12:00:00.",
            da: "Meddelelsen siger ikke, hvornår den blev lavet. Send den med en GenDate som 2026-01-31T12:00:00."),
        ReasonWording(
            "The letter does not say who it is for. Name the receiver by HER-id and send it again.",
            nb: "Meldingen sier ikke hvem den er til. Oppgi mottakeren med HER-id og send den på nytt.",
            nn: "Meldinga seier ikkje kven ho er til. Oppgi mottakaren med HER-id og send henne på nytt.",
            da: "Meddelelsen siger ikke, hvem den er til. Angiv modtageren med HER-id, og send den igen."),
        ReasonWording(
            "The letter holds no report. Send it with ServRprt.",
            nb: "Det er ingen rapport i meldingen. Send den med ServRprt.",
            nn: "Det er ingen rapport i meldinga. Send henne med ServRprt.",
            da: "Der er ingen rapport i meddelelsen. Send den med ServRprt."),
        ReasonWording(
            "There is no Message in the document. Send the letter itself.",
            nb: "Det er ingen Message i dokumentet. Send selve meldingen.",
            nn: "Det er ingen Message i dokumentet. Send sjølve meldinga.",
            da: "Der er ingen Message i dokumentet. Send selve meddelelsen."),
        ReasonWording(
            "Letters of this type or version are not read here. Send epikrise 1.1 or 1.2, henvisning 1.0 or 1.1.",
            nb: "Meldinger av denne typen eller versjonen leses ikke her. Send epikrise 1.1 eller 1.2, henvisning 1.0 eller 1.1.",
            nn: "Meldingar av denne typen eller versjonen blir ikkje lesne her. Send epikrise 1.1 eller 1.2, henvisning 1.0 eller 1.1.",
            da: "Meddelelser af denne type eller version læses ikke her. Send epikrise 1.1 eller 1.2, henvisning 1.0 eller 1.1."),
        ReasonWording(
            "The letter holds no referral. Send it with ServReq.",
            nb: "Det er ingen henvisning i meldingen. Send den med ServReq.",
            nn: "Det er inga tilvising i meldinga. Send henne med ServReq.",
            da: "Der er ingen henvisning i meddelelsen. Send den med ServReq."),
        ReasonWording(
            "There is no MsgHead in the document. Send the letter itself.",
            nb: "Det er ingen MsgHead i dokumentet. Send selve meldingen.",
            nn: "Det er ingen MsgHead i dokumentet. Send sjølve meldinga.",
            da: "Der er ingen MsgHead i dokumentet. Send selve meddelelsen."),
        ReasonWording(
            "This version of MsgHead is not read here. Send the letter in MsgHead v1.2 2006-05-24.",
            nb: "Denne versjonen av MsgHead leses ikke her. Send meldingen i MsgHead v1.2 2006-05-24.",
            nn: "Denne versjonen av MsgHead blir ikkje lesen her. Send meldinga i MsgHead v1.2 2006-05-24.",
            da: "Denne version af MsgHead læses ikke her. Send meddelelsen i MsgHead v1.2 2006-05-24."),
        ReasonWording(
            "Letters of this type are not read here. Send it to a receiver that takes this type.",
            nb: "Meldinger av denne typen leses ikke her. Send den til en mottaker som tar imot typen.",
            nn: "Meldingar av denne typen blir ikkje lesne her. Send henne til ein mottakar som tek imot typen.",
            da: "Meddelelser af denne type læses ikke her. Send den til en modtager, der tager imod typen."),
    ]
}
