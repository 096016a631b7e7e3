import Directory
import Exchange
import FHIR
import Journal
import Testing

@testable import Pathways

@Suite("A deadline") struct DeadlineTests {
    @Test(
        "in hours is elapsed time, in days the end of a local day, whatever the clocks do",
        arguments: [
            // Admitted, discharged; due times of the early notice (24 hours) and of the first contact (3 days).
            ("2026-03-28T12:00:00", "2026-03-28T20:00:00", "2026-03-29T13:00", "2026-04-01T00:00"),
            ("2026-10-24T12:00:00", "2026-10-24T20:00:00", "2026-10-25T11:00", "2026-10-28T00:00"),
            ("2026-02-27T23:30:00", "2026-02-28T01:00:00", "2026-02-28T23:30", "2026-03-04T00:00"),
            ("2024-02-28T23:59:00", "2024-02-29T01:00:00", "2024-02-29T23:59", "2024-03-04T00:00"),
        ])
    func summertime(_ admitted: String, _ discharged: String, _ notice: String, _ contact: String) throws {
        let run = try #require(
            Case.norway().says(.admitted, at: admitted, ["class": "inpatient"]).says(.discharged, at: discharged).plan().runs.first)
        #expect(run.local(run.steps.first { $0.id == "early-notice" }?.due) == notice)
        #expect(run.local(run.steps.first { $0.id == "first-contact" }?.due) == contact)
    }

    @Test("in working days leaves out Easter") func easter() throws {
        let run = try #require(
            Case.denmark().says(.admitted, at: "2026-03-30T08:00:00+02:00", ["class": "inpatient"])
                .says(.discharged, at: "2026-04-01T12:00:00+02:00", ["class": "inpatient"]).plan().runs.first)
        #expect(run.local(run.steps.first { $0.id == "discharge-summary" }?.due) == "2026-04-10T00:00")
    }

    @Test("counts from when it was told for those who are told, and a date without a clock from its letter") func told() throws {
        let run = try #require(
            Case.norway().says(.admitted, at: "2026-01-29T10:00:00", ["class": "inpatient"])
                .says(.readyForDischarge, at: "2026-01-31", sent: "2026-01-31T14:10:00").plan().runs.first)
        let answer = try #require(run.steps.first { $0.id == "answer" })
        #expect(run.local(answer.due) == "2026-01-31T16:10")
        #expect(run.events.last?.hasClock == false)
    }

    @Test(
        "that counts from being told does not begin anew when the time is corrected, and not before that time",
        arguments: zip(
            ["2026-02-05T09:30:00", "2026-02-05T11:51:00", "2026-02-05T15:00:00"],
            ["2026-02-05T13:52", "2026-02-05T13:52", "2026-02-05T17:00"]))
    func corrected(_ at: String, due: String) throws {
        let ready = Case.norway().says(.admitted, at: "2026-02-02T08:40:00", ["class": "inpatient"])
            .says(.readyForDischarge, at: "2026-02-05T11:50:00", sent: "2026-02-05T11:52:00", id: "ready")
        let once = ready.says(.readyForDischarge, .corrects, at: at, sent: "2026-02-05T14:30:00", id: "once", refersTo: ["ready"])
        let twice = once.says(.readyForDischarge, .corrects, at: at, sent: "2026-02-05T14:40:00", refersTo: ["once"])
        for made in [once, twice] {
            let run = try #require(made.plan().runs.first)
            #expect(run.steps.filter { $0.id == "answer" }.map { run.local($0.due) } == [due])
        }
    }

    @Test(
        "of a step that only a correction asked for counts from the correction",
        arguments: zip(["yes", "no"], ["2026-03-03T08:41", "2026-03-03T12:00"]))
    func firstAsked(_ asked: String, due: String) throws {
        func details(_ asks: String) -> [String: String] { ["class": "inpatient", "asksReport": asks] }
        let run = try #require(
            Case.denmark().says(.admitted, at: "2026-03-02T08:40:00+01:00", sent: "2026-03-02T08:41:00+01:00", details(asked))
                .says(.admitted, .corrects, at: "2026-03-02T08:20:00+01:00", sent: "2026-03-02T12:00:00+01:00", details("yes"))
                .plan().runs.first)
        #expect(run.local(run.steps.first { $0.id == "admission-report" }?.due) == due)
    }

    @Test("that nobody has met makes a step late at its very instant and not before") func late() throws {
        let run = try #require(StayTests.whole.plan(Array(0..<4)).runs.first)
        let answer = try #require(run.steps.first { $0.id == "answer" })
        let due = try #require(answer.due)
        #expect(answer.state(at: due.adding(seconds: -1)) == .open)
        #expect(answer.state(at: due) == .late)
        #expect(answer.wasLate(at: due))
        #expect(answer.state(at: try #require(answer.opens).adding(seconds: -1)) == .planned)
    }

    @Test("that costs says from which day, how sure it is and what the days cost together") func price() throws {
        let ready = Case.norway().says(.admitted, at: "2024-01-29T10:00:00", ["class": "inpatient"])
            .says(.readyForDischarge, at: "2024-01-31T11:00:00")
        func notes(_ made: Case) throws -> [PriceNote] { try made.plan().runs.first?.prices ?? [] }
        let waiting = try #require(try notes(ready).first)
        let third = try #require(Day("2024-02-02"))
        #expect(waiting.from == Day("2024-01-31") && waiting.until == nil && !waiting.isCertain)
        let fourth = third.adding(days: 1)
        #expect(waiting.days(on: fourth) == 3 && waiting.total(on: fourth) == 3 * 5745 && waiting.currency == "NOK")
        #expect(try notes(ready.municipalitySays(.answered, at: "2024-01-31T12:00:00", ["answer": "no"])).first?.isCertain == true)
        #expect(try notes(ready.municipalitySays(.answered, at: "2024-01-31T12:00:00", ["answer": "yes"])).isEmpty)
        #expect(try notes(ready.says(.discharged, at: "2024-01-31T20:00:00")).isEmpty)
        #expect(try notes(ready.says(.discharged, at: "2024-02-03T12:00:00")).first?.until == third)
        let danish = PriceNote(
            id: "finished-day", from: try #require(Day("2017-05-01")), until: nil,
            amounts: [DayPrice(day: 1, amount: 3952), DayPrice(day: 3, amount: 5928)], currency: "DKK", isCertain: false)
        #expect(danish.total(on: try #require(Day("2017-05-05"))) == 3952 * 2 + 5928 * 2)
    }
}
