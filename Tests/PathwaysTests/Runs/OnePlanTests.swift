import Directory
import Exchange
import FHIR
import Journal
import Samples
import Testing

@testable import Pathways

@Suite("Several pathways, one plan") struct OnePlanTests {
    static let both = Case.norway().says(.admitted, at: "2026-02-02T08:40:00", ["class": "inpatient"])
        .running(
            Written.pathway(
                "copd", head: "scope: citizen\nstarts: [admitted]",
                steps: [
                    Written.step("review", within: "20 days", "opens: [{after start: yes}]\nactivity: medicine-review\nvisit: yes"),
                    Written.step("after", "opens: [{after step: review}]"),
                    Written.step("walk", "opens: [{after start: yes}]\nactivity: walking"),
                ]),
            Written.pathway(
                "frail", head: "scope: citizen\nstarts: [admitted]",
                steps: [
                    Written.step(
                        "medicines", owner: "general-practice", within: "10 days",
                        "opens: [{after start: yes}]\nactivity: medicine-review\nvisit: yes"),
                    Written.step("rest", "opens: [{after start: yes}]\nconflicts with: [walking]"),
                    Written.step("see", owner: "general-practice", within: "8 days", "opens: [{after start: yes}]\nvisit: yes"),
                ]))

    @Test("the same activity is one piece of work, and doing it once does it in every run that asks") func once() throws {
        let now = Self.both.instant("2026-02-04T12:00:00")
        let open = try Self.both.plan()
        #expect(open.stoodFor(at: now) == ["copd.1/review": "frail.1/medicines"])
        let work = open.work(at: now, library: Self.both.library).filter { $0.state == .open }.map(\.key)
        #expect(work.contains("frail.1/medicines") && !work.contains("copd.1/review"))
        let done = try Self.both.does(.done(step: "frail.1/medicines"), text: "with the family", at: "2026-02-05T12:00:00").plan()
        let review = try #require(done.steps("review").first)
        #expect(review.closing?.outcome == .done && review.closing?.at == Self.both.instant("2026-02-05T12:00:00"))
        #expect(review.closing?.shared == "frail.1/medicines" && review.closing?.text == "with the family")
        #expect(done.steps("after").first?.opens == Self.both.instant("2026-02-05T12:00:00"))
        #expect(Plan(json: done.json) == done)
        let skipped = try Self.both.does(.skipped(step: "frail.1/medicines"), at: "2026-02-05T12:00:00").plan()
        #expect(skipped.steps("review").first?.closing == nil)
        #expect(
            skipped.work(at: Self.both.instant("2026-02-06T12:00:00"), library: Self.both.library).contains { $0.key == "copd.1/review" })
    }

    @Test("steps that conflict are shown side by side to the owner who must choose, until one is closed") func conflict() throws {
        let plan = try Self.both.plan()
        let conflict = try #require(plan.attention.first { $0.kind == .conflict })
        #expect(conflict.step == "frail.1/rest" && conflict.other == "copd.1/walk" && conflict.owner == OrganisationID("fjordby"))
        let item = try #require(
            plan.work(at: Self.both.instant("2026-02-04T12:00:00"), library: Self.both.library).first { $0.key == conflict.key })
        let content = try #require(WorkContent(json: item.content))
        #expect(content.step == "frail.1/rest" && content.other == "copd.1/walk" && content.run == "frail.1")
        let chosen = try Self.both.does(.skipped(step: "copd.1/walk"), text: "rest first", at: "2026-02-04T12:00:00").plan()
        #expect(!chosen.attention.contains { $0.kind == .conflict })
    }

    @Test("visits of near days are proposed for one day, the last that suits all of them") func visits() throws {
        let now = Self.both.instant("2026-02-04T12:00:00")
        #expect(
            try Self.both.plan().sharedDays(at: now) == [
                SharedDay(day: try #require(Day("2026-02-10")), steps: ["frail.1/see", "frail.1/medicines"])
            ])
    }

    @Test("A1.11 the citizen has one contact at every instant", arguments: 1...30) func contact(_ seed: UInt64) throws {
        var random = SeededNumbers(seed: seed)
        var made = OwnerTests.course(&random)
        made.library = Written.library([
            Written.pathway(
                "copd",
                head: "scope: citizen\nstarts: [admitted]\nends: [{after: died}, {after: discharged, within: 3 days}]\n# contact-role",
                steps: [Written.step("call", "opens: [{after start: yes}]")]),
            Written.pathway("visit", head: "starts: [discharged]", steps: [Written.step("call", "opens: [{after: discharged}]")]),
        ])
        let plan = try made.plan()
        guard let first = plan.runs.filter({ !$0.isCancelled }).map(\.start).min() else { return }
        for hours in stride(from: 0, to: 24 * 70, by: 9) {
            let now = first.adding(seconds: Int64(hours) * 3600)
            let contact = plan.contact(at: now)
            #expect(contact != nil, "seed \(seed) hour \(hours)")
            #expect(contact?.organisation.text.isEmpty == false)
        }
        #expect(plan.contact(at: first.adding(seconds: -1)) == nil)
    }

    @Test("random orders of letters and acts give one plan of all runs", arguments: 1...40) func order(_ seed: UInt64) throws {
        var random = SeededNumbers(seed: seed)
        var made = OwnerTests.course(&random)
        made.library = Self.both.library
        made.acts = []
        let keys = ["copd.1/review", "copd.1/after", "frail.1/medicines", "frail.1/rest", "frail.1/see", "copd.2/review", "copd.1/walk"]
        for number in 0..<Int.random(in: 0...8, using: &random) {
            let said = Instant(seconds: 1_770_000_000 + Int64.random(in: 0...1_500_000, using: &random) + Int64(number))
            let key = keys[Int.random(in: 0..<keys.count, using: &random)]
            let deeds: [Act.Deed] = [
                .done(step: key), .skipped(step: key), .reopened(step: key), .moved(step: key, due: said),
                .paused(what: "copd.1", until: nil),
                .resumed(what: "copd.1"), .stopped(run: "frail.1"), .started(pathway: "frail", stay: nil), .done(step: key),
            ]
            made = made.does(deeds[Int.random(in: 0..<deeds.count, using: &random)], at: "\(said)")
        }
        let expected = try Self.said(made, nil, nil)
        for _ in 0..<6 {
            let letters = Array(made.letters.indices).shuffled(using: &random)
            let acts = Array(made.acts.indices).shuffled(using: &random)
            #expect(try Self.said(made, letters, acts) == expected, "seed \(seed) letters \(letters) acts \(acts)")
        }
    }

    static func said(_ made: Case, _ letters: [Int]?, _ acts: [Int]?) throws -> [String] {
        let record = try Record(reading: made.history(letters, acts: acts))
        let plan = try Plan.make(record: record, directory: Case.directory, library: made.library)
        return [plan.digest(record).hex] + plan.runs.map(\.table) + plan.attentionTable
    }
}
