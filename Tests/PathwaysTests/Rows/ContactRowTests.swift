import Directory
import Exchange
import FHIR
import Journal
import Samples
import Testing

@testable import Pathways

@Suite("A1.11 One contact, and nobody's step") struct ContactRowTests {
    /// A pathway whose contact is the one role or the other.
    static func pathway(_ id: String, contact: String, _ head: String) -> String {
        Written.pathway(
            id, head: head + (contact == "municipality" ? "\n# contact-role" : ""),
            steps: [
                Written.step("call", owner: "general-practice", "opens: [{after start: yes}]"),
                Written.step("see", "opens: [{after step: call}]"),
            ]
        ).replacing(
            "title: \(Written.word("doctor"))", with: "title: \(Written.word("doctor"))\(contact == "doctor" ? ", contact: yes" : "")")
    }

    static let pathways = [
        pathway(
            "copd", contact: "doctor", "scope: citizen\nstarts: [admitted]\nends: [{after: died}, {after: discharged, within: 3 days}]"),
        pathway("frail", contact: "municipality", "scope: citizen\nstarts: [discharged]"),
        pathway("visit", contact: "nobody", "starts: [readyForDischarge]".replacing("readyForDischarge", with: "ready for discharge")),
    ]

    @Test("A1.11: the citizen has exactly one contact, with a name, at every instant of random courses in random orders", arguments: 1...60)
    func contact(_ seed: UInt64) throws {
        var random = SeededNumbers(seed: seed)
        var made = OwnerTests.course(&random)
        made.library = Written.library(Self.pathways)
        made.acts = []
        let plan = try made.plan()
        let other = try made.plan(Array(made.letters.indices).shuffled(using: &random))
        guard let first = plan.runs.filter({ !$0.isCancelled }).map(\.start).min() else { return }
        var instants = (0..<60).map { _ in first.adding(seconds: Int64.random(in: 0...6_000_000, using: &random)) }
        instants += plan.runs.flatMap { [$0.start, $0.end].compactMap { $0 } + $0.responsibility.map(\.from) }.filter { $0 >= first }
        for now in instants {
            let contact = try #require(plan.contact(at: now), "seed \(seed) \(now)")
            #expect(!plan.name(of: contact.organisation).isEmpty)
            #expect(other.contact(at: now)?.organisation == contact.organisation, "seed \(seed) \(now): the order of arrival shows")
            let team = try #require(PlanProjection.resources(plan, library: made.library, at: now).first { $0.type == "CareTeam" })
            let marked = team.root.each("participant").filter { $0.each("role.coding.code").contains { $0.equals("contact") } }
            #expect(marked.compactMap { $0.string("member.display") } == [plan.name(of: contact.organisation)], "seed \(seed) \(now)")
        }
    }

    /// The citizen's municipality with no doctor, or with two: somebody must find out who should.
    static func directory(doctors: Int) throws -> Directory {
        func organisation(_ id: String, _ kind: Role, _ address: String) -> Organisation {
            Organisation(
                id: OrganisationID(id), name: id, kinds: [kind], addresses: [Address(address)].compactMap { $0 }, municipality: "no:4601",
                country: .no)
        }
        let doctors = (0..<doctors).map { organisation("doctor-\($0)", .generalPractice, "her:7\($0)") }
        return try Directory(
            organisations: [organisation("vestnes", .hospital, "her:59"), organisation("fjordby", .municipality, "her:60")] + doctors)
    }

    static func made(_ acts: [(Act.Deed, String)] = []) -> Case {
        acts.reduce(Case.norway().says(.admitted, at: "2026-02-02T08:00:00", ["class": "inpatient"]).running(pathways[0])) {
            $0.does($1.0, text: "found out", at: $1.1)
        }
    }

    @Test(
        "A1.11: a step whose role nobody or several have is somebody's at once, and put before somebody else after N minutes",
        arguments: [0, 2], [15, 60, 1_440])
    func unassigned(_ doctors: Int, _ minutes: Int) throws {
        let (made, directory) = (Self.made(), try Self.directory(doctors: doctors))
        let settings = PlanSettings(assignWithin: minutes * 60)
        func told(_ made: Case, at now: Instant) throws -> [String] {
            let plan = try Plan.make(record: made.record(), directory: directory, library: made.library, settings: settings)
            let step = try #require(plan.step("copd.1/call")?.step)
            #expect(!step.owner(at: now).text.isEmpty, "it is always somebody's")
            return plan.work(at: now, library: made.library, settings: settings).filter { $0.key.contains("!unassigned/") }.map(\.owner)
        }
        let opens = made.instant("2026-02-02T08:00:00")
        let late = opens.adding(seconds: Int64(minutes) * 60)
        #expect(try told(made, at: late.adding(seconds: -1)) == [])
        #expect(try told(made, at: late) == ["vestnes"])
        let plan = try Plan.make(record: made.record(), directory: directory, library: made.library, settings: settings)
        #expect(plan.timers(at: opens, settings: settings).contains { $0.due == late && $0.key == "copd.1!unassigned/call" })
        #expect(Plan(json: plan.json) == plan)
        // Given to somebody, done or skipped, it is nobody's trouble any more.
        for deed: Act.Deed in [
            .assigned(step: "copd.1/call", to: OrganisationID("storgata")), .done(step: "copd.1/call"), .skipped(step: "copd.1/call"),
        ] {
            let found = Self.made([(deed, "2026-02-02T08:10:00")])
            #expect(try told(found, at: late.adding(seconds: 86_400)) == [])
        }
        let seen = Self.made([(.seen(attention: "copd.1!unassigned/call"), "2026-02-04T08:10:00")])
        #expect(try told(seen, at: made.instant("2026-02-04T09:00:00")) == [])
    }

    @Test(
        "A1.11: no step of a random course stays unassigned longer than N minutes before somebody else has it on their list",
        arguments: 1...60)
    func law(_ seed: UInt64) throws {
        var random = SeededNumbers(seed: seed)
        var made = OwnerTests.course(&random)
        made.library = Written.library(Self.pathways)
        made.acts = []
        for number in 0..<Int.random(in: 0...6, using: &random) {
            let said = Instant(seconds: 1_770_000_000 + Int64.random(in: 0...1_500_000, using: &random) + Int64(number))
            let step = ["copd.1/call", "frail.1/call", "1.visit/call"][Int.random(in: 0..<3, using: &random)]
            let deeds: [Act.Deed] = [.assigned(step: step, to: OrganisationID("storgata")), .done(step: step), .reopened(step: step)]
            made = made.does(deeds[Int.random(in: 0..<3, using: &random)], at: "\(said)")
        }
        let settings = PlanSettings(assignWithin: [600, 3_600, 90_000].randomElement(using: &random) ?? 600)
        let directory = try Self.directory(doctors: Bool.random(using: &random) ? 0 : 2)
        let plan = try Plan.make(record: made.record(), directory: directory, library: made.library, settings: settings)
        for _ in 0..<40 {
            let now = Instant(seconds: 1_770_000_000 + Int64.random(in: 0...3_000_000, using: &random))
            let told = Set(plan.work(at: now, library: made.library, settings: settings).filter { $0.state == .attention }.map(\.key))
            for run in plan.runs {
                for step in run.open(at: now) {
                    let waited = now.seconds(since: step.opens ?? now)
                    let place = "\(run.key)!unassigned\(step.key.dropFirst(run.key.count))"
                    #expect(
                        told.contains(place) == (step.isStandIn && waited >= Int64(settings.assignWithin)), "seed \(seed) \(place) \(now)")
                }
            }
        }
    }
}
