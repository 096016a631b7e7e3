import Directory
import FHIR
import Journal
import Pathways
import Testing

@testable import Pages

@Suite("What the citizen does on the citizen's own page") struct OwnDoingTests {
    private static let page = "/citizens/1?view=citizen"
    private static let training = "frail-older-citizen.1/group-training"
    private static let review = "frail-older-citizen.1/medicine-review"

    /// Somebody who is followed at home; what forms ask for is done.
    private func hub() async throws -> Hub {
        let hub = try Hub.doing()
        try await hub.file(Course.admitted)
        try await hub.does(.started(pathway: "frail-older-citizen", stay: nil), because: "we met")
        hub.clock.set(Hub.instant("2026-02-05T12:50:00"))
        try await hub.does(.done(step: "frail-older-citizen.1/what-matters"), because: "at home")
        hub.clock.set(Hub.instant("2026-02-05T13:00:00"))
        return hub
    }

    private func form(_ hub: Hub, _ deed: String, _ value: String? = nil) async throws -> PostedForm {
        try #require(await hub.get(Self.page).page.form(deed, value), "\(deed) \(value ?? "")")
    }

    private func post(_ hub: Hub, _ form: PostedForm, _ values: [(String, String)], status: Int = 303) async -> Markup {
        let reply = await hub.post(Self.page, form.filled(values))
        #expect(reply.status == status)
        return reply.page
    }

    private func lines(_ hub: Hub) async -> [String] { await hub.get(Self.page).page.all("li") { $0.classes == ["steps"] }.map(\.words) }

    @Test("they do something else in the place of what may be replaced, and go back to what it was") func replace() async throws {
        let hub = try await hub()
        let form = try await form(hub, "replace", Self.training)
        // Citizens give nobody else anything to do.
        #expect(form.options.isEmpty && form.required == ["title", "because"])
        _ = await post(hub, form, [("title", "Gå tur med hunden"), ("owner", "fjordby"), ("because", "det liker jeg")])
        let lines = await lines(hub)
        #expect(
            lines.contains { $0.hasPrefix("Gå tur med hunden") && $0.contains("Innbyggeren selv · i stedet for: Du får tilbud om trening") }
        )
        #expect(!lines.contains { $0.hasPrefix("Du får tilbud om trening") })
        #expect(await hub.get("/citizens/1?run=frail-older-citizen.1").page.text.contains("byttet ut med: Gå tur med hunden"))
        _ = await post(hub, try await self.form(hub, "restore", Self.training), [])
        let back = await self.lines(hub)
        #expect(back.contains { $0.hasPrefix("Du får tilbud om trening") } && !back.contains { $0.hasPrefix("Gå tur") })
    }

    @Test("what they may not replace has no form, and is refused in plain words", arguments: Language.allCases)
    func forbidden(_ language: Language) async throws {
        let hub = try await hub()
        #expect(await hub.get(Self.page).page.form("replace", Self.review) == nil)
        let form = [("deed", "replace"), ("value", Self.review), ("title", "Ingenting"), ("because", "nei")]
        let reply = await hub.post("\(Self.page)&lang=\(language.rawValue)", form)
        let why = try #require(try await plan(hub)?.refusal(of: Act(.replaced(step: Self.review, by: own)), library: Hub.library))
        #expect(reply.status == 409 && reply.page.text.contains(why[language.rawValue]))
        #expect(await !lines(hub).contains { $0.hasPrefix("Ingenting") })
    }

    private let own = OwnStep(id: "own-1", run: "frail-older-citizen.1", title: "x", owner: nil, due: nil)

    private func plan(_ hub: Hub) async throws -> Plan? {
        try await hub.journal.read { try $0.plan(of: SubjectID(1)).flatMap { Plan(json: $0.plan) } }
    }

    @Test("they move what may be moved, and put it back") func move() async throws {
        let hub = try await hub()
        let before = await lines(hub)
        #expect(await hub.get(Self.page).page.form("restore", Self.review) == nil)
        _ = await post(hub, try await form(hub, "move", Self.review), [("at", "2026-05-04T10:00"), ("because", "jeg er på reise")])
        #expect(await lines(hub).contains { $0.contains("4. mai") })
        _ = await post(hub, try await form(hub, "restore", Self.review), [])
        #expect(await lines(hub) == before)
    }

    @Test("they let what may be moved rest until a day, and take it up again") func pause() async throws {
        let hub = try await hub()
        let form = try await form(hub, "pause", Self.review)
        let refused = await post(hub, form, [("until", "2026-02-01"), ("because", "jeg er på reise")], status: 409)
        #expect(refused.text.contains("Velg en dag som kommer."))
        _ = await post(hub, form, [("until", "2026-03-02"), ("because", "jeg er på reise")])
        #expect(await lines(hub).contains { $0.contains("hviler, tas opp igjen ma. 2. mars") })
        _ = await post(hub, try await self.form(hub, "resume", Self.review), [])
        #expect(await !lines(hub).contains { $0.contains("hviler") })
    }

    @Test("they add something that they will do, without saying why, and it is theirs") func add() async throws {
        let hub = try await hub()
        let form = try await form(hub, "add")
        #expect(form.required == ["title"] && form.options.isEmpty)
        _ = await post(hub, form, [("title", "Hagearbeid"), ("at", "2026-02-07T12:00"), ("owner", "fjordby")])
        #expect(await lines(hub).contains { $0.hasPrefix("Hagearbeid") && $0.contains("Innbyggeren selv") })
        _ = await post(hub, try await self.form(hub, "add"), [("title", " ")], status: 409)
        // Two within one instant are two.
        _ = await post(hub, try await self.form(hub, "add"), [("title", "Strikking")])
        _ = await post(hub, try await self.form(hub, "add"), [("title", "Korsang")])
        #expect(Set(await lines(hub).compactMap { $0.split(separator: " ").first }).isSuperset(of: ["Hagearbeid", "Strikking", "Korsang"]))
    }

    @Test("they set a target of their own for what is measured, which goes before the pathway's", arguments: Language.allCases)
    func target(_ language: Language) async throws {
        let hub = try await hub()
        #expect(await hub.get(Self.page).page.form("target") == nil)
        try await hub.does(.started(pathway: "hip-fracture", stay: nil), because: "a fall")
        let form = try await form(hub, "target")
        #expect(form["value"] == "walk|>=" && form["target"] == "1000" && form.required == ["target"])
        let refused = await hub.post("\(Self.page)&lang=\(language.rawValue)", form.filled([("target", "langt")]))
        #expect(refused.status == 409 && refused.page.text.contains(Text.targetIsNumber.wording[language.rawValue]))
        _ = await post(hub, form, [("target", "1 500"), ("by", "2026-05-01")])
        let goal = try #require(try await plan(hub)?.goals.first?.goal)
        #expect(goal.id == "walk" && goal.target == ">= 1500" && goal.by == Hub.instant("2026-05-02T00:00:00"))
        #expect(try await self.form(hub, "target")["target"] == "1500")
        // Whoever set it from what stood there before looks again.
        _ = await post(hub, form, [("target", "900")], status: 409)
    }
}
