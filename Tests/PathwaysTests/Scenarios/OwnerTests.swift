import Directory
import Exchange
import FHIR
import Journal
import Samples
import Testing

@testable import Pathways

@Suite("Every open step has exactly one owner") struct OwnerTests {
    @Test("the enterprise above the unit that the letter names") func enterprise() throws {
        let directory = try Directory(organisations: [
            Organisation(
                id: OrganisationID("fjordby"), name: "Fjordby kommune", kinds: [.municipality], municipality: "no:4601", country: .no),
            Organisation(
                id: OrganisationID("nord"), name: "Hjemmesykepleien Nord", parent: OrganisationID("fjordby"), kinds: [.homeCare],
                addresses: [Address(scheme: .her, value: "60")], country: .no),
        ])
        let plan = try ActTests.ready.plan(directory: directory)
        #expect(plan.runs[0].steps.first { $0.id == "answer" }?.owner == OrganisationID("fjordby"))
        #expect(plan.runs[0].steps.first { $0.id == "early-notice" }?.owner == OrganisationID("her:59"))
        #expect(plan.name(of: OrganisationID("fjordby")) == "Fjordby kommune")
        #expect(plan.name(of: OrganisationID("her:59")) == "Vestnes sykehus")
    }

    @Test("the hospital when no municipality is known, and a human is told why") func nobody() throws {
        var made = ActTests.ready
        for index in made.letters.indices { made.letters[index].receivers = [] }
        let plan = try made.plan(directory: Directory())
        let answer = try #require(plan.runs[0].steps.first { $0.id == "answer" })
        #expect(answer.owner == OrganisationID("her:59") && answer.isStandIn)
        #expect(plan.attention.map(\.kind) == [.nobodyHasRole])
        #expect(plan.attention.first?.name == "municipality" && plan.attention.first?.owner == OrganisationID("her:59"))
    }

    @Test("at every instant of random courses, and one organisation is responsible until the end", arguments: 1...60)
    func law(_ seed: UInt64) throws {
        var random = SeededNumbers(seed: seed)
        let made = Self.course(&random)
        let order = Array(made.letters.indices).shuffled(using: &random)
        let plan = try made.plan(order)
        for run in plan.runs {
            #expect(Set(run.steps.map(\.key)).count == run.steps.count)
            for hours in stride(from: -48, to: 24 * 60, by: 7) {
                let now = run.start.adding(seconds: Int64(hours) * 3600)
                let responsible = run.responsible(at: now)
                #expect((responsible != nil) == (hours >= 0 && !run.isOver(at: now)), "seed \(seed) hour \(hours)")
                for step in run.open(at: now) {
                    #expect(!step.owner.text.isEmpty && step.opens ?? .distantFuture <= now)
                    #expect(step.closing == nil || step.closing?.outcome == .ended)
                    if let due = step.due { #expect(step.opens ?? .distantFuture < due) }
                }
                if run.isOver(at: now) { #expect(run.open(at: now).isEmpty) }
            }
            for (one, next) in zip(run.segments, run.segments.dropFirst()) { #expect(one.until ?? .distantFuture <= next.from) }
            #expect(run.segments.allSatisfy { $0.from < $0.until ?? .distantFuture })
        }
        #expect(Plan(json: plan.json) == plan)
    }

    /// Movements, reports, corrections, cancellations and acts in an order that need not make sense.
    /// `grain` is the seconds that times are rounded to: a coarse one lets much happen at once.
    static func course(_ random: inout SeededNumbers, grain: Int64 = 1) -> Case {
        var made = Bool.random(using: &random) ? Case.norway() : Case.denmark()
        let kinds: [Fact.Kind] = [
            .admitted, .onLeave, .backFromLeave, .readyForDischarge, .notReadyAfterAll, .discharged, .died, .earlyNotice, .dischargeReport,
            .dischargeSummary, .admitted, .discharged, .readyForDischarge,
        ]
        for number in 1...Int.random(in: 1...9, using: &random) {
            let at = Instant(seconds: 1_770_000_000 + Int64.random(in: 0...1_500_000, using: &random) / grain * grain)
            let sent = at.adding(seconds: Int64.random(in: -3_600...90_000, using: &random) / grain * grain)
            let kind = kinds[Int.random(in: 0..<kinds.count, using: &random)]
            let effects: [Statement.Effect] = [.states, .states, .states, .states, .corrects, .cancels]
            let effect = made.standard == .kith ? .states : effects[Int.random(in: 0..<effects.count, using: &random)]
            let details = ["class": Bool.random(using: &random) ? "inpatient" : "acute", "asksReport": "yes"]
            if Int.random(in: 0..<6, using: &random) == 0 {
                made = made.municipalitySays(Bool.random(using: &random) ? .answered : .admissionReport, at: "\(at)", sent: "\(sent)")
            } else {
                made = made.says(kind, effect, at: "\(at)", sent: "\(sent)", id: "n\(number)", details)
            }
            if Int.random(in: 0..<5, using: &random) == 0 {
                let steps = ["1/answer", "1/first-contact", "1/admission-report", "2/answer/2", "1/discharge"]
                let step = steps[Int.random(in: 0..<steps.count, using: &random)]
                let deeds: [Act.Deed] = [.done(step: step), .skipped(step: step), .reopened(step: step), .contactedAtHome(stay: 1)]
                made = made.does(deeds[Int.random(in: 0..<deeds.count, using: &random)], at: "\(sent)")
            }
        }
        return made
    }
}
