import Directory
import Exchange
import FHIR
import Journal
import Pathways
import Testing

@testable import Pages

@Suite("Today") struct TodayTests {
    /// Two citizens at Vestnes: one ready and waiting for an answer, one admitted this morning.
    static func hub(at: String = "2026-02-05T12:40:00") async throws -> Hub {
        let hub = Hub(at: at)
        try await hub.file(Course.upToReady)
        try await hub.file(
            Course.letter(
                "LOG_INNLAGT", .admitted, at: "2026-02-05T07:00:00", of: Course.citizen([Course.other], given: "Stille", family: "Lyngmo")))
        return hub
    }

    static func owed(_ page: Markup) -> [String] {
        page.all("li") { $0.name == "ol" && $0.classes == ["today"] }.map { line in
            line.classes.joined(separator: " ") + ": " + line.words
        }
    }

    @Test("lists what an organisation owes, most urgent first, and marks what is late") func owes() async throws {
        let hub = try await Self.hub()
        #expect(
            Self.owed(await hub.get("/today/fjordby").page) == [
                "open: Svare sykehuset om mottak Rolig Granskog · 84 år · Vestnes sykehus, medisinsk post 3 om 1 t 10 min",
                "open: Sende innleggelsesrapport til sykehuset Stille Lyngmo · 84 år · Vestnes sykehus, medisinsk post 3 om 18 t",
            ])
        try await hub.move(to: "2026-02-05T14:50:00")
        let page = await hub.get("/today/fjordby").page
        #expect(Self.owed(page).first?.hasPrefix("late: Svare sykehuset om mottak") == true)
        #expect(Self.owed(page).first?.hasSuffix("1 t for sent") == true)
        #expect(page.all("p", class: "lead").first?.words == "Én ting er for sent. Én ting venter på dere.")
    }

    @Test("shows of a pathway that is in no stay what it is called, in the place of a hospital and of an end of the stay")
    func citizensOwn() async throws {
        let hub = try await Self.hub()
        try await hub.does(.started(pathway: "copd", stay: nil), because: "COPD")
        let title = try #require(Hub.library.definitions.last { $0.id == "copd" }?.title["nb"])
        func lines() async throws -> [String] {
            Self.owed(await hub.get("/today/fjordby").page).filter { $0.contains(title) }
        }
        let begun = try await lines()
        #expect(!begun.isEmpty)
        for line in begun { #expect(line.contains("Rolig Granskog · 84 år · \(title)"), "\(line)") }
        try await hub.file(Course.discharged)
        try await hub.move(to: "2026-02-08T12:00:00")
        #expect(try await lines().allSatisfy { !$0.contains(Text.discharged.wording.nb) && $0.contains("84 år · \(title)") })
    }

    @Test("tells whom a late step is put before, counted with what is late") func told() async throws {
        let hub = try await Self.hub(at: "2026-02-05T14:50:00")
        let page = await hub.get("/today/vestnes").page
        let lines = Self.owed(page)
        #expect(lines.contains { $0.hasPrefix("attention: Svare sykehuset om mottak") && $0.hasSuffix("1 t for sent") })
        #expect(page.all("p", class: "lead").first?.words.hasPrefix("Én ting er for sent.") == true)
    }

    @Test(
        "counts what it lists", arguments: ["2026-02-05T11:00:00", "2026-02-05T12:40:00", "2026-02-05T14:50:00", "2026-02-07T09:00:00"],
        ["fjordby", "vestnes"])
    func counts(_ at: String, owner: String) async throws {
        let hub = try await Self.hub(at: at)
        let page = await hub.get("/today/\(owner)").page
        let count = try await hub.journal.read { [clock = hub.clock] in try $0.workCount(owner: owner, now: clock.now) }
        let lines = Self.owed(page)
        #expect(lines.count == count.open + count.attention + count.planned)
        #expect(lines.filter { $0.hasSuffix("for sent") }.count == count.late)
        #expect(lines.filter { $0.hasPrefix("planned") }.count == count.planned)
        let home = await hub.get("/").page
        let shown = home.all("li").first { $0.text.contains(owner == "fjordby" ? "Fjordby kommune" : "Vestnes sykehus") }
        let phrasing = PhrasingTests.phrasing(.nb, at)
        #expect(shown?.words.hasSuffix(phrasing.count(count)) == true, "\(shown?.words ?? "")")
        #expect(shown?.classes == (count.late > 0 ? ["late"] : []))
    }

    @Test("shows what others owe us and what is new, with links to the citizen") func others() async throws {
        let hub = try await Self.hub()
        let page = await hub.get("/today/vestnes").page
        let lists = page.all("ul", class: "team")
        try #require(lists.count == 2)
        #expect(
            lists[0].words == "Svare sykehuset om mottak · Rolig Granskog · Fjordby kommune om 1 t 10 min "
                + "Sende innleggelsesrapport til sykehuset · Stille Lyngmo · Fjordby kommune om 18 t")
        #expect(lists[1].words.hasPrefix("Melding om innlagt pasient · Stille Lyngmo i dag 07.00"))
        let links = page.all("a") { $0.classes == ["team"] }.map(\.href)
        #expect(Set(links) == ["/citizens/1", "/citizens/2"])
    }

    @Test("puts a plan that stands still before whoever must look, with the reason") func stopped() async throws {
        let hub = try await Self.hub()
        try await hub.journal.commit(.people, at: hub.clock.now) { writer in
            try writer.stop(SubjectID(1), because: "The plan does not settle; look at its letters.", owner: "fjordby")
        }
        let page = await hub.get("/today/fjordby").page
        let line = try #require(page.all("li", class: "attention").first)
        #expect(
            line.words == "Planen står stille The plan does not settle; look at its letters.")
        #expect(page.all("a") { $0.attributes["class"] == "attention" }.first?.href == "/citizens/1")
        #expect(
            await hub.get("/citizens/1").page.all("p", class: "problem").first?.words
                == "Planen står stille: The plan does not settle; look at its letters.")
    }

    @Test("tells what is new to whoever got it, though nothing is owed") func news() async throws {
        let hub = Hub()
        try await hub.file(Course.letter("DIALOG_NOTAT", .message, at: "2026-02-05T12:00:00", to: Course.practice))
        let page = await hub.get("/today/storgata").page
        #expect(page.all("ul", class: "team").last?.words == "Notat · Rolig Granskog i dag 12.00")
        #expect(await hub.get("/today/vestnes").page.all("ul", class: "team").last?.words.isEmpty == true)
    }

    @Test("shows sixty lines, and the rest when asked") func more() async throws {
        let hub = Hub()
        try await hub.file(Course.admitted)
        let content = try #require(
            try await hub.journal.read { reader in
                var query = WorkQuery()
                query.owner = "fjordby"
                return try reader.work(query).first?.content
            })
        try await hub.journal.commit(.people, at: hub.clock.now) { writer in
            let items = (1...130).map { number in
                WorkItem(
                    subject: SubjectID(1), key: "1/\(number)", owner: "fjordby", counterpart: nil, state: .open, due: nil, content: content)
            }
            try writer.apply(
                Projection(plan: Array("{}".utf8), digest: ContentHash.of([]), resources: [], work: items), to: SubjectID(1))
        }
        let page = await hub.get("/today/fjordby").page
        let link = try #require(page.all("a").first { $0.text.hasPrefix("Vis flere") })
        #expect(Self.owed(page).count == 60 && link.text == "Vis flere (70)")
        let whole = await hub.get(link.href).page
        #expect(Self.owed(whole).count == 130 && !whole.all("a").contains { $0.text.hasPrefix("Vis flere") })
        for lines in ["0", "-1", "x", "99999999999999999999"] {
            #expect(await hub.get("/today/fjordby?lines=\(lines)").page.all("li") { $0.classes == ["today"] }.count >= 60)
        }
    }

    @Test("is found for an organisation whatever signs its name has, and remembered") func names() async throws {
        let name = "Lege A/S & sønn, 100% «?#;»"
        let address = Address(scheme: .local, value: name)
        let learned = LearnedParty(address: address, name: name, country: .no, roles: [.municipality])
        let hub = Hub(directory: Hub.directory.learning(learned))
        try await hub.file(Course.letter("LOG_INNLAGT", .admitted, at: "2026-02-02T08:40:00", to: Party(name: name, addresses: [address])))
        let link = try #require(await hub.get("/").page.all("a").first { $0.text == name })
        let today = await hub.get(link.href)
        #expect(today.status == 200 && today.page.first("small")?.text == name)
        let cookie = try #require(today.headers("Set-Cookie").first { $0.hasPrefix("for=") }?.split(separator: ";").first)
        let letters = await hub.get("/letters", ["Cookie": String(cookie)]).page
        #expect(letters.all("span", class: "who").map(\.text) == [name])
        #expect(letters.all("a") { $0.attributes["aria-label"] == "Helhet" }.first?.href == link.href)
        let deed = await hub.post("/citizens/1", [("deed", "done"), ("value", "1/x")], ["Cookie": String(cookie)])
        #expect(deed.status == 303 && hub.deeds.asked == ["done 1/x of 1 by \(address): "])
    }

    @Test("of somebody who is not there is not found, and nobody acts for them", arguments: ["nobody", "her:99999", "<b>", "%2E%2E"])
    func nobody(_ name: String) async throws {
        let hub = Hub()
        try await hub.file(Course.upToReady)
        let reply = await hub.get("/today/\(name)")
        #expect(reply.status == 404 && reply.headers("Set-Cookie") == [])
        _ = await hub.post("/citizens/1", [("deed", "done"), ("value", "1/x")], ["Cookie": "for=\(name)"])
        #expect(hub.deeds.asked == ["done 1/x of 1 by local:helhet: "])
    }

    @Test("says so when there is nothing, and to whom one may go", arguments: Language.allCases) func nothing(_ language: Language)
        async throws
    {
        let hub = Hub()
        let today = await hub.get("/today/fjordby?lang=\(language.rawValue)").page
        for text in [Text.nothingOwed, .nothingFromOthers, .nothingNew] {
            #expect(today.text.contains(text.wording[language.rawValue]), "\(text)")
        }
        let home = await hub.get("/?lang=\(language.rawValue)").page
        #expect(home.text.contains(Text.nothingYet.wording[language.rawValue]))
    }

    @Test("is found from the first page, most urgent organisation first") func home() async throws {
        let hub = try await Self.hub(at: "2026-02-05T14:50:00")
        try await hub.file(Course.danish)
        let page = await hub.get("/").page
        let rows = page.all("a") { $0.classes == ["choices"] }
        #expect(rows.map(\.text) == ["Fjordby kommune", "Elvby Kommune", "Vestnes sykehus", "Granby Sygehus"])
        for row in rows { #expect(await hub.get(row.href).status == 200) }
    }

    @Test("draws the axis with today by its name") func axis() async throws {
        let page = await (try await Self.hub()).get("/today/fjordby").page
        let ticks = page.all("span") { $0.classes == ["ticks"] }.map(\.text)
        #expect(ticks.contains("i dag") && Set(ticks).count == ticks.count)
        #expect(page.all("svg", class: "mini").count == Self.owed(page).count)
    }
}
