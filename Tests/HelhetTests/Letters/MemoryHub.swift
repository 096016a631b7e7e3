import Directory
import Exchange
import FHIR
import Journal
import JournalMemory
import Pathways

/// A whole hub without its executable: a fresh journal in memory, the shipped pathway, parties learned from letters.
struct MemoryHub {
    static let now = Instant("2026-01-01T00:00:00Z") ?? .distantPast

    let journal = JournalMemory()
    let directory = CurrentDirectory(Directory())
    let reaction: CurrentPathways
    let intake: Intake

    init() throws {
        let configuration = try Configuration.read(nil)
        reaction = CurrentPathways(
            directory: directory, library: try PathwayLibrary.shipped(), settings: PlanSettings(goLive: configuration.goLive))
        intake = Intake(journal: journal, directory: directory, reaction: reaction, configuration: configuration)
    }

    @discardableResult func receive(_ bytes: [UInt8], at now: Instant = Self.now) async throws -> Reception {
        try await intake.receive(bytes, at: now, skipsOthers: true)
    }

    func digest() async throws -> String { try await Audit(journal: journal, reaction: reaction).digest().hex }

    func findings() async throws -> [Finding] { try await Audit(journal: journal, reaction: reaction).findings() }

    /// The plans of all citizens.
    func plans() async throws -> [Plan] {
        try await journal.read { reader in
            try reader.roots(after: nil, limit: 1_000).compactMap { root in
                try reader.plan(of: root).flatMap { $0.stopped == nil ? Plan(json: $0.plan) : nil }
            }
        }
    }
}
