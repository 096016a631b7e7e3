import Directory
import FHIR
import Journal
import Testing

@testable import Exchange

@Suite("A CareCommunication") struct CareCommunicationTests {
    @Test("is in the thread of its Communication, whatever its Provenances say") func thread() throws {
        var message = Correspondence()
        message.activity = "reply-message"
        message.revises = "parent-of-another-thread"
        message.earlier = [MessageFixture.Provenance("parent-of-another-thread", "new-message", "2026-03-01T10:00:00+01:00")]
        let letter = try CareCommunication().read(json: message.json)
        #expect(letter.thread == "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee")
        #expect(letter.refersTo == ["parent-of-another-thread"])
        #expect(letter.type.rawValue == "CareCommunication")
        #expect(letter.sent.text == "2026-03-02T10:00:00+01:00")
    }

    @Test(
        "is a message, a reply or a message that was forwarded",
        arguments: [("new-message", Fact.Kind.message, String?.none), ("reply-message", .reply, nil), ("forward-message", .message, "yes")])
    func activity(code: String, kind: Fact.Kind, forwarded: String?) throws {
        var message = Correspondence()
        message.activity = code
        message.topic = "Om udskrivelsen"
        let letter = try CareCommunication().read(json: message.json)
        #expect(letter.statements.map(\.kind) == [kind])
        #expect(letter.statements[0].details["forwarded"] == forwarded)
        #expect(letter.statements[0].details["category"] == "discharge")
        #expect(letter.statements[0].details["topic"] == "Om udskrivelsen")
        #expect(letter.paragraphs[0].heading == "Om udskrivelsen")
    }

    @Test("refers to a letter of the older standards by location number and letter id") func olderParent() throws {
        var message = Correspondence()
        message.activity = "reply-message"
        let text = String(decoding: message.json, as: UTF8.self)
            .replacing(
                #"{"role":"source","#,
                with: #"{"role":"revision","what":{"identifier":{"value":"5790000000000#BREV1"}}},{"role":"source","#)
        #expect(try CareCommunication().read(json: Array(text.utf8)).refersTo == ["5790000000000#BREV1"])
    }

    @Test("puts its segments in the order of their times, signed") func segments() throws {
        var message = Correspondence()
        message.segments = [
            .init(text: #"Svar\nlinje to"#, at: "2026-03-02T10:00:00+01:00"), .init(text: "Først", at: "2026-03-01T10:00:00+01:00"),
            .init(text: "Samtidig", at: "2026-03-02T09:00:00Z"),
            .init(text: nil, attachment: #"{"url":"https://example.org/","title":"Et sted"}"#),
        ]
        let letter = try CareCommunication().read(json: message.json)
        #expect(letter.paragraphs.map(\.text) == ["Først", "Svar\nlinje to", "Samtidig", "https://example.org/"])
        #expect(letter.paragraphs[0].author == "Anna Prøve, sygeplejerske, 00000000")
        #expect(letter.paragraphs[3].heading == "Et sted")
        #expect(letter.statements[0].at?.text == "2026-03-02T09:00:00Z")
    }

    @Test("brings its files, decoded") func attachments() throws {
        var message = Correspondence()
        let file = #"{"contentType":"image/png","data":"SGVq\nIHZl\/w==","title":"Billede"}"#
        message.segments.append(.init(text: nil, attachment: file))
        message.segments.append(.init(text: nil, attachment: #"{"contentType":"image/png","title":"Sendt før"}"#))
        let letter = try CareCommunication().read(json: message.json)
        #expect(letter.attachments.map(\.bytes) == [Array("Hej ve".utf8) + [0xff]])
        #expect(letter.attachments.map(\.title) == ["Billede"])
        #expect(letter.attachments.map(\.mediaType) == ["image/png"])
    }

    @Test("names the team that sends and the person who should get it") func participants() throws {
        let letter = try CareCommunication().read(json: Correspondence().json)
        #expect(letter.sender.unit?.name == "Team Q")
        #expect(letter.sender.innermost.description == "sor:900000000000001")
        #expect(letter.receivers[0].party.person == "Bo B Test")
    }

    @Test("brings the episode of care, referenced or not", arguments: [true, false]) func episodes(isReferenced: Bool) throws {
        var message = Correspondence()
        message.isReferenced = isReferenced
        message.encounter = (
            "Encounter/encounter-1",
            [("https://www.esundhed.dk/Registre/Landspatientregisteret", "urn:uuid:fc60e762-b13b-5773-865e-000000000001"), ("x", "ABC")]
        )
        #expect(try CareCommunication().read(json: message.json).episodes == ["abc", "fc60e762-b13b-5773-865e-000000000001"])
    }

    @Test("takes a replacement number for the citizen's, after a CPR") func replacementNumbers() throws {
        var message = Correspondence()
        message.identifiers = [(MessageFixture.replacementSystem, MessageFixture.replacement)]
        #expect(try CareCommunication().read(json: message.json).citizen?.identifiers.map(\.value) == [MessageFixture.replacement])
        message.identifiers += [("urn:local", "K-1"), (MessageFixture.cprSystem, MessageFixture.cpr)]
        #expect(
            try CareCommunication().read(json: message.json).citizen?.identifiers.map(\.value) == [
                MessageFixture.cpr, MessageFixture.replacement, "K-1",
            ])
    }

    @Test("decodes long files and every length of their end", arguments: [0, 1, 2]) func largeFile(rest: Int) {
        let end = ["", "SA==", "SGU="][rest]
        let text = Array(String(repeating: "SGVqIHZl\r\n", count: 40_000).utf8) + Array(end.utf8)
        let decoded = Array(String(repeating: "Hej ve", count: 40_000).utf8) + Array("He".utf8.prefix(rest))
        #expect(Base64.decode(text[...]) == decoded)
    }

    @Test(
        "refuses what is no base64",
        arguments: ["A", "AB", "ABC", "AB=C", "A===", "AB=", "ABC==", "ABCD=", "AB-_", "AB.D", "ABæD", "AB==CD=="])
    func notBase64(text: String) throws { #expect(Base64.decode(Array(text.utf8)[...]) == nil) }
}
