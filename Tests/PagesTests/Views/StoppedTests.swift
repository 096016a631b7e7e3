import Directory
import Exchange
import FHIR
import Journal
import Pathways
import Testing

@testable import Pages

@Suite("A plan that cannot be made") struct StoppedTests {
    struct Failing: Reaction {
        func project(_ history: History, now: Instant) throws -> Projection {
            throw ReactionError("The plan does not settle; look at its letters.")
        }
    }

    /// Reads anything as one letter.
    struct HandWritten: Format {
        var letter: Letter
        var standard: Standard { letter.standard }

        func recognises(_ parsed: ParsedLetter) -> Bool { true }
        func read(_ parsed: ParsedLetter) throws(Refusal) -> Letter { letter }
        func receipt(_ receipt: Receipt, for letter: ReceiptHeader, envelope: EnvelopeStamp) -> OutgoingLetter {
            OutgoingLetter(mediaType: "application/json", bytes: [])
        }
        func compose(_ draft: LetterDraft, envelope: EnvelopeStamp) -> OutgoingLetter? { nil }
    }

    @Test("leaves its letter where it is, and comes before the enterprise that got it") func stopped() async throws {
        let hub = Hub()
        let directory = try Directory(
            organisations: Hub.directory.organisations, parts: [PartRule(.organisation(OrganisationID("fjordby")), part: .endpoint)])
        let intake = Intake(
            journal: hub.journal, directory: CurrentDirectory(directory), formats: [HandWritten(letter: Course.admitted)],
            reaction: Failing(), configuration: try Configuration.read(nil))
        let reception = try await intake.receive(Array(#"{"resourceType":"Basic"}"#.utf8), at: hub.clock.now)
        #expect(reception.outcome == .accepted)
        let home = await hub.get("/").page
        #expect(home.all("a") { $0.classes == ["choices"] }.map(\.text) == ["Fjordby kommune"])
        let today = await hub.get("/today/fjordby").page
        #expect(TodayTests.owed(today) == ["attention: Planen står stille The plan does not settle; look at its letters."])
        let page = await hub.get("/citizens/1").page
        #expect(page.first("h1")?.text == "Planen står stille" && page.text.contains("The plan does not settle; look at its letters."))
        #expect(await hub.get("/citizens").status == 200)
    }
}
