import Directory
import FHIR
import Journal
import JournalMemory
import Testing

@testable import Exchange

@Suite("Who a letter is about") struct IdentityTests {
    private static let other = "6201015678"

    private static func notice(_ id: String, _ identifiers: [(system: String, value: String)]) -> [UInt8] {
        var notice = Notice()
        (notice.id, notice.envelope, notice.identifiers) = (id, "envelope-\(id)", identifiers)
        return notice.json
    }

    /// How many citizens the letters make, and what a human is asked to look at.
    private static func citizens(_ letters: [[UInt8]]) async throws -> (count: Int, attention: [String?]) {
        let journal = JournalMemory()
        let intake = Intake(
            journal: journal, directory: CurrentDirectory(Directory()), reaction: KITHIntakeTests.Quiet(),
            configuration: try Configuration.read(nil))
        for letter in letters { #expect(try await intake.receive(letter, at: KITHIntakeTests.now).outcome == .accepted) }
        return try await journal.read { reader in
            (
                try reader.roots(after: nil, limit: 10).filter { try !reader.history(of: $0).letters.isEmpty }.count,
                try (1...letters.count).map { try reader.letter(Int64($0))?.attention }
            )
        }
    }

    @Test("is not told by a number without a system") func noSystem() async throws {
        let letters = [
            Self.notice("one", [(MessageFixture.cprSystem, MessageFixture.cpr), ("", "12345")]),
            Self.notice("two", [(MessageFixture.cprSystem, Self.other), ("", "12345")]),
        ]
        for order in letters.permutations {
            let (count, attention) = try await Self.citizens(order)
            #expect(count == 2)
            #expect(attention == [nil, nil])
        }
    }

    @Test("is put before a human when it has two national numbers") func twoNumbers() async throws {
        let (count, attention) = try await Self.citizens([
            Self.notice("one", [(MessageFixture.cprSystem, MessageFixture.cpr), (MessageFixture.cprSystem, Self.other)])
        ])
        #expect(count == 1)
        #expect(attention == ["The letter's citizen has several national numbers; check with the sender that they are one person's."])

        var norwegian = PLOFixture.admitted
        let second = NorwegianNumber.synthetic(day: 18)
        norwegian.patient = norwegian.patient.map { "\($0)<Ident><Id>\(second)</Id><TypeId V=\"FNR\"/></Ident>" }
        #expect(try await Self.citizens([norwegian.bytes]).attention != [nil])
    }

    @Test("is not told by a local number that another citizen has") func sharedNumber() async throws {
        let letters = [
            Self.notice("one", [(MessageFixture.cprSystem, MessageFixture.cpr), ("urn:oid:1.2.3", "12345")]),
            Self.notice("two", [(MessageFixture.cprSystem, Self.other), ("urn:oid:1.2.3", "12345")]),
        ]
        for order in letters.permutations {
            let (count, attention) = try await Self.citizens(order)
            #expect(count == 2)
            #expect(
                attention == [
                    nil, "The letter writes a number that another citizen has; it was left out. Check with the sender whose it is.",
                ])
        }
    }

    @Test("is one citizen with a CPR and a replacement number, and needs nobody") func replacement() async throws {
        let (count, attention) = try await Self.citizens([
            Self.notice(
                "one", [(MessageFixture.cprSystem, MessageFixture.cpr), (MessageFixture.replacementSystem, MessageFixture.replacement)])
        ])
        #expect(count == 1)
        #expect(attention == [nil])
    }
}
