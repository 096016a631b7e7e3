import Directory
import Exchange
import FHIR
import Foundation
import Journal
import JournalMemory
import Testing

@Suite("Letters of nobody that have a citizen's number") struct UnfiledLettersTests {
    static let number = NorwegianNumber.synthetic()

    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var bytes: [UInt8]
        /// true: its header names the citizen; false: it has the number somewhere; nil: it has nothing of theirs.
        var names: Bool?

        init(_ description: String, _ bytes: [UInt8], names: Bool?) {
            testDescription = description
            self.bytes = bytes
            self.names = names
        }
    }

    static var cases: [Case] {
        func changed(_ change: (inout MsgHeadFixture) -> Void) -> [UInt8] {
            var letter = PLOFixture.admitted
            change(&letter)
            return letter.bytes
        }
        let spaced = "\(number.prefix(6)) \(number.suffix(5))"
        let other = NorwegianNumber.synthetic(serial: 300)
        let local = { (sender: String) in
            changed { letter in
                letter.sender = MsgHeadFixture.organisation("Et sykehus", sender)
                letter.patient = MsgHeadFixture.patient("77", kind: "LIN")
                letter.generated = nil
            }
        }
        /// A letter that nobody can read, with something in base64.
        func unreadable(_ before: String, _ hidden: [UInt8], _ change: (String) -> String = { $0 }, after: String = "") -> [UInt8] {
            Array((before + change(Data(hidden).base64EncodedString()) + after).utf8)
        }
        let told = Array("about \(spaced), as agreed".utf8)
        func lines(_ text: String, _ end: String) -> String {
            stride(from: 0, to: text.count, by: 18).map { String(text.dropFirst($0).prefix(18)) }.joined(separator: end)
        }
        let text = String(decoding: PLOFixture.admitted.bytes, as: UTF8.self)
        let summary = String(decoding: KITHMessageFixture.summary(), as: UTF8.self)
        return [
            Case("of a type that nobody reads", changed { $0.type = "NO_SUCH_TYPE" }, names: true),
            Case("of another version of the header", changed { $0.version = "v9" }, names: true),
            Case("that does not say when it was made", changed { $0.generated = nil }, names: true),
            Case("without content", changed { $0.documents = [] }, names: true),
            Case(
                "with the number as people write it",
                changed {
                    $0.generated = nil
                    $0.patient = MsgHeadFixture.patient(spaced)
                }, names: true),
            Case("for testing", changed { $0.status = "D" }, names: true),
            Case(
                "from before MsgHead, of a version that nobody reads",
                Array(summary.replacing(/epikrise\/20\d\d-\d\d-\d\d/, with: "epikrise/1999-01-01").utf8), names: true),
            Case("with a local number of the hospital that gave it", local("990000101"), names: true),
            Case("with the same number of another hospital", local("990000999"), names: nil),
            Case("of another citizen", changed { ($0.generated, $0.patient) = (nil, MsgHeadFixture.patient(other)) }, names: nil),
            Case(
                "of another citizen, with the number in its text",
                changed {
                    $0.generated = nil
                    $0.patient = MsgHeadFixture.patient(other) + "<!-- \(number) -->"
                }, names: false),
            Case("that was cut off", Array(text.utf8.prefix(text.utf8.count - 40)), names: false),
            Case("in an encoding that it does not name", Array(text.data(using: .utf16BigEndian)?.dropFirst(2) ?? Data()), names: false),
            Case("that is none", Array("about \(spaced)".utf8), names: false),
            Case("that is none and has a short number", Array("room 77".utf8), names: nil),
            Case("that is none, with base64", unreadable("<x>", told, after: "</x"), names: false),
            Case("that is none, with base64 from the second byte on", unreadable("<x>", [0x41] + told), names: false),
            Case("that is none, with base64 from the third byte on", unreadable("<x>", [0x41, 0x42] + told), names: false),
            Case("that is none, with base64 behind words", unreadable("Transfer: base64\n\n", told), names: false),
            Case("that is none, with base64 in lines", unreadable("<x>", told, { lines($0, "\r\n") }), names: false),
            Case("that is none, with base64 in lines of XML", unreadable("<x>", told, { lines($0, "&#13;\n") }), names: false),
            Case("that is none, with base64 in lines of JSON", unreadable("{\"x\":\"", told, { lines($0, "\\n") }), names: false),
            Case(
                "that is none, with base64 that was cut off",
                unreadable("<x>", Array("about \(number) and".utf8), { String($0.prefix(23)) }), names: false),
            Case(
                "that is none, with base64 in UTF-16",
                unreadable("<x>", Array("about \(number)".data(using: .utf16LittleEndian) ?? Data())), names: false),
            Case(
                "that is none, with base64 in base64",
                unreadable("<x>", unreadable("<y>", told, after: "</y>"), after: "</x>"), names: false),
            Case("that is none, with base64 of another's number", unreadable("<x>", Array("about \(other)".utf8)), names: nil),
            Case("that is none, with base64 of a short number", unreadable("<x>", Array("room 77 and 77".utf8)), names: nil),
            Case(
                "about another citizen, with an attachment that names this one",
                changed {
                    $0.generated = nil
                    $0.patient = MsgHeadFixture.patient(other) + "<!-- \(Data(told).base64EncodedString()) -->"
                }, names: false),
        ]
    }

    @Test("are found, and those about the citizen told from those that a human must look at", arguments: cases)
    func found(_ one: Case) async throws {
        let journal = JournalMemory()
        let intake = Intake(
            journal: journal, directory: CurrentDirectory(Directory()), reaction: KITHIntakeTests.Quiet(),
            configuration: try Configuration.read(nil))
        let reception = try await intake.receive(one.bytes, at: KITHIntakeTests.now)
        let letter = try #require(reception.number)
        #expect(try await journal.read { try $0.letter(letter)?.subject } == nil, "The letter is filed under somebody.")
        let identifiers = [
            Identifier(system: IdentifierSystem.nationalNumber, value: Self.number),
            Identifier(system: "urn:kith:8116:lin:her:990000101", value: "77"),
        ]
        let found = try await UnfiledLetters.find(identifiers, in: journal)
        #expect(found.naming == (one.names == true ? [letter] : []))
        #expect(found.holding == (one.names == false ? [letter] : []))

        // The same when it comes while somebody erases.
        var late = try await UnfiledLetters.find(identifiers, in: JournalMemory())
        #expect(late.naming.isEmpty && late.holding.isEmpty)
        late = try await journal.read { [late] reader in
            var late = late
            try late.lookAtNewer(in: reader)
            return late
        }
        #expect(late.naming == found.naming && late.holding == found.holding)
    }

    @Test("are left alone when they are filed, or erased already") func filed() async throws {
        let journal = JournalMemory()
        let intake = Intake(
            journal: journal, directory: CurrentDirectory(Directory()), reaction: KITHIntakeTests.Quiet(),
            configuration: try Configuration.read(nil))
        var refused = PLOFixture.admitted
        refused.generated = nil
        #expect(try await intake.receive(PLOFixture.admitted.bytes, at: KITHIntakeTests.now).outcome == .accepted)
        for place in 0..<450 {
            refused.id = "refused-\(place)"
            #expect(try await intake.receive(refused.bytes, at: KITHIntakeTests.now).outcome == .refused)
        }
        let identifiers = [Identifier(system: IdentifierSystem.nationalNumber, value: Self.number)]
        // More than one slice of them.
        #expect(try await UnfiledLetters.find(identifiers, in: journal).naming == Set(2...451))
        _ = try await journal.commit(.people, at: KITHIntakeTests.now) { try $0.erase(.letter(2), who: "a", because: "b") }
        #expect(try await UnfiledLetters.find(identifiers, in: journal).naming == Set(3...451))
    }
}
