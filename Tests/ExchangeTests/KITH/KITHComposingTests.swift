import Directory
import Exchange
import FHIR
import Testing

@Suite("A Norwegian letter of ours") struct KITHComposingTests {
    static func draft(_ purpose: LetterDraft.Purpose, text: String = "Vi kan ta imot pasienten.") -> LetterDraft {
        var citizen = Citizen(identifiers: [
            Identifier(system: "urn:oid:2.16.578.1.12.4.1.4.1", value: NorwegianNumber.synthetic()),
            Identifier(system: "urn:oid:1.2.208.176.1.2", value: "0101010000"),
        ])
        citizen.family = "Prøvesen"
        citizen.given = "Ærlig"
        citizen.born = Day("1949-03-17")
        citizen.gender = "female"
        return LetterDraft(
            purpose: purpose,
            sender: Party(
                name: "Havvik kommune", addresses: [Address(scheme: .her, value: "990000201")],
                unit: .init(name: "Hjemmetjenesten", addresses: [Address(scheme: .her, value: "990000202")])),
            receiver: Party(
                name: "Havvik legesenter", addresses: [Address(scheme: .her, value: "990000301")],
                unit: .init(name: "Lege Testland", addresses: [Address(scheme: .her, value: "990000302")]), person: "Lege Testland"),
            citizen: citizen, text: text, author: "Koordinator Testland", parent: "ready-1", thread: "admitted-1")
    }

    static let stamp = EnvelopeStamp(envelope: "envelope-1", letter: "letter-9", at: Instant(seconds: 1_768_050_000))

    static func compose(_ draft: LetterDraft) throws -> [UInt8] {
        try #require(KITH.formats.compactMap { $0.compose(draft, envelope: stamp) }.first).bytes
    }

    @Test("reads back as it was meant", arguments: [(LetterDraft.Purpose.answer, "answered", "7"), (.message, "message", "6")])
    func roundTrip(purpose: LetterDraft.Purpose, kind: String, theme: String) throws {
        let draft = Self.draft(purpose)
        let letter = try KITHReading.letter(Self.compose(draft))
        #expect(letter.type == LetterType("DIALOG_HELSEFAGLIG"))
        #expect(letter.id == "letter-9")
        #expect(letter.sent.text == "2026-01-10T14:00:00+01:00")
        #expect(letter.asksReceipt == .always)
        #expect(letter.sender == draft.sender)
        #expect(letter.receivers.map(\.party) == [draft.receiver])
        #expect(letter.citizen?.identifiers == [draft.citizen.identifiers[0]], "only Norwegian numbers go into a Norwegian letter")
        #expect(letter.citizen?.family == "Prøvesen" && letter.citizen?.born == Day("1949-03-17") && letter.citizen?.gender == "female")
        #expect(letter.refersTo == ["ready-1"])
        #expect(letter.thread == "admitted-1")
        #expect(letter.statements.map(\.account) == [kind])
        #expect(letter.statements.first?.details["theme"] == theme)
        #expect(letter.paragraphs.map(\.text) == ["Vi kan ta imot pasienten."])
        #expect(letter.paragraphs.first?.author == "Koordinator Testland")
    }

    @Test("keeps every sign of its text") func signs() throws {
        let text = "Æøå <ikke> & \"ferdig\"\nny linje — 37 °C"
        #expect(try KITHReading.letter(Self.compose(Self.draft(.message, text: text))).paragraphs.first?.text == text)
    }

    @Test("begins a conversation when it answers nothing") func first() throws {
        var draft = Self.draft(.message)
        draft.parent = nil
        draft.thread = nil
        let letter = try KITHReading.letter(Self.compose(draft))
        #expect(letter.refersTo == [])
        #expect(letter.thread == "letter-9")
    }

    @Test("is not written to or from a party without a Norwegian address") func unreachable() {
        var draft = Self.draft(.message)
        draft.receiver = Party(name: "Et sygehus", addresses: [Address(scheme: .sor, value: "1")])
        #expect(KITH.formats.allSatisfy { $0.compose(draft, envelope: Self.stamp) == nil })
    }
}
