import Directory
import Exchange
import FHIR
import Journal
import Samples
import Testing

@testable import Pathways

@Suite("What clients of the API change") struct ChangedResourcesTests {
    private static let cases = [
        Case.norway().says(.admitted, at: "2026-02-02T08:40:00", ["class": "inpatient"]).municipalitySays(
            .admissionReport, at: "2026-02-02T09:30:00"
        ).says(.readyForDischarge, at: "2026-02-05T11:50:00").does(.answered(stay: 1, canReceive: true), at: "2026-02-05T12:30:00")
            .does(.done(step: "1/answer"), text: "by telephone", at: "2026-02-05T12:40:00").says(.discharged, at: "2026-02-06T10:00:00"),
        Case.denmark().says(.admitted, at: "2026-02-02T08:40:00", ["class": "acute"]).says(
            .admitted, at: "2026-02-02T12:00:00", ["class": "inpatient"]
        ).says(.readyForDischarge, at: "2026-02-05T11:50:00").does(.contactedAtHome(stay: 1), at: "2026-02-07T12:30:00"),
    ]

    @Test("is known to the record, and changes nothing of what letters and people have said", arguments: 1...20)
    func nothing(_ seed: UInt64) throws {
        var dice = SeededNumbers(seed: seed)
        let made = try #require(Self.cases.randomElement(using: &dice))
        var history = made.history(Array(made.letters.indices).shuffled(using: &dice))
        for index in history.facts.indices { history.facts[index].number *= 100 }
        let changes = (0..<Int.random(in: 1...12, using: &dice)).map { _ in
            (0..<Int.random(in: 1...3, using: &dice)).map { number in
                let deed = ResourceChange.Deed.allCases.randomElement(using: &dice) ?? .made
                return ResourceChange(deed, "Task", "\(history.root)-1-answer", version: Int64(number) + 1)
            }
        }
        var changed = history
        for (index, changes) in changes.enumerated() {
            let said = made.instant("2026-02-0\(Int.random(in: 1...9, using: &dice))T12:00:00")
            var fact = Fact(of: history.root, changed: changes, custodian: "org:test", said: said)
            let place = Int.random(in: 0...changed.facts.count, using: &dice)
            fact.number = (place == 0 ? 0 : changed.facts[place - 1].number) + 1 + Int64(index % 3)
            fact.source = .act(fact.number)
            changed.facts.insert(fact, at: place)
        }
        let reaction = PathwayReaction(directory: Case.directory, library: Case.library)
        let now = made.instant("2026-02-08T12:00:00")
        let plain = try reaction.project(history, now: now)
        let other = try reaction.project(changed, now: now)
        #expect(other.digest == plain.digest)
        #expect(other.plan == plain.plan)
        #expect(other.resources.map(\.hash) == plain.resources.map(\.hash))
        #expect(other.work == plain.work)
        #expect(other.timers == plain.timers)
        #expect(try Record(reading: changed).changes.count == changes.joined().count)
    }

    @Test("begins no pathway by itself") func alone() throws {
        var history = Case.norway().history()
        history.facts = [
            Fact(of: history.root, changed: [ResourceChange(.made, "Flag", "a", version: 1)], custodian: "hub", said: .distantPast)
        ]
        let reaction = PathwayReaction(directory: Case.directory, library: Case.library)
        let projection = try reaction.project(history, now: .distantPast)
        #expect(projection.digest.isEmpty)
        #expect(projection.resources.isEmpty)
    }
}
