import Directory
import Exchange
import FHIR
import Journal
import Testing

@testable import Pathways

@Suite("A goal that something measures") struct MeasuredGoalTests {
    static func observation(_ value: String, unit: String, at: String, status: String = "final", code: String = "41950-7") -> String {
        """
        {"resourceType":"Observation","status":"\(status)","code":{"coding":[{"system":"http://loinc.org","code":"\(code)"}]},
         "effectiveDateTime":"\(at)","valueQuantity":{"value":\(value),"unit":"\(unit)","system":"http://unitsofmeasure.org","code":"\(unit)"}}
        """
    }

    /// A pathway with one measurement and a goal of it, begun on 3 February.
    static func made(unit: String, target: String, zones: String = "[{zone: green, when: \">= 0\"}]") -> Case {
        Case.norway().says(.admitted, at: "2026-02-02T08:40:00", ["class": "inpatient"]).running(
            Written.pathway(
                "walking",
                head: """
                    scope: citizen
                    starts: [by hand]
                    ends: [{after: died}, {after step: first}]
                    measurements: [{measurement: steps, title: \(Written.word("steps")), code: "http://loinc.org|41950-7", unit: "\(unit)", zones: \(zones)}]
                    goals: [{goal: walk, title: \(Written.word("Walks again")), measurement: steps, target: "\(target)"}, {goal: rest, title: \(Written.word("Rests"))}]
                    """,
                steps: [
                    Written.step("first", "opens: [{after start: yes}]"),
                    Written.step("call", "opens: [{after measurement: steps, zone: green}]"),
                ])
        ).does(.started(pathway: "walking", stay: nil), at: "2026-02-03T10:00:00")
    }

    static func wrote(_ made: Case, _ value: String, _ unit: String, _ at: String, id: String = "o1", told: String? = nil) -> Case {
        made.writes(observation(value, unit: unit, at: at), id: id, at: told ?? at)
    }

    func goal(_ made: Case, at: String = "2026-02-20T12:00:00") throws -> Element {
        let resources = PlanProjection.resources(try made.plan(), library: made.library, at: made.instant(at))
        return try #require(resources.first { $0.type == "Goal" && $0.id == "7-goal-walking.1-walk" }).root
    }

    func achievement(_ made: Case) throws -> GoalAchievement? {
        let plan = try made.plan()
        let definition = try #require(made.library.definition("walking", version: "1"))
        #expect(Plan(json: plan.json) == plan)
        return try #require(plan.run(key: "walking.1")).achievement(
            of: try #require(definition.goal("walk")), own: plan.goals.first { $0.goal.id == "walk" })
    }

    @Test("is reached when the latest value reaches its target, and no longer when a later one does not") func latest() throws {
        var made = Self.made(unit: "1", target: ">= 2000")
        #expect(try achievement(made) == nil && goal(made).string("achievementStatus.coding.code") == nil)
        made = Self.wrote(made, "1999", "1", "2026-02-05T08:00:00Z")
        #expect(try achievement(made)?.isReached == false && goal(made).string("achievementStatus.coding.code") == "in-progress")
        made = Self.wrote(made, "2000", "1", "2026-02-06T08:00:00Z", id: "o2")
        #expect(try achievement(made)?.isReached == true && goal(made).string("achievementStatus.coding.code") == "achieved")
        #expect(try goal(made).string("lifecycleStatus") == "active" && goal(made).string("statusDate") == "2026-02-06")
        // What is told late of an earlier time changes nothing; what is taken back counts no more.
        made = Self.wrote(made, "10", "1", "2026-02-04T08:00:00Z", id: "o3", told: "2026-02-07T08:00:00Z")
        #expect(try achievement(made)?.isReached == true)
        let corrected = made.writes(
            Self.observation("2000", unit: "1", at: "2026-02-06T08:00:00Z", status: "entered-in-error"), id: "o2",
            at: "2026-02-08T08:00:00Z")
        #expect(try achievement(corrected)?.reading.value == "1999")
        made = Self.wrote(made, "800", "1", "2026-02-09T08:00:00Z", id: "o4")
        #expect(try achievement(made)?.isReached == false)
    }

    @Test("counts nothing from before its pathway began, and says at the end whether it was reached") func ends() throws {
        let before = Self.wrote(Self.made(unit: "1", target: ">= 2000"), "9000", "1", "2026-02-01T08:00:00Z")
        #expect(try achievement(before) == nil)
        for (value, status) in [("2500", "achieved"), ("100", "not-achieved")] {
            let over = Self.wrote(before, value, "1", "2026-02-05T08:00:00Z", id: "o2").does(
                .done(step: "walking.1/first"), at: "2026-02-06T12:00:00")
            #expect(try goal(over).string("lifecycleStatus") == "completed" && goal(over).string("achievementStatus.coding.code") == status)
        }
    }

    @Test("is what the citizen says it is") func own() throws {
        let made = Self.wrote(Self.made(unit: "1", target: ">= 2000"), "600", "1", "2026-02-05T08:00:00Z")
        #expect(try achievement(made)?.isReached == false)
        let own = made.does(.goalSet(OwnGoal(id: "walk", title: "To the shop", target: ">= 500")), at: "2026-02-06T08:00:00", by: .citizen)
        #expect(try achievement(own)?.isReached == true)
        #expect(
            try goal(own).string("description.text") == "To the shop" && goal(own).string("achievementStatus.coding.code") == "achieved")
    }

    // MARK: Units

    struct Row: Sendable {
        var value: String
        var unit: String
        var own: String
        var reads: String
    }

    static let rows = [
        Row(value: "132.2774", unit: "[lb_av]", own: "kg", reads: "60.00"), Row(value: "60000", unit: "g", own: "kg", reads: "60"),
        Row(value: "16", unit: "kPa", own: "mm[Hg]", reads: "120.0"), Row(value: "104", unit: "[degF]", own: "Cel", reads: "40"),
        Row(value: "0.88", unit: "1", own: "%", reads: "88"), Row(value: "1.5", unit: "/s", own: "/min", reads: "90"),
        Row(value: "700", unit: "{steps}/d", own: "/d", reads: "700"),
    ]

    @Test("reads a value in another unit of the same dimension as it would be in its own", arguments: rows.indices) func converted(
        _ index: Int
    ) throws {
        let row = Self.rows[index]
        let made = Self.wrote(Self.made(unit: row.own, target: ">= 1"), row.value, row.unit, "2026-02-05T08:00:00Z")
        let reading = try #require(achievement(made)?.reading)
        let (value, expected) = (try #require(Double(reading.value)), try #require(Double(row.reads)))
        #expect(abs(value - expected) < 0.02, "\(row.value) \(row.unit) is \(reading.value) \(row.own)")
        #expect(try made.plan().run(key: "walking.1")?.unread == [] && made.plan().attention.isEmpty)
    }

    @Test("a converted value opens what its zone opens") func zones() throws {
        let zones = "[{zone: red, when: \"< 88\"}, {zone: green, when: \">= 88\"}]"
        let made = Self.made(unit: "%", target: ">= 92", zones: zones)
        #expect(try Self.wrote(made, "0.879", "1", "2026-02-05T08:00:00Z").plan().steps("call").isEmpty)
        #expect(try Self.wrote(made, "0.88", "1", "2026-02-05T08:00:00Z").plan().steps("call").count == 1)
    }

    @Test(
        "a value whose unit cannot be converted is put before the coordinator, and changes nothing",
        arguments: ["L", "kg/m2", "nonsense", "[iU]"])
    func unreadable(_ unit: String) throws {
        let made = Self.wrote(Self.made(unit: "kg", target: ">= 1"), "60", "kg", "2026-02-05T08:00:00Z")
        let strange = Self.wrote(made, "12", unit, "2026-02-06T08:00:00Z", id: "o2")
        let run = try #require(strange.plan().run(key: "walking.1"))
        #expect(run.unread.map { "\($0.value) \($0.unit ?? "")" } == ["12 \(unit)"] && run.latest.map(\.value) == ["60"])
        #expect(try strange.plan().attentionTable == ["unit-unreadable steps fjordby"])
        let plan = try strange.plan()
        #expect(Plan(json: plan.json) == plan)
        let work = plan.work(at: strange.instant("2026-02-07T12:00:00"), library: strange.library)
        #expect(work.contains { $0.key == "walking.1!unit/steps/\(unit)" && $0.owner == "fjordby" })
        let seen = try strange.does(.seen(attention: "walking.1!unit/steps/\(unit)"), at: "2026-02-08T12:00:00").plan()
        #expect(seen.attention.allSatisfy { $0.seen != nil })
    }

    // MARK: What people say

    func rest(_ made: Case, at: String = "2026-02-20T12:00:00") throws -> Element {
        let resources = PlanProjection.resources(try made.plan(), library: made.library, at: made.instant(at))
        return try #require(resources.first { $0.type == "Goal" && $0.id == "7-goal-walking.1-rest" }).root
    }

    @Test("that nothing measures is reached when somebody says so, and not when it was dropped") func said() throws {
        var made = Self.made(unit: "1", target: ">= 2000")
        #expect(try rest(made).string("achievementStatus.coding.code") == nil)
        made = made.does(.goalSet(OwnGoal(id: "rest", title: "In the garden")), at: "2026-02-05T08:00:00", by: .citizen)
        made = made.does(.goalSet(OwnGoal(id: "rest", title: nil, isReached: false)), at: "2026-02-06T08:00:00")
        #expect(try rest(made).string("achievementStatus.coding.code") == "in-progress")
        made = made.does(.goalSet(OwnGoal(id: "rest", title: nil, isReached: true)), at: "2026-02-07T08:00:00")
        #expect(try rest(made).string("achievementStatus.coding.code") == "achieved" && rest(made).string("statusDate") == "2026-02-07")
        // Whoever says that it is reached takes away nothing of what the citizen said it is.
        #expect(try rest(made).string("description.text") == "In the garden")
        let dropped = made.does(.goalDropped("rest"), at: "2026-02-08T08:00:00")
        #expect(try rest(dropped).string("lifecycleStatus") == "cancelled" && dropped.plan().goals.map(\.isDropped) == [true])
        let again = dropped.does(.goalSet(OwnGoal(id: "rest", title: nil, isReached: false)), at: "2026-02-09T08:00:00")
        #expect(try rest(again).string("lifecycleStatus") == "active" && again.plan().goals.map(\.isDropped) == [false])
        for plan in [try made.plan(), try dropped.plan(), try again.plan()] { #expect(Plan(json: plan.json) == plan) }
    }

    @Test("that is measured is what the measurement says, whatever people say") func saidAndMeasured() throws {
        let made = Self.wrote(Self.made(unit: "1", target: ">= 2000"), "600", "1", "2026-02-05T08:00:00Z")
            .does(.goalSet(OwnGoal(id: "walk", title: nil, isReached: true)), at: "2026-02-06T08:00:00")
        #expect(try goal(made).string("achievementStatus.coding.code") == "in-progress")
    }

    @Test("that is the citizen's own is cancelled when it is dropped, and one that nobody ever set is none") func ownDropped() throws {
        let made = Self.made(unit: "1", target: ">= 2000")
            .does(.goalSet(OwnGoal(id: "own-1", title: "Dance")), at: "2026-02-05T08:00:00", by: .citizen)
            .does(.goalDropped("own-1"), at: "2026-02-06T08:00:00", by: .citizen)
            .does(.goalDropped("own-2"), at: "2026-02-06T08:00:00", by: .citizen)
        let plan = try made.plan()
        #expect(plan.goals.map(\.isDropped) == [true] && Plan(json: plan.json) == plan)
        let resources = PlanProjection.resources(plan, library: made.library, at: made.instant("2026-02-07T08:00:00"))
        let goals = resources.filter { $0.type == "Goal" && $0.root.string("description.text") == "Dance" }.map(\.root)
        #expect(goals.map { $0.string("lifecycleStatus") } == ["cancelled"] && goals[0].string("startDate") == "2026-02-05")
    }
}
