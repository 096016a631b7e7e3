import Exchange
import FHIR
import Journal
import Pathways
import Testing

@testable import Pages

@Suite("What pages keep to themselves") struct ProtectionTests {
    static let targets = [
        "/", "/today/fjordby", "/today/vestnes", "/citizens", "/citizens/1", "/citizens/1?view=citizen", "/pathways/hospital-stay/figures",
        "/pathways/hospital-stay/figures/citizens?runs=all", "/letters",
        "/letters?show=outgoing",
        "/letters?show=attention", "/letters/1", "/letters/4",
    ]

    static func protected(_ isProtected: Bool = true) async throws -> Hub {
        let hub = Hub()
        for var letter in Course.upToReady {
            letter.citizen?.isAddressProtected = isProtected
            letter.citizen?.address = "Bakkevegen 7, 5899 Fjordby"
            try await hub.file(letter)
        }
        return hub
    }

    @Test("is every citizen's street: none is on any page, protected or not", arguments: targets, [true, false])
    func street(_ target: String, isProtected: Bool) async throws {
        let reply = await (try await Self.protected(isProtected)).get(target)
        #expect(reply.status == 200)
        #expect(!reply.html.contains("Bakkevegen") && !reply.html.contains("5899 Fjordby"))
    }

    @Test("is where somebody with a protected address is, on every list of citizens", arguments: ["/today/fjordby", "/citizens"])
    func lists(_ target: String) async throws {
        let open = await (try await Self.protected(false)).get(target).page
        #expect(try Self.line(open).contains("Vestnes sykehus"))
        let closed = await (try await Self.protected()).get(target).page
        #expect(try !Self.line(closed).contains("Vestnes") && !Self.line(closed).contains("Fjordby"))
    }

    private static func line(_ page: Markup) throws -> String {
        try #require(page.all("div", class: "what").first { $0.text.contains("Granskog") }).words
    }

    @Test("is who owes what to whom, where that would tell") func owners() async throws {
        let open = await (try await Self.protected(false)).get("/today/vestnes").page
        #expect(open.text.contains("Svare sykehuset om mottak · Rolig Granskog · Fjordby kommune"))
        let closed = await (try await Self.protected()).get("/today/vestnes").page
        #expect(closed.text.contains("Svare sykehuset om mottak · Rolig Granskog") && !closed.text.contains("Fjordby"))
    }

    @Test("is where they live: the page says that the address is protected", arguments: Language.allCases)
    func facts(_ language: Language) async throws {
        let hub = try await Self.protected()
        let page = await hub.get("/citizens/1?lang=\(language.rawValue)").page
        #expect(
            page.first("h1")?.words
                == "Rolig Granskog 84 \(Text.years.wording[language.rawValue]) · \(Text.protectedAddress.wording[language.rawValue])")
    }

    private static func ownPage(_ language: Language, isProtected: Bool) async throws -> Markup {
        let hub = try await protected(isProtected)
        try await hub.does(.started(pathway: "copd", stay: nil), because: "COPD")
        let reply = await hub.get("/citizens/1?view=citizen&lang=\(language.rawValue)")
        return reply.page
    }

    @Test("is who serves the place where they live: on their own page they are called by what they are", arguments: Language.allCases)
    func ownPage(_ language: Language) async throws {
        let closed = try await Self.ownPage(language, isProtected: true)
        for name in ["Fjordby", "Storgata"] { #expect(!closed.text.contains(name), "\(closed.text)") }
        let open = try await Self.ownPage(language, isProtected: false)
        #expect(open.text.contains("Fjordby kommune") && open.text.contains("Storgata legesenter"))
        let definition = try #require(Hub.library.definitions.last { $0.id == "hospital-stay" })
        let municipality = try #require(definition.role("municipality")?.title[language.rawValue]).capitalizedFirst
        let responsible = try #require(closed.all("p", class: "m").first?.words)
        #expect(responsible.hasPrefix("\(municipality): \(Text.responsibleNow.wording[language.rawValue])"))
        let team = closed.all("div") { $0.classes == ["team"] }.map(\.words)
        #expect(team.contains { $0.hasPrefix("Vestnes sykehus, medisinsk post 3") })
        #expect(team.contains { $0.hasPrefix(municipality) } && Set(team).count == team.count)
        // The page that they are helped from says whom to call.
        #expect(await (try await Self.protected()).get("/citizens/1").page.text.contains("Fjordby kommune"))
    }

    @Test("is the citizen's number: no page has it in an address, a title or a word", arguments: targets)
    func number(_ target: String) async throws {
        let hub = try await Self.protected()
        let reply = await hub.get(target)
        #expect(!reply.html.contains(Course.number) && !reply.html.contains(Course.number.prefix(6)))
        for element in reply.page.all("title") { #expect(!element.text.contains("Granskog")) }
    }

    @Test("is the number that somebody searches for: it goes in a form, and the answer's address is the journal's own")
    func search() async throws {
        let hub = try await Self.protected()
        let page = await hub.get("/citizens").page
        let form = try #require(page.all("form").first)
        #expect(form.attributes["method"] == "post" && form.attributes["action"] == "/citizens")
        #expect(page.element(id: "number")?.attributes["autocomplete"] == "off")
        let found = await hub.post("/citizens", [("number", Course.number)])
        #expect(found.status == 303 && found.header("Location") == "/citizens/1")
        let missed = await hub.post("/citizens", [("number", Course.other)])
        #expect(missed.status == 404 && !missed.html.contains(Course.other))
        #expect(missed.page.all("p", class: "problem").map(\.text) == [Text.notFoundCitizen.wording.nb])
    }

    @Test("is why something failed: a page says that nothing is lost, never what the error was") func failure() async throws {
        let hub = try await Self.protected()
        hub.deeds.refuses(with: JournalError(.unavailable, "The store does not answer; try again.", cause: "secret \(Course.number)"))
        let reply = await hub.post("/citizens/1", [("deed", "done"), ("value", "1/answer")])
        #expect(reply.status == 503)
        #expect(reply.page.text.contains("The store does not answer; try again."))
        #expect(!reply.html.contains("secret") && !reply.html.contains(Course.number))
    }
}
