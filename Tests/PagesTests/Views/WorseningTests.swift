import Access
import Exchange
import FHIR
import Journal
import Pathways
import Testing

@testable import Pages

@Suite("Somebody gets worse") struct WorseningTests {
    static let run = "/citizens/1?run=unplanned-need.1"
    static let form = "/citizens/1/isbar?run=unplanned-need.1"

    /// Ready for discharge and then worse, on Thursday 5 February 2026 at 12.40.
    static func hub(at: String = "2026-02-05T12:40:00", pathway: String = "unplanned-need") async throws -> Hub {
        let hub = Hub(at: at)
        try await hub.file(Course.upToReady)
        try await hub.does(.started(pathway: pathway, stay: nil), because: "worse")
        return hub
    }

    static func observation(_ code: String, _ value: String, _ unit: String, at: String, status: String = "final") -> String {
        #"{"resourceType":"Observation","status":"\#(status)","subject":{"reference":"Patient/1"},"code":{"coding":[{"system":"http://loinc.org","code":"\#(code)"}]},"effectiveDateTime":"\#(at)","valueQuantity":{"value":\#(value),"system":"http://unitsofmeasure.org","code":"\#(unit)"}}"#
    }

    static func measure(_ hub: Hub) async throws {
        try await hub.writes(observation("9279-1", "26", "/min", at: "2026-02-05T12:10:00+01:00"), id: "breath")
        try await hub.writes(observation("59408-5", "93", "%", at: "2026-02-05T12:12:00+01:00"), id: "oxygen")
        try await hub.writes(observation("59408-5", "98", "%", at: "2026-02-05T08:00:00+01:00"), id: "before")
        try await hub.writes(observation("8867-4", "70", "/min", at: "2026-02-05T12:12:00+01:00"), id: "pulse")
        try await hub.writes(observation("8867-4", "180", "/min", at: "2026-02-05T12:30:00+01:00", status: "entered-in-error"), id: "slip")
        try await hub.writes(observation("8310-5", "37.0", "Cel", at: "2026-02-03T12:12:00+01:00"), id: "warm")
        let pressure =
            #"{"resourceType":"Observation","status":"final","subject":{"reference":"Patient/1"},"code":{"coding":[{"system":"http://loinc.org","code":"85354-9"}]},"effectiveDateTime":"2026-02-05T12:15:00+01:00","component":[{"code":{"coding":[{"system":"http://loinc.org","code":"8480-6"}]},"valueQuantity":{"value":120,"code":"mm[Hg]"}}]}"#
        try await hub.writes(pressure, id: "pressure")
    }

    private func rows(_ page: Markup) -> [String] {
        page.all("tr") { $0.name == "tbody" }.map(\.words)
    }

    @Test("A4.2: whom to call is by the hour, with the number and until when") func calls() async throws {
        for (time, who) in [
            ("2026-02-05T12:40:00", "Ring nå Fastlegen Storgata legesenter · til i dag 16.00 · nummeret står ikke i listen"),
            ("2026-02-05T17:00:00", "Ring nå Legevakten 116117 116117"), ("2026-02-07T12:00:00", "Ring nå Legevakten 116117 116117"),
        ] {
            let page = await (try await Self.hub(at: time)).get("\(Self.run)&lang=nb").page
            let calls = page.all("div") { $0.attributes["class"] == "calls" }.map(\.words)
            #expect(calls == [who, "Ved fare for liv Nødnummeret 113 113"], "\(time): \(calls)")
        }
        let page = await (try await Self.hub(at: "2026-02-05T17:00:00")).get(Self.run).page
        #expect(page.all("a", class: "tel").map(\.href) == ["tel:116117", "tel:113"])
    }

    @Test("the score has the newest value of each thing with its time, and says plainly what is missing", arguments: Language.allCases)
    func score(_ language: Language) async throws {
        let hub = try await Self.hub()
        let empty = await hub.get("\(Self.run)&lang=\(language.rawValue)").page
        #expect(empty.all("tr", class: "missing").count == 7)
        try await Self.measure(hub)
        let page = await hub.get("\(Self.run)&lang=\(language.rawValue)").page
        #expect(page.problems == [])
        // Temperature is older than a day; oxygen and consciousness only a person can say.
        #expect(page.all("tr", class: "missing").count == 3)
        let lacks = try #require(page.all("p", class: "lacks").first).words
        let news = try #require(Hub.scores.score("NEWS2", variant: "rcp-2017"))
        for input in ["oxygen", "consciousness", "temperature"] {
            #expect(lacks.contains(try #require(news.input(input)).title[language.rawValue]))
        }
        #expect(!lacks.contains(try #require(news.input("pulse")).title[language.rawValue]))
        guard language == .nb else { return }
        #expect(page.all("p", class: "t").contains { $0.words == "NEWS2 (skala 1): minst 5 av 20" })
        let rows = page.all("tr").map(\.words)
        #expect(rows.contains("Pustefrekvens 26 /min i dag 12.10 3") && rows.contains("Oksygenmetning 93 % i dag 12.12 2"))
        #expect(rows.contains("Systolisk blodtrykk 120 mm[Hg] i dag 12.15 0") && rows.contains("Puls 70 /min i dag 12.12 0"))
        #expect(rows.contains("Temperatur eldre enn et døgn, regnes ikke ti. 3. feb. 12.12 –"))
    }

    @Test("what is shown of the record is in the trace") func trace() async throws {
        let hub = try await Self.hub()
        try await Self.measure(hub)
        _ = await hub.get(Self.run)
        let entry = try #require(try await hub.log.entries(LogQuery()).entries.first)
        #expect(entry.shown.contains { $0.name == "Observation/breath" } && entry.subjects == [SubjectID(1)])
    }

    @Test("A4.2: the form gives an ISBAR for the right receiver, from the record and from what is said, and keeps nothing") func isbar()
        async throws
    {
        let hub = try await Self.hub(at: "2026-02-05T17:00:00")
        try await Self.measure(hub)
        try await hub.writes(
            #"{"resourceType":"Condition","subject":{"reference":"Patient/1"},"clinicalStatus":{"coding":[{"code":"active"}]},"code":{"text":"Kols"}}"#,
            id: "copd")
        let before = try await hub.journal.read { try $0.lastCommit() }
        let ready = await hub.get("\(Self.run)&lang=nb").page
        let text = try #require(ready.element(id: "isbar-text")).text
        #expect(text.contains("Til: Legevakten 116117, 116117") && text.contains("Diagnoser: Kols"))
        #expect(text.contains("(si hva som har endret seg)") && text.contains("Mangler: "))
        let reply = await hub.post(
            "\(Self.form)&lang=nb",
            [
                ("changed", "Tungpustet siden middag"), ("since", "2026-02-05T13:00"), ("concern", "Lungebetennelse"),
                ("ask", "Tilsyn i kveld"),
                ("caller", "Kari, hjemmesykepleien"), ("callback", "55 00 00 00"), ("score-oxygen", "yes"),
                ("score-consciousness", "alert"), ("score-temperature", "38,6"), ("score-pulse", "200"),
            ], ["Cookie": "for=fjordby"])
        #expect(reply.status == 200 && reply.page.problems == [])
        let said = try #require(reply.page.element(id: "isbar-text")).text
        for line in [
            "Ringer: Kari, hjemmesykepleien", "Ring tilbake på: 55 00 00 00", "Gjelder: Rolig Granskog, født 1941-03-14",
            "Tungpustet siden middag", "Siden: 2026-02-05 13:00", "NEWS2 (skala 1): 8 (0–20)", "Lungebetennelse", "Ber om: Tilsyn i kveld",
            "Puls: 70 /min", "Ikke gjentatt av mottakeren ennå",
        ] { #expect(said.contains(line), "\(line) in \(said)") }
        #expect(!said.contains("Mangler"))
        #expect(reply.page.element(id: "score-oxygen") != nil && reply.page.element(id: "score-pulse") == nil)
        #expect(try await hub.journal.read { try $0.lastCommit() } == before && hub.deeds.asked == [])
        #expect(await hub.post(Self.form, [("changed", "x")], token: "wrong").status == 403)
    }

    @Test("neither number nor street is on the page or in the text", arguments: [run, form]) func kept(_ target: String) async throws {
        let hub = try await Self.hub()
        try await Self.measure(hub)
        let reply = await hub.get(target)
        #expect(reply.status == 200 && reply.page.element(id: "isbar-text") != nil)
        #expect(!reply.html.contains(Course.number) && !reply.html.contains("Bakkevegen"))
    }

    @Test("only the pathways that ask for it show it, and only while they go on") func others() async throws {
        let hub = try await Self.hub()
        #expect(await hub.get("/citizens/1?run=1").page.element(id: "worse") == nil)
        #expect(await hub.get("/citizens/1/isbar?run=1").status == 404)
        #expect(await hub.get("\(Self.run)&view=citizen").page.element(id: "worse") == nil)
        hub.clock.set(Hub.instant("2026-03-05T12:00:00"))
        #expect(await hub.get(Self.run).page.element(id: "worse") == nil)
        // A score that nobody is called with.
        let other = try await Self.hub(pathway: "copd")
        let page = await other.get("/citizens/1?run=copd.1").page
        #expect(page.element(id: "worse") != nil && page.element(id: "isbar-text") != nil)
    }
}
