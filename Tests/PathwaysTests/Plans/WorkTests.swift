import Directory
import Exchange
import FHIR
import Journal
import Testing

@testable import Pathways

@Suite("Work and timers") struct WorkTests {
    static let made = ActTests.ready

    func work(_ time: String, _ settings: PlanSettings = PlanSettings()) throws -> [String] {
        try Self.made.plan().work(at: Self.made.instant(time), library: Case.library, settings: settings)
            .map { "\($0.key) \($0.owner) \($0.state)" }
    }

    @Test("are the open steps of their owners") func open() throws {
        #expect(
            try work("2026-02-02T09:00:00") == [
                "1/early-notice vestnes open", "1/admission-report fjordby open", "1/answer fjordby planned",
            ])
        #expect(
            try work("2026-02-05T12:00:00") == [
                "1/early-notice vestnes open", "1/early-notice!late/municipality fjordby attention", "1/admission-report fjordby open",
                "1/admission-report!late/hospital vestnes attention", "1/answer fjordby open",
            ])
    }

    @Test("put a step that is late before those whom the definition names, from its due time on") func late() throws {
        #expect(try !work("2026-02-05T13:49:59").contains("1/answer!late/hospital vestnes attention"))
        #expect(try work("2026-02-05T13:50:00").contains("1/answer!late/hospital vestnes attention"))
    }

    @Test("leave out what was due before its owner went live") func goLive() throws {
        let live = PlanSettings(goLive: [
            OrganisationID("fjordby"): Self.made.instant("2026-02-04T00:00:00"),
            OrganisationID("vestnes"): Self.made.instant("2026-03-01T00:00:00"),
        ])
        #expect(try work("2026-02-05T12:00:00", live) == ["1/answer fjordby open"])
        #expect(try Self.made.plan().timers(at: Self.made.instant("2026-02-05T12:00:00"), settings: live).map(\.key) == ["1/answer"])
    }

    @Test("wake at each due time, at openings to come and at the end of the pathway") func timers() throws {
        let plan = try Self.made.plan()
        func timers(_ time: String, of plan: Plan) -> [String] {
            plan.timers(at: Self.made.instant(time)).map { "\($0.key) \(plan.runs[0].local($0.due))" }
        }
        #expect(
            timers("2026-02-05T11:00:00", of: plan) == [
                "1/early-notice 2026-02-03T08:40", "1/admission-report 2026-02-03T08:40", "1/answer+open 2026-02-05T11:50",
                "1/answer 2026-02-05T13:50",
            ])
        let home = try Self.made.says(.discharged, at: "2026-02-07T12:00:00").plan()
        #expect(
            timers("2026-02-07T13:00:00", of: home) == [
                "1/discharge-report 2026-02-08T00:00", "1/discharge-summary 2026-02-15T00:00", "1/first-contact 2026-02-11T00:00",
                "1+end 2026-03-10T00:00",
            ])
        #expect(timers("2026-03-10T00:00:00", of: home).isEmpty)
        #expect(home.work(at: Self.made.instant("2026-03-10T00:00:00"), library: Case.library).isEmpty)
    }

    @Test("carry what a line of Today shows, which reads back as it was") func content() throws {
        let item = try #require(
            try Self.made.plan().work(at: Self.made.instant("2026-02-05T12:00:00"), library: Case.library).last)
        let content = try #require(WorkContent(json: item.content))
        #expect(content.subject == .step(id: "answer", key: "1/answer"))
        #expect(content.hospital == "Vestnes sykehus" && content.owner == "Fjordby kommune" && content.counterpart == "Vestnes sykehus")
        #expect(content.start == Self.made.instant("2026-02-02T08:40:00") && content.ready == Self.made.instant("2026-02-05T11:50:00"))
        #expect(content.json == item.content)
        #expect(WorkContent(json: Array("{\"step\":1}".utf8)) == nil)
    }

    @Test("name the hospital of the stay whatever pathway of it they are of, and none for a pathway of the citizen's") func hospitals()
        throws
    {
        let made = Case.norway().says(.admitted, at: "2026-02-02T08:40:00", ["class": "inpatient"])
            .says(.discharged, at: "2026-02-04T12:00:00")
            .running(
                Written.pathway(
                    "copd", head: "scope: citizen\nstarts: [admitted]", steps: [Written.step("call", "opens: [{after start: yes}]")]),
                Written.pathway(
                    "visit", head: "starts: [discharged]", steps: [Written.step("see", "opens: [{after: discharged}]")]
                ).replacing(
                    "roles:\n", with: "roles:\n  - {role: nurse, kind: municipality, title: {nb: n, nn: n, da: n, en: n}}\n"))
        let work = try made.plan().work(at: made.instant("2026-02-05T12:00:00"), library: made.library)
        func content(_ step: String) throws -> WorkContent {
            try #require(work.lazy.compactMap { WorkContent(json: $0.content) }.first { $0.subject.step == step })
        }
        #expect(try content("call").hospital == nil && content("call").unit == nil && content("call").end == nil)
        for step in ["see", "first-contact"] {
            #expect(try content(step).hospital == "Vestnes sykehus")
            #expect(try content(step).end == made.instant("2026-02-04T12:00:00"))
        }
    }

    @Test("are FHIR Tasks too, one for each step that has opened") func tasks() throws {
        let plan = try Self.made.does(.done(step: "1/admission-report"), text: "by telephone", at: "2026-02-02T10:00:00").plan()
        let tasks = TaskProjection.tasks(plan, library: Case.library, at: Self.made.instant("2026-02-05T12:00:00"))
        #expect(tasks.map { $0.id ?? "" } == ["7-1-early-notice", "7-1-admission-report", "7-1-answer"])
        #expect(tasks.map { $0.root.string("status") ?? "" } == ["requested", "completed", "requested"])
        let answer = try #require(tasks.last?.root)
        #expect(answer.string("restriction.period.end") == "2026-02-05T12:50:00Z")
        #expect(answer.string("for.reference") == "Patient/7" && answer.string("intent") == "order")
        #expect(answer.string("owner.identifier.value") == "fjordby" && answer.string("owner.display") == "Fjordby kommune")
        #expect(answer.string("code.coding.code") == "hospital-stay/answer")
        #expect(tasks[1].root.string("executionPeriod.end") == "2026-02-02T09:00:00Z")
        for task in tasks { #expect(try Resource(json: task.bytes).type == "Task") }
    }
}

extension WorkContent.Subject {
    fileprivate var step: String? { if case .step(let id, _) = self { id } else { nil } }
}
