import Pathways

/// Why something became of a letter, or why a deed was not done, in words.
///
/// What the journal keeps is an English sentence, which is the key here; `{}` in it stands for what differs from one to the next, and is repeated as
/// it is. What is not here is shown as it is kept: a code, and what the receiver wrote in its receipt.
struct ReasonWording: Sendable {
    /// As the journal keeps it, and in English.
    var kept: String
    var wording: Wording

    init(_ kept: String, nb: String, nn: String, da: String) {
        self.kept = kept
        wording = Wording(nb: nb, nn: nn, da: da, en: kept)
    }

    static let all = intake + runs + deeds + desk + numbers + norwegian + danish + unreadable

    static func text(_ kept: String, _ language: Language) -> String {
        if let plain = plain[kept] { return plain[language.rawValue] }
        for reason in open {
            if let parts = reason.parts(of: kept) { return reason.text(parts, language) }
        }
        return kept
    }

    private static let plain = Dictionary(all.map { ($0.kept, $0.wording) }) { first, _ in first }
    private static let open = all.filter { $0.kept.contains("{}") }

    /// What stands for each `{}` in a sentence; nil when it is another sentence.
    private func parts(of sentence: String) -> [Substring]? {
        let fixed = kept.split(separator: "{}", omittingEmptySubsequences: false)
        guard let first = fixed.first, let last = fixed.last, sentence.hasPrefix(first) else { return nil }
        var rest = sentence.dropFirst(first.count)
        var parts: [Substring] = []
        for piece in fixed.dropFirst().dropLast() {
            guard let found = rest.firstRange(of: piece) else { return nil }
            parts.append(rest[..<found.lowerBound])
            rest = rest[found.upperBound...]
        }
        guard rest.hasSuffix(last) else { return nil }
        return parts + [rest.dropLast(last.count)]
    }

    private func text(_ parts: [Substring], _ language: Language) -> String {
        wording[language.rawValue].split(separator: "{}", omittingEmptySubsequences: false).enumerated()
            .map { $0 == 0 ? $1 : parts[$0 - 1] + $1 }.joined()
    }
}

extension Phrasing {
    /// What the journal keeps as the reason, as people say it.
    func reason(_ kept: String) -> String { ReasonWording.text(kept, language) }
}

extension ReasonWording {
    /// What the hub itself does with letters in and out, and why a plan stands still.
    static let intake = [
        ReasonWording("test letter", nb: "testmelding", nn: "testmelding", da: "testmeddelelse"),
        ReasonWording("id reused", nb: "id brukt om igjen", nn: "id brukt om att", da: "id brugt igen"),
        ReasonWording(
            "number of another citizen", nb: "nummeret til en annen innbygger", nn: "nummeret til ein annan innbyggjar",
            da: "en anden borgers nummer"),
        ReasonWording(
            "several national numbers", nb: "flere fødselsnumre", nn: "fleire fødselsnummer", da: "flere personnumre"),
        ReasonWording("no letter", nb: "ingen melding", nn: "inga melding", da: "ingen meddelelse"),
        ReasonWording(
            "receipt for no letter of ours", nb: "kvittering for en melding som ikke er vår",
            nn: "kvittering for ei melding som ikkje er vår", da: "kvittering for en meddelelse, der ikke er vores"),
        ReasonWording(
            "The sender has used this id for another letter too; ask it to give each letter an id of its own.",
            nb: "Avsenderen har brukt denne id-en på en annen melding også; be om at hver melding får sin egen id.",
            nn: "Avsendaren har brukt denne id-en på ei anna melding òg; be om at kvar melding får sin eigen id.",
            da: "Afsenderen har også brugt dette id til en anden meddelelse; bed om, at hver meddelelse får sit eget id."),
        ReasonWording(
            "The letter writes a number that another citizen has; it was left out. Check with the sender whose it is.",
            nb: "Meldingen har et nummer som tilhører en annen innbygger; det ble utelatt. Spør avsenderen hvem det tilhører.",
            nn: "Meldinga har eit nummer som høyrer til ein annan innbyggjar; det vart utelate. Spør avsendaren kven det høyrer til.",
            da: "Meddelelsen har et nummer, som tilhører en anden borger; det blev udeladt. Spørg afsenderen, hvem det tilhører."),
        ReasonWording(
            "The letter's citizen has several national numbers; check with the sender that they are one person's.",
            nb: "Innbyggeren i meldingen har flere fødselsnumre; spør avsenderen om de tilhører samme person.",
            nn: "Innbyggjaren i meldinga har fleire fødselsnummer; spør avsendaren om dei høyrer til same person.",
            da: "Borgeren i meddelelsen har flere personnumre; spørg afsenderen, om de tilhører samme person."),
        ReasonWording(
            "This hub does not answer for the receiver of the letter; check its address.",
            nb: "Ingen her svarer for mottakeren av meldingen; sjekk adressen.",
            nn: "Ingen her svarar for mottakaren av meldinga; sjekk adressa.",
            da: "Ingen her svarer for modtageren af meddelelsen; tjek adressen."),
        ReasonWording(
            "The file is empty; send the letter again.", nb: "Filen er tom; send meldingen på nytt.",
            nn: "Fila er tom; send meldinga på nytt.",
            da: "Filen er tom; send meddelelsen igen."),
        ReasonWording(
            "It is none of the letters that this hub reads; see Documentation/letters.md.",
            nb: "Det er ingen av meldingene som leses her; se Documentation/letters.md.",
            nn: "Det er inga av meldingane som blir lesne her; sjå Documentation/letters.md.",
            da: "Det er ingen af de meddelelser, der læses her; se Documentation/letters.md."),
        ReasonWording(
            "It answers a letter that this hub has not sent; ask its sender.",
            nb: "Den svarer på en melding som ikke er sendt herfra; spør avsenderen.",
            nn: "Ho svarar på ei melding som ikkje er send herifrå; spør avsendaren.",
            da: "Den svarer på en meddelelse, der ikke er sendt herfra; spørg afsenderen."),
        ReasonWording(
            "It refuses a letter that its receiver has already accepted; ask its sender.",
            nb: "Den avviser en melding som mottakeren alt har tatt imot; spør avsenderen.",
            nn: "Ho avviser ei melding som mottakaren alt har teke imot; spør avsendaren.",
            da: "Den afviser en meddelelse, som modtageren allerede har taget imod; spørg afsenderen."),
        ReasonWording(
            "Our letter was refused; correct it and send a new one.", nb: "Meldingen vår ble avvist; rett den og send en ny.",
            nn: "Meldinga vår vart avvist; rett henne og send ei ny.", da: "Vores meddelelse blev afvist; ret den, og send en ny."),
        ReasonWording(
            "Our letter was taken, but a part of it was not; see the receipt.",
            nb: "Meldingen vår ble tatt imot, men ikke alt i den; se kvitteringen.",
            nn: "Meldinga vår vart teken imot, men ikkje alt i henne; sjå kvitteringa.",
            da: "Vores meddelelse blev modtaget, men ikke det hele; se kvitteringen."),
        ReasonWording(
            "No receipt came in time; ask the receiver, and send a new letter.",
            nb: "Det kom ingen kvittering i tide; spør mottakeren, og send en ny melding.",
            nn: "Det kom inga kvittering i tide; spør mottakaren, og send ei ny melding.",
            da: "Der kom ingen kvittering i tide; spørg modtageren, og send en ny meddelelse."),
        ReasonWording(
            "The receiver could not take it then; it is sent again.", nb: "Mottakeren kunne ikke ta den imot da; den sendes på nytt.",
            nn: "Mottakaren kunne ikkje ta henne imot då; ho blir send på nytt.",
            da: "Modtageren kunne ikke tage imod den på det tidspunkt; den sendes igen."),
        ReasonWording(
            "The receiver has no address.", nb: "Mottakeren har ingen adresse.", nn: "Mottakaren har inga adresse.",
            da: "Modtageren har ingen adresse."),
        ReasonWording(
            "There is no way to {}. Add it under delivery in helhet.yaml.",
            nb: "Det finnes ingen vei til {}. Legg den til under delivery i helhet.yaml.",
            nn: "Det finst ingen veg til {}. Legg han til under delivery i helhet.yaml.",
            da: "Der er ingen vej til {}. Tilføj den under delivery i helhet.yaml."),
        ReasonWording(
            "The letter could not be kept; it is tried again.", nb: "Meldingen kunne ikke lagres; det prøves igjen.",
            nn: "Meldinga kunne ikkje lagrast; det blir prøvd igjen.", da: "Meddelelsen kunne ikke gemmes; der prøves igen."),
        ReasonWording(
            "The folder {} cannot be written to; check who may.", nb: "Det går ikke an å skrive til mappen {}; sjekk hvem som har lov.",
            nn: "Det går ikkje an å skrive til mappa {}; sjekk kven som har lov.",
            da: "Der kan ikke skrives til mappen {}; tjek, hvem der må."),
        ReasonWording(
            "The receiver's server answered {}.", nb: "Mottakerens tjener svarte {}.", nn: "Tenaren til mottakaren svarte {}.",
            da: "Modtagerens server svarede {}."),
        ReasonWording(
            "The receiver's server cannot be reached.", nb: "Mottakerens tjener er ikke å få tak i.",
            nn: "Tenaren til mottakaren er ikkje å få tak i.", da: "Modtagerens server kan ikke nås."),
        ReasonWording(
            "Letter {} cannot be read back from the store; run `helhet check`.",
            nb: "Melding {} kan ikke leses fra lageret; kjør `helhet check`.",
            nn: "Melding {} kan ikkje lesast frå lageret; køyr `helhet check`.",
            da: "Meddelelse {} kan ikke læses fra lageret; kør `helhet check`."),
        ReasonWording(
            "Fact {} cannot be read back from the store; run `helhet check`.",
            nb: "Opplysning {} kan ikke leses fra lageret; kjør `helhet check`.",
            nn: "Opplysning {} kan ikkje lesast frå lageret; køyr `helhet check`.",
            da: "Oplysning {} kan ikke læses fra lageret; kør `helhet check`."),
        ReasonWording(
            "There is no definition of the pathway \"{}\". Add it to the folder of pathways, or name another in the configuration.",
            nb: "Forløpet «{}» er ikke beskrevet. Legg beskrivelsen i mappen med forløp, eller nevn et annet i oppsettet.",
            nn: "Forløpet «{}» er ikkje skildra. Legg skildringa i mappa med forløp, eller nemn eit anna i oppsettet.",
            da: "Forløbet «{}» er ikke beskrevet. Læg beskrivelsen i mappen med forløb, eller nævn et andet i opsætningen."),
    ]

    /// Why what somebody asked for on a page was not done.
    static let desk = [
        ReasonWording(
            "There is no ready notice to answer; read the page again.",
            nb: "Det er ingen melding om utskrivningsklar å svare på; les siden på nytt.",
            nn: "Det er inga melding om utskrivingsklar å svare på; les sida på nytt.",
            da: "Der er ingen melding om færdigbehandlet at svare på; læs siden igen."),
        ReasonWording(
            "There is no such letter.", nb: "Meldingen finnes ikke.", nn: "Meldinga finst ikkje.", da: "Meddelelsen findes ikke."),
        ReasonWording(
            "The letter is not filed under any citizen, so it cannot be moved.",
            nb: "Meldingen ligger ikke hos noen innbygger, så den kan ikke flyttes.",
            nn: "Meldinga ligg ikkje hos nokon innbyggjar, så ho kan ikkje flyttast.",
            da: "Meddelelsen ligger ikke hos nogen borger, så den kan ikke flyttes."),
        ReasonWording(
            "There is no such citizen; check the number.", nb: "Innbyggeren finnes ikke; sjekk nummeret.",
            nn: "Innbyggjaren finst ikkje; sjekk nummeret.", da: "Borgeren findes ikke; tjek nummeret."),
        ReasonWording(
            "The letter already is with this citizen.", nb: "Meldingen er alt hos denne innbyggeren.",
            nn: "Meldinga er alt hos denne innbyggjaren.", da: "Meddelelsen er allerede hos denne borger."),
        ReasonWording(
            "These identities are not linked.", nb: "Disse numrene hører ikke sammen.", nn: "Desse numra høyrer ikkje saman.",
            da: "Disse numre hører ikke sammen."),
        ReasonWording(
            "There is no such citizen.", nb: "Innbyggeren finnes ikke.", nn: "Innbyggjaren finst ikkje.", da: "Borgeren findes ikke."),
        ReasonWording(
            "There is no letter for this in the receiver's standard.", nb: "Mottakerens standard har ingen melding for dette.",
            nn: "Standarden til mottakaren har inga melding for dette.", da: "Modtagerens standard har ingen meddelelse til dette."),
        ReasonWording(
            "The form asked for nothing that can be done here; reload the page.",
            nb: "Skjemaet ba ikke om noe som kan gjøres her; last siden på nytt.",
            nn: "Skjemaet bad ikkje om noko som kan gjerast her; last sida på nytt.",
            da: "Formularen bad ikke om noget, der kan gøres her; genindlæs siden."),
    ]

    /// What can be wrong with a citizen's number.
    static let numbers = [
        ReasonWording(
            "The citizen number has signs that are no digits. Correct it and send the letter again.",
            nb: "Fødselsnummeret har tegn som ikke er sifre. Rett det og send meldingen på nytt.",
            nn: "Fødselsnummeret har teikn som ikkje er siffer. Rett det og send meldinga på nytt.",
            da: "Fødselsnummeret har tegn, der ikke er cifre. Ret det, og send meddelelsen igen."),
        ReasonWording(
            "The citizen number has {} digits; it must have 11. Correct it and send the letter again.",
            nb: "Fødselsnummeret har {} sifre; det skal ha 11. Rett det og send meldingen på nytt.",
            nn: "Fødselsnummeret har {} siffer; det skal ha 11. Rett det og send meldinga på nytt.",
            da: "Fødselsnummeret har {} cifre; det skal have 11. Ret det, og send meddelelsen igen."),
        ReasonWording(
            "The control digits of the citizen number are wrong. Correct it and send the letter again.",
            nb: "Kontrollsifrene i fødselsnummeret er feil. Rett det og send meldingen på nytt.",
            nn: "Kontrollsiffera i fødselsnummeret er feil. Rett det og send meldinga på nytt.",
            da: "Kontrolcifrene i fødselsnummeret er forkerte. Ret det, og send meddelelsen igen."),
        ReasonWording(
            "The citizen number does not begin with a date. Correct it and send the letter again.",
            nb: "Fødselsnummeret begynner ikke med en dato. Rett det og send meldingen på nytt.",
            nn: "Fødselsnummeret byrjar ikkje med ein dato. Rett det og send meldinga på nytt.",
            da: "Fødselsnummeret begynder ikke med en dato. Ret det, og send meddelelsen igen."),
        ReasonWording(
            "The patient's national number is not one.", nb: "Pasientens fødselsnummer er ikke et fødselsnummer.",
            nn: "Fødselsnummeret til pasienten er ikkje eit fødselsnummer.", da: "Patientens fødselsnummer er ikke et fødselsnummer."),
        ReasonWording(
            "The CPR number cannot be one: it must be ten digits that begin with a date. Correct it and send a new message.",
            nb: "CPR-nummeret kan ikke være et CPR-nummer: det skal ha ti sifre og begynne med en dato. Rett det og send en ny melding.",
            nn: "CPR-nummeret kan ikkje vere eit CPR-nummer: det skal ha ti siffer og byrje med ein dato. Rett det og send ei ny melding.",
            da:
                "CPR-nummeret kan ikke være et CPR-nummer: det skal have ti cifre og begynde med en dato. Ret det, og send en ny meddelelse."
        ),
        ReasonWording(
            "The replacement CPR number cannot be one: it must be a date and four characters. Correct it and send a new message.",
            nb: "Erstatnings-CPR-nummeret kan ikke være det: det skal være en dato og fire tegn. Rett det og send en ny melding.",
            nn: "Erstatnings-CPR-nummeret kan ikkje vere det: det skal vere ein dato og fire teikn. Rett det og send ei ny melding.",
            da: "Erstatnings-CPR-nummeret kan ikke være det: det skal være en dato og fire tegn. Ret det, og send en ny meddelelse."),
    ]
}
