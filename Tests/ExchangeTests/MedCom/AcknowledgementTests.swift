import Directory
import FHIR
import JournalMemory
import Testing

@testable import Exchange

@Suite("An Acknowledgement") struct AcknowledgementTests {
    static func answer(_ response: String?, outcome: String? = nil) -> [UInt8] {
        MessageFixture.bundle(
            [
                MessageFixture.header(
                    "ack-1", event: "acknowledgement-message", sender: MessageFixture.municipality,
                    receivers: [(MessageFixture.hospital, "primary")], focus: nil, response: response),
                MessageFixture.Provenance("another-letter", "admit-inpatient", "2026-03-01T08:31:00+01:00").json(0),
                MessageFixture.Provenance("ack-1", "acknowledgement", "2026-03-01T08:32:00+01:00", revises: "another-letter").json(1),
                MessageFixture.hospital.json, MessageFixture.municipality.json,
            ] + [outcome].compactMap { $0 })
    }

    static let outcome = #"""
        {"resourceType":"OperationOutcome","id":"outcome-1","issue":[{"severity":"error","code":"value",
        "details":{"coding":[{"code":"MSG_Element_To_Long"}],"text":"Too long."}},{"severity":"warning","code":"duplicate"}]}
        """#

    @Test(
        "says what its code says, and nothing else",
        arguments: [("ok", Receipt.Verdict.accepted), ("transient-error", .tryAgain), ("fatal-error", .rejected)])
    func verdict(code: String, verdict: Receipt.Verdict) throws {
        let response = #"{"identifier":"letter-9","code":"\#(code)","details":{"reference":"OperationOutcome/outcome-1"}}"#
        let letter = try Acknowledgement().read(json: Self.answer(response, outcome: Self.outcome))
        let receipt = try #require(letter.receipt)
        #expect(receipt.verdict == verdict)
        #expect(receipt.answers == "letter-9")
        #expect(receipt.problems == [.init(code: "MSG_Element_To_Long", text: "Too long."), .init(code: "duplicate", text: "")])
        #expect(letter.asksReceipt == .never)
        #expect(letter.refersTo == ["letter-9"])
        #expect(letter.type.rawValue == "Acknowledgement")
        #expect(letter.statements.isEmpty)
        #expect(letter.citizen == nil)
        #expect(letter.sent.text == "2026-03-01T08:32:00+01:00")
    }

    @Test(
        "is refused when it answers nothing or says nothing",
        arguments: [
            (String?.none, Refusal.Kind.wrongStructure), (#"{"code":"ok"}"#, .wrongStructure), (#"{"identifier":"x"}"#, .valueUnknown),
            (#"{"identifier":"x","code":"maybe"}"#, .valueUnknown),
        ]) func refused(response: String?, kind: Refusal.Kind) throws
    {
        let refusal = try #require(try Acknowledgement().refusal(json: Self.answer(response)))
        #expect(refusal.kind == kind)
        #expect(refusal.letter?.asksReceipt == .never)
    }

    static let header: ReceiptHeader = {
        var header = ReceiptHeader(
            type: LetterType("STIN"), version: nil, id: "letter-9", sent: Moment("2026-03-01T08:31:00+01:00", zone: .copenhagen),
            sender: Party(
                name: "Prøvehospitalet <&>",
                addresses: [Address(scheme: .sor, value: "900000000000001"), Address(scheme: .gln, value: "5790009999991")]),
            answering: Party(name: "Prøvekøbing Kommune", addresses: [Address(scheme: .sor, value: "900000000000003")]), isCopy: false,
            isXML: false)
        header.activity = "admit-inpatient"
        return header
    }()

    static let stamp = EnvelopeStamp(
        envelope: "00000000-0000-4000-8000-000000000001", letter: "00000000-0000-4000-8000-000000000002",
        at: Instant(seconds: 1_772_000_000))

    static let receipts: [Receipt] = [
        Receipt(.accepted, answers: "letter-9"),
        Receipt(.accepted, answers: "letter-9", problems: [.init(code: "MSG_DUPLICATE_ID", text: "Received before.")]),
        Receipt(.acceptedWithFault, answers: "letter-9", problems: [.init(code: "own-code", text: "A & B < C \"D\"\nE")]),
        Receipt(.rejected, answers: "letter-9", problems: [.init(code: "MSG_BAD_SYNTAX", text: "x"), .init(code: "y", text: "")]),
        Receipt(.rejected, answers: "letter-9"), Receipt(.tryAgain, answers: "letter-9"),
    ]

    @Test("that is written is read back, in both syntaxes", arguments: receipts, [false, true]) func roundTrip(
        receipt: Receipt, isXML: Bool
    ) throws {
        var header = Self.header
        header.isXML = isXML
        let written = Acknowledgement().receipt(receipt, for: header, envelope: Self.stamp)
        #expect(written.mediaType == (isXML ? "application/fhir+xml" : "application/fhir+json"))
        let resource = isXML ? try Resource(xml: written.bytes) : try Resource(json: written.bytes)
        let letter = try Acknowledgement().read(.resource(resource))
        let read = try #require(letter.receipt)
        #expect(read.verdict == (receipt.verdict == .acceptedWithFault ? .accepted : receipt.verdict))
        #expect(read.answers == receipt.answers)
        #expect(receipt.problems.isEmpty || read.problems == receipt.problems)
        #expect(receipt.verdict == .accepted || !read.problems.isEmpty)
        #expect(letter.id == Self.stamp.letter)
        #expect(letter.envelope == Self.stamp.envelope)
        #expect(letter.sender.address.description == "sor:900000000000003")
        #expect(letter.receivers.map(\.party.address.description) == ["sor:900000000000001"])
        #expect(letter.receivers.map(\.party.name) == ["Prøvehospitalet <&>"])
        #expect(letter.sent.instant == Self.stamp.at)
    }

    @Test("that is written has what the profiles ask for") func profile() throws {
        let written = CareCommunication().receipt(Self.receipts[3], for: Self.header, envelope: Self.stamp)
        let bundle = MedComBundle(try Resource(json: written.bytes).root)
        #expect(bundle.root.string("type") == "message")
        #expect(
            bundle.entries.map(\.type) == ["MessageHeader", "Provenance", "Provenance", "Organization", "Organization", "OperationOutcome"])
        #expect(bundle.entries.allSatisfy { $0.fullURL?.hasSuffix("\($0.type)/\($0.id ?? "")") == true })
        #expect(Set(bundle.entries.compactMap(\.id)).count == 6)
        #expect(bundle.entries.allSatisfy { $0.resource.string("text.div")?.hasPrefix("<div xmlns=") == true })
        #expect(bundle.root.each("entry.resource.destination.extension.valueCoding.code").compactMap(\.text) == ["primary"])
        let provenances = bundle.all("Provenance")
        #expect(provenances.map { $0.string("target.reference") } == ["MessageHeader/letter-9", "MessageHeader/\(Self.stamp.letter)"])
        #expect(provenances.map { $0.string("activity.coding.code") } == ["admit-inpatient", "acknowledgement"])
        #expect(provenances.map { $0.string("occurredDateTime") } == ["2026-03-01T08:31:00+01:00", Self.stamp.at.description])
        #expect(provenances[1].string("entity.what.reference") == "MessageHeader/letter-9")
        let outcome = try #require(bundle.resolve(bundle.entries[0].resource.first("response.details"), "OperationOutcome"))
        #expect(outcome.each("issue").map { $0.string("severity") } == ["error", "error"])
        for reference in bundle.root.each("entry.resource.sender") + bundle.root.each("entry.resource.agent.who") {
            #expect(bundle.resolve(reference, "Organization") != nil)
        }
    }

    @Test("repeats what the answered letter did, taken or refused", arguments: ["reply-message", "forward-message", "retract-message"])
    func activity(_ activity: String) async throws {
        var message = Correspondence()
        message.activity = activity
        let intake = Intake(
            journal: JournalMemory(), directory: CurrentDirectory(Directory()), reaction: KITHIntakeTests.Quiet(),
            configuration: try Configuration.read(nil))
        // The second time it is answered from what the journal keeps.
        for _ in 1...2 {
            let answer = try #require(try await intake.receive(message.json, at: Self.stamp.at).answer)
            let provenances = MedComBundle(try Resource(json: answer.bytes).root).all("Provenance")
            #expect(provenances.map { $0.string("activity.coding.code") } == [activity, "acknowledgement"])
        }
    }

    @Test("that is sent again differs in its envelope alone") func again() throws {
        var stamp = Self.stamp
        stamp.envelope = "00000000-0000-4000-8000-000000000009"
        let first = try Resource(json: Acknowledgement().receipt(Self.receipts[3], for: Self.header, envelope: Self.stamp).bytes)
        let second = try Resource(json: Acknowledgement().receipt(Self.receipts[3], for: Self.header, envelope: stamp).bytes)
        #expect(first.bytes != second.bytes)
        #expect(MedComDigest.of(first) == MedComDigest.of(second))
    }
}
