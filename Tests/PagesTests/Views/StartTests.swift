import Directory
import FHIR
import Journal
import Pathways
import Testing

@testable import Pages

@Suite("Starting a pathway on the citizen's page") struct StartTests {
    /// Of a citizen who is in a hospital of a country.
    private func hub(_ country: Country) async throws -> Hub {
        let hub = Hub()
        try await hub.file(country == .no ? Course.admitted : Course.danish)
        return hub
    }

    private static let danish = "extended-responsibility-72h"
    private static let norwegian = "stroke"

    @Test("offers what runs in the citizen's country and does not run yet", arguments: Country.allCases)
    func offered(_ country: Country) async throws {
        let hub = try await hub(country)
        let page = await hub.get("/citizens/1", ["Cookie": country == .no ? "for=fjordby" : "for=elvby"]).page
        let offered = try #require(page.form("start")?.options["pathway"])
        #expect(offered.contains("copd") && !offered.contains("hospital-stay"))
        #expect(offered.contains(Self.danish) == (country == .dk))
        #expect(offered.contains(Self.norwegian) == (country == .no))
    }

    @Test("what cannot be started is refused with why, and nothing is on record", arguments: Language.allCases)
    func refused(_ language: Language) async throws {
        let hub = try await hub(.no)
        func refusal(_ pathway: String) async -> String {
            let form = [("deed", "start"), ("value", "1"), ("pathway", pathway), ("because", "by mistake")]
            let reply = await hub.post("/citizens/1?lang=\(language.rawValue)", form)
            #expect(reply.status == 409)
            return reply.page.text
        }
        let elsewhere = "\(Text.startElsewhere.wording[language.rawValue]) \(Text.inDenmark.wording[language.rawValue])."
        #expect(await refusal(Self.danish).contains(elsewhere))
        #expect(await refusal("nothing").contains(Text.startUnknown.wording[language.rawValue]))
        #expect(await refusal("hospital-stay").contains(Text.startIsStay.wording[language.rawValue]))
        try await hub.does(.started(pathway: "copd", stay: 1), because: "short of breath")
        #expect(await refusal("copd").contains(Text.startRuns.wording[language.rawValue]))
        #expect(hub.deeds.asked == [])
    }

    @Test("what was started elsewhere and did not begin is told with why") func told() async throws {
        let hub = try await hub(.no)
        try await hub.does(.started(pathway: Self.danish, stay: 1), because: "by mistake")
        let attention = await hub.get("/citizens/1", ["Cookie": "for=fjordby"]).page.all("section", class: "attention").first
        #expect(attention?.text.contains(AttentionWording.actWithoutPlace.nb) == true)
        #expect(attention?.text.contains("\(Text.startElsewhere.wording.nb) Danmark.") == true)
    }
}
