import Exchange
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

    /// Courses of which every state of a step occurs in some.
    static let courses: [(at: String, letters: Int, deeds: [Act.Deed])] = [
        ("2026-02-02T09:00:00", 1, []), ("2026-02-03T12:00:00", 2, []), ("2026-02-05T12:40:00", 4, []), ("2026-02-05T14:50:00", 4, []),
        ("2026-02-05T14:50:00", 5, []), ("2026-02-06T12:30:00", 6, [.done(step: "1/discharge-report")]),
        ("2026-02-12T12:30:00", 6, [.skipped(step: "1/first-contact")]), ("2026-03-20T12:00:00", 6, []),
    ]

    static func hub(_ course: Int) async throws -> Hub {
        let (at, letters, deeds) = courses[course]
        let hub = Hub(at: at)
        try await hub.file(Array((Course.upToReady + [Course.yes, Course.discharged]).prefix(letters)))
        for deed in deeds { try await hub.does(deed, because: "by telephone") }
        return hub
    }

    @Test("draws the steps that it lists, in the same state, and lists those that it draws", arguments: courses.indices, Language.allCases)
    func drawing(_ course: Int, language: Language) async throws {
        let hub = try await Self.hub(course)
        let page = await hub.get("/citizens/1?lang=\(language.rawValue)").page
        let run = try #require(try await Self.run(hub))
        let items = PlanList.make(run, now: hub.clock.now).items
        let definition = try #require(Hub.library.definition(run.pathway, version: run.version))
        let listed = page.all("li") { $0.classes == ["steps"] }
        #expect(listed.map { $0.classes.first ?? "" } == items.map(\.state.rawValue))
        for (line, item) in zip(listed, items) {
            let title = try #require(definition.step(item.step.id)?.title[language.rawValue])
            #expect(line.words.hasPrefix(title), "\(line.words)")
        }
        // A pill's words begin with the step's short name. What was withdrawn, and what nobody knows the time of, has no place in time.
        let drawn = page.all("g", class: "pill").map { "\($0.classes[1]) \($0.words)" }
        let expected = items.filter(\.isDrawn).map { "\($0.state.rawValue) \(definition.step($0.step.id)?.short[language.rawValue] ?? "")" }
        #expect(drawn.count == expected.count)
        for step in expected { #expect(drawn.contains { $0.hasPrefix(step) }, "\(step) is not drawn") }
        for pill in drawn { #expect(expected.contains { pill.hasPrefix($0) }, "\(pill) is not listed") }
        // Late in the list is late in the drawing, and done late is drawn so.
        #expect(page.all("g", class: "waslate").count == items.filter { $0.wasLate && $0.state == .done }.count)
    }

    static func run(_ hub: Hub) async throws -> Run? {
        try await hub.journal.read { try $0.plan(of: SubjectID(1)).flatMap { Plan(json: $0.plan) } }?.current(at: hub.clock.now)
    }

    @Test("draws each party, what happened and each letter of the stay", arguments: courses.indices) func parties(_ course: Int)
        async throws
    {
        let hub = try await Self.hub(course)
        let page = await hub.get("/citizens/1").page
        let run = try #require(try await Self.run(hub))
        let drawing = try #require(page.all("svg").first { $0.attributes["role"] == "img" })
        for name in ["Vestnes sykehus", "Fjordby kommune", "Storgata legesenter", "Rolig"] { #expect(drawing.text.contains(name)) }
        #expect(page.all("path", class: "arrow").count == run.letters.count)
        #expect(page.all("circle").count == run.events.filter { Fact.Kind.movements.contains($0.kind) }.count)
        let isOver = run.isOver(at: hub.clock.now)
        #expect(page.all("path", class: "now").isEmpty == isOver)
        #expect(drawing.attributes["aria-label"] == Text.drawingLabel.wording.nb)
    }

    @Test("offers what can be done about what is owed: one form for each deed, with a reason where it needs one") func forms() async throws
    {
        let hub = try await Self.hub(6)
        let page = await hub.get("/citizens/1").page
        func deeds(_ isAround: (Markup.Element) -> Bool) -> [String] {
            page.all("input", isAround).filter { $0.attributes["name"] == "deed" || $0.attributes["name"] == "value" }
                .compactMap { $0.attributes["value"] }
        }
        #expect(deeds { $0.classes.contains("now") } == ["done", "1/discharge-report"])
        let reopened = deeds { $0.attributes["id"] == "step-1-first-contact" }
        #expect(reopened == ["reopen", "1/first-contact"])
    }

    @Test("answers a ready notice with two words, and a first contact with one") func answers() async throws {
        let ready = await (try await Self.hub(2)).get("/citizens/1").page
        #expect(ready.all("button") { $0.classes == ["deeds"] }.map(\.text) == ["Vi kan ta imot", "Ikke ennå"])
        let hub = try await Self.hub(5)
        let home = await hub.get("/citizens/1").page
        #expect(home.all("button") { $0.classes == ["deeds"] }.map(\.text) == ["Vi har vært hjemme"])
    }

    @Test("tells the cost of waiting day by day, until a yes ends it") func cost() async throws {
        let hub = Hub(at: "2026-02-07T12:00:00")
        try await hub.file(Course.upToReady)
        #expect(
            await hub.get("/citizens/1").page.all("p", class: "m").first?.words.hasSuffix(
                "Uten ja fra kommunen: 2 ventedøgn, 11\u{A0}490\u{A0}kr (pris for 2024)") == true)
        try await hub.does(.answered(stay: 1, canReceive: false), because: "full")
        #expect(
            await hub.get("/citizens/1").page.all("p", class: "m").first?.words.contains(
                "Døgnpris for utskrivningsklar pasient: 2 ventedøgn") == true)
        try await hub.move(to: "2026-02-07T12:10:00")
        try await hub.does(.answered(stay: 1, canReceive: true), because: "a bed")
        #expect(await hub.get("/citizens/1").page.text.contains("Døgnpris for utskrivningsklar pasient: 2 ventedøgn"))
        try await hub.move(to: "2026-02-09T12:00:00")
        #expect(await hub.get("/citizens/1").page.text.contains("Døgnpris for utskrivningsklar pasient: 2 ventedøgn"))
    }

    @Test("puts an answer that is neither yes nor no before a human", arguments: Language.allCases)
    func unclear(_ language: Language) async throws {
        let hub = Hub()
        var answer = Course.yes
        answer.statements[0].details = ["answer": "unclear"]
        try await hub.file(Course.upToReady + [answer])
        let page = await hub.get("/citizens/1?lang=\(language.rawValue)").page
        let words = Words(
            PhrasingTests.phrasing(language, "2026-02-05T12:40:00"), definition: Hub.stay)
        let told = words.attention(.unclear, name: "answer")
        #expect(told.hasSuffix(": \(words.title(step: "answer"))"))
        #expect(page.all("section", class: "attention").first?.text.contains(told) == true)
        #expect(await hub.get("/today/vestnes?lang=\(language.rawValue)").page.text.contains(told))
    }

    @Test(
        "adds up the days of every wait, and says of which year the price is only where the table ends before them",
        arguments: zip(
            Language.allCases,
            [
                "3 ventedøgn, 17\u{A0}235\u{A0}kr", "3 ventedøgn, 17\u{A0}235\u{A0}kr", "3 ventedage, NOK\u{A0}17.235",
                "3 waiting days, NOK\u{A0}17,235",
            ]))
    func waits(_ language: Language, sum: String) async throws {
        func cost(_ year: Int) async throws -> String {
            let hub = Hub(at: "\(year)-02-20T12:00:00")
            func letter(_ kind: Fact.Kind, _ at: String) -> Letter { Course.letter("LOG", kind, at: "\(year)-02-\(at):00:00") }
            try await hub.file([
                letter(.admitted, "02T08"), letter(.readyForDischarge, "05T09"), letter(.notReadyAfterAll, "06T10"),
                letter(.readyForDischarge, "08T09"), letter(.discharged, "10T12"),
            ])
            return await hub.get("/citizens/1?lang=\(language.rawValue)").page.all("p", class: "m").first?.words ?? ""
        }
        #expect(try await cost(2024).hasSuffix(sum))
        #expect(try await cost(2026).hasSuffix("\(sum) (\(Text.priceOfYear.wording[language.rawValue]) 2024)"))
    }

    @Test("shows letters with their words, newest first, and what people did with their reasons") func records() async throws {
        let hub = try await Self.hub(6)
        try await hub.file(Course.contradiction)
        let page = await hub.get("/citizens/1").page
        let letters = page.all("details") { $0.classes == ["letters"] }
        #expect(letters.map { String($0.attributes["id"]?.dropFirst(7) ?? "") } == ["6", "5", "4", "7", "3", "2", "1"])
        #expect(
            page.all("summary") { $0.attributes["id"] == "letter-4" }.first?.words
                == "Utskrivningsklar Vestnes sykehus, medisinsk post 3 → Fjordby kommune to. 5. feb. 11.50")
        #expect(
            page.all("li") { $0.classes == ["rows"] }.contains {
                $0.words == "Et steg gjøres ikke Fjordby kommune · by telephone i dag 12.30"
            })
        let attention = try #require(page.all("section", class: "attention").first)
        #expect(attention.text.contains("Tilbake fra permisjon uten permisjon"))
        #expect(page.all("a") { $0.classes == ["attention"] }.first?.href == "/letters/7")
        try await hub.does(.seen(attention: try #require(try await Self.attention(hub))), because: "asked them")
        #expect(await hub.get("/citizens/1").page.all("section", class: "attention").isEmpty)
    }

    private static func attention(_ hub: Hub) async throws -> String? {
        try await hub.journal.read { try $0.plan(of: SubjectID(1)).flatMap { Plan(json: $0.plan) } }?.attention.first?.key
    }

    @Test("has every stay, opens with the one that goes on, and shows the one asked for") func stays() async throws {
        let hub = try await Self.hub(5)
        try await hub.file(Course.letter("LOG_INNLAGT", .admitted, at: "2026-02-06T12:20:00", id: "again"))
        let page = await hub.get("/citizens/1").page
        let links = page.all("a") { $0.classes == ["team"] }
        #expect(links.map(\.href) == ["/citizens/1?run=7", "/citizens/1?run=1"])
        #expect(links.map { $0.attributes["aria-current"] } == ["true", nil])
        #expect(links.allSatisfy { $0.words.hasSuffix("Vestnes sykehus") && $0.words.contains(" · Sykehusopphold og utskriving, ") })
        #expect(page.all("h2").contains { $0.text == "Forløp" } && !page.all("h2").contains { $0.text == "Opphold" })
        let first = await hub.get("/citizens/1?run=1").page
        #expect(first.all("a") { $0.classes == ["team"] }.map { $0.attributes["aria-current"] } == [nil, "true"])
        // Deeds and the other view keep to the stay that is looked at; the one that the page chose is not held fast.
        #expect(Set(first.all("form").compactMap { $0.attributes["action"] }) == ["/citizens/1?run=1"])
        #expect(Set(page.all("form").compactMap { $0.attributes["action"] }) == ["/citizens/1"])
        #expect(first.all("a") { $0.classes == ["sub"] }.map(\.href) == ["/citizens/1?view=citizen&run=1"])
        let plain = await hub.get("/citizens/1?view=citizen&run=1").page
        #expect(plain.all("a") { $0.classes == ["sub"] }.map(\.href) == ["/citizens/1?run=1"])
        let deed = await hub.post("/citizens/1?run=1", [("deed", "done"), ("value", "1/first-contact")])
        #expect(deed.header("Location") == "/citizens/1?run=1")
        #expect(await hub.get("/citizens/1?run=99").page.text == page.text)
        #expect(await hub.get("/citizens/1?run=x").status == 200)
    }

    @Test(
        "tells when what is planned is thought to happen, and that it was to have happened",
        arguments: [("2026-02-04T12:00:00", "fr. 6. feb."), ("2026-02-05T12:40:00", "i morgen"), ("2026-02-07T12:00:00", "ventet i går")])
    func planned(_ at: String, told: String) async throws {
        let hub = Hub(at: at)
        let expected = Course.letter("LOG_INNLAGT", .dischargeExpected, at: "2026-02-06T12:00:00", id: "expected", isEstimate: true) {
            $0.sent = Moment(Hub.instant("2026-02-02T09:00:00"))
        }
        try await hub.file([Course.admitted, expected])
        let page = await hub.get("/citizens/1").page
        let line = page.all("li") { $0.classes == ["steps"] }.first { $0.words.hasPrefix("Skrive ut ") }
        #expect(line?.words.hasSuffix(told) == true, "\(line?.words ?? "")")
        #expect(page.all("path", class: "expected").isEmpty == (at > "2026-02-06"))
    }

    @Test("says on which day of the stay one is, that it is over, or that the citizen is back within the follow-up") func sub() async throws
    {
        func sub(_ hub: Hub) async -> String { await hub.get("/citizens/1").page.all("p", class: "sub").first?.words ?? "" }
        let title = "Sykehusopphold og utskriving \(Hub.stay?.version ?? "")"
        #expect(await sub(try await Self.hub(2)) == "\(title) · dag 4 · Slik innbyggeren leser det")
        let home = try await Self.hub(5)
        #expect(await sub(home) == "\(title) · Slik innbyggeren leser det")
        try await home.file(Course.letter("LOG_INNLAGT", .admitted, at: "2026-02-06T12:20:00", id: "again"))
        #expect(await sub(home) == "\(title) · dag 1 · Innlagt igjen · Slik innbyggeren leser det")
    }

    @Test("has no heading of a team that nobody is in", arguments: ["/citizens/1", "/citizens/1?view=citizen"])
    func nobody(_ target: String) async throws {
        let hub = Hub()
        try await hub.file([Course.letter("DIALOG_FORESPORSEL", .question, at: "2026-02-02T08:40:00")])
        let page = await hub.get(target).page
        let headings = [Text.team, .whoHelps].map { $0.wording.nb }
        #expect(page.first("h1")?.words.hasPrefix("Rolig Granskog") == true)
        #expect(!page.all("h2").contains { headings.contains($0.words) } && page.all("ul", class: "team").isEmpty)
        try await hub.file(Course.upToReady)
        #expect(await hub.get(target).page.all("h2").contains { headings.contains($0.words) })
    }

    @Test("reads the same from Danish letters, by Danish rules") func danish() async throws {
        let hub = Hub(at: "2026-02-04T10:00:00")
        try await hub.file(Course.danish)
        let page = await hub.get("/citizens/1?lang=da").page
        #expect(page.first("h1")?.words == "Stille Lyngmo 84 år · Elvby Kommune")
        #expect(
            page.all("p", class: "t").first?.words
                == "Elvby Kommune: Sende indlæggelsesrapport til sygehuset, senest i morgen 09.15 (om 23 t)")
        #expect(page.all("p", class: "m").first?.words == "Indlagt i dag 09.15 · Granby Sygehus")
        let title = "Sygehusophold og udskrivning \(Hub.stay?.version ?? "")"
        #expect(page.all("p", class: "sub").first?.words == "\(title) · dag 1 · Sådan læser borgeren det")
        #expect(
            page.all("summary") { $0.attributes["id"] == "letter-1" }.first?.words == "Indlagt Granby Sygehus → Elvby Kommune i dag 09.15")
    }

    @Test("tells that a citizen died, and asks nobody for anything more") func died() async throws {
        let hub = Hub(at: "2026-02-05T20:00:00")
        try await hub.file(Course.upToReady + [Course.letter("LOG_DOD", .died, at: "2026-02-05T19:00:00")])
        let page = await hub.get("/citizens/1").page
        #expect(page.first("h1")?.words.contains("død i dag") == true)
        #expect(page.all("section", class: "now").first?.classes == ["now", "calm"])
    }

    @Test("joins numbers of one person, and lets them be parted again") func linked() async throws {
        let hub = Hub()
        try await hub.file([
            Course.admitted,
            Course.letter("LOG_INNLAGT", .admitted, at: "2026-02-03T09:00:00", of: Course.citizen([Course.number, Course.other])),
        ])
        let page = await hub.get("/citizens/1").page
        let values = page.all("input").filter { $0.attributes["name"] == "value" }.compactMap { $0.attributes["value"] }
        #expect(values.contains("1-2"))
        let moved = await hub.get("/citizens/2")
        #expect(moved.status == 303 && moved.header("Location") == "/citizens/1")
        #expect(await hub.get("/citizens/2?view=citizen").header("Location") == "/citizens/1?view=citizen")
    }
}

extension PlanList.Item {
    /// Whether it has a place in the drawing.
    var isDrawn: Bool { state != .withdrawn && (state != .planned || step.expected ?? step.due ?? step.opens != nil) }
}
