import FHIR
import Journal
import Pathways
import Testing

@testable import Pages

@Suite("The page as the citizen reads it") struct PlainTests {
    @Test("says what comes next in the definition's plain words, with who and when", arguments: Language.allCases)
    func plain(_ language: Language) async throws {
        let hub = try await CitizenTests.hub(2)
        let page = await hub.get("/citizens/1?view=citizen&lang=\(language.rawValue)").page
        let run = try #require(try await CitizenTests.run(hub))
        let definition = try #require(Hub.library.definition(run.pathway, version: run.version))
        let next = PlanList.make(run, now: hub.clock.now).items.filter { $0.state.isOwed || $0.state == .planned }
        let listed = page.all("li") { $0.classes == ["steps"] }
        #expect(!next.isEmpty && listed.count == next.count)
        for (line, item) in zip(listed, next) {
            #expect(line.words.hasPrefix(try #require(definition.step(item.step.id)?.citizen[language.rawValue])), "\(line.words)")
        }
        #expect(page.all("h2").map(\.text) == [Text.whatComesNext, .whoHelps].map { $0.wording[language.rawValue] })
    }

    @Test("tells a deadline that ends a day by that day, as the professionals' page does") func midnight() async throws {
        let hub = try await CitizenTests.hub(5)
        let full = await hub.get("/citizens/1").page.all("li") { $0.classes == ["steps"] }
        #expect(full.contains { $0.words.hasPrefix("Første kontakt hjemme") && $0.words.hasSuffix("senest ma. 9. feb.") })
        let plain = await hub.get("/citizens/1?view=citizen").page.all("li") { $0.classes == ["steps"] }
        #expect(plain.contains { $0.words.hasPrefix("Kommunen tar kontakt") && $0.words.hasSuffix("Fjordby kommune ma. 9. feb.") })
    }

    @Test("draws what the list says", arguments: CitizenTests.courses.indices) func drawing(_ course: Int) async throws {
        let hub = try await CitizenTests.hub(course)
        let page = await hub.get("/citizens/1?view=citizen").page
        let run = try #require(try await CitizenTests.run(hub))
        let owed = PlanList.make(run, now: hub.clock.now).items.filter { $0.state.isOwed || $0.state == .planned }
        let pills = page.all("g", class: "pill").compactMap { Step.State(rawValue: $0.classes[1]) }.filter { $0.isOwed || $0 == .planned }
        #expect(pills.map(\.rawValue).sorted() == owed.filter(\.isDrawn).map(\.state.rawValue).sorted())
        #expect(page.all("li") { $0.classes == ["steps"] }.count == owed.count)
    }

    @Test("has no deeds of professionals, no letters, no costs and nobody's mistakes") func nothingElse() async throws {
        let hub = Hub(at: "2026-02-07T12:00:00")
        try await hub.file(Course.upToReady + [Course.contradiction])
        let page = await hub.get("/citizens/1?view=citizen").page
        let deeds = page.all("input").filter { $0.attributes["name"] == "deed" }.compactMap { $0.attributes["value"] }
        #expect(Set(deeds) == ["matters", "goal", "add"])
        #expect(!page.text.contains("ventedøgn") && !page.text.contains("uten permisjon"))
        #expect(!page.all("a").contains { $0.href.hasPrefix("/letters/") })
    }

    @Test("leads to the professionals' page and back") func both() async throws {
        let hub = try await CitizenTests.hub(2)
        let plain = await hub.get("/citizens/1?view=citizen").page
        #expect(plain.all("a") { $0.classes == ["sub"] }.map(\.href) == ["/citizens/1"])
        let full = await hub.get("/citizens/1").page
        #expect(full.all("a") { $0.classes == ["sub"] }.map(\.href) == ["/citizens/1?view=citizen"])
    }

    @Test("tells who is responsible, and no one when the pathway is over", arguments: [(2, true), (7, false)])
    func responsible(_ course: Int, isAnyone: Bool) async throws {
        let page = await (try await CitizenTests.hub(course)).get("/citizens/1?view=citizen").page
        #expect(
            page.all("p", class: "m").first?.words == (isAnyone ? "Fjordby kommune: ansvarlig nå · " : "") + "Din kontakt: Fjordby kommune")
        #expect(page.all("span", class: "resp").map(\.text) == (isAnyone ? ["ansvarlig nå"] : []))
        #expect(page.text.contains(Text.nothingToDoNow.wording.nb) == !isAnyone)
    }

    @Test("has one team for all pathways: each organisation once, with all that it is", arguments: ["", "&run=1"])
    func team(_ asked: String) async throws {
        let hub = Hub()
        try await hub.file(Course.upToReady)
        try await hub.does(.started(pathway: "copd", stay: nil), because: "COPD")
        for view in ["view=citizen", ""] {
            let team = await hub.get("/citizens/1?\(view)\(asked)").page.all("div") { $0.classes == ["team"] }.map(\.words)
            #expect(team.count == 3 && Set(team).count == 3, "\(team)")
            #expect(team.contains { $0.hasPrefix("Fjordby kommune ") && $0.contains("ommune") && $0.contains("kolssykepleier") }, "\(team)")
            #expect(team.contains { $0.hasPrefix("Storgata legesenter ") && $0.lowercased().contains("fastlege") }, "\(team)")
            #expect(team.contains { $0.hasPrefix("Vestnes sykehus, medisinsk post 3 Sykehus") }, "\(team)")
        }
    }

    @Test("has one line for a piece of work that several pathways ask for, and says which") func activity() async throws {
        let hub = Hub()
        try await hub.file(Course.upToReady)
        try await hub.does(.started(pathway: "copd", stay: nil), because: "COPD")
        try await hub.does(.started(pathway: "frail-older-citizen", stay: nil), because: "frail")
        func reviews() async throws -> [String] {
            let day = Zone.oslo.day(at: hub.clock.now)
            let texts = try ["copd", "frail-older-citizen"].compactMap { id in
                try #require(Hub.library.definition(id, on: day)).steps.first { $0.activity == "medicine-review" }?.citizen.nb
            }
            #expect(texts.count == 2)
            return await hub.get("/citizens/1?view=citizen").page.all("li") { $0.classes == ["steps"] }.map(\.words)
                .filter { line in texts.contains { line.hasPrefix($0) } }
        }
        let titles = ["Kols med egenbehandlingsplan", "samlet for: "]
        let planned = try await reviews()
        #expect(planned.count == 1 && planned[0].contains("planlagt"), "\(planned)")
        #expect(titles.allSatisfy { planned[0].contains($0) })
        // Each pathway's own forms stay within reach, and say whose they are.
        #expect(planned[0].contains("(Kols med egenbehandlingsplan)"))
        try await hub.does(.done(step: "copd.1/own-plan"), because: "x")
        let open = try await reviews()
        #expect(open.count == 1 && open[0].contains("venter") && titles.allSatisfy { open[0].contains($0) }, "\(open)")
        try await hub.does(.done(step: "copd.1/medicine-review"), because: "x")
        #expect(await hub.get("/citizens/1?view=citizen").page.problems == [])
    }
}
