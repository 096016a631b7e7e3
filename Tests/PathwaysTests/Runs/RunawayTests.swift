import Directory
import Exchange
import FHIR
import Journal
import Testing

@testable import Pathways

@Suite("A run that does not settle") struct RunawayTests {
    static let good = Written.pathway("good", head: "starts: [admitted]", steps: [Written.step("call", "opens: [{after: admitted}]")])

    /// The check refuses such a definition, so it is made behind its back.
    static func library(_ change: (inout PathwayDefinition) -> Void) throws -> PathwayLibrary {
        var loop = try PathwayDefinition.read(
            yaml: Written.pathway(
                "loop", head: "starts: [admitted]",
                steps: [
                    Written.step("a", "opens: [{after: admitted}]"), Written.step("b", "opens: [{after step: a}]"),
                    Written.step("weigh", within: "1 hour", "opens: [{after: admitted}]\nevery: 1 hour"),
                ]), file: "loop.yaml")
        change(&loop)
        return try PathwayLibrary(Written.library([good]).definitions + [loop])
    }

    static func plan(_ library: PathwayLibrary, _ made: Case = RunTests.stay) throws -> Plan {
        var made = made
        made.library = library
        let plan = try made.plan()
        #expect(plan.runs.map(\.key).sorted() == ["1", "1.good", "1.loop"])
        #expect(plan.runs[0].steps.count > 3 && plan.steps("call").count == 1)
        #expect(Plan(json: plan.json) == plan)
        return plan
    }

    @Test("is stopped, and its pathway's owner is told why; the other runs go on") func circle() throws {
        let plan = try Self.plan(Self.library { $0.steps[0].opens = [Trigger(.step("b", .done))] })
        let failed = try #require(plan.run(key: "1.loop"))
        #expect(failed.failure == "The steps a, b wait for each other. Let one of them come after an event." && failed.steps.isEmpty)
        #expect(plan.attentionTable == ["run-failed loop fjordby"])
        let item = try #require(
            plan.work(at: RunTests.stay.instant("2026-02-03T12:00:00"), library: Case.library).first { $0.key == "1.loop!failed" })
        #expect(item.owner == "fjordby" && item.state == .attention)
    }

    @Test("because a step comes without end is stopped too") func endless() throws {
        var made = RunTests.stay
        let start = made.instant("2026-02-02T09:00:00")
        for number in 1...(Limit.occasions + 1) {
            made.acts.append(
                (
                    Act(.done(step: number == 1 ? "1.loop/weigh" : "1.loop/weigh/\(number)")), start.adding(seconds: Int64(number) * 4_000),
                    .organisation(OrganisationID("fjordby"))
                ))
        }
        let plan = try Self.plan(Self.library { _ in }, made)
        let why = "The step weigh came more than 4000 times. Let it wait longer, or say how often it comes or what stops it."
        #expect(plan.run(key: "1.loop")?.failure == why)
        made.acts.removeLast(2)
        #expect(try Self.plan(Self.library { _ in }, made).run(key: "1.loop")?.failure == nil)
    }

    @Test("cannot be by an expression: one that takes too long counts as not met, and the owner is told") func condition() throws {
        let endless = try Condition("(0 | 1).repeat(iif($this < 100000000, $this + 1, {})).exists()", about: "Patient")
        let plan = try Self.plan(Self.library { $0.steps[0].condition = endless })
        #expect(plan.run(key: "1.loop")?.failure == nil && plan.steps("a").isEmpty)
        #expect(plan.attentionTable == ["condition-failed a fjordby"])
    }
}
