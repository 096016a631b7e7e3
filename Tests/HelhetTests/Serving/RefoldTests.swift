import Directory
import Exchange
import FHIR
import Journal
import Logging
import Running
import Testing

@testable import Pathways
@testable import helhet

@Suite("The engine of a hub that serves") struct RefoldTests {
    @Test("forgets what another program has erased, and nothing as long as nothing was") func erased() async throws {
        let program = try Program()
        defer { program.remove() }
        let now = try #require(Instant("2026-01-05T12:00:00Z"))
        let hub = try await Hub.open(try Configuration.read(nil, flags: ["store": program.store]))
        let citizen = try #require(try await hub.intake.receive(Fixture.Notification().bytes, at: now).citizen)
        let engine = try #require(hub.reaction as? CurrentPathways)
        let service = RefoldService(hub: hub, clock: { now }, logger: Logger(label: "test"))
        func remembers() -> Bool { !engine.roster.memories.memory(of: citizen).drafts.isEmpty }
        try await service.work()
        #expect(remembers() && engine.lastErasure == 0)
        // Another program has another engine over the same store.
        let other = try await Hub.over(hub.journal, hub.configuration)
        let erasure = try await other.erase(.citizen(citizen, unfiled: []), by: "A. N.", because: "Case 1.", at: now).erasure
        #expect(remembers(), "as long as nobody has looked")
        try await service.work()
        #expect(!remembers() && engine.lastErasure == erasure.number)
        try await service.work()
        #expect(engine.lastErasure == erasure.number)
        try await hub.close()
    }
}
