import FHIR
import Journal
import Pathways
import Testing

@testable import Pages

@Suite("The citizen's page") struct CitizenTests {
    @Test("begins with what is owed now, by whom and by when", arguments: Language.allCases) func now(_ language: Language) async throws {
        let hub = Hub()
        try await hub.file(Course.upToReady)
        let page = await hub.get("/citizens/1?lang=\(language.rawValue)").page
        let now = try #require(page.all("section", class: "now").first)
        let expected =
            switch language {
            case .nb: "Fjordby kommune: Svare sykehuset om mottak, senest i dag 13.50 (om 1 t 10 min)"
            case .nn: "Fjordby kommune: Svare sjukehuset om mottak, seinast i dag 13.50 (om 1 t 10 min)"
            case .da: "Fjordby kommune: Svare sygehuset om modtagelse, senest i dag 13.50 (om 1 t 10 min)"
            case .en: "Fjordby kommune: Answer the hospital whether you can receive, by 13:50 today (in 1 h 10 min)"
            }
        #expect(page.all("p", class: "t").first?.words == expected)
        #expect(now.classes == ["now", "open"])
        #expect(page.first("h1")?.words == "Rolig Granskog 84 \(Text.years.wording[language.rawValue]) · Fjordby kommune")
    }
}
