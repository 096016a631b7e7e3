import Directory
import Exchange
import FHIR
import Journal
import Testing

@testable import Pathways

@Suite("The answer to a ready notice") struct AnswerTests {
    static let unclear = ActTests.ready.municipalitySays(.answered, at: "2026-02-05T12:30:00", ["answer": "unclear"])

    @Test("closes the step when it is yes or no", arguments: ["yes", "no"]) func clear(_ answer: String) throws {
        let plan = try ActTests.ready.municipalitySays(.answered, at: "2026-02-05T12:30:00", ["answer": answer]).plan()
        #expect(plan.runs[0].steps.last { $0.id == "answer" }?.closing?.outcome == .done)
        #expect(plan.attention.isEmpty)
    }

    @Test("that is neither leaves the step with whoever owes it, and is put before whoever received it") func neither() throws {
        let made = Self.unclear
        let plan = try made.plan()
        let now = made.instant("2026-02-05T13:00:00")
        let answer = try #require(plan.runs[0].steps.last { $0.id == "answer" })
        #expect(answer.state(at: now) == .open && answer.due == made.instant("2026-02-05T13:50:00"))
        #expect(plan.runs[0].responsible(at: now)?.organisation == OrganisationID("fjordby"))
        let attention = try #require(plan.attention.first)
        #expect(plan.attention.count == 1 && attention.kind.rawValue == "unclear" && attention.name == "answer")
        #expect(attention.owner == OrganisationID("vestnes") && attention.letter == 3)
        #expect(attention.since == made.instant("2026-02-05T12:30:00"))
        let work = plan.work(at: now, library: Case.library)
        #expect(work.contains { $0.key == attention.key && $0.state == .attention && $0.owner == "vestnes" })
        #expect(Plan(json: plan.json) == plan)
    }

    static let clearing: [(String, Case)] = [
        ("a clear answer", unclear.municipalitySays(.answered, at: "2026-02-05T13:30:00", ["answer": "no"])),
        ("a person who answers", unclear.does(.answered(stay: 1, canReceive: true), at: "2026-02-05T13:30:00")),
        ("a person who closes the step", unclear.does(.done(step: "1/answer"), text: "read it", at: "2026-02-05T13:30:00")),
        ("the end of what it was for", unclear.says(.notReadyAfterAll, at: "2026-02-05T13:30:00")),
        (
            "the next ready notice",
            unclear.says(.notReadyAfterAll, at: "2026-02-05T13:30:00").says(.readyForDischarge, at: "2026-02-06T09:00:00")
        ),
    ]

    @Test("that is neither is off the list after", arguments: clearing) func cleared(_ what: String, _ made: Case) throws {
        #expect(try made.plan().attention.isEmpty, "\(what)")
    }

    @Test("that is neither comes back when somebody undoes what had closed the step") func undone() throws {
        let made = Self.unclear.does(.done(step: "1/answer"), at: "2026-02-05T13:30:00")
            .does(.reopened(step: "1/answer"), at: "2026-02-05T13:40:00")
        #expect(try made.plan().attention.map(\.name) == ["answer"])
    }

    @Test("gives the same plan in whatever order the letters come") func anyOrder() throws {
        let digest = try Self.unclear.plan().digest(Self.unclear.record())
        for order in orders(of: Self.unclear.letters.count) {
            let record = try Self.unclear.record(order)
            let plan = try Plan.make(record: record, directory: Case.directory, library: Case.library)
            #expect(plan.digest(record) == digest && plan.attention.count == 1)
        }
    }
}
