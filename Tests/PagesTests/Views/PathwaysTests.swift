import Directory
import FHIR
import Pathways
import Testing

@testable import Pages

@Suite("The gallery of pathways") struct PathwaysTests {
    @Test("has every pathway of the library once, with the version that holds today", arguments: Language.allCases)
    func gallery(_ language: Language) async throws {
        let hub = Hub()
        let page = await hub.get("/pathways?lang=\(language.rawValue)").page
        let links = page.all("a") { $0.name == "h2" }
        let ids = Set(Hub.library.definitions.map(\.id))
        #expect(Set(links.map(\.href)) == Set(ids.map { "/pathways/\($0)" }) && links.count == ids.count)
        let today = Zone.oslo.day(at: hub.clock.now)
        for id in ids {
            let definition = try #require(Hub.library.definition(id, on: today))
            #expect(links.contains { $0.href == "/pathways/\(id)" && $0.text == definition.title[language.rawValue] })
            #expect(page.text.contains(definition.text[language.rawValue]))
        }
    }

    @Test("leads to a page that says of each step who, when, by when and what the citizen reads", arguments: Language.allCases)
    func steps(_ language: Language) async throws {
        let hub = Hub()
        let definition = try #require(Hub.library.definition("hospital-stay", on: Zone.oslo.day(at: hub.clock.now)))
        let page = await hub.get("/pathways/hospital-stay?lang=\(language.rawValue)").page
        #expect(page.first("h1")?.text == definition.title[language.rawValue])
        let steps = page.all("li") { $0.attributes["class"] == "defined" }
        #expect(
            steps.compactMap { $0.attributes["id"] }
                == definition.phases.flatMap { phase in
                    definition.steps.filter { $0.phase == phase.id }.map(\.id)
                })
        for step in definition.steps {
            let text = try #require(steps.first { $0.attributes["id"] == step.id }).words
            #expect(text.contains(step.title[language.rawValue]) && text.contains(step.citizen[language.rawValue]))
            #expect(text.contains(try #require(definition.role(step.owner)).title[language.rawValue]))
        }
        let answer = try #require(steps.first { $0.attributes["id"] == "answer" }).words
        let due: [Language: String] = [.nb: "innen 2 timer", .nn: "innan 2 timar", .da: "inden 2 timer", .en: "within 2 hours"]
        #expect(answer.contains(due[language] ?? "?"))
    }

    @Test(
        "says in every language what whoever takes part must be",
        arguments: zip(Language.allCases, ["Krever: sykepleier", "Krev: sjukepleiar", "Kræver: sygeplejerske", "Needs: registered nurse"]))
    func competence(_ language: Language, words: String) async throws {
        let page = await Hub().get("/pathways/copd?lang=\(language.rawValue)").page
        let plan = try #require(page.element(id: "own-plan"))
        #expect(page.all("div") { $0.attributes["id"] == "own-plan" }.contains { $0.words.hasSuffix(" · \(words)") }, "\(plan.words)")
        #expect(page.all("div") { $0.classes == ["team"] }.contains { $0.words.hasSuffix(words) })
    }

    @Test("says which figure is somebody's rule and whether it was checked") func basis() async throws {
        let page = await Hub().get("/pathways/hospital-stay?lang=en").page
        let notice = try #require(page.all("li") { $0.attributes["class"] == "defined" }.first { $0.attributes["id"] == "early-notice" })
        #expect(notice.words.contains("within 24 hours (Norway, national rule, not checked against the source"))
    }

    @Test("does not know a pathway or a version that there is not", arguments: ["/pathways/none", "/pathways/hospital-stay?version=9"])
    func unknown(_ target: String) async { #expect(await Hub().get(target).status == 404) }
}
