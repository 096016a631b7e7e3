import Directory
import Exchange
import FHIR
import Testing

@Suite("A letter from before MsgHead") struct KITHMessageTests {
    @Test("epikrise tells of the stay, and is no movement", arguments: ["2006-09-23", "2012-02-15"]) func summary(version: String) throws {
        let letter = try KITHReading.letter(KITHMessageFixture.summary(version: version))
        #expect(letter.type == LetterType("EPIKRISE"))
        #expect(letter.id == "summary-1")
        #expect(letter.sent.text == "2026-01-14T12:00:00")
        #expect(letter.sender.innermost.description == "her:990000102")
        #expect(letter.receivers.map(\.party.address.description) == ["her:990000301", "her:990000201"])
        #expect(letter.receivers.map(\.isCopy) == [false, true])
        #expect(letter.citizen?.family == "Prøvesen" && letter.citizen?.given == "Ærlig")
        #expect(letter.citizen?.gender == "male")
        #expect(letter.statements.map(\.account) == ["discharge summary"])
        #expect(
            letter.statements.first?.details == [
                "document": "document-1", "referral": "referral-1", "from": "2026-01-10T09:00:00", "to": "2026-01-14T10:00:00",
                "outcome": "Ut til hjemmet",
            ])
        #expect(
            letter.paragraphs.map { "\($0.heading ?? ""): \($0.text)" } == [
                "Hoveddiagnose: X00 Oppdiktet sykdom", "Legemidler: Prøvin 1 mg (Fast): 1 tabl", "Vurdering: a | 1\nb | 2",
            ])
        #expect(letter.paragraphs.allSatisfy { $0.author == "Overlege Testland" })
    }

    @Test("epikrise is taken back and changed by its document's id", arguments: [("C", Statement.Effect.cancels), ("M", .corrects)])
    func change(service: String, effect: Statement.Effect) throws {
        let letter = try KITHReading.letter(KITHMessageFixture.summary(id: "summary-2", service: service))
        #expect(letter.statements.map(\.effect) == [effect])
        #expect(letter.refersTo == ["document-1"])
    }

    @Test("of status TEST is a test letter") func test() throws {
        #expect(try KITHReading.letter(KITHMessageFixture.summary(status: "<Status V=\"TEST\"/>")).isTest)
        #expect(try !KITHReading.letter(KITHMessageFixture.summary()).isTest)
    }

    @Test("henvisning goes from its requester to the provider", arguments: ["2005-07-08", "2012-02-15"]) func referral(version: String)
        throws
    {
        let letter = try KITHReading.letter(KITHMessageFixture.referral(version: version))
        #expect(letter.type == LetterType("HENVISNING"))
        #expect(letter.sender.person == "Lege Testland")
        #expect(letter.sender.innermost.description == "her:990000302")
        #expect(letter.receivers.map(\.party.name) == ["Fjellheim sykehus"])
        #expect(letter.statements.map(\.account) == ["referral"])
        #expect(letter.statements.first?.details == ["document": "referral-1", "topic": "Utredning", "urgency": "7"])
        #expect(letter.paragraphs.map(\.text) == ["Vondt i prøven."])
    }

    @Test("henvisning 2.0 comes in a MsgHead") func referral2() throws {
        let fixture = MsgHeadFixture(
            "HENVISNING_NYTILSTAND",
            """
            <Henvisning xmlns="http://ehelse.no/xmlstds/henvisning/2017-11-30"><ServType V="N"/><DocumentId>referral-2</DocumentId>
            <ReasonAsText><Heading V="PROB" DN="Problemstilling"/><TextResultValue>Vondt i prøven.</TextResultValue></ReasonAsText></Henvisning>
            """)
        let letter = try KITHReading.letter(fixture)
        #expect(letter.statements.map(\.account) == ["referral"])
        #expect(letter.statements.first?.details["document"] == "referral-2")
        #expect(letter.paragraphs.map(\.text) == ["Vondt i prøven."])
    }

    @Test("is refused with the header that answers it") func refusals() throws {
        let wrong = try KITHReading.refusal(KITHMessageFixture.summary(patient: KITHMessageFixture.patient(NorwegianNumber.wrong)))
        #expect(wrong.kind == .citizenNumberWrong)
        #expect(wrong.path == "ServRprt/Patient/OffId")
        #expect(wrong.letter?.id == "summary-1")
        #expect(wrong.letter?.type == LetterType("EPIKRISE"))
        #expect(try KITHReading.refusal(KITHMessageFixture.referral(patient: "")).kind == .citizenNumberMissing)
        #expect(try KITHReading.refusal(KITHMessageFixture.summary(service: "?")).kind == .valueUnknown)
        let unknown = try KITHReading.refusal(KITHMessageFixture.summary(version: "1999-01-01"))
        #expect(unknown.kind == .unknownType)
        #expect(unknown.letter?.sender.name == "Fjellheim sykehus")
    }
}
