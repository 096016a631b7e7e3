import FHIR
import Journal
import Testing

@testable import Pages
@testable import Pathways

@Suite("What measurements mean") struct ZoneTests {
    static let plain = "/citizens/1?view=citizen"

    /// Somebody with COPD, on Thursday 5 February 2026.
    static func hub() async throws -> Hub { try await WorseningTests.hub(at: "2026-02-05T12:40:00", pathway: "copd") }

    static func measure(_ hub: Hub, _ code: String, _ value: String, _ unit: String, at: String = "2026-02-05T12:40:00+01:00") async throws
    {
        try await hub.measures(WorseningTests.observation(code, value, unit, at: at), id: "\(code)-\(value)")
    }

    static func definition(_ hub: Hub, _ id: String = "copd") throws -> PathwayDefinition {
        try #require(Hub.library.definition(id, on: Zone.oslo.day(at: hub.clock.now)))
    }

    @Test("is on the citizen's page whole: each colour by name, its limits and what to do", arguments: Language.allCases)
    func whole(_ language: Language) async throws {
        let hub = try await Self.hub()
        let page = await hub.get("\(Self.plain)&lang=\(language.rawValue)").page
        let section = try #require(page.all("section", class: "zones").first).words
        for measurement in try Self.definition(hub).measurements {
            #expect(section.contains(measurement.title[language.rawValue]))
            for band in measurement.bands {
                #expect(section.contains(try #require(band.citizen)[language.rawValue]), "\(measurement.id) \(band.zone)")
                #expect(section.contains(ZoneWords(language: language).name(band.zone) + " : "))
            }
        }
        #expect(section.contains(Text.notMeasured.wording[language.rawValue]))
        let limits: [Language: [String]] = [
            .nb: ["under 88\u{A0}%", "fra 88 til under 92\u{A0}%", "92\u{A0}% eller mer", "fra 38,0 til under 39,5\u{A0}°C"],
            .nn: ["under 88\u{A0}%", "frå 88 til under 92\u{A0}%", "92\u{A0}% eller meir", "frå 38,0 til under 39,5\u{A0}°C"],
            .da: ["under 88\u{A0}%", "fra 88 til under 92\u{A0}%", "92\u{A0}% eller mere", "fra 38,0 til under 39,5\u{A0}°C"],
            .en: ["below 88%", "from 88 to below 92%", "92% or more", "from 38.0 to below 39.5\u{A0}°C"],
        ]
        for limit in limits[language] ?? [] { #expect(section.contains(limit), "\(limit)") }
    }

    @Test("begins with the colour of the latest value, and with the measurement that asks for most", arguments: Language.allCases)
    func latest(_ language: Language) async throws {
        let hub = try await Self.hub()
        try await Self.measure(hub, "8310-5", "37.1", "Cel")
        try await Self.measure(hub, "59408-5", "86", "%")
        let page = await hub.get("\(Self.plain)&lang=\(language.rawValue)").page
        let section = try #require(page.all("section", class: "zones").first).words
        let saturation = try #require(try Self.definition(hub).measurement("saturation"))
        let red = try #require(saturation.bands[0].citizen)[language.rawValue]
        let first = try #require(page.all("li", class: "here").first)
        #expect(first.classes == ["red", "here"] && first.words.contains(red))
        let says: [Language: String] = [
            .nb: "Siste måling: 86\u{A0}%, rødt, meldt i dag 12.40", .nn: "Siste måling: 86\u{A0}%, raudt, meldt i dag 12.40",
            .da: "Seneste måling: 86\u{A0}%, rødt, meldt i dag 12.40", .en: "Latest measurement: 86%, red, reported today 12:40",
        ]
        #expect(section.contains(says[language] ?? "?"))
        #expect(section.contains(Text.appliesNow.wording[language.rawValue]))
        // Before anything else on the page, and the colours in the order of what applies: red, yellow, green; then the temperature's.
        #expect(page.elements.first { $0.name == "section" }?.classes == ["zones"])
        let rows = page.all("li").filter { ["red", "yellow", "green"].contains($0.classes.first) }.map(\.classes)
        #expect(rows == [["red", "here"], ["yellow"], ["green"], ["green", "here"], ["red"], ["yellow"]])
        #expect(page.problems == [])
    }

    @Test("stands after what happens now when nothing has to be done") func calm() async throws {
        let hub = try await Self.hub()
        try await Self.measure(hub, "59408-5", "97", "%")
        let sections = await hub.get(Self.plain).page.all("section").prefix(2).map(\.classes)
        #expect(sections == [["now", "plain"], ["zones"]])
    }

    @Test("says when a later value cannot be read, and does not take the earlier one for the last word") func unread() async throws {
        let hub = try await Self.hub()
        try await Self.measure(hub, "59408-5", "97", "%")
        try await Self.measure(hub, "59408-5", "11", "kPa")
        let lacks = await hub.get(Self.plain).page.all("p", class: "lacks").map(\.words)
        #expect(lacks == ["Kan ikke leses, fordi enheten er ukjent: 11\u{A0}kPa, meldt i dag 12.40"])
    }

    @Test("tells whom to call at this hour and when life is in danger, with the numbers that the list has") func calls() async throws {
        let hub = try await Self.hub()
        let page = await hub.get(Self.plain).page
        let calls = page.all("div") { $0.classes == ["calls"] }.map(\.words)
        let doctor = "Hvis du blir verre Fastlegen Storgata legesenter · til i dag 16.00"
        #expect(calls == ["Din kontakt Fjordby kommune", doctor, "Ved fare for liv Nødnummeret 113 113"])
        #expect(page.all("a", class: "tel").map(\.href) == ["tel:113"])
        try await hub.move(to: "2026-02-05T17:00:00")
        let closed = await hub.get(Self.plain).page
        #expect(closed.all("a", class: "tel").map(\.href) == ["tel:116117", "tel:113"])
        // What a red value says of whom to call is what stands there.
        let red = try #require(try Self.definition(hub).measurement("saturation")?.bands.first?.citizen)
        for word in ["legen", "legevakten", "113"] { #expect(red.nb.contains(word)) }
    }

    @Test(
        "is on the pathway's page, with no value of anybody", arguments: Language.allCases, ["copd", "frail-older-citizen", "hip-fracture"])
    func gallery(_ language: Language, _ id: String) async throws {
        let hub = Hub()
        let page = await hub.get("/pathways/\(id)?lang=\(language.rawValue)").page
        let section = try #require(page.all("section", class: "zones").first).words
        for measurement in try Self.definition(hub, id).measurements {
            #expect(section.contains(measurement.title[language.rawValue]))
            for band in measurement.bands { #expect(section.contains(try #require(band.citizen)[language.rawValue])) }
        }
        #expect(!section.contains(Text.notMeasured.wording[language.rawValue]) && page.all("li", class: "here").isEmpty)
        #expect(page.problems == [])
    }

    @Test("is nowhere when nothing is measured", arguments: ["/citizens/1?view=citizen", "/pathways/hospital-stay"])
    func nothing(_ target: String) async throws {
        let hub = Hub()
        try await hub.file(Course.upToReady)
        #expect(await hub.get(target).page.all("section", class: "zones").first == nil)
    }

    @Test(
        "names limits and units as people do",
        arguments: [
            ("{steps}/d", ["> 5"], "over 5 skritt i døgnet", "above 5 steps a day"),
            ("/min", ["<= 40"], "40 i minuttet eller mindre", "40 a minute or less"),
            ("mm[Hg]", ["< 90", "<= 120"], "fra 90 til og med 120\u{A0}mmHg", "from 90 up to and including 120\u{A0}mmHg"),
            ("kg", ["<= 40.5", "< 45"], "over 40,5 og under 45\u{A0}kg", "above 40.5 and below 45\u{A0}kg"),
            ("{score}", ["= 3"], "akkurat 3", "exactly 3"),
            ("mmol/L", ["> 1", "> 0"], "over 0 og høyst 1\u{A0}mmol/L", "above 0 and at most 1\u{A0}mmol/L"),
        ])
    func limits(_ unit: String, _ thresholds: [String], _ nb: String, _ en: String) {
        let bands = thresholds.compactMap { Threshold($0).map { MeasurementDefinition.Band(zone: .red, threshold: $0) } }
        let word = Wording(nb: "m", nn: "m", da: "m", en: "m")
        let code = MeasurementCode(system: "http://loinc.org", code: "1")
        let range = MeasurementDefinition(id: "m", title: word, code: code, unit: unit, bands: bands).values(at: bands.count - 1)
        #expect(ZoneWords(language: .nb).limits(range, unit: unit) == nb)
        #expect(ZoneWords(language: .en).limits(range, unit: unit) == en)
    }
}
