import Directory
import Exchange
import FHIR
import Foundation
import Testing

@Suite("The header of a MsgHead") struct MsgHeadHeaderTests {
    @Test("names both levels of sender and receiver") func parties() throws {
        let letter = try KITHReading.letter(PLOFixture.admitted)
        #expect(letter.type == LetterType("LOG_INNLAGT"))
        #expect(letter.id == "0b1e6f1a-0000-4000-8000-000000000001")
        #expect(letter.standard == .kith)
        #expect(letter.sender.name == "Fjellheim sykehus")
        #expect(letter.sender.address.description == "her:990000101")
        #expect(letter.sender.innermost.description == "her:990000102")
        #expect(letter.receivers.map(\.party.unit?.name) == ["Hjemmetjenesten"])
        #expect(letter.receivers.map(\.isCopy) == [false])
    }

    @Test("takes a doctor as the unit, passes over an empty inner organisation, and keeps no national number of staff") func doctor() throws
    {
        var fixture = PLOFixture.admitted
        fixture.sender = MsgHeadFixture.surgery(
            "Havvik legesenter", " 990000301", given: "Lege", family: "Testland", doctorHER: "990000302")
        let sender = try KITHReading.letter(fixture).sender
        #expect(sender.addresses.map(\.description) == ["her:990000301"])
        #expect(sender.person == "Lege Testland")
        #expect(sender.unit?.name == "Lege Testland")
        #expect(sender.unit?.addresses.map(\.description) == ["her:990000302", "hpr:9900001"])
    }

    @Test("puts HER before other numbers, and trims stray blanks") func order() throws {
        var fixture = PLOFixture.admitted
        fixture.sender = """
            <Organisation><OrganisationName> Havvik  legesenter </OrganisationName><Ident><Id>990000001</Id><TypeId V="ENH"/></Ident>
            <Ident><Id> 990000301 </Id><TypeId V=" HER"/></Ident></Organisation>
            """
        let sender = try KITHReading.letter(fixture).sender
        #expect(sender.addresses.map(\.description) == ["her:990000301", "enh:990000001"])
        #expect(sender.unit == nil)
    }

    @Test("knows copies from receivers") func copies() throws {
        var fixture = PLOFixture.admitted
        fixture.copies = [MsgHeadFixture.organisation("Havvik legesenter", "990000301")]
        let letter = try KITHReading.letter(fixture)
        #expect(letter.receivers.map(\.isCopy) == [false, true])
        #expect(letter.receivers.map(\.party.address.description) == ["her:990000201", "her:990000301"])
    }

    @Test(
        "asks for receipts by its Ack",
        arguments: [("J", ReceiptRequest.always), ("N", .never), ("F", .onError), (nil, .always), ("x", .always)]
            as [(String?, ReceiptRequest)])
    func ack(code: String?, expected: ReceiptRequest) throws {
        var fixture = PLOFixture.admitted
        fixture.ack = code
        #expect(try KITHReading.letter(fixture).asksReceipt == expected)
    }

    @Test("is a test letter with status D only", arguments: [("D", true), ("P", false), (nil, false)] as [(String?, Bool)])
    func test(code: String?, expected: Bool) throws {
        var fixture = PLOFixture.admitted
        fixture.status = code
        #expect(try KITHReading.letter(fixture).isTest == expected)
    }

    @Test(
        "says when it was sent, in Oslo when without offset",
        arguments: [
            ("2026-01-10T10:11:12", "2026-01-10T09:11:12Z"), ("2026-07-10T10:11:12", "2026-07-10T08:11:12Z"),
            ("2026-07-10T10:11:12+03:00", "2026-07-10T07:11:12Z"), ("2026-01-10T10:11:12.5317672Z", "2026-01-10T10:11:12.5317672Z"),
            ("2026-01-10T10:11", "2026-01-10T09:11:00Z"),
        ])
    func sent(written: String, instant: String) throws {
        var fixture = PLOFixture.admitted
        fixture.generated = written
        let sent = try KITHReading.letter(fixture).sent
        #expect(sent.text == written)
        #expect(sent.instant == Instant(instant))
    }

    @Test("refers to its parent and belongs to its conversation") func conversation() throws {
        var fixture = PLOFixture.admitted
        fixture.parent = "parent-2"
        fixture.conversation = "first-1"
        let letter = try KITHReading.letter(fixture)
        #expect(letter.refersTo == ["parent-2"])
        #expect(letter.thread == "first-1")
        #expect(try KITHReading.letter(PLOFixture.admitted).thread == nil)
        fixture.parent = fixture.id
        #expect(try KITHReading.letter(fixture).refersTo == [], "a letter is not its own parent, whatever it says")
    }

    @Test("is a conversation from the first letter on for dialogues") func dialogueThread() throws {
        let letter = try KITHReading.letter(DialogueFixture.letter("DIALOG_NOTAT", DialogueFixture.note(theme: "6", "Hei.")))
        #expect(letter.thread == letter.id)
    }

    @Test("names the citizen") func citizen() throws {
        let citizen = try #require(try KITHReading.letter(PLOFixture.admitted).citizen)
        #expect(citizen.identifiers == [Identifier(system: "urn:oid:2.16.578.1.12.4.1.4.1", value: NorwegianNumber.synthetic())])
        #expect(citizen.family == "Prøvesen")
        #expect(citizen.given == "Ærlig")
        #expect(citizen.born == Day("1949-03-17"))
        #expect(citizen.gender == "female")
        #expect(citizen.address == "Åsvegen 1, 9999 Havvik")
        #expect(!citizen.isAddressProtected)
    }

    @Test("reads D-numbers and other identifiers, which belong to their sender") func identifiers() throws {
        var fixture = PLOFixture.admitted
        let number = NorwegianNumber.synthetic(isD: true)
        fixture.patient = MsgHeadFixture.patient(number, kind: "DNR", born: nil, sex: "1")
        let citizen = try #require(try KITHReading.letter(fixture).citizen)
        #expect(citizen.identifiers == [Identifier(system: "urn:oid:2.16.578.1.12.4.1.4.2", value: number)])
        #expect(citizen.born == Day("1949-03-17"), "the number's own birth day when the letter has none")
        #expect(citizen.gender == "male")

        fixture.patient = MsgHeadFixture.patient("A-17", kind: "HNR")
        #expect(
            try KITHReading.letter(fixture).citizen?.identifiers == [Identifier(system: "urn:kith:8116:hnr:her:990000101", value: "A-17")])
    }

    @Test("believes words that protect an address", arguments: ["Sperret adresse", "FORTROLIG", "Kode 6"]) func protected(words: String)
        throws
    {
        var fixture = PLOFixture.admitted
        fixture.patient = MsgHeadFixture.patient(address: "<Type V=\"H\" DN=\"\(words)\"/><StreetAdr>Åsvegen 1</StreetAdr>")
        #expect(try KITHReading.letter(fixture).citizen?.isAddressProtected == true)
    }

    @Test("decodes attachments, and tells of those that lie elsewhere") func attachments() throws {
        var fixture = DialogueFixture.letter("DIALOG_NOTAT", DialogueFixture.note(theme: "6", "Se vedlegg."))
        fixture.documents.append(MsgHeadFixture.attachment("UHLD\n uHZl"))
        fixture.documents.append(
            "<Document><RefDoc><MsgType V=\"A\"/><Description>Bilde</Description><FileReference>urn:bilde:1</FileReference></RefDoc></Document>"
        )
        let letter = try KITHReading.letter(fixture)
        #expect(letter.attachments == [Attachment(title: "prøve.txt", mediaType: "text/plain", bytes: Array("Prøve".utf8))])
        #expect(letter.paragraphs.last?.text == "Bilde: urn:bilde:1")
    }
}
