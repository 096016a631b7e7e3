import Directory
import Exchange
import FHIR
import Journal
import Testing

@testable import Pathways

@Suite("The course of a cancer package") struct CancerCourseTests {
    /// Days after the referral at ten in the morning.
    static func at(_ days: Int) -> String { "\(day.adding(days: days))T10:00" }
    static let day = Day(year: 2026, month: 3, day: 2) ?? Day(ordinal: 0)

    /// Everything on the last day that is allowed, or so many days after it.
    static func course(_ row: CancerPackageTests.Row, lateBy days: Int = 0) throws -> ContentCourse {
        let (first, decision, start) = (row.first + days, row.first + row.workup + 2 * days, row.total + 3 * days)
        return try ContentCourse.citizen("cancer-\(row.package)", at(0), by: "vestnes").done(
            ("appointment", at(1)), ("first-visit", at(first))
        ).chosen("decision", row.treatment, at: at(decision)).done((row.treatment, at(start)))
    }

    @Test("good: each step on its last day makes exactly the printed total", arguments: CancerPackageTests.rows)
    func good(_ row: CancerPackageTests.Row) throws {
        let course = try Self.course(row)
        let run = try course.run()
        let end = try #require(run.end)
        #expect(run.zone.day(at: end).ordinal - run.zone.day(at: run.start).ordinal == row.total)
        for step in run.steps where ["first-visit", "decision", row.treatment].contains(step.id) {
            #expect(step.closing?.outcome == .done && !step.wasLate(at: end) && step.owner == OrganisationID("vestnes"))
            // The last instant of the last day is the due time: fourteen hours after ten in the morning.
            #expect(step.due.map { run.zone.day(at: $0).ordinal } == step.closing.map { run.zone.day(at: $0.at).ordinal + 1 })
        }
        #expect(try course.responsible() == "03-02T10:00 vestnes until \(run.local(end).dropFirst(5))")
    }

    @Test("bad: each step a day late is late, each counted from the one before", arguments: CancerPackageTests.rows)
    func late(_ row: CancerPackageTests.Row) throws {
        let run = try Self.course(row, lateBy: 1).run()
        let late = run.steps.filter { $0.wasLate(at: run.end ?? run.start) }.map(\.id)
        #expect(Set(late) == ["first-visit", "decision", row.treatment])
    }

    @Test("bad: whoever wants no treatment is not counted as late, and the pathway ends", arguments: CancerPackageTests.rows)
    func declined(_ row: CancerPackageTests.Row) throws {
        let decision = row.first + row.workup
        let course = try ContentCourse.citizen("cancer-\(row.package)", Self.at(0), by: "vestnes").done(
            ("appointment", Self.at(1)), ("first-visit", Self.at(row.first))
        ).chosen("decision", row.treatment, at: Self.at(decision)).skipped(row.treatment, Self.at(decision + 1), because: "wants none")
        let run = try course.run()
        let treatment = try #require(run.steps.first { $0.id == row.treatment && $0.closing != nil })
        #expect(treatment.closing?.outcome == .skipped && !treatment.wasLate(at: run.end ?? run.start))
        #expect(run.end == course.made.instant(ContentCourse.whole(Self.at(decision + 1))))
    }

    @Test("bad: the citizen dies before the decision, and nothing is owed any more", arguments: CancerPackageTests.rows)
    func diedFirst(_ row: CancerPackageTests.Row) throws {
        let course = try ContentCourse.citizen(
            "cancer-\(row.package)", Self.at(0), by: "vestnes", .norway().says(.admitted, at: "2026-03-01T10:00:00", ["class": "inpatient"])
        ).done(("first-visit", Self.at(2))).says(.died, Self.at(3))
        let run = try course.run()
        #expect(run.end == course.made.instant(ContentCourse.whole(Self.at(3))))
        let open = run.steps.filter { $0.opens != nil && $0.id != "first-visit" }
        #expect(!open.isEmpty && open.allSatisfy { $0.closing?.outcome == .withdrawn })
    }

    @Test("bad: a treatment that the citizen declines is skipped, and the pathway ends") func skipped() throws {
        let course = try ContentCourse.citizen("cancer-breast", "03-02T10:00", by: "vestnes").done(
            ("appointment", "03-03T10:00"), ("first-visit", "03-09T10:00")
        ).chosen("decision", "surgery", at: "03-16T10:00").skipped("surgery", "03-20T10:00", because: "wants no surgery")
        #expect(
            try course.table() == """
                appointment vestnes 03-02T10:00–03-05T00:00 done 03-03T10:00
                first-visit vestnes 03-02T10:00–03-10T00:00 done 03-09T10:00
                surgery vestnes 03-16T10:00–03-30T00:00 skipped 03-20T10:00
                decision vestnes 03-09T10:00–03-22T00:00 done 03-16T10:00
                """)
        #expect(try course.responsible() == "03-02T10:00 vestnes until 03-20T10:00")
    }

    @Test("good: it is no cancer, and the citizen is told the next working day") func allClear() throws {
        let course = try ContentCourse.citizen("cancer-lymphoma", "03-02T10:00", by: "vestnes").done(("first-visit", "03-05T10:00"))
            .chosen("decision", "no-cancer", at: "03-13T10:00").done(("all-clear", "03-16T09:00"))
        #expect(
            try course.table("all-clear", "decision") == """
                all-clear vestnes 03-13T10:00–03-17T00:00 done 03-16T09:00
                decision vestnes 03-05T10:00–03-20T00:00 done 03-13T10:00
                """)
        #expect(try course.run().end == course.made.instant("2026-03-16T09:00:00"))
    }

    @Test("bad: the citizen dies before the decision") func died() throws {
        let course = try ContentCourse.citizen(
            "cancer-colorectal", "03-02T10:00", by: "vestnes", .norway().says(.admitted, at: "2026-03-01T10:00:00", ["class": "inpatient"])
        ).done(("first-visit", "03-10T10:00")).says(.died, "03-15T10:00")
        #expect(try course.table("decision") == "decision vestnes 03-10T10:00–03-23T00:00 withdrawn 03-15T10:00")
    }
}
