import Directory
import Exchange
import FHIR
import Journal
import Testing

@testable import Pathways

@Suite("A1.3 The next version is made of why plans differ") struct RevisionRowTests {
    static let first = Written.pathway(
        "home", head: "sign-off: [hospital]\nsigned: [{role: hospital, by: Head of ward, on: 2012-01-01}]\nstarts: [discharged]",
        steps: [
            Written.step("call", within: "1 day", "opens: [{after start: yes}]"),
            Written.step("visit", within: "3 days", "opens: [{after step: call}]"),
            Written.step("diary", "opens: [{after start: yes}]"), Written.step("pills", "opens: [{after start: yes}]"),
            Written.step(
                "report", "opens: [{after start: yes}]\ndue: [{within: 1 day, basis: national rule, source: a law, verified: no}]"),
        ])

    /// Ten citizens who came home; what somebody did otherwise, and why.
    static func plans(_ library: PathwayLibrary? = nil) throws -> [(plan: Plan, facts: [Fact])] {
        try (0..<10).map { number in
            var made = Case.norway().says(.admitted, at: "2026-02-02T08:40:00", ["class": "inpatient"]).says(
                .discharged, at: "2026-02-05T12:00:00"
            ).running(first)
            if let library { made.library = library }
            func step(_ id: String) -> String { "1.home/\(id)" }
            // The first call is moved by most: to fifty hours after going home by three, sixty by three.
            if number < 6 {
                let due = made.instant(number < 3 ? "2026-02-07T14:00:00" : "2026-02-08T00:00:00")
                made = made.does(
                    .moved(step: step("call"), due: due), text: number % 2 == 0 ? "Weekend" : " weekend ", at: "2026-02-05T13:00:00")
            }
            if number < 7 { made = made.does(.skipped(step: step("diary")), text: "nobody reads it", at: "2026-02-05T14:00:00") }
            if number < 8 {
                made = made.does(
                    .assigned(step: step("pills"), to: OrganisationID("storgata")), text: "knows the list", at: "2026-02-05T14:10:00")
            }
            if number > 3 {
                let own = OwnStep(
                    id: "own-\(number)", run: "1.home", title: "Ring dattera", owner: OrganisationID("fjordby"),
                    due: made.instant("2026-02-06T14:30:00"))
                made = made.does(.added(own), text: "she asked", at: "2026-02-05T14:30:00")
            }
            // What only few do, what the law says, and what others wait for, no rule changes.
            if number < 2 { made = made.does(.skipped(step: step("pills")), text: "rare", at: "2026-02-06T14:00:00") }
            made = made.does(
                .moved(step: step("report"), due: made.instant("2026-02-20T12:00:00")), text: "busy", at: "2026-02-05T15:00:00")
            if number < 9 { made = made.does(.skipped(step: step("call")), text: "was seen today", at: "2026-02-05T16:00:00") }
            var plan = try made.plan()
            plan.subject = SubjectID(Int64(number + 1))
            return (plan, made.history().facts)
        }
    }

    static func revision() throws -> Revision {
        let definition = try PathwayDefinition.read(yaml: first, file: "first.yaml")
        return Revision.make(of: definition, plans: try plans(), version: "2", from: try #require(Day("2026-06-01")))
    }

    @Test("A1.3: version 2 says what the top reasons ask for, and lists what only people can decide") func derived() throws {
        let revision = try Self.revision()
        #expect(
            revision.proposals.map { "\($0.count.step ?? "") \($0.count.kind) \($0.count.count) \($0.count.reason)" } == [
                "report moved 10 busy", "call skipped 9 was seen today", "pills assigned 8 knows the list",
                "diary skipped 7 nobody reads it",
                "call moved 6 weekend", "ring-dattera added 6 she asked",
            ])
        #expect(
            revision.proposals.map(\.change) == [
                nil, nil, .owner(role: "general-practice"), .removed, .due(within: .days(3)), .added("ring-dattera"),
            ])
        for proposal in revision.proposals { #expect(Set(proposal.count.deviations.map(\.citizen)).count == proposal.count.count) }
        let old = try DefinitionTree.read(yaml: Self.first, file: "first.yaml")
        let told = DefinitionDifference.all(from: old, to: revision.tree).map(\.description)
        #expect(told.contains("step call: \"due\", \"within\" was 1 day, is 3 days"))
        #expect(told.contains("step pills: \"owner\" was municipality, is general-practice"))
        #expect(told.contains("step diary: is gone: diary") && told.contains("step ring-dattera: is new: Ring dattera"))
        #expect(!told.contains { $0.hasPrefix("step report") || $0.hasPrefix("step visit") })
    }

    @Test("A1.3: version 2 is a draft that nobody has signed; signed and published it runs for those who come after") func published()
        throws
    {
        let revision = try Self.revision()
        let yaml = revision.tree.yaml
        let draft = PathwayDefinition.check(yaml: yaml, file: "second.yaml")
        #expect(draft.mistakes.map(\.description) == [])
        #expect(draft.definition?.publication.status == .draft && draft.definition?.publication.missing == ["hospital"])
        #expect(draft.definition?.sources.map(\.what) == ["step pills", "step diary", "step call", "step ring-dattera"])
        #expect(draft.definition?.sources.last?.location == "added 6 times: she asked")
        let unsigned = yaml.replacing("status: draft", with: "status: published")
        #expect(!PathwayDefinition.check(yaml: unsigned, file: "second.yaml").mistakes.isEmpty)
        let signed = unsigned + "signed: [{role: hospital, by: Head of ward, on: 2026-05-01}]\n"
        let library = Written.library([Self.first, signed])
        #expect(library.definition("home", on: try #require(Day("2026-05-31")))?.version == "1")
        #expect(library.definition("home", on: try #require(Day("2026-06-01")))?.version == "2")
        let later = Case.norway().says(.admitted, at: "2026-06-02T08:40:00", ["class": "inpatient"]).says(
            .discharged, at: "2026-06-05T12:00:00")
        var run = later
        run.library = library
        let plan = try run.plan()
        #expect(plan.run(key: "1.home")?.version == "2")
        #expect(plan.run(key: "1.home")?.steps.map(\.id) == ["call", "visit", "pills", "report", "ring-dattera"])
        #expect(plan.steps("pills").first?.owner == OrganisationID("storgata"))
        #expect(plan.steps("call").first?.due == later.instant("2026-06-09T00:00:00"))
        // Those who were under way keep the version that they began on.
        #expect(try Self.plans(library).allSatisfy { $0.plan.run(key: "1.home")?.version == "1" })
    }

    @Test("A1.3: nothing that people do with a step blocks, and each deviation is one in the count of its step, kind and reason")
    func counted() throws {
        let plans = try Self.plans()
        let deviations = plans.flatMap { $0.plan.deviations($0.facts) }
        let kinds: Set<Fact.Kind> = [.stepSkipped, .stepMoved, .stepAdded, .stepAssigned]
        #expect(deviations.count == plans.flatMap(\.facts).count { kinds.contains($0.kind) } && deviations.count == 48)
        let counts = Deviation.counts(deviations)
        #expect(counts.first { $0.step == "call" && $0.kind == .skipped }?.count == 9)
        #expect(counts.filter { $0.step == "pills" }.map(\.count).sorted() == [2, 8])
        for (plan, facts) in plans { #expect(plan.attention.allSatisfy { $0.kind != .actWithoutPlace } && !facts.isEmpty) }
    }
}
