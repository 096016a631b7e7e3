import Access
import Directory
import Exchange
import FHIR
import HTTPTypes
import Journal
import Pathways
import Testing

@testable import Pages

@Suite("The figures of a pathway") struct FiguresTests {
    static let page = "/pathways/hospital-stay/figures"

    static func hub(isProtected: Bool = false) async throws -> Hub {
        let hub = Hub()
        for var letter in Course.upToReady {
            letter.citizen?.isAddressProtected = isProtected
            try await hub.file(letter)
        }
        try await hub.file(
            Course.letter("LOG_INNLAGT", .admitted, at: "2026-02-05T10:00:00", of: Course.citizen([Course.other], given: "Stille")))
        try await hub.file(Course.danishOfAnother)
        return hub
    }

    /// The number of each link to citizens, by its address.
    static func links(_ page: Markup) -> [(href: String, count: Int)] {
        page.all("a").filter { $0.href.contains("/figures/citizens") }.map { ($0.href, Int($0.words) ?? -1) }
    }

    @Test("A4.6: every number leads to a list with as many citizens, each leading to the pathway", arguments: Language.allCases)
    func everyNumber(_ language: Language) async throws {
        let hub = try await Self.hub()
        try await hub.does(.skipped(step: "1/early-notice"), because: "told on the telephone")
        let page = await hub.get("\(Self.page)?lang=\(language.rawValue)").page
        #expect(page.problems == [])
        let links = Self.links(page)
        #expect(links.count > 8)
        for (href, count) in links {
            let list = await hub.get(href.replacing("&amp;", with: "&")).page
            let rows = list.all("a") { $0.attributes["class"] == "what" }
            #expect(rows.count == count, "\(href)")
            for row in rows { #expect(row.href.hasPrefix("/citizens/") && row.href.contains("?run=")) }
        }
    }

    @Test("have every step of the definition, and what people did otherwise beside it, with the reason") func reasons() async throws {
        let hub = try await Self.hub()
        let definition = try #require(Hub.library.definition("hospital-stay", on: Zone.oslo.day(at: hub.clock.now)))
        try await hub.does(.skipped(step: "1/answer"), because: "Told on the telephone")
        let reply = await hub.get("\(Self.page)?lang=en")
        for step in definition.steps { #expect(reply.page.text.contains(step.title.en), "\(step.id)") }
        #expect(reply.page.text.contains("Skipped: Told on the telephone"))
        // A reason that was given for one citizen alone tells of that citizen.
        let entry = try #require(try await hub.log.entries(LogQuery()).entries.first)
        #expect(entry.what == "figures" && entry.subjects == [SubjectID(1)])
        let link = try #require(Self.links(reply.page).first { $0.href.contains("deviation=skipped") })
        #expect(!link.href.lowercased().contains("telephone"))
        let list = await hub.get(link.href.replacing("&amp;", with: "&")).page
        #expect(list.text.contains("«Told on the telephone»") && list.text.contains("Rolig Granskog"))
    }

    @Test("say of somebody with a protected address neither name nor place nor reason") func protected() async throws {
        let hub = try await Self.hub(isProtected: true)
        try await hub.does(.skipped(step: "1/answer"), because: "lives in Elvby now")
        let reply = await hub.get("\(Self.page)?lang=en")
        #expect(!reply.html.contains("Elvby now") && reply.page.text.contains("Skipped: the reason stands with the citizen"))
        #expect(try #require(try await hub.log.entries(LogQuery()).entries.first).shown.isEmpty)
        for link in Self.links(reply.page) {
            let list = await hub.get(link.href.replacing("&amp;", with: "&")).page
            #expect(!list.text.contains("Rolig"), "\(link.href)")
            for row in list.all("div", class: "what") where row.text.contains("Protected address") {
                #expect(!row.text.contains("Fjordby") && !row.text.contains("Vestnes") && !row.text.contains("Elvby"), "\(row.text)")
            }
        }
    }

    @Test("are as of now: what happens is counted when it has happened, and what passes its time by itself") func live() async throws {
        let hub = try await Self.hub()
        func count(_ figure: StepFigure) async -> Int {
            let page = await hub.get("\(Self.page)?lang=en").page
            return Self.links(page).first { $0.href.contains("step=answer&count=\(figure.rawValue)") }?.count ?? 0
        }
        #expect(await (count(.waiting), count(.overdue), count(.onTime)) == (1, 0, 0))
        // No timer has fired and nothing was written: only time has passed.
        hub.clock.set(Hub.instant("2026-02-09T12:00:00"))
        #expect(await (count(.waiting), count(.overdue), count(.onTime)) == (0, 1, 0))
        try await hub.does(.done(step: "1/answer"), because: "on the telephone")
        #expect(await (count(.waiting), count(.overdue), count(.late)) == (0, 0, 1))
        #expect(await hub.get(Self.page).page.first("body")?.attributes["data-live"] == "/live")
    }

    @Test("A1.3: deviations are as many as the acts on record, also those that were undone") func deviations() async throws {
        let hub = try await Self.hub()
        for because in ["no car", "no car", "snow"] {
            try await hub.does(.skipped(step: "1/answer"), because: because)
            try await hub.does(.reopened(step: "1/answer"), because: "after all")
        }
        let page = await hub.get("\(Self.page)?lang=en").page
        let counts = Self.links(page).filter { $0.href.contains("deviation=") }.map(\.count)
        #expect(counts == [2, 1])
    }

    @Test("are narrowed by when the pathway began, and keep that in every address") func narrowed() async throws {
        let hub = try await Self.hub()
        let page = await hub.get("\(Self.page)?from=2026-02-04&to=2026-02-05").page
        let links = Self.links(page)
        #expect(links.allSatisfy { $0.href.contains("from=2026-02-04") && $0.href.contains("to=2026-02-05") })
        #expect(links.first { $0.href.contains("runs=all") }?.count == 2)
        #expect(Self.links(await hub.get("\(Self.page)?from=2027-01-01").page).isEmpty)
    }

    @Test("are counted in parts, and the page says so until everybody is in") func parts() async throws {
        let hub = try await Self.hub()
        let keeper = FigureKeeper(journal: hub.journal)
        var seen: [Int] = []
        while true {
            let progress = try await keeper.catchUp(limit: 1)
            seen.append(progress.citizens)
            if progress.isWhole { break }
        }
        #expect(seen.count > 1 && seen.last == 3)
        let figures = PathwayFigures()
        let visit = Visit(PageRequest(method: .get, target: Self.page, headers: [:]), pages: hub.pages)
        var composer = FiguresComposer(
            pages: hub.pages, visit: visit, address: FigureAddress(pathway: "hospital-stay"), figures: figures,
            progress: .init(isWhole: false, citizens: 12_500), hidden: [])
        let html = Markup(try Templates.render(composer.page))
        #expect(html.text.contains("12\u{A0}500") && html.elements.contains { $0.attributes["data-counting"] == "1" })
        composer = FiguresComposer(
            pages: hub.pages, visit: visit, address: FigureAddress(pathway: "hospital-stay"), figures: figures,
            progress: .init(isWhole: true, citizens: 3), hidden: [])
        #expect(!Markup(try Templates.render(composer.page)).elements.contains { $0.attributes["data-counting"] != nil })
    }

    @Test("forget what was erased: neither the citizen nor the reason stays") func erased() async throws {
        let hub = try await Self.hub()
        try await hub.does(.skipped(step: "1/answer"), because: "Told on the telephone")
        let before = await hub.get("\(Self.page)?lang=en").page
        #expect(before.text.contains("Told on the telephone"))
        #expect(Self.links(before).first { $0.href.contains("runs=all") }?.count == 3)
        _ = try await hub.journal.commit(.people, at: hub.clock.now) { writer in
            try writer.erase(.citizen(SubjectID(1)), who: "a test", because: "asked for")
        }
        let after = await hub.get("\(Self.page)?lang=en").page
        #expect(!after.text.contains("Told on the telephone"))
        #expect(Self.links(after).first { $0.href.contains("runs=all") }?.count == 2)
    }

    @Test("are linked from the gallery and from the pathway") func linked() async throws {
        let hub = Hub()
        #expect(await hub.get("/pathways").page.all("a").contains { $0.href == Self.page })
        #expect(await hub.get("/pathways/hospital-stay").page.all("a").contains { $0.href == Self.page })
    }

    @Test(
        "are not there for what there is not",
        arguments: [
            "/pathways/none/figures", "/pathways/none/figures/citizens?runs=all", "/pathways/hospital-stay/figures/citizens",
            "/pathways/hospital-stay/figures/citizens?step=answer&count=many", "/pathways/hospital-stay/figure",
            "/pathways/hospital-stay/figures/people",
        ])
    func unknown(_ target: String) async { #expect(await Hub().get(target).status == 404) }

    @Test("an address says what it asks for, and comes back the same", arguments: 0..<7) func address(_ place: Int) {
        let figures: [Figure] = [
            .step("a", .onTime, nil), .step("a", nil, OrganisationID("x")), .adherence("four", isMet: true),
            .adherence("four", isMet: false),
            .deviations(nil, nil, reasonKey: nil), .deviations("a", .versionMoved, reasonKey: "0f"), .runs(isRunning: true),
        ]
        var address = FigureAddress(pathway: "copd", version: "1.0 b", from: Day("2026-01-01"), to: Day("2026-02-01")).of(figures[place])
        address.after = FigureMember(citizen: SubjectID(7), run: 1, step: nil, fact: 9, order: -3)
        let request = PageRequest(method: .get, target: address.text, headers: [:])
        #expect(FigureAddress(pathway: request.segments[1], query: request.query) == address)
    }
}
