import Directory
import Exchange
import FHIR
import Foundation
import Samples
import Testing

/// Needs the schemas among the reference letters.
@Suite("What is written by XML Schema", .enabled(if: SharedData.has("data/messages/kith-xsd"))) struct KITHSchemaTests {
    /// A schema that imports others: MsgHead takes its contents from schemas of their own, so that alone it accepts no letter.
    static func driver(_ imports: [(namespace: String, file: String)]) -> [UInt8] {
        let folder = SharedData["data/messages/kith-xsd"].path
        let lines = imports.map {
            "<xs:import namespace=\"http://www.kith.no/xmlstds/\($0.namespace)\" schemaLocation=\"\(folder)/\($0.file)\"/>"
        }
        return Array("<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\">\(lines.joined())</xs:schema>".utf8)
    }

    @Test(
        "is a valid receipt",
        arguments: [("1.0", "apprec/2004-11-21", "apprec-v1.0.xsd"), ("1.1", "apprec/2012-02-15", "apprec-v1.1.xsd")],
        Receipt.Verdict.allCases)
    func receipt(version: (String, String, String), verdict: Receipt.Verdict) throws {
        let schema = Self.driver([(version.1, version.2)])
        var header = AppRecTests.header
        header.version = version.0
        for (isCopy, sent) in [
            (true, nil), (false, Moment("2026-01-10", zone: .oslo)), (false, Moment("2026-01-10T10:11:12.5Z", zone: .oslo)),
        ] {
            header.isCopy = isCopy
            header.sent = sent
            let problems = [Receipt.Problem(code: "E31", text: "Wrong & \"odd\"."), .init(code: "something else", text: "")]
            let written = KITH.formats[1].receipt(
                Receipt(verdict, answers: "letter-1", problems: problems), for: header, envelope: AppRecTests.stamp)
            #expect(SchemaCheck.faults(of: written.bytes, schema: schema) == [])
        }
        header.sender = Party(name: "Uten nummer", addresses: [])
        let bare = KITH.formats[1].receipt(Receipt(verdict, answers: "letter-1"), for: header, envelope: AppRecTests.stamp)
        #expect(SchemaCheck.faults(of: bare.bytes, schema: schema) == [])
    }

    @Test("is a valid letter", arguments: LetterDraft.Purpose.allCases) func letter(purpose: LetterDraft.Purpose) throws {
        let schema = Self.driver([("msghead/2006-05-24", "MsgHead-v1_2.xsd"), ("dialog/2013-01-23", "dialogmelding-v1.1.xsd")])
        var draft = KITHComposingTests.draft(purpose)
        #expect(SchemaCheck.faults(of: try KITHComposingTests.compose(draft), schema: schema) == [])
        draft.parent = nil
        draft.thread = nil
        draft.author = ""
        draft.sender.unit = nil
        draft.receiver.unit = .init(name: "Sengepost", addresses: [Address(scheme: .her, value: "990000102")])
        draft.citizen.gender = nil
        #expect(SchemaCheck.faults(of: try KITHComposingTests.compose(draft), schema: schema) == [])
    }

    @Test("is checked by schemas that do refuse") func refusing() throws {
        let receipts = Self.driver([("apprec/2012-02-15", "apprec-v1.1.xsd")])
        #expect(SchemaCheck.faults(of: AppRecTests.receipt(), schema: receipts) == [])
        #expect(SchemaCheck.faults(of: AppRecTests.receipt(answers: nil), schema: receipts)?.isEmpty == false)
        let letters = Self.driver([("msghead/2006-05-24", "MsgHead-v1_2.xsd")])
        #expect(
            SchemaCheck.faults(of: try KITHComposingTests.compose(KITHComposingTests.draft(.answer)), schema: letters)?.isEmpty == false)
    }
}
