import Directory
import Exchange
import FHIR
import Journal
import Samples
import Testing

@testable import Pathways

@Suite("A4.6 Three of four checklists on time") struct ChecklistRowTests {
    static let steps = ["discharge-call", "nurse-assessment", "gp-examination", "four-week-assessment"]
    /// In time by the trial's table: the day of discharge, and the end of the third, fourteenth and twenty-eighth day after.
    static let limits = [0, 3, 14, 28]

    /// One citizen, each checklist on a day after discharge; nil: never.
    static func course(_ days: [Int?]) throws -> ContentCourse {
        let start = try ContentCourse.stay(
            "home-after-discharge", "03-05T10:05", by: "vestnes",
            Case.norway().says(.admitted, at: "2026-03-02T09:00:00", ["class": "inpatient"])
        ).says(.readyForDischarge, "03-05T10:00").says(.discharged, "03-06T12:00")
        let discharged = try #require(Day("2026-03-06"))
        return zip(steps, days).reduce(start) { course, done in
            guard let days = done.1 else { return course }
            return course.done((done.0, "\(discharged.adding(days: days))T23:30"))
        }
    }

    @Test("A4.6: adherence is the citizens with at least three of four on time, as counted by hand, in random cohorts", arguments: 1...6)
    func cohort(_ seed: UInt64) throws {
        var random = SeededNumbers(seed: seed)
        var (plans, met): ([Plan], Set<SubjectID>) = ([], [])
        for number in 1...25 {
            let days = Self.limits.map { limit -> Int? in
                [nil, limit, limit + 1, max(0, limit - 1)][Int.random(in: 0..<4, using: &random)]
            }
            var plan = try Self.course(days).plan()
            plan.subject = SubjectID(Int64(number))
            plans.append(plan)
            if zip(days, Self.limits).count(where: { day, limit in day.map { $0 <= limit } ?? false }) >= 3 { met.insert(plan.subject) }
        }
        let at = try Self.course([]).made.instant("2026-05-20T12:00:00")
        let figure = try #require(Outcomes(plans, library: ContentCourse.library("home-after-discharge"), at: at).adherence.first)
        #expect(Set(figure.met.map(\.citizen)) == met, "seed \(seed)")
        #expect(figure.all.count == 25 && Set(figure.met.map(\.citizen)).isSubset(of: figure.all.map(\.citizen)))
    }

    @Test("A4.6: a cohort like the published one gives the published 36 percent") func published() throws {
        let good = try Self.course([0, 3, 14, nil]).plan()
        let bad = try Self.course([0, 3, 15, 29]).plan()
        let plans = (1...25).map { number in
            var plan = number <= 9 ? good : bad
            plan.subject = SubjectID(Int64(number))
            return plan
        }
        let at = try Self.course([]).made.instant("2026-05-20T12:00:00")
        let figure = try #require(Outcomes(plans, library: ContentCourse.library("home-after-discharge"), at: at).adherence.first)
        #expect(figure.met.count * 100 == 36 * figure.all.count && figure.name == "four-checklists")
    }
}
