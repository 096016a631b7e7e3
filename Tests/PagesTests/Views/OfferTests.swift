import Directory
import FHIR
import Journal
import Pathways
import Testing

@testable import Pages

@Suite("Asking others to take over, on the pages") struct OfferTests {
    private static let practice = Recipient.organisation(OrganisationID("storgata"))

    private func hub(answerBy: String? = nil) async throws -> Hub {
        let hub = Hub()
        try await hub.file([Course.admitted, Course.ready])
        let offer = Act.Deed.offered(step: "1/answer", to: Self.practice, answerBy: answerBy.map { Hub.instant($0) })
        try await hub.does(offer, because: "closer to home")
        return hub
    }

    private func attention(_ hub: Hub, _ organisation: String?, _ language: Language = .nb) async -> String {
        let cookie = organisation.map { ["Cookie": "for=\($0)"] } ?? [:]
        return await hub.get("/citizens/1?lang=\(language.rawValue)", cookie).page.all("section", class: "attention").first?.text ?? ""
    }

    @Test("a no is read with its reason and what could be done instead, by whoever asked and nobody else", arguments: Language.allCases)
    func declined(_ language: Language) async throws {
        let hub = try await hub()
        try await hub.does(.declined(step: "1/answer", by: Self.practice, counter: "next week"), because: "no room", by: "storgata")
        let instead = "\(Text.insteadWord.wording[language.rawValue]): next week"
        let said = "Storgata legesenter · no room · \(instead)"
        let title = AttentionWording.offerDeclined[language.rawValue]
        let theirs = await attention(hub, "fjordby", language)
        #expect(theirs.contains(title) && theirs.contains(said))
        #expect(await attention(hub, "storgata", language) == "")
        let today = await hub.get("/today/fjordby?lang=\(language.rawValue)").page
        #expect(today.all("li").contains { $0.text.contains(title) && $0.text.contains(said) })
        let history = await hub.get("/citizens/1?lang=\(language.rawValue)").page.all("li") { $0.classes == ["rows"] }
        #expect(history.contains { $0.text.contains("no room · \(instead)") })
        let text = try await PlainTextTests.text(hub, language)
        #expect(text.contains("! \(title)") && text.contains(said))
        let plan = try #require(try await hub.journal.read { try $0.plan(of: SubjectID(1)).flatMap { Plan(json: $0.plan) } })
        let notes = TaskProjection.tasks(plan, library: Hub.library, at: hub.clock.now).flatMap {
            $0.root["note"].map { Array($0.items) } ?? []
        }
        #expect(notes.map { $0.string("text") } == ["Not taken over by Storgata legesenter: no room\nInstead: next week"])
    }

    @Test("of somebody with a protected address the worklist says no words") func protected() async throws {
        let hub = try await ProtectionTests.protected()
        try await hub.does(.offered(step: "1/answer", to: Self.practice, answerBy: nil), because: "closer to home")
        try await hub.does(.declined(step: "1/answer", by: Self.practice, counter: "next week"), because: "no room", by: "storgata")
        let page = await hub.get("/today/fjordby").page
        #expect(page.text.contains(AttentionWording.offerDeclined.nb))
        #expect(!page.text.contains("no room") && !page.text.contains("next week") && !page.text.contains("Storgata"))
    }

    @Test("whoever is asked reads so, with who asks and why; whoever asks reads only when nobody has answered in time")
    func unanswered() async throws {
        let hub = try await hub(answerBy: "2026-02-08T12:00:00")
        for other in ["fjordby", "vestnes"] { #expect(await attention(hub, other) == "") }
        let asked = await attention(hub, "storgata")
        #expect(asked.contains(AttentionWording.offered.nb) && asked.contains("Fjordby kommune · closer to home"))
        #expect(!asked.contains(AttentionWording.offerUnanswered.nb))
        // Who has not said for whom they look reads all, and whose each is.
        let all = await attention(hub, nil)
        #expect(all.contains("Til Storgata legesenter") && !all.contains(AttentionWording.offerUnanswered.nb))
        try await hub.move(to: "2026-02-08T12:01:00")
        let late = await attention(hub, "fjordby")
        #expect(late.contains(AttentionWording.offerUnanswered.nb) && !late.contains(AttentionWording.offered.nb))
        #expect(try await PlainTextTests.text(hub, .nb).contains("! \(AttentionWording.offerUnanswered.nb)"))
    }
}
