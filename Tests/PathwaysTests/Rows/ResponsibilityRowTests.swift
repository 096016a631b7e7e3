import Directory
import Exchange
import FHIR
import Journal
import Samples
import Testing

@testable import Pathways

/// Who owes a step by what people did, worked out in twenty lines that share nothing with the engine.
private struct Reckoning {
    var owner: OrganisationID
    private let first: OrganisationID
    private var offered: (to: Recipient, by: Instant?)?
    private var isWaiting = false

    init(_ first: OrganisationID) {
        owner = first
        self.first = first
    }

    mutating func take(_ deed: Act.Deed) {
        switch deed {
        case .assigned(_, let to): (owner, isWaiting) = (to, false)
        case .offered(_, let to, let by):
            if isWaiting, offered?.to == to, offered?.by == by { return }
            (offered, isWaiting) = ((to, by), true)
        case .accepted(_, let by) where isWaiting && offered?.to == by:
            isWaiting = false
            // Whoever has no organisation has one that answers for them.
            if case .organisation(let id) = by { owner = id } else { owner = first }
        case .declined(_, let by, _) where isWaiting && offered?.to == by: isWaiting = false
        case .offerWithdrawn: isWaiting = false
        case .restored: (owner, isWaiting) = (first, false)
        default: return
        }
    }
}

@Suite("A1.1 One pathway over many organisations") struct ResponsibilityRowTests {
    static let steps = ["answer", "admission-report"]
    static let municipality = OrganisationID("fjordby")

    static func deed(_ step: String, _ random: inout SeededNumbers) -> Act.Deed {
        let receivers: [Recipient] = [
            .organisation(OrganisationID("storgata")), .organisation(OrganisationID("vestnes")), .person("Privat fysioterapeut"),
        ]
        let to = receivers[Int.random(in: 0..<receivers.count, using: &random)]
        let deeds: [Act.Deed] = [
            .offered(step: step, to: to, answerBy: nil), .offered(step: step, to: to, answerBy: Instant(seconds: 1_770_400_000)),
            .accepted(step: step, by: to), .accepted(step: step, by: to), .declined(step: step, by: to, counter: nil),
            .offerWithdrawn(step: step), .restored(step: step), .assigned(step: step, to: OrganisationID("storgata")),
            .commented(step: step), .moved(step: step, due: Instant(seconds: 1_770_500_000)),
        ]
        return deeds[Int.random(in: 0..<deeds.count, using: &random)]
    }

    /// Acts over the days before and after the citizen was said to be ready; some letters come late, some twice, some never.
    static func course(_ random: inout SeededNumbers) -> Case {
        var made = ActTests.ready
        if Bool.random(using: &random) { made = made.says(.readyForDischarge, at: "2026-02-05T12:10:00", id: "told twice") }
        if Bool.random(using: &random) {
            made = made.municipalitySays(.answered, at: "2026-02-06T09:00:00", sent: "2026-02-08T09:00:00", ["answer": "yes"])
        }
        if Bool.random(using: &random) { made = made.says(.discharged, at: "2026-02-07T12:00:00") }
        for number in 0..<Int.random(in: 1...16, using: &random) {
            let said = Instant(seconds: 1_770_020_000 + Int64.random(in: 0...600_000, using: &random) * 2 + Int64(number) % 2)
            made = made.does(deed("1/" + steps[Int.random(in: 0..<2, using: &random)], &random), text: "why", at: "\(said)")
        }
        var acts = made.acts.filter { _ in Int.random(in: 0..<8, using: &random) > 0 }
        for act in acts where Int.random(in: 0..<4, using: &random) == 0 { acts.append(act) }
        made.acts = acts.shuffled(using: &random)
        return made
    }

    @Test(
        "A1.1: at every instant exactly one organisation is responsible for each open step, whatever is lost, late, doubled or out of order",
        arguments: 1...150) func one(_ seed: UInt64) throws
    {
        var random = SeededNumbers(seed: seed)
        let made = Self.course(&random)
        let plan = try made.plan()
        let acts = made.acts.enumerated().sorted { ($0.element.said, $0.offset) < ($1.element.said, $1.offset) }.map(\.element)
        var instants = acts.flatMap { act in [-1, 0, 1].map { act.said.adding(seconds: $0) } }
        instants += (0..<20).map { _ in Instant(seconds: 1_770_010_000 + Int64.random(in: 0...1_300_000, using: &random)) }
        for now in instants {
            for id in Self.steps {
                let open = plan.steps(id).filter { $0.state(at: now).isOwed }
                #expect(open.count <= 1)
                guard let step = open.first else { continue }
                var reckoning = Reckoning(Self.municipality)
                for act in acts where act.said <= now && act.act.step == step.key { reckoning.take(act.act.deed) }
                #expect(step.owner(at: now) == reckoning.owner, "seed \(seed) \(id) at \(now)")
            }
            let run = try #require(plan.runs.first)
            #expect((run.responsible(at: now) != nil) == (run.start <= now && !run.isOver(at: now)))
        }
    }

    @Test("A1.1: as the hub knew it then, each open step is on the list of one organisation and of no other", arguments: 1...60)
    func lists(_ seed: UInt64) throws {
        var random = SeededNumbers(seed: seed)
        let made = Self.course(&random)
        for _ in 0..<6 {
            let now = Instant(seconds: 1_770_050_000 + Int64.random(in: 0...1_200_000, using: &random))
            var then = made
            then.acts.removeAll { $0.said > now }
            then.letters.removeAll { $0.sent.instant > now }
            guard !then.letters.isEmpty else { continue }
            let plan = try then.plan()
            let work = plan.work(at: now, library: made.library).filter { $0.state == .open }
            #expect(Set(work.map(\.key)).count == work.count)
            for step in plan.runs.flatMap({ $0.open(at: now) }) {
                #expect(work.filter { $0.key == step.key }.map(\.owner) == [step.owner(at: now).text], "seed \(seed) \(step.key)")
            }
        }
    }

    @Test("A1.1: a hand-over is an offer, and its receiver's yes or no, and leaves nobody without a duty in between") func twoPhases()
        throws
    {
        let to = Recipient.organisation(OrganisationID("storgata"))
        let offered = ActTests.ready.does(.offered(step: "1/answer", to: to, answerBy: nil), text: "x", at: "2026-02-05T12:00:00")
        let accepted = offered.does(
            .accepted(step: "1/answer", by: to), at: "2026-02-05T12:20:00", by: .organisation(OrganisationID("storgata")))
        let declined = offered.does(
            .declined(step: "1/answer", by: to, counter: "Monday"), text: "full", at: "2026-02-05T12:20:00",
            by: .organisation(OrganisationID("storgata")))
        for (made, owner) in [(offered, "fjordby"), (accepted, "storgata"), (declined, "fjordby")] {
            let step = try #require(made.plan().steps("answer").last)
            #expect(step.owner(at: made.instant("2026-02-05T12:19:59")) == Self.municipality)
            #expect(step.owner(at: made.instant("2026-02-05T12:20:00")) == OrganisationID(owner))
            let run = try #require(made.plan().runs.first)
            #expect(run.responsible(at: made.instant("2026-02-05T12:30:00"))?.organisation == OrganisationID(owner))
        }
    }
}
