import Directory
import Exchange
import FHIR
import Journal
import Samples
import Testing

@testable import Pathways

@Suite("A3.7 The acute pathways are measured") struct AcuteRowTests {
    /// A time point that is measured: who starts the pathway, what is done before at which minute, and the target in minutes after that.
    struct Point: Sendable, CustomTestStringConvertible {
        var pathway: String
        var by: String
        var before: [(step: String, option: String?, minute: Int)]
        var step: String
        var target: Int
        var isNational = true

        var testDescription: String { "\(pathway) \(step)" }
    }

    static let points: [Point] = [
        Point(pathway: "stroke", by: "vestnes", before: [("arrival", nil, 58)], step: "thrombolysis", target: 30),
        Point(
            pathway: "stroke", by: "vestnes", before: [("emergency-call", nil, 4), ("ambulance-there", nil, 19)], step: "ambulance-leaves",
            target: 25),
        Point(pathway: "hip-fracture", by: "vestnes", before: [], step: "operation", target: 48 * 60, isNational: false),
        Point(pathway: "stemi", by: "amk", before: [("ecg", nil, 8)], step: "pci", target: 120),
        Point(pathway: "stemi", by: "amk", before: [("ecg", nil, 8)], step: "thrombolysis", target: 30),
        Point(
            pathway: "sepsis", by: "vestnes", before: [("observe", nil, 10), ("suspicion", "strong", 20)], step: "antibiotics", target: 60),
        Point(
            pathway: "sepsis", by: "vestnes", before: [("observe", nil, 10), ("suspicion", "weak", 20)], step: "antibiotics-or-not",
            target: 180),
        Point(
            pathway: "trauma", by: "amk", before: [("ambulance-there", nil, 12), ("scene-left", nil, 30)], step: "arrival", target: 45),
        Point(
            pathway: "trauma", by: "amk", before: [("ambulance-there", nil, 12), ("scene-left", nil, 30), ("arrival", nil, 60)],
            step: "rehabilitation-assessed", target: 72 * 60),
        Point(
            pathway: "acute-psychiatry", by: "legevakt",
            before: [("seen", nil, 60), ("way", "compulsory", 90), ("received-compulsory", nil, 180)],
            step: "decision", target: 24 * 60),
    ]

    static let start = "2026-03-02T08:00:00"

    static func course(_ point: Point, doneAfter minutes: Int?) throws -> ContentCourse {
        let begun = try ContentCourse.citizen(point.pathway, start, by: point.by)
        func at(_ minute: Int) -> String { "\(begun.made.instant(start).adding(seconds: Int64(minute) * 60))" }
        var course = begun
        for (step, option, minute) in point.before {
            course =
                option.map { course.chosen(step, $0, at: at(minute)) }
                ?? course.acts(.done(step: course.key(step)), at(minute), by: point.by)
        }
        guard let minutes else { return course }
        return course.acts(.done(step: course.key(point.step)), at((point.before.last?.minute ?? 0) + minutes), by: point.by)
    }

    @Test("A3.7: there are six, each with measured time points whose targets have a source", arguments: points.indices) func sourced(
        _ index: Int
    ) throws {
        let point = Self.points[index]
        let definition = try ShippedContent.definition(point.pathway)
        let day = try #require(Day("2026-03-02"))
        let deadline = try #require(definition.step(point.step)?.deadline(country: .no, on: day))
        let isTerm = deadline.term == .minutes(point.target) || deadline.term == .hours(point.target / 60) && point.target % 60 == 0
        #expect(isTerm && deadline.basis.isVerified)
        #expect((deadline.basis.kind == .nationalRule) == point.isNational)
        #expect(definition.sources.contains { $0.isVerified })
        #expect(Set(Self.points.map(\.pathway)) == ["stroke", "stemi", "sepsis", "hip-fracture", "trauma", "acute-psychiatry"])
    }

    @Test(
        "A3.7: a seeded course yields the times that were computed by hand, on time, late by how much, or overdue",
        arguments: points.indices)
    func times(_ index: Int) throws {
        let point = Self.points[index]
        var random = SeededNumbers(seed: UInt64(index) + 11)
        for _ in 0..<8 {
            // Around the target on both sides, and at it.
            let minutes = max(
                1,
                point.target
                    + [-1, 0, 1, Int.random(in: -point.target...point.target, using: &random)][Int.random(in: 0..<4, using: &random)])
            let course = try Self.course(point, doneAfter: minutes)
            let opened = course.made.instant(Self.start).adding(seconds: Int64(point.before.last?.minute ?? 0) * 60)
            let at = opened.adding(seconds: 200 * 3600)
            let line = try #require(
                Outcomes([course.plan()], library: course.made.library, at: at).lines.first {
                    $0.pathway == point.pathway && $0.step == point.step
                })
            #expect(line.onTime.count == (minutes <= point.target ? 1 : 0), "\(minutes)")
            #expect(line.late.map(\.lateBy) == (minutes > point.target ? [Int64(minutes - point.target) * 60] : []), "\(minutes)")
            let one = try #require((line.onTime + line.late).first)
            #expect(
                one.due == opened.adding(seconds: Int64(point.target) * 60) && one.closed == opened.adding(seconds: Int64(minutes) * 60))
        }
        let undone = try Self.course(point, doneAfter: nil)
        let due = undone.made.instant(Self.start).adding(seconds: Int64((point.before.last?.minute ?? 0) + point.target) * 60)
        for late: Int64 in [-60, 3_600] {
            let line = try #require(
                Outcomes([undone.plan()], library: undone.made.library, at: due.adding(seconds: late)).lines.first {
                    $0.pathway == point.pathway && $0.step == point.step
                })
            #expect(line.overdue.map(\.lateBy) == (late > 0 ? [late] : []) && line.waiting.count == (late > 0 ? 0 : 1))
        }
    }
}
