import Directory
import Exchange
import FHIR
import Journal
import Testing

@testable import Pathways

@Suite("A2.4 and A4.2 Advice after discharge, and when somebody gets worse") struct AdviceRowTests {
    /// Discharged to this setting at noon on 6 March.
    static func course(_ setting: String) throws -> ContentCourse {
        try ContentCourse.stay(
            "extended-responsibility-72h", "03-06T11:00", by: "granby",
            Case.denmark().says(.admitted, at: "2026-03-02T08:40:00", ["class": "inpatient"])
        ).chosen("setting", setting, at: "03-06T11:05").says(.discharged, "03-06T12:00")
    }

    @Test("A2.4: a discharge to each eligible setting starts a clock of 72 hours with owner and number, and no other discharge does")
    func clock() throws {
        let choice = try #require(ShippedContent.definition("extended-responsibility-72h").step("setting")?.choice)
        var list = try ContactList.shipped()
        list.numbers = [OrganisationID("granby"): "65 00 00 00"]
        let left = ContactTests.instant("2026-03-06T12:00", "dk:461")
        func callee(_ plan: Plan, _ seconds: Int64) -> Callee? {
            list.contact(
                for: ContactTests.question, plan: plan, municipality: "dk:461", directory: ContentCourse.directory,
                at: left.adding(seconds: seconds))
        }
        #expect(choice.options.count == 4)
        for option in choice.options.map(\.id) {
            let plan = try Self.course(option).plan()
            let step = try #require(plan.steps("calls-answered").first { $0.opens != nil })
            #expect(step.opens == left && step.due == left.adding(seconds: 72 * 3600) && step.owner == OrganisationID("granby"))
            for hours: Int64 in 0..<72 {
                let callee = try #require(callee(plan, hours * 3600))
                #expect(callee.organisation == OrganisationID("granby") && callee.phone == "65 00 00 00", "\(option) \(hours)")
            }
            #expect(callee(plan, 72 * 3600 - 1)?.organisation == OrganisationID("granby"))
            for hours: Int64 in 72..<120 { #expect(callee(plan, hours * 3600)?.role != .hospital, "\(option) \(hours)") }
            #expect(callee(plan, 72 * 3600)?.role == .generalPractice, "Monday at noon is the doctor's time")
        }
        // The same stay of somebody whom nobody has started it for.
        var other = try Self.course("home-nursing")
        other.made.acts = []
        let plan = try other.plan()
        #expect(plan.steps("calls-answered").isEmpty)
        for hours: Int64 in 0..<120 { #expect(callee(plan, hours * 3600)?.role != .hospital) }
    }

    @Test(
        "A4.2: a form of worsening gives its ISBAR, for whom it is at every hour of two weeks with a holiday",
        arguments: ["no:4601", "dk:461"])
    func worsening(_ place: String) throws {
        let zone = place.hasPrefix("no") ? Zone.oslo : .copenhagen
        let news2 = try ScoreCase.score("NEWS2", "rcp-2017")
        var inputs = ScoreCase.well(news2)
        inputs["respiration"] = ScoreInput.quantity("26", "/min")
        let list = try ContactList.shipped()
        var plan = Plan(subject: SubjectID(1), citizen: PlanCitizen(number: "synthetic-1", given: "Prøve", family: "Person"))
        plan.runs = []
        let start = ContactTests.instant("2026-05-11T00:00", place)
        var seen: Set<String> = []
        for hour in 0..<(14 * 24) {
            let now = start.adding(seconds: Int64(hour) * 3600 + 60)
            let (day, clock) = (zone.day(at: now), zone.clock(at: now))
            // Office hours on working days by the calendar of the wall: Ascension Day is 14 May, 17 May a Sunday.
            let isOffice = day.weekday < 6 && "\(day)" != "2026-05-14" && (8..<16).contains(clock.hour)
            let contact = try #require(
                list.contact(for: ContactTests.nurse, plan: plan, municipality: place, directory: Case.directory, at: now))
            #expect((contact.role == .generalPractice) == isOffice, "\(place) \(day) \(clock.hour)")
            seen.insert(contact.rule)
            let isbar = ISBAR.make(
                ISBAR.Worsening(
                    caller: "Hjemmetjenesten", callBack: "55 00 00 00", changed: "Tungpustet", since: now.adding(seconds: -3600),
                    score: news2.result(of: inputs), concern: "Lungebetennelse", ask: "Vurdering"),
                plan: plan, library: Case.library, resources: [], recipient: contact, zone: zone, language: "nb", at: now)
            let text = isbar.text(in: zone)
            #expect(text.hasPrefix("Til: \(contact.title.nb)"))
            #expect(text.contains("Tungpustet") && text.contains("[>= 25] → 3") && text.contains("Ber om: Vurdering"))
            for part in ["I – ", "S – ", "B – ", "A – ", "R – "] { #expect(text.contains("\n\(part)")) }
        }
        #expect(seen.count == 2, "the doctor by day, the out-of-hours doctor else")
    }

    @Test("A4.2: what is observed, whom to contact and what to tell are steps of the routine") func routine() throws {
        let definition = try ShippedContent.definition("unplanned-need")
        #expect(definition.step("observe")?.score == ScoreRequest(name: "NEWS2", variant: "rcp-2017"))
        #expect(definition.step("contact")?.choice?.options.map(\.id).contains("gp") == true)
    }
}
