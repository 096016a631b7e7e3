import Directory
import Exchange
import FHIR
import Journal
import Pathways
import Testing

@testable import Pages

@Suite("A citizen's pathway as text") struct PlainTextTests {
    static func text(_ hub: Hub, _ language: Language) async throws -> String {
        try await hub.journal.read { [now = hub.clock.now] reader in
            let stored = try #require(try reader.plan(of: SubjectID(1)))
            return try PlainText(stored, reader: reader, library: Hub.library, now: now, language: language).text
        }
    }

    @Test("has every step that the page lists, in the same words and states", arguments: CitizenTests.courses.indices, Language.allCases)
    func steps(_ course: Int, language: Language) async throws {
        let hub = try await CitizenTests.hub(course)
        let text = try await Self.text(hub, language)
        let page = await hub.get("/citizens/1?lang=\(language.rawValue)").page
        let listed = page.all("li") { $0.classes == ["steps"] }
        let lines = text.split(separator: "\n").filter { $0.hasPrefix("  [") }
        #expect(lines.count == listed.count && !lines.isEmpty)
        for (line, item) in zip(lines, listed) {
            let state = line.dropFirst(3).prefix { $0 != "]" }
            let title = line.split(separator: "] ")[1].split(separator: " · ")[0]
            #expect(item.words.hasPrefix("\(title) \(state)"), "\(line) | \(item.words)")
        }
        #expect(!text.contains(Course.number) && text.hasPrefix("Rolig Granskog  [1]\n"))
    }

    @Test("is a table of what was said, written by hand") func whole() async throws {
        let hub = Hub()
        try await hub.file(Course.upToReady + [Course.contradiction])
        let text = try await Self.text(hub, .en)
        #expect(
            text == """
                Rolig Granskog  [1]

                Hospital stay and discharge \(Hub.stay?.version ?? "") · Ready for discharge today 11:50 · Vestnes sykehus
                Fjordby kommune: responsible now
                  Admitted Mon 2 Feb 08:40
                  Admission report Mon 2 Feb 10:10
                  Early notice Mon 2 Feb 15:00
                  Back from leave yesterday 10:00
                  Ready for discharge today 11:50
                  [waiting] Answer the hospital whether you can receive · Fjordby kommune 13:50 today
                  [planned] Discharge · Vestnes sykehus
                  [planned] Send the discharge report to the municipality · Vestnes sykehus
                  [planned] Send the discharge summary to the general practitioner · Vestnes sykehus
                  [planned] First contact at home · Fjordby kommune
                  [done] Tell when the patient is ready for discharge · Vestnes sykehus today 11:50
                  [done] Tell the municipality that services may be needed · Vestnes sykehus Mon 2 Feb 15:00
                  [done] Send the admission report to the hospital · Fjordby kommune Mon 2 Feb 10:10
                ! Back from leave without a leave

                  1  2026-02-02T07:40:00Z  LOG_INNLAGT
                  2  2026-02-02T09:10:00Z  INNLEGGELSESRAPPORT
                  3  2026-02-02T14:00:00Z  HELSEOPPL_SOKNAD
                  4  2026-02-05T10:50:00Z  LOG_UTSKRIVNINGSKLAR
                  5  2026-02-04T09:00:00Z  SLOR

                """)
    }

    @Test("says by when a step is due after discharge, not when the pathway ends") func afterDischarge() async throws {
        let hub = Hub()
        try await hub.file(Course.upToReady + [Course.yes, Course.discharged])
        hub.clock.set(Hub.instant("2026-02-06T13:00:00"))
        let lines = try await Self.text(hub, .en).split(separator: "\n").filter { $0.hasPrefix("  [waiting]") }
        #expect(
            lines == [
                "  [waiting] Send the discharge report to the municipality · Vestnes sykehus today",
                "  [waiting] First contact at home · Fjordby kommune Mon 9 Feb",
                "  [waiting] Send the discharge summary to the general practitioner · Vestnes sykehus Fri 13 Feb",
            ])
        hub.clock.set(Hub.instant("2026-03-20T13:00:00"))
        #expect(try await Self.text(hub, .en).contains("[no longer needed] First contact at home · Fjordby kommune Mon 9 Mar 00:00"))
    }

    @Test("names what needs a human as the page does", arguments: Language.allCases) func attention(_ language: Language) async throws {
        let hub = Hub(directory: Directory())
        for letter in [Course.admitted, Course.contradiction] {
            var letter = letter
            letter.receivers = []
            try await hub.file(letter)
        }
        let told = try await Self.text(hub, language).split(separator: "\n").filter { $0.hasPrefix("! ") }
            .map { String($0.dropFirst(2)) }
        let municipality = try #require(
            Hub.stay?.role("municipality")?.title[language.rawValue])
        #expect(told.count == 2 && told.contains("\(ContradictionWording.nobody[language.rawValue]) \(municipality)"))
        let page = await hub.get("/citizens/1?lang=\(language.rawValue)").page
        let shown = page.all("div", class: "what").filter { place in page.around(place).contains { $0.classes == ["attention"] } }
        #expect(shown.count == told.count)
        for text in told { #expect(shown.contains { $0.words.hasPrefix(text) }, "\(text)") }
        #expect(page.all("p", class: "m").first?.words.hasSuffix(Text.standsIn.wording[language.rawValue]) == true)
    }

    @Test("says why a plan stands still") func stopped() async throws {
        let hub = Hub()
        try await hub.file(Course.admitted)
        try await hub.journal.commit(.people, at: hub.clock.now) { writer in
            let other = try writer.ensureSubject(Identifier(system: "urn:x", value: "y"))
            try writer.stop(other, because: "The plan does not settle.", owner: "fjordby")
        }
        let text = try await hub.journal.read { [now = hub.clock.now] reader in
            let stored = try #require(try reader.plan(of: SubjectID(2)))
            return try PlainText(stored, reader: reader, library: Hub.library, now: now, language: .en).text
        }
        #expect(text == "The plan does not settle.\n")
        #expect(await hub.get("/citizens/2").page.text.contains("The plan does not settle."))
    }
}
