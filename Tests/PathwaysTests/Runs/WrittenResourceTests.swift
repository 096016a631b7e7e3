import Directory
import Exchange
import FHIR
import Journal
import JournalMemory
import Testing

@testable import Pathways

@Suite("What clients write") struct WrittenResourceTests {
    static let definition = Written.pathway(
        "copd", head: "scope: citizen\nstarts: [{resource: Condition, where: \"code.coding.where(code.startsWith('J44')).exists()\"}]",
        steps: [Written.step("first", "opens: [{after start: yes}]")])

    @Test("starts a pathway in the commit that says it, stays said when it is corrected, and is read only when a definition asks")
    func starts()
        async throws
    {
        let journal = JournalMemory()
        let reaction = PathwayReaction(directory: Case.directory, library: Written.library([Self.definition]))
        #expect(reaction.resourceTypes == ["Condition"])
        #expect(PathwayReaction(directory: Case.directory, library: Case.library).resourceTypes.isEmpty)
        let now = try #require(Instant("2026-02-05T12:30:00Z"))
        let citizen = try await journal.commit(.people, at: now) { try $0.ensureSubject(Case.citizen) }
        func write(_ json: String, at now: Instant) async throws {
            try await journal.commit(.people, at: now) { writer in
                let stored = try writer.put(Resource(json: Array(json.utf8)), id: "c1", subject: citizen, source: .act(0), ifVersion: nil)
                let change = ResourceChange(stored.version == 1 ? .made : .changed, "Condition", "c1", version: stored.version)
                try writer.say(Fact(of: citizen, changed: [change], custodian: "fjordby", said: now))
                try writer.react(reaction, to: citizen, owner: "fjordby")
            }
        }
        try await write(RunTests.j44.replacing("J44.9", with: "I10"), at: now)
        #expect(try await journal.read { try $0.plan(of: citizen)?.digest } == nil)
        try await write(RunTests.j44, at: now.adding(seconds: 60))
        try await write(RunTests.j44.replacing("J44.9", with: "I10"), at: now.adding(seconds: 120))
        let stored = try await journal.read { try $0.plan(of: citizen) }
        let plan = try #require(stored.flatMap { Plan(json: $0.plan) })
        #expect(plan.runs.map(\.key) == ["copd.1"] && plan.runs[0].start == now.adding(seconds: 60))
        let work = try await journal.read { reader in
            var query = WorkQuery()
            query.owner = "fjordby"
            return try reader.work(query)
        }
        #expect(work.map(\.key).contains("copd.1/first"))
        #expect(try await Audit(journal: journal, reaction: reaction).findings().isEmpty)
    }
}
