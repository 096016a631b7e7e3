import FHIR
import Journal
import Pathways
import Testing

@testable import Pages

@Suite("Goals on both pages of a citizen") struct GoalTests {
    static let targets = ["/citizens/1?view=citizen", "/citizens/1"]
    private func goals(_ hub: Hub, _ target: String, _ language: Language = .nb) async -> [String] {
        await hub.get("\(target)\(target.contains("?") ? "&" : "?")lang=\(language.rawValue)").page.all("div") { $0.classes == ["goals"] }
            .map(\.words)
    }

    private func deeds(_ hub: Hub, _ target: String) async -> [String] {
        await hub.get(target).page.all("input") { $0.classes == ["goals"] }.filter { $0.attributes["name"] == "deed" }
            .compactMap { $0.attributes["value"] }
    }

    @Test("are those of the pathways too, each said to be reached, not yet, or dropped", arguments: targets)
    func defined(_ target: String) async throws {
        let hub = try await ZoneTests.hub()
        let goal = "Gå opp trappen uten å måtte stoppe"
        let pathway = "Kols med egenbehandlingsplan"
        #expect(await goals(hub, target) == ["\(goal) ingen har sagt om det er nådd · \(pathway)"])
        #expect(await deeds(hub, target) == ["goal-reached", "goal-not-yet", "drop-goal"])
        let names = await hub.get(target).page.all("button").compactMap { $0.attributes["aria-label"] }
        #expect(names == ["Målet er nådd: \(goal)", "Målet er ikke nådd ennå: \(goal)", "Legg bort målet: \(goal)"])
        try await hub.does(.goalSet(OwnGoal(id: "stairs", title: nil, isReached: false)), because: "x")
        #expect(await goals(hub, target) == ["\(goal) ikke nådd ennå · \(pathway)"])
        #expect(await deeds(hub, target) == ["goal-reached", "drop-goal"])
        try await hub.does(.goalSet(OwnGoal(id: "stairs", title: nil, isReached: true)), because: "x")
        #expect(await goals(hub, target) == ["\(goal) nådd · \(pathway)"])
        try await hub.does(.goalDropped("stairs"), because: "x")
        #expect(await goals(hub, target) == ["\(goal) lagt bort · \(pathway)"])
        #expect(await deeds(hub, target) == ["goal-not-yet"])
        try await hub.does(.goalSet(OwnGoal(id: "stairs", title: nil, isReached: false)), because: "x")
        #expect(await goals(hub, target) == ["\(goal) ikke nådd ennå · \(pathway)"])
        #expect(await hub.get(target).page.problems == [])
    }

    @Test(
        "of the citizen's own keep their words when somebody says that they are reached, and go when they are dropped", arguments: targets)
    func own(_ target: String) async throws {
        let hub = Hub()
        try await hub.file(Course.upToReady)
        try await hub.does(.goalSet(OwnGoal(id: "own-1", title: "Walk to the shop")), because: "x")
        #expect(await goals(hub, target) == ["Walk to the shop"])
        try await hub.does(.goalSet(OwnGoal(id: "own-1", title: nil, isReached: true)), because: "x")
        #expect(await goals(hub, target) == ["Walk to the shop nådd"])
        #expect(await hub.get("/citizens/1").page.all("div") { $0.classes == ["rows"] }.contains { $0.words.hasPrefix("Målet er nådd ") })
        try await hub.does(.goalDropped("own-1"), because: "x")
        #expect(await goals(hub, target) == [])
    }

    @Test("that something measures are for the measurement to say", arguments: targets) func measured(_ target: String) async throws {
        let hub = try await WorseningTests.hub(pathway: "hip-fracture")
        let before = await goals(hub, target)
        #expect(before.count == 1 && before[0].contains("ikke målt ennå"), "\(before)")
        try await ZoneTests.measure(hub, "41950-7", "600", "{steps}/d")
        let after = await goals(hub, target)
        #expect(after.count == 1 && after[0].contains("(600 skritt i døgnet)"), "\(after)")
        #expect(await deeds(hub, target) == ["drop-goal"])
    }

    @Test("say it in every language", arguments: Language.allCases) func languages(_ language: Language) async throws {
        let hub = try await ZoneTests.hub()
        let unsaid = Text.goalUnsaid.wording[language.rawValue]
        for target in Self.targets { #expect(await goals(hub, target, language).first?.contains(unsaid) == true) }
    }
}
