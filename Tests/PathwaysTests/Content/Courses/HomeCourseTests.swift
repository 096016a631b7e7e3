import Directory
import Exchange
import FHIR
import Journal
import Testing

@testable import Pathways

@Suite("Home after discharge") struct HomeAfterDischargeTests {
    static func begun() throws -> ContentCourse {
        try ContentCourse.stay(
            "home-after-discharge", "03-05T10:05", by: "vestnes",
            .norway().says(.admitted, at: "2026-03-02T09:00:00", ["class": "inpatient"])
        )
        .says(.readyForDischarge, "03-05T10:00").says(.discharged, "03-06T12:00").done(("discharge-call", "03-06T12:30"))
    }

    /// How many of the four checklists were done on time: A4.6.
    static func onTime(_ course: ContentCourse) throws -> Int {
        let at = course.made.instant("2026-04-20T12:00:00")
        let figure = try #require(Outcomes([course.plan()], library: course.made.library, at: at).adherence.first)
        #expect(figure.name == "four-checklists" && figure.all.count == 1)
        let onTime = try #require(figure.all.first).onTime
        #expect(figure.met.count == (onTime >= 3 ? 1 : 0))
        return onTime
    }

    @Test("A4.6 good: all four checklists on time") func good() throws {
        let course = try Self.begun().done(
            ("nurse-assessment", "03-08T10:00"), ("observations-to-gp", "03-12T09:00"), ("gp-examination", "03-18T09:00"),
            ("medicine-review", "03-18T09:10"), ("plan-updated", "03-19T12:00"), ("four-week-assessment", "03-30T10:00"))
        #expect(
            try course.table() == """
                discharge-call vestnes 03-06T12:00–03-07T00:00 done 03-06T12:30
                nurse-assessment fjordby 03-06T12:00–03-10T00:00 done 03-08T10:00
                observations-to-gp fjordby 03-08T10:00–03-16T00:00 done 03-12T09:00
                gp-examination storgata 03-06T12:00–03-21T00:00 done 03-18T09:00
                medicine-review storgata 03-06T12:00–03-21T00:00 done 03-18T09:10
                plan-updated fjordby 03-18T09:00–03-21T00:00 done 03-19T12:00
                four-week-assessment fjordby 03-06T12:00–04-04T00:00 done 03-30T10:00
                """)
        #expect(try course.responsible() == "03-05T10:05 vestnes, 03-06T12:00 fjordby until 04-06T00:00")
        #expect(try Self.onTime(course) == 4)
    }

    @Test("A4.6 bad: the nurse and the doctor are late, two of four are on time") func late() throws {
        let course = try Self.begun().done(
            ("nurse-assessment", "03-11T10:00"), ("gp-examination", "03-24T09:00"), ("four-week-assessment", "04-03T23:00"))
        #expect(
            try course.table() == """
                discharge-call vestnes 03-06T12:00–03-07T00:00 done 03-06T12:30
                nurse-assessment fjordby 03-06T12:00–03-10T00:00 done 03-11T10:00 late
                observations-to-gp fjordby 03-11T10:00–03-19T00:00 ended 04-06T00:00 late
                gp-examination storgata 03-06T12:00–03-21T00:00 done 03-24T09:00 late
                medicine-review storgata 03-06T12:00–03-21T00:00 ended 04-06T00:00 late
                plan-updated fjordby 03-24T09:00–03-27T00:00 ended 04-06T00:00 late
                four-week-assessment fjordby 03-06T12:00–04-04T00:00 done 04-03T23:00
                """)
        #expect(try Self.onTime(course) == 2)
    }

    @Test("A4.6 bad: the citizen does not want the doctor, three of four are on time") func skipped() throws {
        let course = try Self.begun().done(("nurse-assessment", "03-09T10:00"), ("four-week-assessment", "03-30T10:00"))
            .skipped("gp-examination", "03-10T10:00", because: "has just been to the doctor")
        #expect(
            try course.table("nurse-assessment", "gp-examination", "plan-updated", "four-week-assessment") == """
                nurse-assessment fjordby 03-06T12:00–03-10T00:00 done 03-09T10:00
                gp-examination storgata 03-06T12:00–03-21T00:00 skipped 03-10T10:00
                four-week-assessment fjordby 03-06T12:00–04-04T00:00 done 03-30T10:00
                """)
        #expect(try Self.onTime(course) == 3)
    }

    @Test("bad: admitted again or died, nobody owes anything any more", arguments: [Fact.Kind.admitted, .died]) func over(_ kind: Fact.Kind)
        throws
    {
        let course = try Self.begun().done(("nurse-assessment", "03-07T10:00")).says(kind, "03-09T08:00", ["class": "inpatient"])
        #expect(
            try course.table() == """
                discharge-call vestnes 03-06T12:00–03-07T00:00 done 03-06T12:30
                nurse-assessment fjordby 03-06T12:00–03-10T00:00 done 03-07T10:00
                observations-to-gp fjordby 03-07T10:00–03-15T00:00 withdrawn 03-09T08:00
                gp-examination storgata 03-06T12:00–03-21T00:00 withdrawn 03-09T08:00
                medicine-review storgata 03-06T12:00–03-21T00:00 withdrawn 03-09T08:00
                four-week-assessment fjordby 03-06T12:00–04-04T00:00 withdrawn 03-09T08:00
                """)
        #expect(try course.responsible() == "03-05T10:05 vestnes, 03-06T12:00 fjordby until 03-09T08:00")
    }
}

@Suite("Follow-home and early visit") struct FollowHomeTests {
    static func begun(_ options: String...) throws -> ContentCourse {
        let course = try ContentCourse.stay(
            "follow-home-and-early-visit", "03-06T09:00", by: "granby",
            .denmark().says(.admitted, at: "2026-03-02T08:40:00", ["class": "inpatient"]))
        return course.acts(.chosen(step: course.key("follow-up"), options: options), "03-06T09:30")
            .done(("readmission-risk", "03-06T09:20")).says(.discharged, "03-06T12:00")
    }

    @Test("good: a team goes along and comes again") func good() throws {
        let course = try Self.begun("accompany", "early-visit").done(
            ("accompany-home", "03-06T14:00"), ("medicines-at-home", "03-06T14:20"), ("told-municipality", "03-06T15:00"),
            ("early-visit", "03-09T10:00"))
        #expect(
            try course.table() == """
                readmission-risk granby 03-06T09:00–03-07T00:00 done 03-06T09:20
                accompany-home granby 03-06T09:30–03-07T00:00 done 03-06T14:00
                medicines-at-home granby 03-06T14:00–03-07T00:00 done 03-06T14:20
                early-visit granby 03-06T09:30–03-10T00:00 done 03-09T10:00
                told-municipality granby 03-06T14:00–03-10T00:00 done 03-06T15:00
                follow-up granby 03-06T09:00–03-07T00:00 done 03-06T09:30
                """)
        #expect(try course.responsible() == "03-06T09:00 granby, 03-06T12:00 elvby until 04-06T00:00")
    }

    @Test("bad: the visit comes too late, and nobody told the municipality") func late() throws {
        #expect(
            try Self.begun("early-visit", "joint-visit").done(("early-visit", "03-11T10:00")).table(
                "early-visit", "joint-visit", "told-municipality") == """
                    early-visit granby 03-06T09:30–03-10T00:00 done 03-11T10:00 late
                    joint-visit torvet 03-06T09:30–03-14T00:00 ended 04-06T00:00 late
                    told-municipality granby 03-11T10:00–03-13T00:00 ended 04-06T00:00 late
                    """)
    }

    @Test("bad: the team cannot go along, so nothing that follows opens") func skipped() throws {
        #expect(
            try Self.begun("accompany").skipped("accompany-home", "03-06T10:00", by: "granby", because: "nobody on duty").table(
                "accompany-home", "medicines-at-home", "told-municipality")
                == "accompany-home granby 03-06T09:30–03-07T00:00 skipped 03-06T10:00")
    }

    @Test("bad: admitted again before the visit") func readmitted() throws {
        #expect(
            try Self.begun("early-visit").inAnotherStay().says(.admitted, "03-08T07:00", ["class": "inpatient"]).table("early-visit")
                == "early-visit granby 03-06T09:30–03-10T00:00 withdrawn 03-08T07:00")
    }
}

@Suite("A2.4: extended responsibility for 72 hours") struct ExtendedResponsibilityTests {
    static func begun(_ made: Case = .denmark()) throws -> ContentCourse {
        try ContentCourse.stay(
            "extended-responsibility-72h", "03-06T11:00", by: "granby",
            made.says(.admitted, at: "2026-03-02T08:40:00", ["class": "inpatient"])
        ).chosen("setting", "home-nursing", at: "03-06T11:05").says(.discharged, "03-06T12:00")
    }

    @Test("good: the clock starts at the discharge with the ward as owner, and is over after 72 hours") func good() throws {
        let course = try Self.begun().done(("number-given", "03-06T12:10")).says(.dischargeSummary, "03-06T13:00")
        #expect(
            try course.table() == """
                number-given granby 03-06T12:00–03-06T13:00 done 03-06T12:10
                said-in-summary granby 03-06T12:00–03-07T00:00 done 03-06T13:00
                calls-answered granby 03-06T12:00–03-09T12:00 ended 03-09T12:00
                setting granby 03-06T11:00–03-08T00:00 done 03-06T11:05
                """)
        #expect(try course.responsible() == "03-06T11:00 granby until 03-09T12:00")
    }

    @Test(
        "calls of professionals go to the ward until then, and to the general practitioner afterwards",
        arguments: [
            ("03-06T11:59", "general-practice", "torvet"), ("03-06T12:00", "ward-about-the-stay", "granby"),
            ("03-08T03:00", "ward-about-the-stay", "granby"), ("03-09T11:59", "ward-about-the-stay", "granby"),
            ("03-09T12:00", "general-practice", "torvet"),
        ])
    func calls(_ at: String, _ rule: String, _ organisation: String) throws {
        let course = try Self.begun()
        var list = try ContactList.shipped()
        list.numbers = [OrganisationID("granby"): "65 00 00 00"]
        let contact = try list.contact(
            for: ContactTests.question, plan: course.plan(), municipality: "dk:461", directory: ContentCourse.directory,
            at: course.made.instant(ContentCourse.whole(at)))
        #expect(contact?.rule == rule && contact?.organisation == OrganisationID(organisation))
        #expect(contact?.phone == (organisation == "granby" ? "65 00 00 00" : nil))
    }

    @Test("bad: the number comes late and the summary never") func late() throws {
        #expect(
            try Self.begun().done(("number-given", "03-06T15:00")).table("number-given", "said-in-summary") == """
                number-given granby 03-06T12:00–03-06T13:00 done 03-06T15:00 late
                said-in-summary granby 03-06T12:00–03-07T00:00 ended 03-09T12:00 late
                """)
    }

    @Test("bad: it did not apply after all and is stopped") func stopped() throws {
        let course = try Self.begun().acts(
            .stopped(run: "1.extended-responsibility-72h"), "03-06T18:00", by: "granby", because: "needs no nursing")
        #expect(try course.table("calls-answered") == "calls-answered granby 03-06T12:00–03-09T12:00 withdrawn 03-06T18:00")
        #expect(try course.responsible() == "03-06T11:00 granby until 03-06T18:00")
    }

    @Test("bad: admitted again on the second day") func readmitted() throws {
        #expect(
            try Self.begun().inAnotherStay().says(.admitted, "03-07T20:00", ["class": "inpatient"]).table("calls-answered")
                == "calls-answered granby 03-06T12:00–03-09T12:00 withdrawn 03-07T20:00")
    }
}
