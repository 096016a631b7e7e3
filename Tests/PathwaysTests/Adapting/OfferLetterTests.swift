import Directory
import Exchange
import FHIR
import Journal
import Testing

@testable import Pathways

@Suite("An offer to somebody outside the network") struct OfferLetterTests {
    static let made = ActTests.ready.does(
        .offered(step: "1/answer", to: .person("Privat fysioterapeut Vik"), answerBy: ActTests.ready.instant("2026-02-05T13:00:00")),
        text: "kjenner ham fra før", at: "2026-02-05T12:00:00")

    static func text(_ made: Case, _ language: String = "nb", at: String = "2026-02-05T12:30:00") throws -> String? {
        var plan = try made.plan()
        plan.citizen = PlanCitizen(number: "synthetic-1", given: "Prøve", family: "Person", born: Day("1940-01-31"))
        let run = try #require(plan.runs.first)
        return OfferLetter.text(
            of: try #require(run.steps.last { $0.id == "answer" }), in: run, plan: plan,
            definition: made.library.definition("hospital-stay", version: run.version), language: language, at: made.instant(at))
    }

    @Test("has its letter ready, with everything that whoever is asked must know") func ready() throws {
        #expect(
            try Self.text(Self.made) == """
                Til: Privat fysioterapeut Vik
                Vi spør om dere kan ta over dette: \(Case.library.definitions.first?.step("answer")?.title.nb ?? "")
                Gjelder: Prøve Person, synthetic-1, født 1940-01-31
                Skal være gjort innen: 2026-02-05 13:50
                Grunn: kjenner ham fra før
                Svar ja, eller nei med grunn og hva dere kan gjøre i stedet, innen 2026-02-05 13:00.
                Til dere svarer, har vi ansvaret: Fjordby kommune
                """)
        let all = try Wording.languages.compactMap { try Self.text(Self.made, $0) }
        #expect(Set(all).count == 4)
    }

    @Test("is put before the coordinator by name of the step, until the answer is entered") func human() throws {
        #expect(try Self.made.plan().attentionTable.contains("receiver-outside answer fjordby"))
        let answered = Self.made.does(.accepted(step: "1/answer", by: .person("Privat fysioterapeut Vik")), at: "2026-02-05T12:40:00")
        #expect(try Self.text(answered, at: "2026-02-05T12:50:00") == nil)
        #expect(try !answered.plan().attentionTable.contains { $0.hasPrefix("receiver-outside") })
    }

    @Test("has none when the hub itself tells the receiver") func inside() throws {
        let made = ActTests.ready.does(
            .offered(step: "1/answer", to: .organisation(OrganisationID("storgata")), answerBy: nil), at: "2026-02-05T12:00:00")
        #expect(try Self.text(made) == nil)
    }
}
