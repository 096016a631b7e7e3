import Directory
import Exchange
import FHIR
import Journal
import Testing

@testable import Pathways

@Suite("A stay gives the steps that a hand-written table says") struct StayTests {
    @Test("in Denmark with leave: admitted, leave, back, discharged") func danish() throws {
        let plan = try Case.denmark()
            .says(
                .admitted, at: "2026-03-02T08:40:00+01:00", sent: "2026-03-02T08:41:00+01:00", ["class": "inpatient", "asksReport": "yes"]
            )
            .says(.onLeave, at: "2026-03-04T10:00:00+01:00", ["class": "inpatient"])
            .says(.backFromLeave, at: "2026-03-05T18:00:00+01:00", ["class": "inpatient"])
            .says(.discharged, at: "2026-03-06T12:00:00+01:00", ["class": "inpatient"])
            .plan()
        let run = try #require(plan.runs.first)
        #expect(plan.runs.count == 1)
        #expect(
            run.table == """
                admission-report elvby 2026-03-02T08:41..2026-03-03T08:41 withdrawn 2026-03-06T12:00
                discharge granby -..- done 2026-03-06T12:00
                discharge-summary granby 2026-03-06T12:00..2026-03-12T00:00 ended 2026-04-06T00:00
                first-contact elvby 2026-03-06T12:00..2026-03-10T00:00 ended 2026-04-06T00:00
                """)
        #expect(
            run.segmentTable == """
                inpatient 2026-03-02T08:40..2026-03-04T10:00
                leave 2026-03-04T10:00..2026-03-05T18:00
                inpatient 2026-03-05T18:00..2026-03-06T12:00
                """)
        #expect(run.responsibilityTable == "2026-03-02T08:40 granby\n2026-03-06T12:00 elvby")
        #expect(run.steps.first { $0.id == "discharge-summary" }?.counterpart == OrganisationID("torvet"))
        #expect(plan.attention.isEmpty)
    }

    @Test("in Norway what is said to happen after discharge asks for nothing but a look") func afterDischarge() throws {
        let made = Case.norway()
            .says(.admitted, at: "2026-03-02T08:40:00+01:00", ["class": "inpatient"])
            .says(.discharged, at: "2026-03-04T12:00:00+01:00", ["class": "inpatient"])
        let late = made.says(.readyForDischarge, at: "2026-03-05T09:00:00+01:00", ["class": "inpatient"])
        let (before, after) = (try made.plan(), try late.plan())
        let run = try #require(after.runs.first)
        #expect(run.table == before.runs.first?.table)
        #expect(run.segmentTable == "inpatient 2026-03-02T08:40..2026-03-04T12:00")
        #expect(run.responsibilityTable == before.runs.first?.responsibilityTable)
        #expect(run.prices.isEmpty)
        #expect(after.attention.map(\.name) == ["after-discharge"])
    }

    @Test("in Denmark without being asked: no admission report") func unasked() throws {
        let run = try #require(
            Case.denmark().says(.admitted, at: "2026-03-02T08:40:00+01:00", ["class": "inpatient", "asksReport": "no"]).plan().runs.first)
        #expect(
            run.table == """
                discharge granby -..-
                discharge-summary granby -..-
                first-contact elvby -..-
                """)
    }

    @Test("in Denmark seen acutely and sent home: nobody visits") func acute() throws {
        let run = try #require(
            Case.denmark().says(.admitted, at: "2026-03-02T08:40:00+01:00", ["class": "acute", "asksReport": "yes"])
                .says(.discharged, at: "2026-03-02T13:00:00+01:00", ["class": "acute"]).plan().runs.first)
        #expect(
            run.table == """
                admission-report elvby 2026-03-02T08:40..2026-03-03T08:40 withdrawn 2026-03-02T13:00
                discharge granby -..- done 2026-03-02T13:00
                discharge-summary granby 2026-03-02T13:00..2026-03-06T00:00 ended 2026-04-02T00:00
                """)
        #expect(run.segmentTable == "acute 2026-03-02T08:40..2026-03-02T13:00")
    }

    @Test("in Norway with every letter, ready, not ready after all, and ready again") func norwegian() throws {
        let plan = try Self.whole.plan()
        let run = try #require(plan.runs.first)
        #expect(
            run.table == """
                early-notice vestnes 2026-02-02T08:40..2026-02-03T08:40 done 2026-02-02T15:00
                admission-report fjordby 2026-02-02T08:41..2026-02-03T08:41 done 2026-02-02T13:40
                ready-notice vestnes -..- done 2026-02-05T11:50
                answer fjordby 2026-02-05T11:52..2026-02-05T13:52 withdrawn 2026-02-05T13:00
                answer fjordby 2026-02-06T10:00..2026-02-06T12:00 done 2026-02-06T11:00
                discharge vestnes -..- done 2026-02-07T12:00
                discharge-report vestnes 2026-02-07T12:00..2026-02-08T00:00 done 2026-02-07T12:30
                discharge-summary vestnes 2026-02-07T12:00..2026-02-15T00:00 done 2026-02-10T09:00
                first-contact fjordby 2026-02-07T12:00..2026-02-11T00:00 ended 2026-03-10T00:00
                """)
        #expect(
            run.responsibilityTable == """
                2026-02-02T08:40 vestnes
                2026-02-05T11:52 fjordby
                2026-02-05T13:00 vestnes
                2026-02-06T10:00 fjordby
                2026-02-06T11:00 vestnes
                2026-02-07T12:00 fjordby
                """)
        #expect(
            run.segmentTable == """
                inpatient 2026-02-02T08:40..2026-02-05T11:50
                ready 2026-02-05T11:50..2026-02-05T13:00
                inpatient 2026-02-05T13:00..2026-02-06T10:00
                ready 2026-02-06T10:00..2026-02-07T12:00
                """)
        #expect(run.steps.filter { $0.id == "answer" }.map(\.key) == ["1/answer", "1/answer/2"])
        #expect(run.prices.isEmpty)
    }

    static let whole = Case.norway()
        .says(.admitted, at: "2026-02-02T08:40:00", sent: "2026-02-02T08:41:00", ["class": "inpatient"])
        .municipalitySays(.admissionReport, at: "2026-02-02T13:40:00")
        .says(.earlyNotice, at: "2026-02-02T15:00:00")
        .says(.readyForDischarge, at: "2026-02-05T11:50:00", sent: "2026-02-05T11:52:00")
        .says(.notReadyAfterAll, at: "2026-02-05T13:00:00")
        .says(.readyForDischarge, at: "2026-02-06T10:00:00")
        .municipalitySays(.answered, at: "2026-02-06T11:00:00", ["answer": "yes"])
        .says(.discharged, at: "2026-02-07T12:00:00")
        .says(.dischargeReport, at: "2026-02-07T12:30:00")
        .says(.dischargeSummary, at: "2026-02-10T09:00:00")

    @Test("in Norway before discharge: what is expected counts from the day that the hospital expects") func expected() throws {
        let run = try #require(
            Case.norway().says(.admitted, at: "2026-02-02T08:40:00", ["class": "inpatient"])
                .says(.dischargeExpected, at: "2026-02-06T12:00:00", sent: "2026-02-02T15:00:00", estimate: true).plan().runs.first)
        #expect(
            run.table == """
                early-notice vestnes 2026-02-02T08:40..2026-02-03T08:40
                admission-report fjordby 2026-02-02T08:40..2026-02-03T08:40
                ready-notice vestnes -..- expected 2026-02-06T12:00
                answer fjordby -..- expected 2026-02-06T14:00
                discharge vestnes -..- expected 2026-02-06T12:00
                discharge-report vestnes -..- expected 2026-02-07T00:00
                discharge-summary vestnes -..- expected 2026-02-14T00:00
                first-contact fjordby -..- expected 2026-02-10T00:00
                """)
        #expect(run.local(run.expectedDischarge) == "2026-02-06T12:00")
    }

    @Test("in Norway after an early notice alone: the discharge itself is planned for the day that the hospital expects")
    func expectedBeforeAdmission() throws {
        let run = try #require(
            Case.norway().says(.earlyNotice, at: "2026-02-02T15:00:00")
                .says(.dischargeExpected, at: "2026-02-06T12:00:00", sent: "2026-02-02T15:00:00", estimate: true).plan().runs.first)
        #expect(
            run.table == """
                early-notice vestnes -..- done 2026-02-02T15:00
                admission-report fjordby -..-
                ready-notice vestnes -..- expected 2026-02-06T12:00
                answer fjordby -..- expected 2026-02-06T14:00
                discharge vestnes -..- expected 2026-02-06T12:00
                discharge-report vestnes -..- expected 2026-02-07T00:00
                discharge-summary vestnes -..- expected 2026-02-14T00:00
                first-contact fjordby -..- expected 2026-02-10T00:00
                """)
    }

    @Test("when the citizen dies: everything that was open is withdrawn, nothing opens") func death() throws {
        let run = try #require(
            Case.norway().says(.admitted, at: "2026-02-02T08:40:00", ["class": "inpatient"]).says(.died, at: "2026-02-02T22:00:00").plan()
                .runs.first)
        #expect(
            run.table == """
                early-notice vestnes 2026-02-02T08:40..2026-02-03T08:40 withdrawn 2026-02-02T22:00
                admission-report fjordby 2026-02-02T08:40..2026-02-03T08:40 withdrawn 2026-02-02T22:00
                ready-notice vestnes -..- withdrawn 2026-02-02T22:00
                discharge vestnes -..- withdrawn 2026-02-02T22:00
                """)
        let after = try #require(Instant("2026-02-03T12:00:00Z"))
        #expect(run.isOver(at: after))
        #expect(run.responsible(at: after) == nil)
        #expect(run.open(at: after).isEmpty)
    }

    @Test("in Norway when a day alone is told the day after: nobody is late and nobody pays", arguments: [Fact.Kind.discharged, .died])
    func toldByItsDay(_ kind: Fact.Kind) throws {
        let made = Case.norway().says(.admitted, at: "2026-03-02T08:00:00", ["class": "inpatient"])
            .says(.readyForDischarge, at: "2026-03-02T10:00:00", sent: "2026-03-02T10:05:00")
            .says(kind, at: "2026-03-02", sent: "2026-03-03T07:00:00")
        let run = try #require(made.plan().runs.first)
        #expect(run.state.rawValue == kind.rawValue)
        #expect(run.segmentTable == "inpatient 2026-03-02T08:00..2026-03-02T10:00\nready 2026-03-02T10:00..2026-03-02T10:05")
        let answer = try #require(run.steps.first { $0.id == "answer" })
        #expect(answer.closing?.outcome == .withdrawn)
        #expect(try #require(answer.opens) < #require(answer.closing?.at))
        #expect(run.prices.isEmpty)
    }

    @Test("in Norway when not being ready is told the day after by its day: nobody pays") func notReadyByItsDay() throws {
        let run = try #require(
            Case.norway().says(.admitted, at: "2026-03-02T08:00:00", ["class": "inpatient"])
                .says(.readyForDischarge, at: "2026-03-02T10:00:00", sent: "2026-03-02T10:05:00")
                .says(.notReadyAfterAll, at: "2026-03-02", sent: "2026-03-03T07:00:00").plan().runs.first)
        #expect(run.segments.map(\.kind) == [.inpatient, .ready, .inpatient])
        #expect(run.prices.isEmpty)
    }

    @Test("when the citizen dies: the death is one event, in a stay that lasts and after one") func diedOnce() throws {
        let admitted = Case.norway().says(.admitted, at: "2026-02-02T08:40:00", ["class": "inpatient"])
        let home = admitted.says(.discharged, at: "2026-02-03T08:00:00")
        for made in [admitted, home] {
            for at in ["2026-02-03T12:00:00", "2026-02-03"] {
                let run = try #require(made.says(.died, at: at, sent: "2026-02-04T09:00:00").plan().runs.first)
                #expect(run.events.filter { $0.kind == .died }.count == 1)
                #expect(run.events.last?.kind == .died)
            }
        }
    }

    @Test("when the admission is cancelled: none") func cancelled() throws {
        let plan = try Case.norway().says(.admitted, at: "2026-02-02T08:40:00", id: "first", ["class": "inpatient"])
            .says(.admitted, .cancels, at: "2026-02-02T08:40:00", sent: "2026-02-02T10:00:00", refersTo: ["first"], ["class": "inpatient"])
            .plan()
        #expect(plan.runs.map(\.isCancelled) == [true])
        #expect(plan.runs.flatMap(\.steps).isEmpty)
        #expect(plan.work(at: try #require(Instant("2026-02-02T12:00:00Z")), library: Case.library).isEmpty)
    }

    @Test("when a time is corrected: every due time follows") func corrected() throws {
        let run = try #require(
            Case.denmark().says(.admitted, at: "2026-03-02T08:40:00+01:00", ["class": "inpatient", "asksReport": "yes"])
                .says(.discharged, at: "2026-03-06T12:00:00+01:00", ["class": "inpatient"])
                .says(.discharged, .corrects, at: "2026-03-05T09:00:00+01:00", sent: "2026-03-06T13:00:00+01:00", ["class": "inpatient"])
                .plan().runs.first)
        #expect(
            run.table == """
                admission-report elvby 2026-03-02T08:40..2026-03-03T08:40 withdrawn 2026-03-05T09:00
                discharge granby -..- done 2026-03-05T09:00
                discharge-summary granby 2026-03-05T09:00..2026-03-11T00:00 ended 2026-04-05T00:00
                first-contact elvby 2026-03-05T09:00..2026-03-09T00:00 ended 2026-04-05T00:00
                """)
    }

    @Test("when the citizen comes back within thirty days: the new stay is marked, the contact at home withdrawn") func readmitted() throws
    {
        let plan = try Case.norway().says(.admitted, at: "2026-02-02T08:40:00", ["class": "inpatient"])
            .says(.discharged, at: "2026-02-04T12:00:00").says(.admitted, at: "2026-02-06T07:00:00", ["class": "inpatient"]).plan()
        #expect(plan.runs.map(\.readmittedAfter) == [nil, plan.runs[0].stay])
        let contact = try #require(plan.runs[0].steps.first { $0.id == "first-contact" })
        #expect(contact.closing?.outcome == .withdrawn)
        #expect(plan.runs[0].local(contact.closing?.at) == "2026-02-06T07:00")
    }
}
