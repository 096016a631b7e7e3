import Directory
import Exchange
import FHIR
import Journal
import Testing

@testable import Pathways

@Suite("What came of pathways, by their own definitions") struct OutcomeTests {
    static let four = Written.pathway(
        "home",
        head:
            "starts: [discharged]\nadherence: [{name: four, title: \(Written.word("four")), steps: [one, two, three, four], at least: 3}]",
        steps: ["one", "two", "three", "four"].enumerated().map { index, id in
            Written.step(id, within: "\([0, 3, 14, 28][index]) days", "opens: [{after: discharged}]")
        })

    /// The steps that were done, by the days after discharge.
    static func made(_ done: [String: String], skipped: [String] = []) -> Case {
        var made = Case.norway().says(.admitted, at: "2026-02-02T08:40:00", ["class": "inpatient"]).says(
            .discharged, at: "2026-02-05T12:00:00"
        )
        .running(four)
        for (step, day) in done.sorted(by: { $0.key < $1.key }) { made = made.does(.done(step: "1.home/\(step)"), at: "\(day)T13:00:00") }
        for step in skipped { made = made.does(.skipped(step: "1.home/\(step)"), text: "moved away", at: "2026-02-06T12:00:00") }
        return made
    }

    @Test("A4.6 adherence counts those with three of four on time, of those in whom three fell due") func adherence() throws {
        let courses = [
            Self.made(["one": "2026-02-05", "two": "2026-02-07", "three": "2026-02-10", "four": "2026-03-01"]),
            Self.made(["one": "2026-02-05", "two": "2026-02-10", "three": "2026-02-12", "four": "2026-03-01"]),
            Self.made(["one": "2026-02-09", "two": "2026-02-12", "three": "2026-02-12"]),
            Self.made(["one": "2026-02-05"], skipped: ["two"]),
        ]
        var plans = try courses.map { try $0.plan() }
        for index in plans.indices { plans[index].subject = SubjectID(Int64(index + 1)) }
        let library = courses[0].library
        func adherence(_ time: String) -> Outcomes.Adherence? {
            Outcomes(plans, library: library, at: courses[0].instant(time)).adherence.first
        }
        let end = try #require(adherence("2026-04-01T12:00:00"))
        #expect(end.name == "four" && end.met.map(\.citizen.value) == [1, 2] && end.all.map(\.citizen.value) == [1, 2, 3, 4])
        #expect(end.all.map(\.onTime) == [4, 3, 1, 1])
        let early = try #require(adherence("2026-02-07T23:00:00"))
        #expect(early.met.isEmpty && early.all.isEmpty)
    }

    @Test("each step is on time, late by so much, overdue, skipped with its reason, or waits; every figure has its citizens") func lines()
        throws
    {
        let made = Self.made(["one": "2026-02-05", "two": "2026-02-10"], skipped: ["three"])
        let plan = try made.plan()
        func line(_ step: String, _ time: String) -> Outcomes.Line? {
            Outcomes([plan], library: made.library, at: made.instant(time)).lines.first { $0.pathway == "home" && $0.step == step }
        }
        #expect(line("one", "2026-02-20T12:00:00")?.onTime.map(\.step) == ["1.home/one"])
        let late = try #require(line("two", "2026-02-20T12:00:00")?.late.first)
        #expect(late.lateBy == 37 * 3600 && late.citizen == SubjectID(7) && late.run == "1.home")
        #expect(line("three", "2026-02-20T12:00:00")?.skipped.map(\.reason) == ["moved away"])
        #expect(line("four", "2026-02-20T12:00:00")?.waiting.count == 1)
        #expect(line("four", "2026-03-20T12:00:00")?.overdue.first?.lateBy == Int64((14 * 24 + 12) * 3600))
        #expect(line("two", "2026-02-09T12:00:00")?.overdue.count == 1 && line("two", "2026-02-09T12:00:00")?.late.isEmpty == true)
        let all = Outcomes([plan], library: made.library, at: made.instant("2026-03-20T12:00:00"))
        #expect(all.lines.filter { $0.pathway == "home" }.map(\.step) == ["one", "two", "three", "four"])
        #expect(all.lines.allSatisfy { !$0.organisation.text.isEmpty })
        #expect(Outcomes([plan], library: made.library, at: made.instant("2026-02-01T00:00:00")).lines.isEmpty)
    }
}
