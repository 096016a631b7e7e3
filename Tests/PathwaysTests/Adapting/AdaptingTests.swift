import Directory
import Exchange
import FHIR
import Journal
import Samples
import Testing

@testable import Pathways

@Suite("A1.3 Standard and individual side by side") struct AdaptingTests {
    static let ready = ActTests.ready

    func step(_ made: Case, _ id: String) throws -> Step {
        try #require(made.plan().runs.first?.steps.last { $0.id == id })
    }

    @Test("a step that somebody moves is due then, says when it was due, and can be put back") func moved() throws {
        let due = Self.ready.instant("2026-02-09T12:00:00")
        var made = Self.ready.does(.moved(step: "1/answer", due: due), text: "they asked for time", at: "2026-02-05T12:00:00")
        let moved = try step(made, "answer")
        #expect(moved.due == due && moved.adapting?.isMoved == true)
        #expect(moved.adapting?.movedFrom == made.instant("2026-02-05T13:50:00"))
        #expect(moved.state(at: made.instant("2026-02-06T12:00:00")) == .open)
        made = made.does(.restored(step: "1/answer"), at: "2026-02-05T12:30:00")
        let restored = try step(made, "answer")
        #expect(restored.due == made.instant("2026-02-05T13:50:00") && restored.adapting == nil)
    }

    @Test("a step of one's own is owed, done and undone as any other") func added() throws {
        let own = OwnStep(
            id: "own-1", run: "1", title: "Ring dattera", owner: OrganisationID("fjordby"), due: Self.ready.instant("2026-02-06T12:00:00"))
        var made = Self.ready.does(.added(own), text: "she asked", at: "2026-02-05T12:00:00")
        let added = try step(made, "own-1")
        #expect(added.key == "1/own-1" && added.adapting?.title == "Ring dattera" && added.role == "municipality")
        #expect(added.state(at: made.instant("2026-02-06T13:00:00")) == .late)
        let plan = try made.plan()
        let work = plan.work(at: made.instant("2026-02-06T13:00:00"), library: made.library).first { $0.key == "1/own-1" }
        #expect(work?.owner == "fjordby")
        #expect(work.flatMap { WorkContent(json: $0.content) }?.title == "Ring dattera")
        #expect(Plan(json: plan.json) == plan)
        made = made.does(.done(step: "1/own-1"), at: "2026-02-06T14:00:00")
        #expect(try step(made, "own-1").closing?.outcome == .done)
        made = made.does(.reopened(step: "1/own-1"), at: "2026-02-06T15:00:00")
        #expect(try step(made, "own-1").closing == nil)
        let tasks = TaskProjection.tasks(try made.plan(), library: made.library, at: made.instant("2026-02-07T12:00:00"))
        #expect(tasks.contains { $0.id == "7-1-own-1" && $0.root.string("code.text") == "Ring dattera" })
    }

    @Test("a step that is replaced is not done, and another is; putting it back takes the other away") func replaced() throws {
        let own = OwnStep(id: "own-2", run: "1", title: "Ringe i staden", owner: OrganisationID("fjordby"), due: nil)
        var made = Self.ready.does(.replaced(step: "1/admission-report", by: own), text: "by telephone", at: "2026-02-02T10:00:00")
        #expect(try step(made, "admission-report").closing?.outcome == .skipped)
        #expect(try step(made, "own-2").adapting?.replaces == "1/admission-report")
        made = made.does(.restored(step: "1/admission-report"), at: "2026-02-02T11:00:00")
        #expect(try step(made, "admission-report").closing == nil)
        #expect(try made.plan().steps("own-2").isEmpty)
    }

    @Test("a pathway that rests owes nothing, and is due that much later when somebody resumes it") func paused() throws {
        let before = try step(Self.ready, "answer")
        let due = try #require(before.due)
        var made = Self.ready.does(.paused(what: "1", until: nil), text: "the family decides", at: "2026-02-05T12:50:00")
        let resting = try step(made, "answer")
        #expect(resting.due == nil && resting.state(at: made.instant("2026-02-05T12:49:00")) == .open)
        #expect(resting.state(at: made.instant("2026-02-08T12:00:00")) == .planned)
        #expect(try made.plan().work(at: made.instant("2026-02-08T12:00:00"), library: made.library).allSatisfy { $0.state != .open })
        made = made.does(.resumed(what: "1"), at: "2026-02-05T15:50:00")
        let resumed = try step(made, "answer")
        #expect(resumed.due == due.adding(seconds: 3 * 3600))
        #expect(resumed.state(at: made.instant("2026-02-05T16:00:00")) == .open)
        let until = made.instant("2026-02-06T12:50:00")
        let timed = try Self.ready.does(.paused(what: "1/answer", until: until), at: "2026-02-05T12:50:00").plan()
        #expect(timed.steps("answer").last?.due == due.adding(seconds: 24 * 3600))
        #expect(timed.timers(at: made.instant("2026-02-05T13:00:00")).contains { $0.key == "1/answer+rest" && $0.due == until })
    }

    @Test("a pathway that somebody stops ends, until somebody takes that back") func stopped() throws {
        var made = Self.ready.does(.stopped(run: "1"), text: "moved abroad", at: "2026-02-05T12:00:00")
        let run = try #require(made.plan().runs.first)
        #expect(run.isOver(at: made.instant("2026-02-05T12:00:00")) && run.stopped != nil)
        #expect(run.steps.first { $0.id == "answer" }?.closing?.outcome == .withdrawn)
        made = made.does(.resumed(what: "1"), at: "2026-02-05T12:10:00")
        let again = try #require(made.plan().runs.first)
        #expect(again.stopped == nil && again.steps.first { $0.id == "answer" }?.closing == nil)
    }

    @Test("an act on what is not in the plan changes nothing, is kept, and is shown to whoever did it") func impossible() throws {
        let made = Self.ready.does(.skipped(step: "1/gone"), text: "x", at: "2026-02-05T12:00:00")
            .does(.moved(step: "77/answer", due: .distantFuture), at: "2026-02-05T12:01:00")
            .does(.accepted(step: "1/answer", by: .organisation(OrganisationID("storgata"))), at: "2026-02-05T12:02:00")
            .does(.stopped(run: "copd.3"), at: "2026-02-05T12:03:00")
        let plan = try made.plan()
        var plain = made
        plain.acts = []
        #expect(plan.runs == (try plain.plan().runs))
        #expect(
            plan.attentionTable == [
                "act-without-place offer accepted fjordby", "act-without-place pathway stopped fjordby",
                "act-without-place step moved fjordby", "act-without-place step skipped fjordby",
            ])
        #expect(plan.deviations(made.history().facts).count == 3)
        let work = plan.work(at: made.instant("2026-02-05T13:00:00"), library: made.library)
        #expect(work.count { $0.state == .attention && $0.key.contains("act-without-place") } == 4)
        let seen = try made.does(.seen(attention: plan.attention[0].key), at: "2026-02-05T14:00:00").plan()
        #expect(seen.attention[0].seen != nil)
    }

    @Test("the citizen does what the definition lets them, and is told in plain words why not") func citizen() throws {
        let made = Self.ready.running(
            Written.pathway(
                "visit", head: "starts: [admitted]",
                steps: [
                    Written.step("call", "opens: [{after: admitted}]\ncitizen may: [do, comment]"),
                    Written.step("visit", "opens: [{after: admitted}]\ncitizen may: [move]"),
                ]))
        let plan = try made.plan()
        func refusal(_ deed: Act.Deed) -> String? { plan.refusal(of: Act(deed), library: made.library)?.en }
        #expect(refusal(.done(step: "1.visit/call")) == nil)
        #expect(refusal(.commented(step: "1.visit/call")) == nil)
        #expect(
            refusal(.skipped(step: "1.visit/call")) == "You cannot leave out this step yourself. Contact those who are responsible for it.")
        #expect(refusal(.moved(step: "1.visit/visit", due: .distantFuture)) == nil)
        #expect(refusal(.done(step: "1/answer"))?.hasPrefix("Those who are responsible") == true)
        #expect(refusal(.stopped(run: "1"))?.hasPrefix("Only those who are responsible") == true)
        #expect(refusal(.assigned(step: "1/answer", to: OrganisationID("a"))) != nil)
        #expect(refusal(.done(step: "1/none"))?.hasPrefix("This step is no longer") == true)
        #expect(refusal(.goalSet(OwnGoal(id: "garden", title: "Stelle hagen"))) == nil && refusal(.matters) == nil)
        let done = try made.does(.done(step: "1.visit/call"), at: "2026-02-03T12:00:00", by: .citizen)
            .does(.skipped(step: "1.visit/visit"), text: "no", at: "2026-02-03T12:01:00", by: .citizen).plan()
        #expect(done.steps("call").first?.closing?.outcome == .done)
        #expect(done.steps("visit").first?.closing == nil)
        #expect(done.attentionTable == ["not-allowed visit fjordby"])
    }

    @Test("the citizen's goals, what matters and comments stand in the plan; a step of the citizen's own is theirs") func own() throws {
        let own = OwnStep(id: "own-walk", run: "1", title: "Gå til postkassen", owner: nil, due: nil)
        let made = Self.ready.does(.goalSet(OwnGoal(id: "garden", title: "Stelle hagen")), at: "2026-02-03T12:00:00", by: .citizen)
            .does(.matters, text: "Å bo hjemme", at: "2026-02-03T12:01:00", by: .citizen)
            .does(.added(own), at: "2026-02-03T12:02:00", by: .citizen)
            .does(.done(step: "1/own-walk"), at: "2026-02-03T12:03:00", by: .citizen)
            .does(.commented(step: "1/admission-report"), text: "Ring etter kl. 12", at: "2026-02-03T12:04:00")
        let plan = try made.plan()
        #expect(plan.goals.map(\.goal.title) == ["Stelle hagen"] && plan.goals[0].by == .citizen)
        #expect(plan.matters?.text == "Å bo hjemme")
        let walk = try #require(plan.steps("own-walk").first)
        #expect(walk.isCitizens && walk.owner == OrganisationID("fjordby") && walk.closing?.outcome == .done)
        #expect(plan.steps("admission-report").first?.adapting?.comments.map(\.text) == ["Ring etter kl. 12"])
        #expect(Plan(json: plan.json) == plan)
        let dropped = try made.does(.goalDropped("garden"), at: "2026-02-04T12:00:00").does(.matters, text: "", at: "2026-02-04T12:01:00")
            .plan()
        #expect(dropped.goals.map(\.isDropped) == [true] && dropped.matters == nil)
    }

    @Test("deviations are counted as they stand on record, by step, kind and reason", arguments: 1...40) func count(_ seed: UInt64) throws {
        var random = SeededNumbers(seed: seed)
        var made = OwnerTests.course(&random)
        made.acts = []
        for number in 0..<Int.random(in: 1...12, using: &random) {
            made = made.does(
                Self.deed(number, &random), text: ["No time", " no  TIME", "Wish"].randomElement(using: &random),
                at: "2026-02-1\(number % 10)T12:00:00")
        }
        let plan = try made.plan()
        let facts = made.history().facts
        let kinds: Set<Fact.Kind> = [
            .stepSkipped, .stepMoved, .stepAdded, .stepReplaced, .stepAssigned, .pathwayPaused, .pathwayStopped, .offerDeclined,
            .pathwayVersionMoved,
        ]
        let log = facts.filter { kinds.contains($0.kind) }
        let deviations = plan.deviations(facts)
        #expect(deviations.map(\.fact).sorted() == log.map(\.number).sorted())
        let counts = Deviation.counts(deviations)
        #expect(counts.reduce(0) { $0 + $1.count } == log.count)
        for count in counts {
            let own = log.compactMap { fact in Act(fact).map { (fact, $0) } }.filter { fact, act in
                act.step.map(Course.stepID) == count.step && Deviation.counts(plan.deviations([fact])).first?.kind == count.kind
                    && Deviation.counts(plan.deviations([fact])).first?.reason == count.reason
                    && Deviation.counts(plan.deviations([fact])).first?.pathway == count.pathway
                    && Deviation.counts(plan.deviations([fact])).first?.version == count.version
            }
            #expect(own.count == count.count)
        }
    }

    static func deed(_ number: Int, _ random: inout SeededNumbers) -> Act.Deed {
        let steps = ["1/answer", "1/first-contact", "2/admission-report", "9/answer/2", "1/own-0"]
        let step = steps[Int.random(in: 0..<steps.count, using: &random)]
        let due = Instant(seconds: 1_771_000_000 + Int64.random(in: 0...800_000, using: &random))
        let own = OwnStep(
            id: "own-\(number % 3)", run: Bool.random(using: &random) ? "1" : "2", title: "T",
            owner: Bool.random(using: &random) ? OrganisationID("storgata") : nil,
            due: due)
        let to = Recipient.organisation(OrganisationID(Bool.random(using: &random) ? "storgata" : "torvet"))
        let deeds: [Act.Deed] = [
            .skipped(step: step), .moved(step: step, due: due), .added(own), .replaced(step: step, by: own), .reopened(step: step),
            .restored(step: step), .paused(what: "1", until: nil), .paused(what: step, until: due), .resumed(what: "1"),
            .stopped(run: "1"), .offered(step: step, to: to, answerBy: due), .accepted(step: step, by: to),
            .declined(step: step, by: to, counter: nil), .offerWithdrawn(step: step), .done(step: step),
            .assigned(step: step, to: OrganisationID("storgata")), .commented(step: step), .matters, .versionMoved(run: "1", to: "9"),
        ]
        return deeds[Int.random(in: 0..<deeds.count, using: &random)]
    }
}
