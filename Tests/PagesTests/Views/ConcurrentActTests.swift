import Directory
import Exchange
import FHIR
import Journal
import Pathways
import Testing

@testable import Pages

@Suite("A1.4 Two professionals on one page") struct ConcurrentActTests {
    /// A hub whose forms are done, with a citizen who is ready for discharge.
    private func hub() async throws -> Hub {
        let hub = try Hub.doing()
        try await hub.file([Course.admitted, Course.ready])
        return hub
    }

    /// What the form of a deed would send, as it stands on a page.
    private func form(_ page: Markup, _ deed: String, _ value: String) throws -> [(String, String)] {
        let hidden = page.all("input").filter { $0.attributes["type"] == "hidden" && $0.attributes["name"] != "token" }
        let forms = Dictionary(grouping: hidden) { $0.parent }.values.map { inputs in
            inputs.map { ($0.attributes["name"] ?? "", $0.attributes["value"] ?? "") }
        }
        return try #require(
            forms.first { form in form.contains { $0 == ("deed", deed) } && form.contains { $0 == ("value", value) } }, "\(deed) \(value)")
    }

    @Test("A1.4: of two who loaded one page one is done and the other told to look again; then both see both", arguments: Language.allCases)
    func two(_ language: Language) async throws {
        let hub = try await hub()
        let target = "/citizens/1?lang=\(language.rawValue)"
        let (mine, theirs) = (await hub.get(target).page, await hub.get(target, ["Cookie": "for=vestnes"]).page)
        let move = try form(mine, "move", "1/answer") + [("at", "2026-02-06T10:00"), ("because", "they asked for time")]
        let skip = try form(theirs, "skip", "1/answer") + [("because", "answered by telephone")]
        async let first = hub.post(target, move)
        async let second = hub.post(target, skip, ["Cookie": "for=vestnes"])
        let replies = await [first, second]
        #expect(replies.map(\.status).sorted() == [303, 409])
        let kept = "It has changed since you saw it. Load the page again, look at how it stands now, and repeat what is still right."
        let refused = try #require(replies.first { $0.status == 409 })
        #expect(refused.page.text.contains(ReasonWording.text(kept, language)))
        // Whoever was told to look again looks, sees what the other did, and may still mean it.
        let page = await hub.get(target).page
        let isMoved = replies[0].status == 303
        let deeds = Set(page.all("input").filter { $0.attributes["name"] == "deed" }.compactMap { $0.attributes["value"] })
        #expect(deeds.contains(isMoved ? "restore" : "reopen"))
        if isMoved {
            let again = try form(page, "skip", "1/answer") + [("because", "answered by telephone")]
            #expect(await hub.post(target, again, ["Cookie": "for=vestnes"]).status == 303)
        }
        let facts = try await hub.journal.read { try $0.history(of: SubjectID(1)).facts.compactMap { Act($0) } }
        #expect(facts.count == (isMoved ? 2 : 1), "nothing is on record that was refused")
        let (one, other) = (await hub.get(target).page, await hub.get(target, ["Cookie": "for=vestnes"]).page)
        #expect(one.text.contains("answered by telephone") == other.text.contains("answered by telephone"))
    }

    @Test("A1.4: who changes something else on the page, or remarks, is in nobody's way") func parallel() async throws {
        let hub = try await hub()
        let page = await hub.get("/citizens/1").page
        let move = try form(page, "move", "1/answer") + [("at", "2026-02-06T10:00"), ("because", "time")]
        let skip = try form(page, "skip", "1/admission-report") + [("because", "by telephone")]
        async let first = hub.post("/citizens/1", move)
        async let second = hub.post("/citizens/1", skip)
        #expect(await [first, second].map(\.status) == [303, 303])
    }
}
