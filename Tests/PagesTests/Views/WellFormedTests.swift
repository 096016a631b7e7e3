import Exchange
import HTTPTypes
import Journal
import Pathways
import Samples
import Testing

@testable import Pages

@Suite("Every page in every language") struct WellFormedTests {
    static let targets = [
        "/", "/today/fjordby", "/today/vestnes", "/today/nobody", "/citizens", "/citizens/1", "/citizens/1?view=citizen",
        "/citizens/1?run=1",
        "/citizens/1?run=unplanned-need.1", "/citizens/1/isbar?run=unplanned-need.1", "/citizens/3", "/citizens/3?view=citizen",
        "/citizens/none", "/letters", "/letters?show=outgoing", "/letters?show=unanswered",
        "/letters?show=refused", "/letters?show=attention", "/letters/1", "/letters/3", "/letters/4", "/letters/99", "/nowhere",
        "/pathways", "/pathways/hospital-stay", "/pathways/copd", "/pathways/none", "/pathways/hospital-stay/figures",
        "/pathways/home-after-discharge/figures?from=2026-01-01&to=2026-12-31", "/pathways/hospital-stay/figures/citizens?runs=all",
        "/pathways/hospital-stay/figures/citizens?step=early-notice&count=on-time&at=fjordby", "/pathways/none/figures", "/editor",
        "/editor?pathway=hospital-stay", "/tour",
    ]

    /// Read by all: none of these tests changes it.
    static let shared = Task { try await hub() }

    /// A hub in which every kind of row has something.
    static func hub() async throws -> Hub {
        let hub = try await LettersTests.hub()
        var ready = Course.letter("LOG_UTSKRIVNINGSKLAR", .readyForDischarge, at: "2026-02-05T12:30:00")
        ready.paragraphs = [.init(heading: "A", text: "b"), .init(text: "c")]
        ready.attachments = [.init(title: nil, mediaType: "image/png", bytes: [1])]
        try await hub.file([ready, Course.contradiction])
        try await hub.file(
            Course.letter("LOG_INNLAGT", .admitted, at: "2026-02-05T10:00:00", of: Course.citizen([Course.number, Course.other])))
        try await hub.file(Course.danishOfAnother)
        try await hub.does(.done(step: "1/early-notice"), because: "x")
        try await hub.does(.started(pathway: "unplanned-need", stay: nil), because: "worse")
        return hub
    }

    @Test("is well formed, with one heading, its language, labels, and ids of their own", arguments: targets, Language.allCases)
    func page(_ target: String, language: Language) async throws {
        let hub = try await Self.shared.value
        let page = await hub.get(target + (target.contains("?") ? "&" : "?") + "lang=\(language.rawValue)").page
        #expect(page.problems == [])
        #expect(page.first("html")?.attributes["lang"] == language.rawValue)
        #expect(page.all("h1").count == 1 && page.all("main").count == 1 && page.all("title").count == 1)
        #expect(page.first("h1")?.words.isEmpty == false)
        let ids = page.elements.compactMap { $0.attributes["id"] }
        #expect(Dictionary(grouping: ids) { $0 }.filter { $1.count > 1 }.keys.sorted() == [])
        #expect(!ids.contains { $0.contains(" ") || $0.isEmpty })
        let labelled = Set(page.all("label").compactMap { $0.attributes["for"] })
        for input in page.all("input") where input.attributes["type"] != "hidden" {
            #expect(input.attributes["id"].map(labelled.contains) == true, "\(input.attributes)")
        }
        #expect(labelled.isSubset(of: ids))
        // What is typed here is about citizens: no browser keeps it for the next person at the same desk.
        for input in page.all("input") where input.attributes["type"] != "hidden" { #expect(input.attributes["autocomplete"] == "off") }
        for element in page.elements {
            if let described = element.attributes["aria-describedby"] { #expect(ids.contains(described)) }
            if element.href.hasPrefix("#") { #expect(ids.contains(String(element.href.dropFirst()))) }
        }
        for name in ["a", "button", "summary", "label", "h1", "h2", "h3", "th"] {
            for element in page.all(name) { #expect(!element.words.isEmpty, "an empty \(name)") }
        }
        for drawing in page.all("svg") { #expect(drawing.attributes["role"] == "img" || drawing.attributes["aria-hidden"] == "true") }
        for nav in page.all("nav") { #expect(nav.attributes["aria-label"]?.isEmpty == false) }
        // Headings do not skip a level.
        let levels = page.elements.compactMap { $0.name.count == 2 && $0.name.first == "h" ? $0.name.last?.wholeNumberValue : nil }
        #expect(zip(levels, levels.dropFirst()).allSatisfy { $1 <= $0 + 1 }, "\(levels)")
    }

    @Test("says nothing in another language than its own", arguments: targets) func words(_ target: String) async throws {
        let hub = try await Self.shared.value
        let said = Dictionary(grouping: Text.allCases) { $0.wording.en }
        let page = await hub.get(target + (target.contains("?") ? "&" : "?") + "lang=nb").page
        // Whole texts of elements, so that a word that a letter holds is not taken for one of ours.
        for element in page.elements where ["h1", "h2", "button", "label", "summary", "a"].contains(element.name) {
            if let text = said[element.words]?.first { #expect(text.wording.nb == element.words, "\(element.words)") }
        }
    }

    @Test("has tabs, one of them current where it is one of them") func tabs() async throws {
        let hub = try await Self.shared.value
        for (target, current) in [
            ("/", "I dag"), ("/today/fjordby", "I dag"), ("/citizens", "Innbyggere"), ("/citizens/1", "Innbyggere"),
            ("/letters", "Meldinger"),
            ("/letters/1", "Meldinger"), ("/pathways", "Forløp"), ("/pathways/hospital-stay", "Forløp"), ("/nowhere", ""),
        ] {
            let tabs = await hub.get(target).page.all("a") { $0.name == "nav" && $0.attributes["aria-label"] == "Helhet" }
            #expect(tabs.map(\.text) == ["I dag", "Innbyggere", "Meldinger", "Forløp"], "\(target)")
            #expect(tabs.filter { $0.attributes["aria-current"] == "page" }.map(\.text) == (current.isEmpty ? [] : [current]), "\(target)")
        }
    }

    @Test("remembers whom one works for") func remembers() async throws {
        let hub = try await Self.shared.value
        let page = await hub.get("/letters", ["Cookie": "for=fjordby"]).page
        #expect(page.all("span", class: "who").map(\.text) == ["Fjordby kommune"])
        #expect(page.all("a") { $0.attributes["aria-label"] == "Helhet" }.first?.href == "/today/fjordby")
        #expect(await hub.get("/letters").page.all("a") { $0.attributes["aria-label"] == "Helhet" }.first?.href == "/")
    }
}

@Suite("What is not there") struct WayOutTests {
    @Test(
        "is told with a way on, in the reader's language",
        arguments: [
            "/nowhere", "/today", "/today/a/b", "/today/nobody", "/citizens/1/x", "/citizens/zz", "/citizens/00", "/citizens/%00",
            "/letters/0",
            "/letters/1/2/3",
            "/assets/x.css", "/assets", "/..", "/citizens/" + Course.number, "/%E2%82", "//x",
        ], Language.allCases)
    func missing(_ target: String, language: Language) async throws {
        let hub = Hub()
        try await hub.file(Course.upToReady)
        let reply = await hub.get(target, ["Accept-Language": language.rawValue])
        #expect(reply.status == 404)
        #expect(reply.page.problems == [])
        #expect(reply.page.first("h1")?.text == Text.notFoundTitle.wording[language.rawValue])
        let ways = reply.page.all("a") { $0.attributes["id"] == "main" }
        #expect(ways.map(\.href) == ["/"] && ways.map(\.text) == [Text.navToday.wording[language.rawValue]])
    }

    @Test("includes every way of asking but to read and to post", arguments: ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
    func methods(_ method: String) async {
        let reply = await Hub().send(method, "/")
        #expect(reply.status == 405 && reply.page.first("h1") != nil && reply.header("Allow") == "GET, HEAD, POST")
    }

    @Test("is asked for by machines too, which get an answer for anything", arguments: 1...8) func noise(_ seed: UInt64) async throws {
        let hub = Hub()
        try await hub.file(Course.upToReady)
        var numbers = SeededNumbers(seed: seed)
        let signs = Array("/?&=%;,.-+ <>\"'\\\u{0}\u{7F}åé1azq=")
        let starts = ["/", "/today/", "/citizens/", "/citizens/1?", "/letters/", "/letters?show=", "/letters/1/", "/assets/"]
        func noise(_ limit: Int) -> String {
            String((0..<Int.random(in: 0...limit, using: &numbers)).map { _ in signs[Int.random(in: 0..<signs.count, using: &numbers)] })
        }
        for _ in 0..<60 {
            let target = starts[Int.random(in: 0..<starts.count, using: &numbers)] + noise(12)
            let headers = ["Accept-Language": noise(12), "Cookie": noise(12), "Sec-Fetch-Site": noise(3)]
            let reply = await hub.get(target, headers)
            #expect([200, 303, 404].contains(reply.status), "\(target) \(headers)")
            if reply.header("Content-Type") == "text/html; charset=utf-8", reply.status != 303 {
                #expect(reply.page.problems == [], "\(target) \(headers)")
            }
            let posted = await hub.post(target, [("deed", noise(6)), ("value", noise(6)), (noise(4), noise(4))], headers, token: noise(4))
            #expect(posted.status == 403, "\(target)")
            let deeds = ["done", "skip", "unlink", "answer-no", "move", "handled", noise(6)]
            let deed = deeds[Int.random(in: 0..<deeds.count, using: &numbers)]
            let trusted = await hub.post(target, [("deed", deed), ("value", noise(6)), ("to", noise(6)), ("because", noise(3))])
            #expect([303, 400, 404, 409].contains(trusted.status), "\(target) \(deed)")
        }
    }
}
