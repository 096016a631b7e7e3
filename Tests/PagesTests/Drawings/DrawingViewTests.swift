import Exchange
import FHIR
import Journal
import Pathways
import Testing

@testable import Pages

@Suite("The drawing as a page writes it") struct DrawingViewTests {
    static func drawn(_ course: Int, language: Language = .nb) async throws -> (drawing: Drawing, view: DrawingView, words: Words) {
        let hub = try await CitizenTests.hub(course)
        let plan = try #require(try await hub.journal.read { try $0.plan(of: SubjectID(1)).flatMap { Plan(json: $0.plan) } })
        let run = try #require(plan.current(at: hub.clock.now))
        let phrasing = Phrasing(language: language, zone: run.zone, now: hub.clock.now)
        let words = Words(phrasing, plan: plan, run: run, definition: Hub.library.definition(run.pathway, version: run.version))
        let drawing = Drawing.make(run, now: hub.clock.now, measure: words.width)
        return (drawing, DrawingView(drawing, run: run, words: words), words)
    }

    /// Numbers as a reader of SVG has them.
    static func numbers(_ texts: [String]) -> [Double] { texts.map { Double($0) ?? .nan } }

    static func isNear(_ a: [Double], _ b: [Double]) -> Bool { a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) <= 0.05 } }

    @Test("has the drawing's own numbers, to a tenth", arguments: CitizenTests.courses.indices) func numbers(_ course: Int) async throws {
        let (drawing, view, _) = try await Self.drawn(course)
        #expect(
            Self.isNear(
                Self.numbers(view.pills.flatMap { [$0.x, $0.y, $0.width, $0.height] }),
                drawing.pills.flatMap { [$0.x, $0.y, $0.width, $0.height] }))
        #expect(Self.isNear(Self.numbers(view.marks.flatMap { [$0.x, $0.y] }), drawing.marks.flatMap { [$0.x, $0.y] }))
        #expect(Self.isNear(Self.numbers(view.lanes.flatMap { [$0.y, $0.height] }), drawing.lanes.flatMap { [$0.top, $0.height] }))
        #expect(Self.isNear(Self.numbers(view.ticks.map(\.x)), drawing.ticks.map(\.x)))
        #expect(Self.isNear(Self.numbers(view.now.map { [$0.x] } ?? []), drawing.now.map { [$0] } ?? []))
        #expect(view.bands.map(\.kind) == drawing.bands.map(\.kind.rawValue) && view.bands.map(\.isOpen) == drawing.bands.map(\.isOpen))
        #expect(view.arrows.map(\.isCancelled) == drawing.arrows.map(\.isCancelled))
        #expect(
            view.lanes.map(\.isShaded) == drawing.lanes.map(\.isShaded) && view.marks.map(\.isEstimate) == drawing.marks.map(\.isEstimate))
        let numbers =
            view.pills.flatMap { [$0.x, $0.y, $0.width, $0.textX, $0.textY, $0.radius] } + view.arrows.map(\.path) + view.bands.map(\.path)
        #expect(!numbers.contains { $0.contains("e") || $0.contains("nan") || $0.contains("inf") })
    }

    @Test("keeps the words inside it", arguments: CitizenTests.courses.indices, Language.allCases) func room(
        _ course: Int, language: Language
    ) async throws {
        let (drawing, view, _) = try await Self.drawn(course, language: language)
        for tick in view.ticks where !tick.text.isEmpty {
            #expect((Double(tick.textX) ?? .nan) + Double(tick.text.count) * 6.8 <= drawing.width, "\(tick.text)")
        }
        // Letters of the drawing's size are 7.1 wide at most on the average.
        for pill in view.pills { #expect(Double(pill.text.count) * 7.1 + 12 <= Double(pill.width) ?? .nan, "\(pill.text)") }
        for lane in view.lanes { #expect(lane.name.count <= 24 && lane.detail.count <= 26) }
    }

    @Test("says the day or the hour of a deadline, and how long it took what is done") func words() async throws {
        let (_, open, _) = try await Self.drawn(2)
        #expect(
            open.pills.map(\.text).sorted() == [
                "Innleggelsesrapport · 1 t 30 min", "Svar 13.50", "Tidlig varsel · 6 t", "Utskrivningsklar",
            ])
        let (_, late, _) = try await Self.drawn(3)
        #expect(late.pills.map(\.text).contains("Svar · for sent"))
        #expect(open.marks.map(\.text) == ["Innlagt 08.40", "Utskrivningsklar 11.50"])
        #expect(open.now?.text == "nå 12.40")
        #expect(open.lanes.map(\.name) == ["Vestnes sykehus", "Fjordby kommune", "Storgata legesenter", "Rolig"])
        #expect(open.lanes.map(\.detail) == ["medisinsk post 3", "ansvarlig nå", "fastlege", ""])
        #expect(open.legend.map(\.text) == ["gjort", "venter", "for sent", "planlagt"])
    }

    @Test("leaves a band open while the stay lasts", arguments: [(2, true), (5, false)]) func bands(_ course: Int, isOpen: Bool)
        async throws
    {
        let page = await (try await CitizenTests.hub(course)).get("/citizens/1").page
        #expect(page.all("path", class: "band").contains { $0.classes.contains("open") } == isOpen)
    }
}

@Suite("The small drawing of a line") struct MiniViewTests {
    @Test("has the stay, the expected end, the deadline and now, and names each day once") func line() async throws {
        let hub = Hub()
        try await hub.file(Course.upToReady)
        try await hub.file(
            Course.letter("LOG_INNLAGT", .dischargeExpected, at: "2026-02-06T12:00:00", isEstimate: true) {
                $0.sent = Moment(Hub.instant("2026-02-05T12:00:00"))
            })
        let page = await hub.get("/today/fjordby").page
        let paths = page.all("path") { $0.classes == ["mini"] }
        #expect(Set(paths.flatMap(\.classes)) == ["rule", "stay", "expected", "due", "now"])
        for path in paths {
            let d = path.attributes["d"] ?? ""
            #expect(d.hasPrefix("M") && !d.contains("nan") && !d.contains("inf"), "\(d)")
            let x = Double(d.dropFirst().prefix { !" H".contains($0) }) ?? .nan
            #expect(x >= 0 && x <= MiniView.width, "\(d)")
        }
    }
}
