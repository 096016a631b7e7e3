import Directory
import FHIR
import Foundation
import Samples
import Testing

@testable import Exchange

/// MedCom's own test letters, which lie outside the package.
enum SharedMedCom {
    static let isThere = SharedData.has("data/messages/medcom-hospitalnotification")

    static func resource(_ group: String, _ file: String) throws -> Resource {
        let bytes = try SharedData.bytes("data/messages/\(group)/\(file)")
        return file.hasSuffix(".xml") ? try Resource(xml: bytes) : try Resource(json: bytes)
    }

    static func files(_ group: String) -> [String] {
        SharedData.files("data/messages/\(group)").map(\.lastPathComponent).sorted()
    }

    /// What tells one CareCommunication from the others: its file name without `Bundle-` before it and a UUID behind.
    static func name(of file: String) -> String {
        guard file.hasPrefix("Bundle-"), let stem = file.split(separator: ".").first else { return file }
        return String(stem.dropFirst("Bundle-".count).dropLast("-00000000-0000-0000-0000-000000000000".count))
    }

    static func message(_ name: String) throws -> String {
        try #require(files("medcom-carecommunication").first { Self.name(of: $0) == name })
    }
}

@Suite("MedCom's own test letters", .enabled(if: SharedMedCom.isThere, "no shared data")) struct SharedMedComTests {
    @Test("HospitalNotification", arguments: SharedMedComTable.notifications) func notification(
        _ row: SharedMedComTable.Notification
    ) throws {
        let letter = try HospitalNotification().read(.resource(try SharedMedCom.resource("medcom-hospitalnotification", row.file)))
        #expect(letter.type.rawValue == row.type)
        #expect(letter.id == row.id)
        #expect(letter.sent.text == row.sent)
        #expect(letter.refersTo == row.refersTo)
        #expect(letter.episodes == [row.episode])
        let statement = try #require(letter.statements.first)
        #expect(letter.statements.count == 1)
        #expect(statement.kind == row.kind)
        #expect(statement.effect == row.effect)
        #expect(statement.at?.text == row.at)
        #expect(statement.details["class"] == row.stayClass)
        #expect(statement.details["asksReport"] == row.asks)
        #expect(letter.sender.address.scheme == .sor)
        #expect(letter.sender.unit == nil)
    }

    @Test("CareCommunication", arguments: SharedMedComTable.messages) func message(_ row: SharedMedComTable.Message) throws {
        let parsed = ParsedLetter.resource(try SharedMedCom.resource("medcom-carecommunication", try SharedMedCom.message(row.file)))
        let format = try #require(Formats.all.first { $0.recognises(parsed) })
        #expect(format is CareCommunication)
        let letter: Letter
        do {
            letter = try format.read(parsed)
        } catch {
            #expect(row.category == nil)
            #expect(error.kind == .wrongStructure)
            #expect(error.path == "Communication.category")
            #expect(error.letter?.id == row.id)
            #expect(error.letter?.sent?.text == row.sent)
            return
        }
        #expect(letter.id == row.id)
        #expect(letter.sent.text == row.sent)
        #expect(letter.refersTo == row.refersTo)
        #expect(letter.thread == row.thread)
        #expect(letter.episodes == row.episodes)
        #expect(letter.paragraphs.count == row.paragraphs)
        #expect(letter.attachments.map(\.bytes.count) == row.files)
        #expect(letter.citizen?.identifiers.map(\.system) == row.numbers.map { "urn:oid:1.2.208.176.1.\($0)" })
        #expect(letter.statements.map(\.kind) == [row.kind])
        #expect(letter.statements[0].at?.text == row.at)
        #expect(letter.statements[0].details["category"] == row.category)
        #expect(letter.statements[0].details["priority"] == row.priority)
        #expect((letter.statements[0].details["forwarded"] == "yes") == row.isForward)
    }

    @Test("Acknowledgement", arguments: SharedMedComTable.acknowledgements) func acknowledgement(
        file: String, verdict: Receipt.Verdict, answers: String, code: String?
    ) throws {
        let letter = try Acknowledgement().read(.resource(try SharedMedCom.resource("medcom-acknowledgement", file)))
        #expect(letter.receipt?.verdict == verdict)
        #expect(letter.receipt?.answers == answers)
        #expect(letter.receipt?.problems.map(\.code) == (code.map { [$0] } ?? []))
    }

    @Test("are all in the table") func complete() throws {
        #expect(SharedMedCom.files("medcom-hospitalnotification") == SharedMedComTable.notifications.map(\.file).sorted())
        let messages = SharedMedCom.files("medcom-carecommunication").map(SharedMedCom.name)
        #expect(messages.sorted() == SharedMedComTable.messages.map(\.file).sorted())
        #expect(SharedMedCom.files("medcom-acknowledgement") == SharedMedComTable.acknowledgements.map(\.file).sorted())
    }

    @Test("have one digest for one letter, in JSON and XML, and another for each other letter") func digests() throws {
        var names: [[UInt8]: Set<String>] = [:]
        for group in ["medcom-hospitalnotification", "medcom-carecommunication", "medcom-acknowledgement"] {
            for file in SharedMedCom.files(group) {
                let resource = try SharedMedCom.resource(group, file)
                names[MedComDigest.of(resource), default: []].insert(SharedMedCom.name(of: file))
            }
        }
        #expect(
            Set(names.values.filter { $0.count > 1 }) == [
                ["R-Tek-K-dublicate", "R-Tek-L-dublicate"], ["R-Tek-M-dublicate-inv", "R-Tek-N-dublicate-inv"],
                ["R-Tek-CPR-3", "S-Tek-CPR"],
            ])
    }
}
