import Exchange
import Journal
import Pathways
import Testing

@testable import Pages

@Suite("The tour") struct TourTests {
    private func hub(_ demo: DemoStub? = DemoStub()) async throws -> Hub {
        let hub = Hub(demo: demo)
        try await hub.file([Course.admitted, Course.ready])
        return hub
    }

    @Test("is offered on every page of a demo until somebody declines, and on none without one")
    func invitation() async throws {
        let hub = try await hub()
        for target in ["/", "/today/fjordby", "/citizens/1", "/letters", "/pathways", "/nowhere"] {
            let panel = await hub.get(target).page.element(id: "tour")
            #expect(panel?.text.contains("Ny her?") == true, "\(target)")
        }
        let declined = await hub.get("/today/fjordby?tour=off")
        #expect(declined.page.element(id: "tour") == nil)
        #expect(declined.headers("Set-Cookie").contains("tour=off; Path=/; Max-Age=31536000; SameSite=Strict; HttpOnly"))
        #expect(await hub.get("/letters", ["Cookie": "tour=off"]).page.element(id: "tour") == nil)
        let plain = try await self.hub(nil)
        let page = await plain.get("/today/fjordby?tour=1")
        #expect(page.page.element(id: "tour") == nil && page.page.all("section", class: "demo").isEmpty)
        #expect(!page.headers("Set-Cookie").contains { $0.hasPrefix("tour") })
        #expect(await plain.get("/tour").status == 404)
    }

    @Test("leads from page to page by links alone, forwards and back, and says how far one is", arguments: Language.allCases)
    func walk(_ language: Language) async throws {
        let hub = try await hub()
        var target = "/?lang=\(language.rawValue)"
        var seen: [String] = []
        for number in 1...TourStep.allCases.count {
            let panel = try #require(await hub.get(target).page.element(id: "tour"))
            let next = try #require(await hub.get(target).page.all("a", class: "go").first?.href)
            #expect(!panel.text.isEmpty)
            seen.append(String(next.prefix { $0 != "#" }))
            #expect(next.hasSuffix("tour=\(number)#tour"))
            target = "\(seen[number - 1])&lang=\(language.rawValue)"
            let page = await hub.get(target)
            #expect(page.status == 200 && page.page.problems == [])
            let step = try #require(TourStep(rawValue: number))
            #expect(page.page.element(id: "tour")?.text.contains(step.heading[language.rawValue]) == true)
            #expect(page.headers("Set-Cookie").contains("tour=\(number); Path=/; SameSite=Strict; HttpOnly"))
        }
        #expect(
            seen.map { $0.replacing(/[?&]tour=\d/, with: "") } == [
                "/today/fjordby", "/citizens/1", "/today/fjordby", "/citizens/1", "/today/fjordby", "/pathways",
                "/editor?pathway=hospital-stay",
            ])
        let last = try #require(await hub.get(target).page.element(id: "tour"))
        #expect(last.text.contains(Text.tourDone.wording[language.rawValue]))
        let second = await hub.get("\(seen[1])&lang=\(language.rawValue)").page
        #expect(second.all("a", class: "plain").map(\.href) == ["\(seen[0])#tour"])
        #expect(second.all("a", class: "quietly").map(\.href) == ["/citizens/1?tour=off"])
    }

    @Test("lets a notice come and a deadline pass, and goes to the citizen whom it is about")
    func deeds() async throws {
        let demo = DemoStub()
        let hub = try await hub(demo)
        for (step, deed, after) in [(TourStep.ready, DemoDeed.ready, TourStep.arrived), (.arrived, .deadline, .passed)] {
            let page = await hub.get("/today/fjordby?tour=\(step.rawValue)").page
            #expect(page.element(id: "tour-\(deed.rawValue)") != nil)
            let reply = await hub.post("/demo", [("deed", deed.rawValue)])
            #expect(reply.status == 303 && reply.header("Location") == "/citizens/1?tour=\(after.rawValue)#tour")
        }
        #expect(demo.done == [.ready, .deadline])
        demo.brings(nil)
        #expect(await hub.post("/demo", [("deed", "deadline")]).header("Location") == "/today/fjordby?tour=5#tour")
        #expect(await hub.post("/demo", [("deed", "ready")], token: "x").status == 403)
        #expect(await hub.post("/demo", [("deed", "sleep")]).status == 404)
        #expect(demo.done.count == 3)
        // Where time stands still there is nothing to let happen, and the steps lead on all the same.
        let still = try await self.hub(DemoStub(.still))
        let page = await still.get("/today/fjordby?tour=3").page
        #expect(page.element(id: "tour-ready") == nil && page.all("a", class: "go").count == 1)
    }

    @Test("is one page of steps too, with the way to each", arguments: Language.allCases)
    func page(_ language: Language) async throws {
        let hub = try await hub()
        let page = await hub.get("/tour?lang=\(language.rawValue)").page
        #expect(page.problems == [] && page.element(id: "tour") == nil)
        let ways = page.all("a") { $0.attributes["id"] == "main" }
        #expect(ways.map(\.href) == TourStep.allCases.map { Visit.way(to: $0, DemoStub().shown) })
        for step in TourStep.allCases { #expect(page.text.contains(step.heading[language.rawValue])) }
    }

    @Test("a visitor's own word for where they are changes nothing but what is shown", arguments: ["", "0", "8", "-1", "x", "1;2", "%00"])
    func noise(_ text: String) async throws {
        let hub = try await hub()
        let reply = await hub.get("/today/fjordby?tour=\(text)")
        #expect(reply.status == 200 && reply.page.element(id: "tour") == nil)
        #expect(reply.headers("Set-Cookie").filter { $0.hasPrefix("tour") }.allSatisfy { $0.hasPrefix("tour=off; ") })
    }
}

@Suite("The line of the demo") struct DemoBarTests {
    @Test("says how many there are, how fast a day passes and what time it is", arguments: Language.allCases)
    func says(_ language: Language) async throws {
        let hub = Hub(demo: DemoStub())
        let bar = try #require(await hub.get("/?lang=\(language.rawValue)").page.all("section", class: "demo").first)
        let sentence =
            switch language {
            case .nb: "10\u{A0}000 oppdiktede innbyggere i hver kommune. Et døgn går på 30 minutter."
            case .nn: "10\u{A0}000 oppdikta innbyggjarar i kvar kommune. Eit døgn går på 30 minutt."
            case .da: "10.000 opdigtede borgere i hver kommune. Et døgn går på 30 minutter."
            case .en: "10,000 invented citizens in each municipality. A day passes in 30 minutes."
            }
        #expect(bar.text.contains(sentence))
        #expect(bar.text.contains(language == .en ? "12:40" : "12.40"))
    }

    @Test("lets a visitor stop time and let it go on, and leads back to where they were")
    func toggle() async throws {
        let demo = DemoStub()
        let hub = Hub(demo: demo)
        try await hub.file(Course.upToReady)
        let page = await hub.get("/today/fjordby?lines=60").page
        #expect(page.element(id: "demo-pause") != nil && page.element(id: "demo-resume") == nil)
        let back = page.all("input").first { $0.attributes["name"] == "back" }?.attributes["value"]
        #expect(back == "/today/fjordby?lines=60")
        #expect(await hub.post("/demo", [("deed", "pause"), ("back", back ?? "")]).header("Location") == back)
        #expect(demo.done == [.pause])
        for strange in ["//example.org", "https://example.org", "/\\example.org", "", "/a b", "/\n"] {
            #expect(await hub.post("/demo", [("deed", "resume"), ("back", strange)]).header("Location") == "/", "\(strange)")
        }
        #expect(await Hub(demo: DemoStub(.paused)).get("/").page.element(id: "demo-resume") != nil)
        for mode in [DemoView.Mode.filling, .still] {
            #expect(await Hub(demo: DemoStub(mode)).get("/").page.all("form").isEmpty)
        }
    }

    @Test("lets pages read themselves anew as often as its time asks for") func pace() async {
        func pace(_ demo: DemoStub?) async -> String? { await Hub(demo: demo).get("/").page.first("body")?.attributes["data-pace"] }
        #expect(await pace(nil) == "60000")
        #expect(await pace(DemoStub(.paused)) == "60000")
        #expect(await pace(DemoStub(day: 1_800)) == "5000")
        #expect(await pace(DemoStub(day: 43_200)) == "30000")
    }
}
