import Directory
import Exchange
import FHIR
import Journal
import Samples
import Testing

@testable import Pathways

@Suite("The order in which letters arrive") struct OrderTests {
    static let cases: [(name: String, made: Case)] = [
        (
            "Denmark with leave",
            Case.denmark().says(.admitted, at: "2026-03-02T08:40:00+01:00", ["class": "inpatient", "asksReport": "yes"])
                .says(.onLeave, at: "2026-03-04T10:00:00+01:00", ["class": "inpatient"])
                .says(.backFromLeave, at: "2026-03-05T18:00:00+01:00", ["class": "inpatient"])
                .says(.discharged, at: "2026-03-06T12:00:00+01:00", ["class": "inpatient"])
                .says(.discharged, .corrects, at: "2026-03-06T11:00:00+01:00", sent: "2026-03-06T13:00:00+01:00", ["class": "inpatient"])
        ),
        (
            "Norway, ready twice",
            Case.norway().says(.admitted, at: "2026-02-02T08:40:00", ["class": "inpatient"])
                .says(.readyForDischarge, at: "2026-02-05T11:50:00").says(.notReadyAfterAll, at: "2026-02-05T13:00:00")
                .municipalitySays(.admissionReport, at: "2026-02-02T13:40:00").says(.discharged, at: "2026-02-07T12:00:00")
        ),
        (
            "Norway, two stays",
            Case.norway().says(.admitted, at: "2026-02-02T08:40:00", ["class": "inpatient"])
                .says(.discharged, at: "2026-02-04T12:00:00").says(.admitted, at: "2026-02-06T07:00:00", ["class": "inpatient"])
                .says(.died, at: "2026-02-07T07:00:00")
        ),
        (
            "Denmark, leave without admission",
            Case.denmark().says(.onLeave, at: "2026-03-04T10:00:00+01:00", ["class": "inpatient"])
                .says(.discharged, at: "2026-03-06T12:00:00+01:00", ["class": "inpatient"])
        ),
    ]

    @Test("leaves no trace: every order gives one digest and the same steps", arguments: cases.indices) func anyOrder(_ index: Int) throws {
        let made = Self.cases[index].made
        let expected = try Self.said(made, nil)
        for order in orders(of: made.letters.count) {
            #expect(try Self.said(made, order) == expected, "\(Self.cases[index].name) \(order)")
        }
    }

    @Test("does not hide what they say: one letter less, or another time in one, gives another digest", arguments: cases.indices)
    func everyLetterCounts(_ index: Int) throws {
        let made = Self.cases[index].made
        let digest = try Self.said(made, nil).digest
        let all = Array(made.letters.indices)
        for left in all { #expect(try Self.said(made, all.filter { $0 != left }).digest != digest) }
        for changed in all {
            var other = made
            let at = try #require(made.letters[changed].statements[0].at)
            other.letters[changed].statements[0].at = Moment(at.instant.adding(seconds: 60))
            other.letters[changed].digest[0] ^= 1
            #expect(try Self.said(other, nil).digest != digest)
        }
    }

    @Test("leaves no trace in random courses either", arguments: 1...80, [1, 86_400])
    func random(_ seed: UInt64, grain: Int64) throws {
        var random = SeededNumbers(seed: seed)
        var made = OwnerTests.course(&random, grain: grain)
        made.acts = []
        let expected = try Self.said(made, nil)
        for _ in 0..<6 {
            let order = Array(made.letters.indices).shuffled(using: &random)
            #expect(try Self.said(made, order) == expected, "seed \(seed) order \(order)")
        }
    }

    struct Said: Equatable {
        var digest: [UInt8]
        var tables: [String]
        var responsible: [String]
        var attention: [String]
    }

    static func said(_ made: Case, _ order: [Int]?) throws -> Said {
        let record = try made.record(order)
        let plan = try Plan.make(record: record, directory: Case.directory, library: Case.library)
        return Said(
            digest: plan.digest(record), tables: plan.runs.map(\.table), responsible: plan.runs.map(\.responsibilityTable),
            attention: plan.attention.map { "\($0.name) \($0.owner)" }.sorted())
    }

    @Test("does not matter for what the journal is asked to hold either, but for the hub's own numbers") func projection() throws {
        let made = Self.cases[1].made
        let now = try #require(Instant("2026-02-06T12:00:00Z"))
        let reaction = PathwayReaction(directory: Case.directory, library: Case.library)
        let first = try reaction.project(made.history(), now: now)
        for order in orders(of: made.letters.count) {
            let other = try reaction.project(made.history(order), now: now)
            #expect(other.digest == first.digest)
            #expect(
                other.work.map { "\($0.owner) \($0.state) \($0.due?.description ?? "")" }.sorted()
                    == first.work.map { "\($0.owner) \($0.state) \($0.due?.description ?? "")" }.sorted())
            #expect(other.timers.map(\.due).sorted() == first.timers.map(\.due).sorted())
        }
        #expect(try reaction.project(made.history(), now: now.adding(seconds: 1_000_000)).plan == first.plan)
        #expect(
            try reaction.project(History(root: SubjectID(7), subjects: [], identifiers: [], letters: [], facts: []), now: now).plan.isEmpty)
    }
}
