import Directory
import Exchange
import FHIR
import Journal
import JournalMemory
import Testing

@Suite("Norwegian letters taken in") struct KITHIntakeTests {
    /// Follows nothing: these tests read the record.
    struct Quiet: Reaction {
        func project(_ history: History, now: Instant) throws -> Projection { .nothing }
    }

    static let now = Instant(seconds: 1_768_500_000)

    /// What stands of the one citizen after the letters, and the receipt codes, in the order given.
    static func record(of letters: [[UInt8]]) async throws -> (record: Record, receipts: [String?]) {
        let journal = JournalMemory()
        let intake = Intake(
            journal: journal, directory: CurrentDirectory(Directory()), reaction: Quiet(), configuration: try Configuration.read(nil))
        var receipts: [String?] = []
        for letter in letters { receipts.append(try await intake.receive(letter, at: now).receiptCode) }
        let record = try await journal.read { reader in
            try reader.roots(after: nil, limit: 10).map { try Record(reading: reader.history(of: $0)) }
        }
        return (try #require(record.first), receipts)
    }

    static func version(_ id: String, _ service: String, at time: String) -> [UInt8] {
        let text = String(decoding: KITHMessageFixture.summary(id: id, service: service), as: UTF8.self)
        return Array(text.replacing("<GenDate V=\"2026-01-14T12:00:00\"/>", with: "<GenDate V=\"\(time)\"/>").utf8)
    }

    @Test(
        "an epikrise is replaced and taken back by its document's id, whatever order they come in",
        arguments: [[0, 1, 2], [2, 1, 0], [1, 2, 0]])
    func summary(order: [Int]) async throws {
        let versions = [
            Self.version("summary-1", "N", at: "2026-01-14T12:00:00"), Self.version("summary-2", "M", at: "2026-01-14T13:00:00"),
            Self.version("summary-3", "C", at: "2026-01-14T14:00:00"),
        ]
        let (record, receipts) = try await Self.record(of: order.map { versions[$0] })
        #expect(receipts == ["1", "1", "1"])
        #expect(record.letters.map(\.letter.letter.id) == ["summary-1", "summary-2", "summary-3"])
        #expect(record.letters.map(\.isCancelled) == [true, true, false])
        #expect(!(record.loose + record.stays.flatMap(\.events)).contains { $0.kind == .dischargeSummary })

        let (changed, _) = try await Self.record(of: order.filter { $0 < 2 }.map { versions[$0] })
        #expect(changed.letters.map(\.isCancelled) == [true, false])
        #expect((changed.loose + changed.stays.flatMap(\.events)).filter { $0.kind == .dischargeSummary }.count == 1)
    }

    @Test("a stay is read from its letters, and a restated admission is not another one") func stay() async throws {
        var ready = PLOFixture.ready
        ready.id = "ready-1"
        ready.generated = "2026-01-12T10:00:00"
        let (record, _) = try await Self.record(of: [ready.bytes, PLOFixture.admitted.bytes])
        #expect(record.stays.count == 1)
        #expect(record.stays.first?.hospital.description == "her:990000101")
        #expect(record.stays.first?.events.map(\.kind) == [.admitted, .readyForDischarge])
    }

    @Test("a refused letter is answered by its code") func refused() async throws {
        let intake = Intake(
            journal: JournalMemory(), directory: CurrentDirectory(Directory()), reaction: Quiet(),
            configuration: try Configuration.read(nil))
        var fixture = PLOFixture.admitted
        fixture.patient = MsgHeadFixture.patient(NorwegianNumber.wrong)
        let reception = try await intake.receive(fixture.bytes, at: Self.now)
        #expect(reception.outcome == .refused)
        let receipt = try KITHReading.letter(try #require(reception.answer).bytes)
        #expect(receipt.receipt?.verdict == .rejected)
        #expect(receipt.receipt?.problems.map(\.code) == ["E31"])
        #expect(receipt.receipt?.answers == fixture.id)
        #expect(receipt.receivers.first?.party.innermost.description == "her:990000102")
    }
}
