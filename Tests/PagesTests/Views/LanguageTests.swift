import FHIR
import Testing

@testable import Pages

@Suite("Languages") struct LanguageTests {
    @Test(
        "are chosen by address, then cookie, then browser, then the hub's first",
        arguments: [
            ("/", nil, nil, "nb"), ("/?lang=da", nil, nil, "da"), ("/?lang=da", "lang=en", "nn", "da"), ("/", "lang=en", "nn", "en"),
            ("/", "for=x; lang=en", nil, "en"), ("/", nil, "nn", "nn"), ("/", nil, "da-DK,en;q=0.5", "da"), ("/", nil, "en-GB", "en"),
            ("/", nil, "no", "nb"), ("/", nil, "NN-no", "nn"), ("/", nil, "sv,da", "da"), ("/", nil, "sv", "nb"), ("/", nil, "*", "nb"),
            // Weights say which is wanted more, and 0 that it is not wanted.
            ("/", nil, "en;q=0.3, da;q=0.8", "da"), ("/", nil, "da;q=0, en;q=0.1", "en"), ("/", nil, "da;q=0", "nb"),
            ("/", nil, "en;q=x, nn;q=0.1", "nn"), ("/", nil, "en , da", "en"),
            // What cannot be read is as if it were not there.
            ("/?lang=xx", "lang=en", nil, "en"), ("/?lang=", "lang=zz", "da", "da"), ("/?lang=NB", nil, "da", "da"),
            ("/", "lang", "da", "da"),
            ("/", "=;;", nil, "nb"), ("/", nil, ";", "nb"), ("/", nil, ",;,;;q=1,-", "nb"), ("/", nil, "", "nb"), ("/", nil, ";,en", "en"),
        ] as [(String, String?, String?, String)])
    func chosen(_ target: String, _ cookie: String?, _ accept: String?, _ language: String) async {
        var headers: [String: String] = [:]
        headers["Cookie"] = cookie
        headers["Accept-Language"] = accept
        let page = await Hub().get(target, headers).page
        #expect(page.first("html")?.attributes["lang"] == language)
    }

    @Test(
        "that the hub does not offer cannot be had",
        arguments: [("/?lang=en", "lang=en", "en"), ("/", "lang=da", "da"), ("/", "", "en, da")])
    func offered(_ target: String, _ cookie: String, _ accept: String) async {
        let hub = Hub(languages: ["nn", "nb"])
        let reply = await hub.get(target, ["Cookie": cookie, "Accept-Language": accept])
        #expect(reply.page.first("html")?.attributes["lang"] == "nn")
        #expect(reply.headers("Set-Cookie") == [])
        #expect(reply.page.all("a") { $0.name == "footer" }.map(\.text) == ["Nynorsk", "Bokmål"])
    }

    @Test("are all offered on every page, each by its own name, and lead to the same page") func links() async throws {
        let hub = Hub()
        try await hub.file(Course.upToReady)
        for target in ["/today/fjordby", "/citizens/1?run=1&view=citizen", "/letters?show=refused", "/nowhere%20at/all%2F?x=%26"] {
            let before = await hub.get(target)
            let links = before.page.all("a") { $0.name == "footer" }
            #expect(links.map(\.text) == ["Bokmål", "Nynorsk", "Dansk", "English"])
            #expect(links.map { $0.attributes["aria-current"] } == ["true", nil, nil, nil])
            for link in links {
                let reply = await hub.get(link.href)
                #expect(reply.status == before.status && reply.page.first("html")?.attributes["lang"] == link.attributes["lang"])
                #expect(reply.headers("Set-Cookie").contains { $0.hasPrefix("lang=\(link.attributes["lang"] ?? "");") })
            }
            #expect(await hub.get(links[0].href).page.text == before.page.text)
        }
    }

    @Test("of a hub that names none it knows are all four") func settings() {
        #expect(PageSettings(languages: ["sv", ""], zone: .oslo).languages == Language.allCases)
        #expect(PageSettings(languages: ["en", "sv", "da"], zone: .oslo).languages == [.en, .da])
    }
}
