import Directory
import Exchange
import FHIR
import Journal
import Testing

@testable import Pathways

@Suite("A plan") struct PlanTests {
    @Test("reads back as it was stored, byte for byte") func coding() throws {
        for made in [StayTests.whole, ActTests.ready.does(.done(step: "1/answer"), text: "\"så\" \u{1F44D}\n", at: "2026-02-05T12:00:00")] {
            let plan = try made.plan()
            let read = try #require(Plan(json: plan.json))
            #expect(read == plan)
            #expect(read.json == plan.json)
        }
        #expect(Plan(json: []) == nil)
        #expect(Plan(json: Array("{\"v\":2}".utf8)) == nil)
        #expect(Plan(json: Array("{\"v\":1,\"s\":\"7\",\"c\":{},\"r\":[{}]}".utf8)) == nil)
    }

    @Test("opens with the run that is not over, the last begun of them") func current() throws {
        let made = Case.norway().says(.admitted, at: "2026-02-02T08:40:00", ["class": "inpatient"])
            .says(.discharged, at: "2026-02-04T12:00:00").says(.admitted, at: "2026-06-06T07:00:00", ["class": "inpatient"])
        let plan = try made.plan()
        #expect(plan.runs.map(\.readmittedAfter) == [nil, nil])
        #expect(plan.current(at: made.instant("2026-02-20T12:00:00")) == plan.runs[0])
        #expect(plan.current(at: made.instant("2026-05-20T12:00:00")) == plan.runs[0])
        #expect(plan.current(at: made.instant("2026-06-06T12:00:00")) == plan.runs[1])
    }

    @Test("has its letters with the enterprises that sent and got them") func letters() throws {
        let plan = try StayTests.whole.plan()
        #expect(plan.runs[0].letters.count == 10 && plan.letters.isEmpty)
        #expect(
            plan.runs[0].letters[1].sender == OrganisationID("fjordby") && plan.runs[0].letters[1].receiver == OrganisationID("vestnes"))
    }

    @Test("lists what is owed first, the latest first of it, then plans, then what is closed, newest first") func list() throws {
        let made = ActTests.ready.municipalitySays(.admissionReport, at: "2026-02-02T13:40:00")
        let run = try #require(made.plan().runs.first)
        let list = PlanList.make(run, now: made.instant("2026-02-05T12:00:00"))
        #expect(
            list.items.map { "\($0.step.id) \($0.state)" } == [
                "early-notice late", "answer open", "discharge planned", "discharge-report planned", "discharge-summary planned",
                "first-contact planned", "ready-notice done", "admission-report done",
            ])
        #expect(list.items.count == run.steps.count)
    }

    @Test("cannot be made without its definition") func missing() throws {
        let record = try ActTests.ready.record()
        #expect(throws: ReactionError.self) {
            try Plan.make(
                record: record, directory: Case.directory, library: Case.library, settings: PlanSettings(pathway: "none"))
        }
    }
}
