import Directory
import Exchange
import FHIR
import Journal
import Samples
import Testing

@testable import Pathways

@Suite("A1.1 Exactly one organisation is responsible for each open step") struct HandOverTests {
    static let gp = Recipient.organisation(OrganisationID("storgata"))
    static let hospital = Recipient.organisation(OrganisationID("vestnes"))

    func step(_ made: Case) throws -> Step { try #require(made.plan().runs.first?.steps.last { $0.id == "answer" }) }

    @Test("an offer leaves the step with whoever has it until the receiver accepts") func offer() throws {
        let by = ActTests.ready.instant("2026-02-05T14:00:00")
        var made = ActTests.ready.does(.offered(step: "1/answer", to: Self.gp, answerBy: by), text: "knows them", at: "2026-02-05T12:00:00")
        #expect(try step(made).owner == OrganisationID("fjordby"))
        var plan = try made.plan()
        #expect(plan.attentionTable == ["offer-unanswered answer fjordby", "offered answer storgata"])
        let asked = plan.work(at: made.instant("2026-02-05T12:30:00"), library: made.library)
        #expect(asked.first { $0.owner == "storgata" }?.due == by)
        #expect(!asked.contains { $0.key.contains("offer-unanswered") })
        #expect(plan.timers(at: made.instant("2026-02-05T12:30:00")).contains { $0.due == by && $0.key.contains("offer-unanswered") })
        #expect(plan.work(at: by, library: made.library).contains { $0.key.contains("offer-unanswered") && $0.owner == "fjordby" })
        made = made.does(.accepted(step: "1/answer", by: Self.gp), at: "2026-02-05T12:40:00", by: .organisation(OrganisationID("storgata")))
        let accepted = try step(made)
        #expect(accepted.owner == OrganisationID("storgata"))
        #expect(accepted.owner(at: made.instant("2026-02-05T12:39:59")) == OrganisationID("fjordby"))
        plan = try made.plan()
        #expect(plan.attention.isEmpty && plan.name(of: OrganisationID("storgata")) == "Storgata legesenter")
        let run = plan.runs[0]
        #expect(run.responsible(at: made.instant("2026-02-05T12:30:00"))?.organisation == OrganisationID("fjordby"))
        #expect(run.responsible(at: made.instant("2026-02-05T12:45:00"))?.organisation == OrganisationID("storgata"))
    }

    @Test("a declined offer says why and what could be done instead, to whoever offered") func declined() throws {
        let made = ActTests.ready.does(.offered(step: "1/answer", to: Self.gp, answerBy: nil), at: "2026-02-05T12:00:00")
            .does(.declined(step: "1/answer", by: Self.gp, counter: "Monday"), text: "no room", at: "2026-02-05T12:10:00")
        let answer = try #require(try step(made).adapting?.offers.last?.answer)
        #expect(answer.kind == .declined && answer.counter == "Monday" && answer.text == "no room")
        #expect(try made.plan().attentionTable == ["offer-declined answer fjordby"])
        #expect(try step(made).owner == OrganisationID("fjordby"))
        let again = made.does(.offered(step: "1/answer", to: Self.hospital, answerBy: nil), at: "2026-02-05T12:20:00")
        #expect(try again.plan().attentionTable == ["offered answer vestnes"])
    }

    @Test("a waiting offer never blocks a new one, and an answer to the old one changes nothing") func replaced() throws {
        let made = ActTests.ready.does(.offered(step: "1/answer", to: Self.gp, answerBy: nil), at: "2026-02-05T12:00:00")
            .does(.offered(step: "1/answer", to: Self.hospital, answerBy: nil), at: "2026-02-05T12:10:00")
            .does(.accepted(step: "1/answer", by: Self.gp), at: "2026-02-05T12:20:00", by: .organisation(OrganisationID("storgata")))
        #expect(try step(made).owner == OrganisationID("fjordby"))
        #expect(try step(made).adapting?.offers.map(\.answer?.kind) == [.replaced, nil])
        #expect(try made.plan().attentionTable == ["act-without-place offer accepted storgata", "offered answer vestnes"])
        let withdrawn = try made.does(.offerWithdrawn(step: "1/answer"), at: "2026-02-05T12:30:00").plan()
        #expect(withdrawn.attentionTable == ["act-without-place offer accepted storgata"])
    }

    @Test(
        "somebody outside the network is the coordinator's to write to or to call, who answers for the step meanwhile",
        arguments: [Recipient.person("Privat fysioterapeut Vik"), .organisation(OrganisationID("unknown"))])
    func outside(_ receiver: Recipient) throws {
        let made = ActTests.ready.does(.offered(step: "1/admission-report", to: receiver, answerBy: nil), at: "2026-02-02T10:00:00")
        #expect(try made.plan().attentionTable == ["receiver-outside admission-report fjordby"])
        let accepted = try made.does(.accepted(step: "1/admission-report", by: receiver), at: "2026-02-02T11:00:00").plan()
        let step = try #require(accepted.steps("admission-report").first)
        #expect(accepted.attention.isEmpty)
        switch receiver {
        case .person(let name): #expect(step.owner == OrganisationID("fjordby") && step.adapting?.owners.last?.person == name)
        case .organisation(let id): #expect(step.owner == id)
        }
    }

    @Test("a step that is a hand-over is done when they accept, declined when they do not, and then opens what comes instead")
    func handOverStep() throws {
        let made = ActTests.ready.running(
            Written.pathway(
                "home", head: "starts: [ready for discharge]",
                steps: [
                    Written.step(
                        "give", within: "1 days",
                        "opens: [{after: ready for discharge}]\nhand over: {to: general-practice, answer within: 24 hours}\nnotify: [hospital]"
                    ),
                    Written.step("instead", "opens: [{after step: give, outcome: declined}]"),
                    Written.step("next", "opens: [{after step: give}]"),
                    Written.step("remind", "opens: [{after step: give, outcome: late}]"),
                ]))
        let open = try made.plan()
        #expect(open.steps("give").first?.offer(at: made.instant("2026-02-05T13:00:00"))?.to == Self.gp)
        #expect(open.attentionTable.contains("offered give storgata"))
        let accepted = try made.does(.accepted(step: "1.home/give", by: Self.gp), at: "2026-02-05T13:00:00").plan()
        #expect(
            accepted.steps("give").first?.closing?.outcome == .done
                && accepted.steps("next").first?.opens == made.instant("2026-02-05T13:00:00"))
        #expect(accepted.steps("give").first?.owner == OrganisationID("fjordby"))
        #expect(accepted.runs.last?.responsible(at: made.instant("2026-02-05T13:00:00"))?.organisation == OrganisationID("storgata"))
        #expect(accepted.attentionTable == ["told give vestnes"])
        let declined = try made.does(.declined(step: "1.home/give", by: Self.gp, counter: nil), text: "full", at: "2026-02-07T13:00:00")
            .plan()
        #expect(declined.steps("give").first?.closing?.outcome == .declined)
        #expect(declined.steps("instead").first?.opens == made.instant("2026-02-07T13:00:00"))
        #expect(declined.steps("remind").first?.opens == declined.steps("give").first?.due)
        #expect(declined.steps("next").first?.opens == nil)
    }

    @Test("whatever people do, in whatever order it comes, twice or not at all", arguments: 1...120) func law(_ seed: UInt64) throws {
        var random = SeededNumbers(seed: seed)
        var made = OwnerTests.course(&random, grain: [1, 3_600, 86_400].randomElement(using: &random) ?? 1)
        made.acts = []
        for number in 0..<Int.random(in: 0...14, using: &random) {
            let said = Instant(seconds: 1_770_000_000 + Int64.random(in: 0...1_500_000, using: &random)).adding(seconds: Int64(number))
            let by: Author = Int.random(in: 0..<5, using: &random) == 0 ? .citizen : .organisation(OrganisationID("fjordby"))
            made = made.does(AdaptingTests.deed(number, &random), text: "why", at: "\(said)", by: by)
        }
        try Self.check(made, seed)
        // Some are lost.
        var less = made
        less.acts.removeAll { _ in Bool.random(using: &random) }
        less.letters.removeAll { _ in Int.random(in: 0..<4, using: &random) == 0 }
        if !less.letters.isEmpty { try Self.check(less, seed) }
        // Some come twice.
        var more = made
        for act in made.acts where Bool.random(using: &random) { more.acts.append(act) }
        more.acts.shuffle(using: &random)
        try Self.check(more, seed)
        // Everything comes in another order. Acts name runs by a number of the hub's, so letters keep theirs.
        let expected = try Self.said(made, nil, nil)
        for _ in 0..<4 {
            let acts = Array(made.acts.indices).shuffled(using: &random)
            let other = try Self.said(made, nil, acts)
            #expect(other == expected, "seed \(seed) acts \(acts)")
        }
    }

    private static func said(_ made: Case, _ letters: [Int]?, _ acts: [Int]?) throws -> [String] {
        let record = try Record(reading: made.history(letters, acts: acts))
        let plan = try Plan.make(record: record, directory: Case.directory, library: made.library)
        return [plan.digest(record).hex] + plan.runs.map(\.table) + plan.runs.map(\.responsibilityTable) + plan.attentionTable
    }

    /// At every instant each open step has one owner, who is somebody; the last one to have it is the last of its owners.
    static func check(_ made: Case, _ seed: UInt64) throws {
        let plan = try made.plan()
        #expect(Plan(json: plan.json) == plan)
        for run in plan.runs {
            #expect(Set(run.steps.map(\.key)).count == run.steps.count)
            for step in run.steps {
                let owners = step.adapting?.owners ?? []
                #expect(owners.isEmpty || owners.count > 1)
                #expect(zip(owners, owners.dropFirst()).allSatisfy { $0.from <= $1.from })
                #expect((step.adapting?.offers.dropLast().allSatisfy { $0.answer != nil }) ?? true, "seed \(seed): two offers wait")
            }
            for hours in stride(from: 0, to: 24 * 60, by: 11) {
                let now = run.start.adding(seconds: Int64(hours) * 3600)
                #expect((run.responsible(at: now) != nil) == !run.isOver(at: now), "seed \(seed) hour \(hours)")
                for step in run.open(at: now) {
                    #expect(!step.owner(at: now).text.isEmpty)
                    #expect((step.adapting?.owners.count { $0.from == now } ?? 0) <= (step.adapting?.owners.count ?? 0))
                }
            }
        }
        for item in plan.work(at: Instant(seconds: 1_770_900_000), library: made.library) { #expect(!item.owner.isEmpty) }
        let items = plan.work(at: Instant(seconds: 1_770_900_000), library: made.library)
        #expect(Set(items.map(\.key)).count == items.count, "seed \(seed)")
        let timers = plan.timers(at: Instant(seconds: 1_770_900_000))
        #expect(Set(timers).count == timers.count, "seed \(seed)")
    }
}
