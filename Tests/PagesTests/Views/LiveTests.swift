import Exchange
import Journal
import Pathways
import Testing

@testable import Pages

@Suite("Live pages") struct LiveTests {
    @Test(
        "say where they are woken; those that somebody types in are left alone",
        arguments: [
            ("/", "/live"), ("/today/fjordby", "/live"), ("/citizens/1", "/live?citizen=1"),
            ("/citizens/1?view=citizen", "/live?citizen=1"), ("/letters", "/live"), ("/citizens", ""), ("/letters/1", ""), ("/nowhere", ""),
        ])
    func live(_ target: String, address: String) async throws {
        let hub = Hub()
        try await hub.file(Course.upToReady)
        let page = await hub.get(target).page
        let body = try #require(page.first("body"))
        #expect(body.attributes["data-live"] == address)
        #expect(body.attributes["data-updated"] == Text.updated.wording.nb)
        #expect(page.element(id: "announce")?.attributes["aria-live"] == "polite")
        #expect(page.element(id: "announce")?.text.isEmpty == true)
    }

    /// The script finds what the reader is at by its id, so ids must not move when something comes in before them.
    @Test(
        "keep the ids of what can be opened, focused or typed in when a letter comes",
        arguments: ["/citizens/1", "/today/fjordby", "/letters"])
    func ids(_ target: String) async throws {
        let hub = Hub()
        try await hub.file(Course.upToReady)
        let before = await hub.get(target).page
        try await hub.file([Course.contradiction, Course.letter("DIALOG_NOTAT", .message, at: "2026-02-05T12:39:00")])
        let after = await hub.get(target).page
        func keys(_ page: Markup) -> [String: String] {
            var keys: [String: String] = [:]
            for element in page.elements where ["details", "summary", "input", "button", "figure"].contains(element.name) {
                guard let id = element.attributes["id"] else { continue }
                keys[id] = page.around(element).first { $0.name == "li" }?.words.prefix(24).description ?? ""
            }
            return keys
        }
        for (id, around) in keys(before) { #expect(keys(after)[id] == around, "\(id)") }
    }

    @Test("give everything that can be opened, focused or typed in an id or an address") func named() async throws {
        let hub = try await WellFormedTests.shared.value
        for target in WellFormedTests.targets {
            let page = await hub.get(target).page
            for element in page.elements
            where ["details", "summary", "button"].contains(element.name) || element.attributes["tabindex"] != nil {
                guard page.around(element).contains(where: { $0.name == "main" }), page.first("body")?.attributes["data-live"] != "" else {
                    continue
                }
                #expect(element.attributes["id"] != nil, "\(target): \(element.name) \(element.words.prefix(20))")
            }
        }
    }
}
