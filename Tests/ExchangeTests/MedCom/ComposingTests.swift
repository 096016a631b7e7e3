import Directory
import FHIR
import Journal
import Testing

@testable import Exchange

@Suite("A CareCommunication of ours") struct ComposingTests {
    static var draft: LetterDraft {
        var citizen = Citizen(identifiers: [
            Identifier(system: MessageFixture.cprSystem, value: MessageFixture.cpr), Identifier(system: "urn:local", value: "K-1"),
        ])
        citizen.family = "Prøvesen"
        citizen.given = "Test Af Hub"
        var receiver = Party(name: "Prøvehospitalet", addresses: [Address(scheme: .sor, value: "900000000000001")])
        receiver.person = "Anna Prøve"
        var sender = Party(
            name: "Prøvekøbing Kommune",
            addresses: [Address(scheme: .sor, value: "900000000000003"), Address(scheme: .gln, value: "5790009999993")])
        sender.unit = Party.Unit(name: "Visitationen", addresses: [])
        return LetterDraft(
            purpose: .answer, sender: sender, receiver: receiver, citizen: citizen, text: "Ja, vi kan tage imod.\nFra kl. 14 & <ikke> før.",
            author: "Bo Test", episodes: ["11111111-2222-4333-8444-555555555555", "fc60e762-b13b-5773-865e-000000000001"])
    }

    private func read(_ draft: LetterDraft) throws -> (Letter, MedComBundle) {
        let written = try #require(CareCommunication().compose(draft, envelope: AcknowledgementTests.stamp))
        #expect(written.mediaType == "application/fhir+json")
        let resource = try Resource(json: written.bytes)
        let xml = try Resource(xml: try resource.xml())
        #expect(MedComDigest.of(xml) == MedComDigest.of(resource))
        return (try CareCommunication().read(.resource(resource)), MedComBundle(resource.root))
    }

    @Test("is read back as it was meant", arguments: [LetterDraft.Purpose.answer, .message]) func new(purpose: LetterDraft.Purpose) throws {
        var draft = Self.draft
        draft.purpose = purpose
        let (letter, bundle) = try read(draft)
        #expect(letter.id == AcknowledgementTests.stamp.letter)
        #expect(letter.statements.map(\.kind) == [.message])
        #expect(letter.statements[0].details["category"] == (purpose == .answer ? "discharge" : "carecoordination"))
        #expect(letter.paragraphs.map(\.text) == [draft.text])
        #expect(letter.paragraphs[0].author == "Bo Test, Visitationen")
        #expect(letter.episodes == draft.episodes)
        #expect(letter.citizen?.identifiers.map(\.value) == [MessageFixture.cpr])
        #expect(letter.citizen?.family == "Prøvesen")
        #expect(letter.receivers[0].party.person == "Anna Prøve")
        #expect(letter.refersTo == [])
        #expect(UUIDText.isUUID(try #require(letter.thread)))
        #expect(bundle.entries.allSatisfy { $0.resource.string("text.div")?.hasPrefix("<div xmlns=") == true })
        #expect(Set(bundle.entries.compactMap(\.id)).count == bundle.entries.count)
        let segment = try #require(bundle.all("Communication").first?.string("payload.extension[1].valueIdentifier.value"))
        #expect(bundle.all("Provenance").first?.string("entity.what.identifier.value") == segment)
    }

    @Test("that answers a letter stays in its thread", arguments: ["parent-1", "5790000000000#BREV1"]) func reply(parent: String) throws {
        var draft = Self.draft
        draft.parent = parent
        draft.thread = "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee"
        let (letter, _) = try read(draft)
        #expect(letter.thread == draft.thread)
        #expect(letter.refersTo == [parent])
        #expect(letter.statements.map(\.kind) == [.reply])
    }

    @Test("is written when little is known") func sparse() throws {
        let party = Party(name: "", addresses: [Address(scheme: .gln, value: "5790009999993")])
        let citizen = Citizen(identifiers: [Identifier(system: MessageFixture.replacementSystem, value: MessageFixture.replacement)])
        let draft = LetterDraft(purpose: .message, sender: party, receiver: party, citizen: citizen, text: "Hej", author: "")
        let (letter, bundle) = try read(draft)
        #expect(letter.citizen?.family == nil)
        #expect(letter.episodes.isEmpty)
        #expect(bundle.all("Encounter").isEmpty)
        #expect(bundle.all("Organization").count == 1)
    }
}
