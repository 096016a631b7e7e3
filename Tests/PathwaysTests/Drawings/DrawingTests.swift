import Directory
import Exchange
import FHIR
import Journal
import Samples
import Testing

@testable import Pathways

@Suite("A drawing") struct DrawingTests {
    @Test("of any course at any time has pills that touch no other, inside the drawing, and lanes that hold them", arguments: 1...60)
    func law(_ seed: UInt64) throws {
        var random = SeededNumbers(seed: seed)
        let plan = try OwnerTests.course(&random).plan()
        for run in plan.runs {
            for _ in 0..<8 {
                let now = run.start.adding(seconds: Int64.random(in: -100_000...6_000_000, using: &random))
                let width = Double(Int.random(in: 400...1600, using: &random))
                let drawing = Drawing.make(run, now: now, width: width) { Double(30 + $0.hashedWidth) }
                Self.check(drawing, "seed \(seed) now \(now)")
            }
        }
    }

    static func check(_ drawing: Drawing, _ place: String) {
        for (index, pill) in drawing.pills.enumerated() {
            let lane = drawing.lanes[pill.lane]
            #expect(pill.x >= drawing.left && pill.x + pill.width <= drawing.width, "\(place)")
            #expect(pill.y >= lane.top && pill.y + pill.height <= lane.top + lane.height, "\(place)")
            for other in drawing.pills[..<index] {
                let apart =
                    pill.x + pill.width <= other.x || other.x + other.width <= pill.x || pill.y + pill.height <= other.y
                    || other.y + other.height <= pill.y
                #expect(apart, "\(place): \(pill.step) lies on \(other.step)")
            }
        }
        let knots = drawing.axis.knots
        #expect(knots.count > 1)
        for (one, next) in zip(knots, knots.dropFirst()) { #expect(one.at < next.at && one.x < next.x, "\(place)") }
        for (one, next) in zip(drawing.ticks, drawing.ticks.dropFirst()) { #expect(next.x - one.x >= 56) }
        for band in drawing.bands { #expect(band.x <= band.end && band.x >= drawing.left && band.end <= drawing.width) }
        for (one, next) in zip(drawing.lanes, drawing.lanes.dropFirst()) { #expect(one.top + one.height == next.top) }
        if let now = drawing.now { #expect(now >= drawing.left && now <= drawing.width) }
    }

    @Test("has an axis on which later is never further left", arguments: 1...40) func axis(_ seed: UInt64) {
        var random = SeededNumbers(seed: seed)
        let start = Instant(seconds: Int64.random(in: 1_000_000_000...1_800_000_000, using: &random))
        let end = start.adding(seconds: Int64.random(in: 0...400_000_000, using: &random))
        let now = start.adding(seconds: Int64.random(in: -10_000_000...400_000_000, using: &random))
        let happening = (0..<5).map { _ in start.adding(seconds: Int64.random(in: 0...(end.seconds(since: start) + 1), using: &random)) }
        let axis = TimeAxis.make(from: start, to: end, now: now, zone: .oslo, left: 160, right: 1110, happening: happening)
        #expect(axis.knots.first?.x == 160 && axis.knots.last?.x == 1110)
        #expect(axis.start <= start && axis.end >= end && axis.knots.count <= 900)
        var before = -1.0
        for step in 0...500 {
            let at = axis.start.adding(seconds: axis.end.seconds(since: axis.start) * Int64(step) / 500)
            let x = axis.x(of: at)
            #expect(x > before && x >= 160 && x <= 1110)
            before = x
        }
    }

    @Test("gives the days near now more room than those far away, and cuts none") func compressed() throws {
        let made = Case.norway().says(.admitted, at: "2026-02-02T08:40:00", ["class": "inpatient"]).says(
            .discharged, at: "2026-02-07T12:00:00")
        let run = try #require(made.plan().runs.first)
        let drawing = Drawing.make(run, now: made.instant("2026-02-07T13:00:00"))
        func width(_ day: String) -> Double {
            drawing.axis.x(of: made.instant(day + "T23:59:00")) - drawing.axis.x(of: made.instant(day + "T00:00:00"))
        }
        #expect(width("2026-02-07") > 3 * width("2026-03-01"))
        #expect(width("2026-03-01") > 0)
        #expect(drawing.axis.end >= made.instant("2026-03-10T00:00:00"))
    }

    @Test("shows the stay, its letters, its steps and who is responsible") func content() throws {
        let now = StayTests.whole.instant("2026-02-05T12:30:00")
        let run = try #require(StayTests.whole.plan(Array(0..<4)).runs.first)
        let drawing = Drawing.make(run, now: now)
        #expect(drawing.lanes.map(\.lane.role) == ["hospital", "municipality", "general-practice", "citizen"])
        #expect(drawing.lanes.filter(\.isResponsible).map(\.lane.role) == ["municipality"])
        #expect(drawing.bands.map(\.kind) == [.inpatient, .ready])
        #expect(drawing.bands.last?.isOpen == true)
        #expect(drawing.marks.map(\.label.key) == [.event("admitted"), .event("ready for discharge")])
        #expect(drawing.arrows.map(\.letter) == [1, 2, 3, 4])
        #expect(drawing.arrows[0].from < drawing.arrows[0].to && drawing.arrows[1].from > drawing.arrows[1].to)
        let answer = try #require(drawing.pills.first { $0.step == "1/answer" })
        #expect(answer.state == .open && answer.label.at == StayTests.whole.instant("2026-02-05T13:52:00") && answer.lane == 1)
        #expect(drawing.now == drawing.axis.x(of: now))
        let list = Set(PlanList.make(run, now: now).items.map(\.step.key))
        #expect(drawing.pills.allSatisfy { list.contains($0.step) })
    }

    @Test("small enough for a line has the stay, its deadline and now on the axis of all lines") func mini() throws {
        let now = WorkTests.made.instant("2026-02-05T12:00:00")
        let item = try #require(try WorkTests.made.plan().work(at: now, library: Case.library).last)
        let content = try #require(WorkContent(json: item.content))
        let axis = MiniDrawing.Axis(now: now, zone: .oslo, width: 420)
        let drawing = MiniDrawing.make(content, due: item.due, now: now, axis: axis)
        #expect(axis.days.count == 9 && axis.days.first?.x == 0 && axis.days.last?.x == 420)
        #expect(drawing.stay?.end == drawing.now)
        #expect(try #require(drawing.mark) > drawing.now)
        #expect(drawing.stay?.x == axis.x(of: content.start))
    }
}

extension Label {
    /// A width that differs from label to label and is the same in every run.
    fileprivate var hashedWidth: Int { ("\(key)".utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFF }) % 140 }
}
