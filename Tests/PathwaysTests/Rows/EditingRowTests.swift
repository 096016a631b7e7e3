import Directory
import FHIR
import Journal
import JournalMemory
import Testing

@testable import Exchange
@testable import Pathways

@Suite("A1.4 Two people work on one plan") struct EditingRowTests {
    /// A plan with two open steps, and a desk.
    struct Room: Sendable {
        let journal = JournalMemory()
        let desk: Desk
        let citizen: SubjectID
        let now: Instant

        init() async throws {
            let library = Written.library([
                Written.pathway(
                    "visit", head: "scope: citizen\nstarts: [by hand]",
                    steps: [Written.step("walk", "opens: [{after start: yes}]"), Written.step("see", "opens: [{after start: yes}]")])
            ])
            let reaction = PathwayReaction(directory: Case.directory, library: library)
            now = try #require(Instant("2026-02-05T12:30:00Z"))
            desk = Desk(
                journal: journal, directory: CurrentDirectory(Case.directory), reaction: reaction,
                configuration: try Configuration.read(nil),
                library: library)
            citizen = try await journal.commit(.people, at: now) { try $0.ensureSubject(Case.citizen) }
            try await desk.perform(Act(.started(pathway: "visit", stay: nil)), for: citizen, by: OrganisationID("fjordby"), at: now)
        }

        func plan() async throws -> Plan {
            let stored = try await journal.read { [citizen] in try $0.plan(of: citizen) }
            return try #require(stored.flatMap { Plan(json: $0.plan) })
        }

        func seen(_ target: String) async throws -> String { try #require(try await plan().stamp(of: target)) }

        /// Whether the act was taken; what came in between is the only ground to refuse it.
        func perform(_ deed: Act.Deed, by organisation: String, seen: String?, after seconds: Int64 = 60) async throws -> Bool {
            do {
                try await desk.perform(
                    Act(deed, text: "why"), for: citizen, by: OrganisationID(organisation), seen: seen, at: now.adding(seconds: seconds))
                return true
            } catch let error as JournalError {
                #expect(error.kind == .conflict)
                #expect(
                    error.message
                        == "It has changed since you saw it. Load the page again, look at how it stands now, and repeat what is still right."
                )
                return false
            }
        }
    }

    static let deeds: [(Act.Deed, Act.Deed)] = [
        (
            .moved(step: "visit.1/walk", due: Instant(seconds: 1_770_800_000)),
            .moved(step: "visit.1/walk", due: Instant(seconds: 1_770_900_000))
        ),
        (.skipped(step: "visit.1/walk"), .done(step: "visit.1/walk")),
        (.assigned(step: "visit.1/walk", to: OrganisationID("storgata")), .paused(what: "visit.1/walk", until: nil)),
        (.stopped(run: "visit.1"), .paused(what: "visit.1", until: nil)), (.matters, .matters),
    ]

    @Test(
        "A1.4: of two changes of the same that saw the same, one is taken and the other told to look again; then both stand",
        arguments: deeds.indices)
    func same(_ index: Int) async throws {
        let (one, other) = Self.deeds[index]
        let room = try await Room()
        let target = try #require(Act(one).target)
        #expect(Act(other).target == target)
        let seen = try await room.seen(target)
        async let first = room.perform(one, by: "fjordby", seen: seen)
        async let second = room.perform(other, by: "vestnes", seen: seen)
        let taken = try await [first, second]
        #expect(taken.count { $0 } == 1, "exactly one of them")
        let again = try await room.seen(target)
        #expect(again != seen, "both see that it has changed")
        // Whoever was refused looks again and may still mean it.
        let loser = taken[0] ? (other, "vestnes") : (one, "fjordby")
        #expect(try await room.perform(loser.0, by: loser.1, seen: again, after: 120))
        let facts = try await room.journal.read { try $0.history(of: room.citizen).facts }
        #expect(facts.compactMap { Act($0)?.deed }.count == 3, "the start and both changes are on record")
    }

    @Test("A1.4: changes of different things, and remarks, are in nobody's way") func parallel() async throws {
        let room = try await Room()
        let (walk, see) = (try await room.seen("visit.1/walk"), try await room.seen("visit.1/see"))
        async let first = room.perform(.commented(step: "visit.1/walk"), by: "storgata", seen: walk)
        async let second = room.perform(.skipped(step: "visit.1/see"), by: "vestnes", seen: see)
        #expect(try await [first, second] == [true, true])
        #expect(try await room.perform(.done(step: "visit.1/walk"), by: "fjordby", seen: walk, after: 120))
        let plan = try await room.plan()
        #expect(plan.steps("walk").first?.closing?.outcome == .done && plan.steps("see").first?.closing?.outcome == .skipped)
        #expect(plan.steps("walk").first?.adapting?.comments.count == 1)
    }

    @Test("A1.4: whatever twenty people write at once, nothing that was taken is lost") func many() async throws {
        let room = try await Room()
        let taken = try await withThrowingTaskGroup(of: String?.self) { group in
            for number in 0..<20 {
                group.addTask {
                    // Each looks until it is their turn, as people do.
                    for _ in 0..<200 {
                        let plan = try await room.plan()
                        let text = [plan.matters?.text, "\(number)"].compactMap { $0 }.joined(separator: " ")
                        do {
                            try await room.desk.perform(
                                Act(.matters, text: text), for: room.citizen, by: OrganisationID("fjordby"),
                                seen: plan.stamp(of: Act.mattersTarget), at: room.now.adding(seconds: 60))
                            return "\(number)"
                        } catch let error as JournalError where error.kind == .conflict { continue }
                    }
                    return nil
                }
            }
            return try await group.reduce(into: [String]()) { if let number = $1 { $0.append(number) } }
        }
        #expect(taken.count == 20)
        let words = try await room.plan().matters?.text.split(separator: " ").map(String.init) ?? []
        #expect(words.sorted() == taken.sorted(), "each wrote behind what the others had written")
    }

    @Test("A1.4: a step that is gone is not what it was") func gone() async throws {
        let room = try await Room()
        #expect(try await room.plan().stamp(of: "visit.1/none") == nil)
        #expect(try await room.perform(.done(step: "visit.1/none"), by: "fjordby", seen: "0123456789abcdef") == false)
    }
}
