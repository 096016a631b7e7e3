import Directory
import Exchange
import FHIR
import Journal
import Samples
import Testing

@testable import Pathways

@Suite("Folding on from the last fold") struct MemoryTests {
    static let library = Written.library([
        Written.pathway(
            "copd",
            head: """
                scope: citizen
                starts: [admitted, by hand]
                ends: [{after: died}, {after step: last}]
                measurements: [{measurement: saturation, title: \(Written.word("O2")), code: "http://loinc.org|59408-5", unit: "%", zones: [{zone: red, when: "< 88"}, {zone: green, when: ">= 88"}]}]
                """,
            steps: [
                Written.step("review", within: "20 days", "opens: [{after start: yes}]\nactivity: medicine-review\nvisit: yes"),
                Written.step("call", "opens: [{after measurement: saturation, zone: red}]"),
                Written.step(
                    "weigh",
                    """
                    opens: [{after start: yes}]
                    every: 1 days
                    done:
                      - {resource: Observation, where: "code.coding.where(code = '59408-5').exists()"}
                      - by hand
                    """),
                Written.step("last", "opens: [{after step: review, wait: 2 days}]"),
            ]),
        Written.pathway(
            "frail", head: "scope: citizen\nstarts: [discharged]",
            steps: [
                Written.step("medicines", owner: "general-practice", "opens: [{after start: yes}]\nactivity: medicine-review"),
                Written.step("old", "opens: [{after start: yes}]\nwhen: \"birthDate <= today() - 75 years\""),
            ]),
        Written.pathway(
            "visit", head: "starts: [admitted, ready for discharge]",
            steps: [
                Written.step("call", "opens: [{after: discharged}]\nwithdrawn: [readmitted, admitted]"),
                Written.step(
                    "ask", "opens: [{after: ready for discharge}]\nrepeats: yes\ndone: [discharged]\nwithdrawn: [not ready after all]"),
                Written.step("late", "opens: [{after step: ask, outcome: late}]"),
            ]),
    ])

    /// A course of letters, some of whose senders nobody knows at first, with acts and resources.
    private struct Course {
        var made: Case
        var letters: [Int]
        var acts: [Int]
        var resources: [SaidResource]

        init(_ random: inout SeededNumbers) {
            made = OwnerTests.course(&random, grain: 3_600)
            let steps = [
                "1/answer", "1/first-contact", "copd.1/review", "copd.1/weigh", "frail.1/medicines", "1.visit/call", "1.visit/ask",
            ]
            for number in 0..<Int.random(in: 0...6, using: &random) {
                let step = steps[Int.random(in: 0..<steps.count, using: &random)]
                let at = Instant(seconds: 1_770_000_000 + Int64.random(in: 0...2_000_000, using: &random))
                let deeds: [Act.Deed] = [
                    .done(step: step), .skipped(step: step), .reopened(step: step), .moved(step: step, due: at.adding(seconds: 90_000)),
                    .assigned(step: step, to: OrganisationID("storgata")), .paused(what: "1", until: nil), .resumed(what: "1"),
                    .started(pathway: "copd", stay: nil), .stopped(run: "copd.1"), .commented(step: step), .seen(attention: "1!x"),
                    .offered(step: step, to: .organisation(OrganisationID("storgata")), answerBy: nil),
                    .added(OwnStep(id: "own-\(number)", run: "1", title: "x", owner: nil, due: at)),
                ]
                made = made.does(deeds[Int.random(in: 0..<deeds.count, using: &random)], text: "because", at: "\(at)")
            }
            // Many of one version each, or a few with several.
            let isRevised = Bool.random(using: &random)
            for number in 0..<Int.random(in: 0...8, using: &random) {
                let at = Instant(seconds: 1_770_000_000 + Int64(number) * 200_000)
                let measured = at.adding(seconds: -Int64.random(in: 0...2, using: &random) * 300_000)
                let value = Bool.random(using: &random) ? "86" : "95"
                let id = isRevised ? "o\(Int.random(in: 0...2, using: &random))" : "o\(number)"
                made = made.writes(RunTests.observation(value, at: "\(measured)"), id: id, at: "\(at)")
            }
            for index in made.letters.indices {
                if Int.random(in: 0..<4, using: &random) == 0 { made.letters[index].sender = Case.party("Ukjent", "her:77") }
                if Int.random(in: 0..<3, using: &random) == 0 {
                    made.letters[index].citizen?.born = Day(Bool.random(using: &random) ? "1940-05-01" : "1990-05-01")
                }
            }
            letters = Array(made.letters.indices)
            acts = Array(made.acts.indices)
            resources = made.resources
        }

        /// What the journal has when so much has come in.
        func history(_ letters: ArraySlice<Int>, _ acts: Int, _ resources: Int) -> History {
            var history = made.history(Array(letters), acts: Array(self.acts.prefix(acts)))
            history.resources = Array(self.resources.prefix(resources))
            return history
        }
    }

    private struct Said: Equatable {
        var plan: Plan?
        var json: [UInt8]
        var digest: [UInt8]
        var resources: [WrittenResource]
        var hashes: [[UInt8]]
        var work: [WorkItem]
        var timers: [Timer]

        init(_ projection: Projection) {
            plan = Plan(json: projection.plan)
            json = projection.plan
            digest = projection.digest
            resources = projection.resources.map(\.written)
            hashes = projection.resources.map(\.hash)
            work = projection.work
            timers = projection.timers
        }
    }

    @Test(
        "gives what folding anew gives: in order, out of order, corrected, acted on, undone, and when the directory learns",
        arguments: 1...40 as ClosedRange<UInt64>) func same(_ seed: UInt64) throws
    {
        var random = SeededNumbers(seed: seed)
        var course = Course(&random)
        if Bool.random(using: &random) { course.letters.shuffle(using: &random) }
        let directory = CurrentDirectory(Case.directory)
        let going = CurrentPathways(directory: directory, library: Self.library)
        let other = CurrentPathways(directory: directory, library: Self.library)
        var (letters, acts, resources) = (0, 0, 0)
        var now = Instant(seconds: 1_770_000_000)
        for round in 0..<16 {
            var order = course.letters.prefix(letters)
            switch Int.random(in: 0..<9, using: &random) {
            case 0, 1, 2:
                letters = min(letters + 1, course.letters.count)
                order = course.letters.prefix(letters)
            case 3: acts = min(acts + 1, course.acts.count)
            case 4: resources = min(resources + 1, course.resources.count)
            case 5: now = now.adding(seconds: Int64.random(in: 0...400_000, using: &random))
            case 6:
                // A commit that is undone: its last letter was another one under the same number.
                let others = course.letters.dropFirst(letters)
                if let other = others.randomElement(using: &random), letters > 0 { order = course.letters.prefix(letters - 1) + [other] }
            case 7: if letters > 1 { order = order.shuffled(using: &random)[...] }
            default:
                let named = Bool.random(using: &random) ? "Fjellheim sykehus" : "Andre"
                if let address = Address("her:77") {
                    directory.learn([LearnedParty(address: address, name: named, country: .no, roles: [.hospital])], at: now)
                }
            }
            var history = course.history(order, acts, resources)
            // What an undone commit had said, and what is erased, is not there the next time.
            if let place = history.resources.indices.randomElement(using: &random), Int.random(in: 0..<6, using: &random) == 0 {
                history.resources.remove(at: place)
            }
            other.forget(erasure: 0)
            #expect(try Said(going.project(history, now: now)) == Said(other.project(history, now: now)), "seed \(seed), round \(round)")
        }
    }

    static let stay = Case.norway().says(.admitted, at: "2026-02-02T08:40:00", ["class": "inpatient"])
        .says(.readyForDischarge, at: "2026-02-05T11:50:00").municipalitySays(.admissionReport, at: "2026-02-02T13:40:00")

    private static let roster = Roster(Case.library)

    private static func fold(_ order: [Int], _ directory: Directory = Case.directory, after last: FoldMemory?) throws -> FoldMemory {
        try Plan.make(
            record: stay.record(order), resources: [], directory: directory, roster: roster, settings: PlanSettings(), after: last
        ).memory
    }

    private static func place(_ steps: [Step]?) -> UnsafePointer<Step>? { steps?.withUnsafeBufferPointer { $0.baseAddress } }

    @Test("takes over who has which role, and steps that nothing new touches") func takesOver() throws {
        let first = try Self.fold([0, 1], after: nil)
        let next = try Self.fold([0, 1, 2], after: first)
        let rules = try #require(Self.roster.rules("hospital-stay", version: next.runs["1"]?.rules.definition.version ?? ""))
        #expect(first.parties.first?.parties === next.parties.first?.parties)
        let answer = try #require(rules.place(of: "answer"))
        let report = try #require(rules.place(of: "admission-report"))
        #expect(Self.place(first.runs["1"]?.made[answer]) == Self.place(next.runs["1"]?.made[answer]))
        #expect(Self.place(first.runs["1"]?.made[report]) != Self.place(next.runs["1"]?.made[report]))
        #expect(next.runs["1"]?.made[report].first?.closing?.outcome == .done)
    }

    @Test("takes nothing over from another directory") func otherDirectory() throws {
        let first = try Self.fold([0, 1], after: nil)
        let address = try #require(Address("her:990"))
        let learned = Case.directory.learning(LearnedParty(address: address, name: "Ny", country: .no))
        #expect(learned.edition !== Case.directory.edition)
        #expect(try Self.fold([0, 1], after: first).parties.first?.parties === first.parties.first?.parties)
        #expect(try Self.fold([0, 1], learned, after: first).parties.first?.parties !== first.parties.first?.parties)
    }

    @Test("keeps a bounded number of citizens, those folded last") func bounded() {
        var kept = Generations<Int, Int>(limit: 10)
        for number in 0..<1_000 {
            kept.keep(number, for: number)
            #expect(kept.find(0) == 0 && kept.find(number) == number)
            #expect(kept.count <= 10)
        }
        #expect(kept.find(500) == nil)
    }
}
