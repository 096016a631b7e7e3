import Directory
import FHIR
import Journal
import Pathways
import Testing

@testable import Pages

@Suite("Adapting a pathway by its forms") struct ReplaceTests {
    private static let forFjordby = ["Cookie": "for=fjordby"]

    /// Ready for discharge; what forms ask for is done.
    private func hub(library: PathwayLibrary = Hub.library) async throws -> Hub {
        let hub = try Hub.doing(library: library)
        try await hub.file([Course.admitted, Course.ready])
        return hub
    }

    private func lines(_ hub: Hub, _ target: String = "/citizens/1", _ language: Language = .nb) async -> [String] {
        let sign = target.contains("?") ? "&" : "?"
        return await hub.get("\(target)\(sign)lang=\(language.rawValue)", Self.forFjordby).page.all("li") { $0.classes == ["steps"] }
            .map(\.words)
    }

    @Test(
        "something else is done in the place of a step, says so on the page and in the worklist, and can be put back",
        arguments: Language.allCases)
    func replaced(_ language: Language) async throws {
        let hub = try await hub()
        let form = try #require(await hub.get("/citizens/1", Self.forFjordby).page.form("replace", "1/answer"))
        #expect(form.required == ["title", "because"] && form.options["owner"]?.first == "fjordby" && form.options["owner"]?.last == "")
        let filled = form.filled([("title", "Ring the ward"), ("at", ""), ("owner", "fjordby"), ("because", "they asked by telephone")])
        #expect(await hub.post("/citizens/1", filled, Self.forFjordby).status == 303)
        let title = try #require(Hub.stay?.step("answer")?.title[language.rawValue])
        let lines = await lines(hub, "/citizens/1", language)
        let instead = "\(Text.insteadOf.wording[language.rawValue]) \(title)"
        #expect(lines.contains { $0.hasPrefix("Ring the ward") && $0.contains(instead) })
        let by = "\(Text.replacedBy.wording[language.rawValue]) Ring the ward"
        #expect(lines.contains { $0.hasPrefix(title) && $0.contains(Text.stateSkipped.wording[language.rawValue]) && $0.contains(by) })
        #expect(await hub.get("/today/fjordby").page.text.contains("Ring the ward"))
        let page = await hub.get("/citizens/1", Self.forFjordby).page
        #expect(page.form("replace", "1/answer") == nil && page.form("reopen", "1/answer") == nil)
        let back = try #require(page.form("restore", "1/answer")).filled([("because", "they wrote after all")])
        #expect(await hub.post("/citizens/1", back, Self.forFjordby).status == 303)
        let again = await self.lines(hub)
        #expect(!again.contains { $0.contains("Ring the ward") } && again.contains { $0.hasPrefix("Svare sykehuset om mottak venter") })
    }

    @Test("whoever replaces what somebody else has changed meanwhile is told to look again") func late() async throws {
        let hub = try await hub()
        let form = try #require(await hub.get("/citizens/1").page.form("replace", "1/answer"))
        try await hub.does(.skipped(step: "1/answer"), because: "by telephone")
        let reply = await hub.post("/citizens/1", form.filled([("title", "Ring the ward"), ("because", "x")]))
        #expect(reply.status == 409 && reply.page.text.contains("Dette er endret siden du så det."))
        #expect(await !lines(hub).contains { $0.contains("Ring the ward") })
    }

    // MARK: Versions

    /// The pathway of stays, and a newer version of it.
    private static func newer() throws -> PathwayLibrary {
        let stay = try #require(PathwayLibrary.shippedFiles.first { $0.text.contains("\npathway: hospital-stay\n") })
        let version = try #require(Hub.stay).version
        let text = stay.text.replacing("\nversion: \"\(version)\"\n", with: "\nversion: next\n", maxReplacements: 1)
            .replacing("from: 2012-01-01\n", with: "from: 2027-01-01\n", maxReplacements: 1)
        return try PathwayLibrary.read([stay, SourceFile(name: "newer.yaml", text: text)])
    }

    @Test("a run is moved to another version, and only to one that holds for the citizen") func version() async throws {
        let hub = try await hub(library: try Self.newer())
        let version = try #require(Hub.stay).version
        let page = await hub.get("/citizens/1", Self.forFjordby).page
        #expect(page.text.contains("Sykehusopphold og utskriving \(version)"))
        let form = try #require(page.form("version", "1"))
        #expect(form.options["to"] == ["next"] && form.required == ["because"])
        #expect(await hub.post("/citizens/1", form.filled([("to", "next"), ("because", " ")]), Self.forFjordby).status == 400)
        let moved = form.filled([("to", "next"), ("because", "the new agreement")])
        #expect(await hub.post("/citizens/1", moved, Self.forFjordby).status == 303)
        let after = await hub.get("/citizens/1", Self.forFjordby).page
        #expect(after.text.contains("Sykehusopphold og utskriving next") && after.form("version", "1")?.options["to"] == [version])
        // The form that was open before is about another version.
        #expect(await hub.post("/citizens/1", moved, Self.forFjordby).status == 409)
        #expect(try await self.hub().get("/citizens/1").page.form("version") == nil)
        // One of another country is none that the run can follow.
        #expect(Hub.library.versions(of: "stroke", in: .dk, municipality: nil).isEmpty)
        #expect(!Hub.library.versions(of: "stroke", in: .no, municipality: nil).isEmpty)
    }

    // MARK: Rest

    @Test("what rests until a day says so and goes on then; a day that has passed is refused with why", arguments: Language.allCases)
    func rest(_ language: Language) async throws {
        let hub = try await hub()
        let form = try #require(await hub.get("/citizens/1", Self.forFjordby).page.form("pause", "1/answer"))
        #expect(form["until"] == "" && form.required == ["because"])
        let past = form.filled([("until", "2026-02-05"), ("because", "x")])
        let refused = await hub.post("/citizens/1?lang=\(language.rawValue)", past, Self.forFjordby)
        #expect(refused.status == 409 && refused.page.text.contains(Text.dayToCome.wording[language.rawValue]))
        #expect(await hub.get("/citizens/1", Self.forFjordby).page.form("resume", "1/answer") == nil)
        let rests = form.filled([("until", "2026-02-09"), ("because", "the ward asked us to wait")])
        #expect(await hub.post("/citizens/1", rests, Self.forFjordby).status == 303)
        let until = "\(Text.rests.wording[language.rawValue]), \(Text.goesOn.wording[language.rawValue])"
        let lines = await lines(hub, "/citizens/1", language)
        #expect(lines.contains { $0.contains(until) && $0.contains("9") })
        #expect(await hub.get("/citizens/1", Self.forFjordby).page.form("resume", "1/answer") != nil)
        try await hub.move(to: "2026-02-09T00:01:00")
        #expect(await hub.get("/citizens/1", Self.forFjordby).page.form("pause", "1/answer") != nil)
    }
}
