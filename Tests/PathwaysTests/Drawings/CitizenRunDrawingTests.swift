import Directory
import FHIR
import Testing

@testable import Pathways

@Suite("The drawing of a citizen's own run") struct CitizenRunDrawingTests {
    @Test("has its lanes and steps, without any stay") func drawn() throws {
        let made = OnePlanTests.both.does(
            .added(OwnStep(id: "own-1", run: "copd.1", title: "Gå tur", owner: nil, due: nil)), at: "2026-02-03T12:00:00")
        let run = try #require(made.plan().run(key: "copd.1"))
        let drawing = Drawing.make(run, now: made.instant("2026-02-04T12:00:00"))
        #expect(drawing.lanes.map(\.lane.role) == ["hospital", "municipality", "general-practice", Lane.citizen])
        #expect(run.segments.isEmpty && run.steps.contains { $0.isCitizens })
    }
}
