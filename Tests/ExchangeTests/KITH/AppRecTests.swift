import Directory
import FHIR
import Testing
import XML

@testable import Exchange

@Suite("An AppRec") struct AppRecTests {
    /// A receipt by hand.
    static func receipt(
        version: String = "2012-02-15", id: String? = "receipt-1", status: String = "1", errors: String = "", answers: String? = "letter-1",
        sender: String = "<HCP><Inst><Name>Havvik kommune</Name><Id>990000201</Id><TypeId V=\" HER\"/></Inst></HCP>"
    ) -> [UInt8] {
        Array(
            """
            <AppRec xmlns="http://www.kith.no/xmlstds/apprec/\(version)"><MsgType V="APPREC"/><MIGversion>x</MIGversion>
            <GenDate>2026-01-10T10:11:12</GenDate>\(id.map { "<Id>\($0)</Id>" } ?? "")<Sender>\(sender)</Sender>
            <Receiver><HCP><Inst><Name>Fjellheim sykehus</Name><Id>990000101</Id><TypeId V="HER"/><Dept><Name>Sengepost</Name><Id>990000102</Id>
            <TypeId V="HER"/></Dept></Inst></HCP></Receiver><Status V="\(status)"/>\(errors)
            <OriginalMsgId><MsgType V="LOG_INNLAGT"/><IssueDate>2026-01-10T10:00:00</IssueDate>\(answers.map { "<Id>\($0)</Id>" } ?? "")</OriginalMsgId></AppRec>
            """.utf8)
    }

    @Test(
        "gives the verdict of its status, in both versions",
        arguments: [("1", Receipt.Verdict.accepted), ("2", .rejected), ("3", .acceptedWithFault)], ["2004-11-21", "2012-02-15"])
    func verdict(status: (String, Receipt.Verdict), version: String) throws {
        let letter = try KITHReading.letter(Self.receipt(version: version, status: status.0))
        #expect(letter.receipt == Receipt(status.1, answers: "letter-1"))
        #expect(letter.type == LetterType("APPREC"))
        #expect(letter.refersTo == ["letter-1"])
        #expect(letter.asksReceipt == .never)
        #expect(letter.citizen == nil)
        #expect(letter.sender.address.description == "her:990000201")
        #expect(letter.receivers.map(\.party.innermost.description) == ["her:990000102"])
    }

    @Test("tells its errors, with the code system where it is another than 8221") func errors() throws {
        let errors = """
            <Error S="2.16.578.1.12.4.1.1.8221" V="E21" DN="Mottaker finnes ikke" OT="Flyttet"/><Error V="T02"/>
            <Error S="2.16.578.1.12.4.1.1.8223" V="07" DN="Annet kodeverk"/>
            """
        let problems = try KITHReading.letter(Self.receipt(status: "2", errors: errors)).receipt?.problems
        #expect(
            problems == [
                .init(code: "E21", text: "Mottaker finnes ikke: Flyttet"), .init(code: "T02", text: ""),
                .init(code: "8223/07", text: "Annet kodeverk"),
            ])
    }

    @Test("is refused when it says nothing that can be used, and is never answered") func refusals() throws {
        let unknown = try KITHReading.refusal(Self.receipt(status: "73"))
        #expect(unknown.kind == .valueUnknown)
        #expect(unknown.path == "AppRec/Status")
        #expect(unknown.letter?.id == "receipt-1")
        #expect(unknown.letter?.asksReceipt == .never)
        #expect(try KITHReading.refusal(Self.receipt(answers: nil)).kind == .wrongStructure)
        #expect(try KITHReading.refusal(Self.receipt(version: "2030-01-01")).kind == .unknownType)
        #expect(try KITHReading.refusal(Self.receipt(id: nil)).letter == nil)
        #expect(try KITHReading.refusal(Self.receipt(sender: "")).letter == nil)
    }

    static let header = ReceiptHeader(
        type: LetterType("LOG_INNLAGT"), version: nil, id: "letter-1", sent: Moment("2026-01-10T10:11", zone: .oslo),
        sender: Party(
            name: "Fjellheim sykehus & co",
            addresses: [Address(scheme: .her, value: "990000101"), Address(scheme: .enh, value: "990000001")],
            unit: .init(name: "Sengepost", addresses: [Address(scheme: .her, value: "990000102")])),
        answering: Party(
            name: "Havvik legesenter", addresses: [Address(scheme: .her, value: "990000301")],
            unit: .init(
                name: "Lege Testland", addresses: [Address(scheme: .her, value: "990000302"), Address(scheme: .hpr, value: "9900001")]),
            person: "Lege Testland"),
        isCopy: false, isXML: true)

    static let stamp = EnvelopeStamp(envelope: "envelope-1", letter: "receipt-9", at: Instant(seconds: 1_768_050_000))

    @Test(
        "of ours reads back as it was meant", arguments: ["1.0", "1.1", nil] as [String?],
        Receipt.Verdict.allCases.filter { $0 != .tryAgain })
    func roundTrip(version: String?, verdict: Receipt.Verdict) throws {
        var header = Self.header
        header.version = version
        let problems =
            verdict == .accepted
            ? [] : [Receipt.Problem(code: "E31", text: "The number is <wrong> & \"odd\"."), .init(code: "own-code", text: "")]
        let written = KITH.formats[0].receipt(Receipt(verdict, answers: "letter-1", problems: problems), for: header, envelope: Self.stamp)
        let letter = try KITHReading.letter(written.bytes)
        #expect(written.mediaType == "application/xml")
        #expect(letter.id == "receipt-9")
        #expect(letter.sent.text == "2026-01-10T14:00:00+01:00")
        #expect(letter.sender == Self.header.answering)
        #expect(letter.receivers.map(\.party) == [Self.header.sender])
        #expect(letter.receipt?.verdict == verdict)
        #expect(letter.receipt?.answers == "letter-1")
        #expect(letter.receipt?.problems.map(\.code) == (verdict == .accepted ? [] : ["E31", "X99"]))
        let root = try XMLDocument(written.bytes).root
        #expect(root.namespace.hasSuffix(version == "1.0" ? "apprec/2004-11-21" : "apprec/2012-02-15"))
        #expect(root.value("OriginalMsgId/MsgType") == "LOG_INNLAGT")
        #expect(root.text("OriginalMsgId/IssueDate") == "2026-01-10T10:11:00+01:00")
        #expect(root.value("Sender/Role") == nil)
    }

    @Test("of a copy receiver says so") func copy() throws {
        var header = Self.header
        header.isCopy = true
        let written = KITH.formats[1].receipt(Receipt(.accepted, answers: "letter-1"), for: header, envelope: Self.stamp)
        #expect(try XMLDocument(written.bytes).root.value("Sender/Role") == "COP")
    }

    @Test("has a code of kodeverk 8221 for every refusal", arguments: Refusal.Kind.allCases) func codes(kind: Refusal.Kind) {
        let code = Refusal(kind, "").code(in: .kith)
        #expect(AppRecCode.names[code] != nil)
        #expect(AppRecCode.written(code) == code)
    }
}
