import Exchange
import FHIR
import Journal
import Testing

@Suite("A Dialogmelding") struct DialogueTests {
    static let letters: [(MsgHeadFixture, Fact.Kind)] = [
        (DialogueFixture.letter("DIALOG_FORESPORSEL", version: "2006-10-11", DialogueFixture.question("Når?")), .question),
        (DialogueFixture.letter("DIALOG_SVAR", version: "2006-10-11", DialogueFixture.note(theme: "5", system: 9069, "Nå.")), .reply),
        (
            DialogueFixture.letter(
                "DIALOG_NOTAT", version: "2006-10-11", DialogueFixture.note(theme: "1", system: 8128, "Til orientering.")), .message
        ),
        (DialogueFixture.letter("DIALOG_HELSEFAGLIG", DialogueFixture.note(theme: "6", "Om pasienten.")), .message),
        (DialogueFixture.letter("DIALOG_HELSEFAGLIG", DialogueFixture.note(theme: "8", "Kan dere sende?")), .question),
        (DialogueFixture.letter("DIALOG_HELSEFAGLIG", DialogueFixture.note(theme: "9", "Hvilke legemidler?")), .question),
        (DialogueFixture.letter("DIALOG_HELSEFAGLIG", DialogueFixture.note(theme: "7", "Vi kan ta imot.")), .answered),
        (DialogueFixture.letter("DIALOG_HELSEFAGLIG", DialogueFixture.note(theme: "7", system: 7321, "Noe annet.")), .message),
        (DialogueFixture.letter("DIALOG_STATUS_HENVISNING", DialogueFixture.note(theme: "1", system: 9148, "Time.")), .referralStatus),
    ]

    @Test("says what its type and theme mean", arguments: letters) func kind(fixture: MsgHeadFixture, expected: Fact.Kind) throws {
        let letter = try KITHReading.letter(fixture)
        #expect(letter.statements.map(\.kind) == [expected])
        #expect(letter.statements.map(\.effect) == [.states])
        #expect(letter.paragraphs.count == 1)
    }

    @Test("is written out with heading, author and time") func paragraph() throws {
        let note = DialogueFixture.note(
            theme: "6", topic: "Spørsmål om mat",
            "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Første <b>linje</b>.</p>\n <p>Andre<br/>tredje.</p></div>")
        let paragraph = try #require(try KITHReading.letter(DialogueFixture.letter("DIALOG_HELSEFAGLIG", note)).paragraphs.first)
        #expect(paragraph.heading == "Spørsmål om mat")
        #expect(paragraph.text == "Første linje.\nAndre\ntredje.")
        #expect(paragraph.author == "Koordinator Testland")
        #expect(paragraph.at?.text == "2026-01-10")
    }

    @Test("quotes the question in an answer, and ignores one in a note") func quoted() throws {
        let note = DialogueFixture.note(theme: "5", "Nå.").replacing(
            "<RollerRelatertNotat>", with: DialogueFixture.question("Når?") + "<RollerRelatertNotat>")
        #expect(try KITHReading.letter(DialogueFixture.letter("DIALOG_SVAR", note)).paragraphs.map(\.text) == ["Nå.", "Når?"])
        #expect(try KITHReading.letter(DialogueFixture.letter("DIALOG_NOTAT", note)).paragraphs.map(\.text) == ["Nå."])
    }

    @Test(
        "answers a ready notice only in words that mean one thing",
        arguments: [
            ("Vi kan ta imot pasienten.", "yes"), ("Kommunen har plass til pasienten", "yes"), ("Vi tek imot pasienten.", "yes"),
            ("Vi kan ikke ta imot pasienten.", "no"), ("Kommunen har dessverre ingen ledig plass, og kan ikke motta pasienten", "no"),
            ("Vi kan ikkje ta imot pasienten.", "no"), ("Vi kan ta imot fra fredag.", "unclear"), ("Vi kan ta imot 14.01.", "unclear"),
            ("Vi kan ikke ta imot i dag, men kan ta imot i morgen.", "unclear"), ("Takk for meldingen.", "unclear"), ("", "unclear"),
            ("Vi kan ta imot dersom pasienten er feberfri.", "unclear"), ("Vi kan ikke ta imot i dag", "unclear"),
            ("Kan dere si når vi kan ta imot?", "unclear"), ("Det er ikke slik at vi har plass", "unclear"),
        ])
    func answer(text: String, expected: String) throws {
        let fixture = DialogueFixture.letter("DIALOG_HELSEFAGLIG", DialogueFixture.note(theme: "7", text))
        #expect(try KITHReading.letter(fixture).statements.first?.details["answer"] == expected)
    }

    @Test(
        "reads the topic of an answer only where the text leaves it open",
        arguments: [
            ("Svar om mottak", "Vi kan ikke ta imot pasienten.", "no"), ("Svar om mottak", "Vi kan ta imot pasienten.", "yes"),
            ("Kan ta imot", "Hilsen koordinator Testland", "yes"), ("Kan ikke ta imot", "Vi kan ta imot pasienten.", "unclear"),
            ("Svar om mottak", "Ring oss.", "unclear"),
        ])
    func topic(topic: String, text: String, expected: String) throws {
        let note = DialogueFixture.note(theme: "7", topic: topic, text)
        let letter = try KITHReading.letter(DialogueFixture.letter("DIALOG_HELSEFAGLIG", note))
        #expect(letter.statements.first?.details["topic"] == topic)
        #expect(letter.statements.first?.details["answer"] == expected)
    }
}
