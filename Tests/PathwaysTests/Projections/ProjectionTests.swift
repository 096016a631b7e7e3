import Directory
import Exchange
import FHIR
import Journal
import Testing

@testable import Pathways

@Suite("The plan as FHIR has it") struct ProjectionTests {
    static let walking = Written.pathway(
        "walking",
        head: """
            scope: citizen
            starts: [by hand]
            # contact-role
            measurements: [{measurement: steps, title: \(Written.word("steps a day")), code: "http://loinc.org|55423-8", unit: "1", zones: [{zone: green, when: ">= 2000"}]}]
            goals: [{goal: walk, title: \(Written.word("Walks again")), measurement: steps, target: ">= 2000"}]
            """,
        steps: [
            Written.step("first", "opens: [{after start: yes}]"), Written.step("later", "opens: [{after step: first}]"),
        ])
    static let made = Case.norway().says(.admitted, at: "2026-02-02T08:40:00", ["class": "inpatient"]).running(walking)
        .does(.started(pathway: "walking", stay: nil), at: "2026-02-03T10:00:00")

    private func resources(_ made: Case, at: String = "2026-02-04T12:00:00") throws -> [Resource] {
        PlanProjection.resources(try made.plan(), library: made.library, at: made.instant(at))
    }

    private func resource(_ made: Case, _ type: String, _ id: String, at: String = "2026-02-04T12:00:00") throws -> Resource {
        try #require(try resources(made, at: at).first { $0.type == type && $0.id == id }, "\(type)/\(id)")
    }

    @Test("is a CarePlan for each run, with what has opened and what is to come") func carePlans() throws {
        #expect(try resources(Self.made).filter { $0.type == "CarePlan" }.compactMap(\.id).sorted() == ["7-plan-1", "7-plan-walking.1"])
        let plan = try resource(Self.made, "CarePlan", "7-plan-walking.1")
        #expect(plan.root.string("status") == "active" && plan.root.string("title") == "walking")
        #expect(plan.root.each("activity.reference.reference").compactMap(\.text) == ["Task/7-walking.1-first"])
        #expect(plan.root.each("activity.detail.description").compactMap(\.text) == ["later"])
        #expect(plan.root.string("goal.reference") == "Goal/7-goal-walking.1-walk")
        #expect(plan.root.first("encounter") == nil)
        for (deed, status) in [
            (Act.Deed.paused(what: "walking.1", until: nil), "on-hold"), (.stopped(run: "walking.1"), "revoked"),
        ] {
            let changed = Self.made.does(deed, text: "why", at: "2026-02-04T10:00:00")
            #expect(try resource(changed, "CarePlan", "7-plan-walking.1").root.string("status") == status)
        }
        let ids = try resources(Self.made).map { "\($0.type)/\($0.id ?? "")" }
        #expect(Set(ids).count == ids.count)
    }

    @Test("has the goals of the pathways and the citizen's own, and what matters") func goals() throws {
        let goal = try resource(Self.made, "Goal", "7-goal-walking.1-walk")
        #expect(goal.root.string("description.text") == "Walks again" && goal.root.string("lifecycleStatus") == "active")
        #expect(goal.root.string("target.detailQuantity.value") == "2000" && goal.root.string("target.detailQuantity.comparator") == ">=")
        #expect(goal.root.string("target.measure.coding.code") == "55423-8")
        let by = Self.made.instant("2026-05-17T10:00:00")
        let said = Self.made.does(.goalSet(OwnGoal(id: "dance", title: "Danse igjen", by: by)), at: "2026-02-04T09:00:00", by: .citizen)
            .does(.matters, text: "Å være hjemme", at: "2026-02-04T09:01:00", by: .citizen)
        let own = try resource(said, "Goal", "7-goal-own-dance")
        #expect(own.root.string("description.text") == "Danse igjen" && own.root.string("target.dueDate") == "2026-05-17")
        #expect(own.root.string("expressedBy.reference") == "Patient/7")
        #expect(try resource(said, "CarePlan", "7-plan-walking.1").root.string("note.text") == "Å være hjemme")
    }

    @Test("has one team, each organisation once, the contact first") func team() throws {
        let team = try resource(Self.made, "CareTeam", "7-team")
        let members = team.root.each("participant.member.display").compactMap(\.text)
        #expect(Set(members).count == members.count && members.contains("Vestnes sykehus"))
        #expect(members.first == "Fjordby kommune")
        #expect(team.root.string("participant.role.coding.code") == "contact")
        #expect(team.root.string("status") == "active")
    }

    // MARK: Tasks

    private func acts(_ made: Case, _ key: String, at: String, _ change: (Resource) -> Resource) throws -> [Act] {
        let (plan, now) = (try made.plan(), made.instant(at))
        let step = try #require(plan.step(key)?.step)
        let task = try #require(
            TaskProjection.tasks(plan, library: made.library, at: now).first { $0.id == TaskProjection.id(step, in: plan) })
        return try TaskChange(of: step, from: task, to: change(task), directory: Case.directory, at: now).acts()
    }

    @Test("answers an offer by its Task") func offers() throws {
        let to = Recipient.organisation(OrganisationID("storgata"))
        let made = ActTests.ready.does(.offered(step: "1/answer", to: to, answerBy: nil), at: "2026-02-05T12:00:00")
        let accepted = try acts(made, "1/answer", at: "2026-02-05T12:30:00") { $0.setting("status", to: "accepted") }
        #expect(accepted.map(\.deed) == [Act.Deed.accepted(step: "1/answer", by: to)])
        let declined = try acts(made, "1/answer", at: "2026-02-05T12:30:00") {
            $0.setting("status", to: "rejected").setting("statusReason.text", to: "no room")
        }
        #expect(declined == [Act(.declined(step: "1/answer", by: to, counter: nil), text: "no room")])
        // What they could do instead stands in the business status, or in a note that they add.
        let instead = Act(.declined(step: "1/answer", by: to, counter: "on Monday"), text: "no room")
        let businesslike = try acts(made, "1/answer", at: "2026-02-05T12:30:00") {
            $0.setting("status", to: "rejected").setting("statusReason.text", to: "no room").setting("businessStatus.text", to: "on Monday")
                .setting("note[0].text", to: "asked twice")
        }
        #expect(businesslike == [Act(.commented(step: "1/answer"), text: "asked twice"), instead])
        let noted = try acts(made, "1/answer", at: "2026-02-05T12:30:00") {
            $0.setting("status", to: "rejected").setting("statusReason.text", to: "no room").setting("note[0].text", to: "on Monday")
                .setting("note[1].text", to: "asked twice")
        }
        #expect(noted == [Act(.commented(step: "1/answer"), text: "asked twice"), instead])
        let sentence = "`businessStatus` says what could be done instead, with the status `rejected`. Leave it out."
        #expect(throws: PlanRefusal(sentence, at: "Task.businessStatus")) {
            try acts(made, "1/answer", at: "2026-02-05T12:30:00") {
                $0.setting("status", to: "accepted").setting("businessStatus.text", to: "on Monday")
            }
        }
        #expect(throws: PlanRefusal("`rejected` needs a reason. Say in `statusReason.text` why.", at: "Task.statusReason")) {
            try acts(made, "1/answer", at: "2026-02-05T12:30:00") { $0.setting("status", to: "rejected") }
        }
    }

    @Test(
        "says that its owner has seen it or is at it, and shows that until it is closed or given away",
        arguments: Step.Progress.Kind.allCases)
    func progress(_ kind: Step.Progress.Kind) throws {
        let at = "2026-02-05T12:30:00"
        let begun = try acts(ActTests.ready, "1/answer", at: at) { $0.setting("status", to: .string(kind.rawValue)) }
        #expect(begun == [Act(.begun(step: "1/answer", kind))])
        let made = ActTests.ready.does(.begun(step: "1/answer", kind), at: "2026-02-05T12:10:00")
        func status(_ made: Case) throws -> String? {
            TaskProjection.tasks(try made.plan(), library: made.library, at: made.instant(at)).first { $0.id == "7-1-answer" }?.root.string(
                "status")
        }
        #expect(try status(made) == kind.rawValue)
        let plan = try made.plan()
        #expect(Plan(json: plan.json) == plan && plan.steps("answer").last?.closing == nil && plan.deviations(made.history().facts).isEmpty)
        #expect(plan.work(at: made.instant(at), library: made.library).contains { $0.key == "1/answer" && $0.owner == "fjordby" })
        #expect(try status(made.does(.done(step: "1/answer"), at: "2026-02-05T12:20:00")) == "completed")
        #expect(
            try status(made.does(.assigned(step: "1/answer", to: OrganisationID("storgata")), at: "2026-02-05T12:20:00")) == "requested")
        #expect(try status(made.does(.reopened(step: "1/answer"), at: "2026-02-05T12:20:00")) == "requested")
        // One that rests goes on; one that is closed must be opened first.
        let resting = ActTests.ready.does(.paused(what: "1/answer", until: nil), text: "x", at: "2026-02-05T12:00:00")
        let resumed = try acts(resting, "1/answer", at: at) { $0.setting("status", to: .string(kind.rawValue)) }
        #expect(resumed.map(\.deed) == [.resumed(what: "1/answer"), .begun(step: "1/answer", kind)])
        #expect(throws: PlanRefusal("The step is closed. Open it again first, with the status `requested`.", at: "Task.status")) {
            try acts(ActTests.ready.does(.done(step: "1/answer"), at: "2026-02-05T12:00:00"), "1/answer", at: at) {
                $0.setting("status", to: .string(kind.rawValue))
            }
        }
    }

    @Test("tells several changes in one as several acts, and nothing as none") func several() throws {
        let at = "2026-02-05T12:30:00"
        #expect(try acts(ActTests.ready, "1/answer", at: at) { $0 } == [])
        let all = try acts(ActTests.ready, "1/answer", at: at) { task in
            task.setting("owner.identifier.system", to: "urn:helhet:directory").setting("owner.identifier.value", to: "storgata")
                .setting("note[0].text", to: "asked").setting("status", to: "completed")
                .setting("executionPeriod.end", to: "2026-02-05T11:20:00Z")
        }
        #expect(
            all == [
                Act(.assigned(step: "1/answer", to: OrganisationID("storgata"))), Act(.commented(step: "1/answer"), text: "asked"),
                Act(.done(step: "1/answer"), happened: ActTests.ready.instant("2026-02-05T12:20:00")),
            ])
    }

    @Test("a step that is done is not cancelled, and one that is cancelled not done, before it is opened again") func closed() throws {
        let done = ActTests.ready.does(.done(step: "1/answer"), at: "2026-02-05T12:00:00")
        let skipped = ActTests.ready.does(.skipped(step: "1/answer"), text: "no", at: "2026-02-05T12:00:00")
        for (made, status) in [(done, "cancelled"), (done, "on-hold"), (skipped, "completed")] {
            #expect(throws: PlanRefusal.self) {
                try acts(made, "1/answer", at: "2026-02-05T12:30:00") {
                    $0.setting("status", to: .string(status)).setting("statusReason.text", to: "why")
                }
            }
        }
        for made in [done, skipped] {
            let acts = try acts(made, "1/answer", at: "2026-02-05T12:30:00") { $0.setting("status", to: "requested") }
            #expect(acts.map(\.deed) == [.reopened(step: "1/answer")])
        }
    }
}
