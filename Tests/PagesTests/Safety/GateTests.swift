import Access
import FHIR
import Journal
import Pathways
import Testing

@testable import Pages

@Suite("The gate of the pages")
struct GateTests {
    /// A request for each page and deed there is; a new one does not compile until it stands here.
    private static func send(_ page: PageName, to hub: Hub) async -> Reply {
        switch page {
        case .home: await hub.get("/")
        case .today: await hub.get("/today/fjordby")
        case .citizens: await hub.get("/citizens")
        case .citizen: await hub.get("/citizens/1")
        case .isbar: await hub.get("/citizens/1/isbar?run=unplanned-need.1")
        case .isbarText: await hub.post("/citizens/1/isbar?run=unplanned-need.1", [("changed", "short of breath")])
        case .letters: await hub.get("/letters")
        case .letter: await hub.get("/letters/1")
        case .file: await hub.get("/letters/1/raw")
        case .pathways: await hub.get("/pathways")
        case .pathway: await hub.get("/pathways/hospital-stay")
        case .figures: await hub.get("/pathways/hospital-stay/figures")
        case .figureCitizens: await hub.get("/pathways/hospital-stay/figures/citizens?runs=all")
        case .editor: await hub.get("/editor")
        case .draft: await hub.post("/editor", [("text", "pathway: x")])
        case .tour: await hub.get("/tour")
        case .demo: await hub.post("/demo", [("deed", "ready")])
        case .find: await hub.post("/citizens", [("number", Course.number)])
        case .citizenDeed: await hub.post("/citizens/1", [("deed", "done"), ("value", "1/answer"), ("because", "telephone")])
        case .letterDeed: await hub.post("/letters/1", [("deed", "handled"), ("because", "seen")])
        case .deliveryDeed: await hub.post("/deliveries/1", [("deed", "handled"), ("because", "seen")])
        case .none: await hub.get("/nothing/\(Course.number)")
        }
    }

    private func hub(_ asker: Actor = .thisMachine) async throws -> Hub {
        let hub = Hub(asker: asker, demo: DemoStub())
        try await hub.file([Course.admitted, Course.ready])
        try await hub.does(.started(pathway: "unplanned-need", stay: nil), because: "worse")
        try await hub.queue(.letter, "c", to: "her:59", type: "DIALOG_SVAR", subject: SubjectID(1), state: .failed, note: "404")
        return hub
    }

    @Test("every page and deed is decided on and traced before it answers, with the citizens that it shows", arguments: PageName.allCases)
    func walk(_ page: PageName) async throws {
        let hub = try await hub()
        let reply = await Self.send(page, to: hub)
        let entries = try await hub.log.entries(LogQuery()).entries
        let entry = try #require(entries.first, "\(page) answered \(reply.status) without a trace")
        #expect(entries.count == 1 && entry.what == page.rawValue && entry.actor == .thisMachine)
        #expect(hub.access.state.permitted.values.reduce(0, +) > 0, "\(page) answered without a decision")
        switch page {
        case .home, .pathways, .pathway, .figures, .editor, .draft, .tour, .none: #expect(entry.shown.isEmpty)
        case .today, .citizens, .citizen, .isbar, .isbarText, .letters, .letter, .file, .figureCitizens, .find, .demo, .citizenDeed,
            .letterDeed, .deliveryDeed:
            #expect(entry.subjects == [SubjectID(1)] && entry.outcome == .done, "\(page): \(reply.status)")
        }
        if reply.html.contains("Granskog") { #expect(entry.subjects == [SubjectID(1)]) }
        #expect(!String(decoding: hub.log.bytes, as: UTF8.self).contains(Course.number))
    }

    @Test("without a trace there is no page", arguments: PageName.allCases)
    func noTrace(_ page: PageName) async throws {
        let hub = try await hub()
        hub.log.fail(with: .noTrace("the disk is full"))
        let reply = await Self.send(page, to: hub)
        #expect(reply.status == 503 && !reply.html.contains("Granskog"))
        #expect(reply.html.contains("Innsynsloggen kan ikke skrives, så ingenting blir vist."))
    }

    @Test("who may not see a citizen sees nothing of the citizen and changes nothing", arguments: PageName.allCases)
    func denied(_ page: PageName) async throws {
        let hub = try await hub(Actor(.person, "4711", organisation: "fjordby"))
        let reply = await Self.send(page, to: hub)
        #expect(reply.status == 403 && !reply.html.contains("Granskog"))
        #expect(hub.deeds.asked == [] && (hub.pages.demo as? DemoStub)?.done == [])
        let entry = try #require(try await hub.log.entries(LogQuery()).entries.first)
        #expect(entry.outcome == .denied && entry.shown.isEmpty && entry.actor.id == "4711")
    }

    @Test("style and script, the same for everybody, leave no trace")
    func assets() async throws {
        let hub = try await hub()
        #expect(await hub.get(Asset.style.path).status == 200)
        #expect(try await hub.log.entries(LogQuery()).entries.isEmpty)
    }
}
