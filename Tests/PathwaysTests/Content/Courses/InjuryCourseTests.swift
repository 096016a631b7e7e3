import Directory
import Exchange
import FHIR
import Journal
import Testing

@testable import Pathways

@Suite("A3.7: severe injury") struct TraumaTests {
    static func begun(_ destination: String = "trauma-centre") throws -> ContentCourse {
        try ContentCourse.citizen("trauma", "03-02T14:00", by: "amk").done(("ambulance-there", "03-02T14:14"))
            .chosen("destination", destination, at: "03-02T14:20").done(("team-alerted", "03-02T14:22"), ("scene-left", "03-02T14:30"))
    }

    @Test("A3.7 good: at the trauma centre in thirty-five minutes, assessed for rehabilitation within three days, and there") func good()
        throws
    {
        let course = try Self.begun().says(.admitted, "03-02T15:05", ["class": "inpatient"]).done(
            ("imaging", "03-02T15:25"), ("second-look", "03-03T10:00"), ("rehabilitation-assessed", "03-04T12:00"),
            ("reactions", "03-06T10:00")
        ).accepted("rehabilitation", by: "opptrening", "03-10T10:00").says(.discharged, "03-11T12:00").says(
            .dischargeSummary, "03-11T15:00"
        ).done(("met-at-home", "03-16T10:00"), ("control", "05-25T10:00"))
        #expect(
            try course.table() == """
                ambulance-there amk 03-02T14:00–03-02T14:25 done 03-02T14:14
                team-alerted amk 03-02T14:20–03-02T14:25 done 03-02T14:22
                scene-left amk 03-02T14:14–03-02T14:34 done 03-02T14:30
                arrival vestnes 03-02T14:30–03-02T15:15 done 03-02T15:05
                imaging vestnes 03-02T15:05–03-02T15:35 done 03-02T15:25
                second-look vestnes 03-02T15:05–03-03T15:05 done 03-03T10:00
                rehabilitation-assessed vestnes 03-02T15:05–03-05T15:05 done 03-04T12:00
                reactions vestnes 03-02T15:05–03-10T00:00 done 03-06T10:00
                rehabilitation vestnes 03-04T12:00–03-19T00:00 done 03-10T10:00
                summary vestnes 03-11T12:00–03-13T00:00 done 03-11T15:00
                met-at-home fjordby 03-11T12:00–03-19T00:00 done 03-16T10:00
                control vestnes 05-01T00:00–06-02T00:00 done 05-25T10:00
                destination amk 03-02T14:14–03-02T14:24 done 03-02T14:20
                """)
        #expect(
            try course.responsible()
                == "03-02T14:00 vestnes, 03-04T12:00 vestnes, 03-10T10:00 opptrening, 03-11T12:00 fjordby until 05-25T10:00")
    }

    @Test("A3.7 bad: fifty-five minutes on the road") func late() throws {
        #expect(
            try Self.begun().done(("arrival", "03-02T15:25")).table("arrival", "imaging", at: "03-02T15:30") == """
                arrival vestnes 03-02T14:30–03-02T15:15 done 03-02T15:25 late
                imaging vestnes 03-02T15:25–03-02T15:55 ended 08-30T00:00
                """)
    }

    @Test("A3.7 bad: to the nearest hospital first, and late on from there") func transferred() throws {
        #expect(
            try Self.begun("acute-hospital").done(("arrival", "03-02T14:50"), ("transfer", "03-02T19:00")).table("transfer")
                == "transfer vestnes 03-02T14:20–03-02T18:20 done 03-02T19:00 late")
    }

    @Test("A3.7 bad: the place of rehabilitation says no") func declined() throws {
        let course = try Self.begun().done(("arrival", "03-02T15:05"), ("rehabilitation-assessed", "03-04T12:00"))
            .declined("rehabilitation", by: "opptrening", "03-05T10:00", because: "no bed before Easter")
        #expect(try course.table("rehabilitation") == "rehabilitation vestnes 03-04T12:00–03-19T00:00 declined 03-05T10:00")
        #expect(try course.plan().attention.contains { $0.kind == .offerDeclined && $0.owner == OrganisationID("vestnes") })
    }

    @Test("A3.7 bad: the citizen dies on the table") func died() throws {
        let course = try Self.begun().says(.admitted, "03-02T15:05", ["class": "inpatient"]).says(.died, "03-02T16:00")
        #expect(
            try course.table("imaging", "rehabilitation-assessed", "control") == """
                imaging vestnes 03-02T15:05–03-02T15:35 withdrawn 03-02T16:00 late
                rehabilitation-assessed vestnes 03-02T15:05–03-05T15:05 withdrawn 03-02T16:00
                """)
        #expect(try course.responsible() == "03-02T14:00 vestnes until 03-02T16:00")
    }
}

@Suite("A3.7: acute psychiatry") struct AcutePsychiatryTests {
    static func begun(_ way: String) throws -> ContentCourse {
        try ContentCourse.citizen("acute-psychiatry", "03-02T20:00", by: "legevakt").done(("seen", "03-02T21:00"))
            .chosen("way", way, at: "03-02T21:30")
    }

    static func compulsory() throws -> ContentCourse {
        try begun("compulsory").says(.admitted, "03-02T23:00", ["class": "inpatient"]).done(
            ("received-compulsory", "03-02T23:00"), ("suicidality", "03-02T23:30"))
    }

    @Test("A3.7 good: decided within the law's day, observed for a week, and taken over") func good() throws {
        let course = try Self.compulsory().done(
            ("body-too", "03-03T10:00"), ("decision", "03-03T15:00"), ("told-of-rights", "03-03T16:00"), ("commission-told", "03-04T10:00"),
            ("crisis-plan", "03-06T10:00"), ("observation-over", "03-10T12:00")
        ).says(.readyForDischarge, "03-11T10:00").accepted("taken-over", by: "fjordby", "03-11T15:00").says(.discharged, "03-12T12:00")
            .done(("met-at-home", "03-14T10:00"), ("hospital-follow-up", "03-18T10:00"))
        #expect(
            try course.table() == """
                seen legevakt 03-02T20:00–03-02T22:00 done 03-02T21:00
                received-compulsory vestnes 03-02T21:30–03-03T01:30 done 03-02T23:00
                decision vestnes 03-02T23:00–03-03T23:00 done 03-03T15:00
                told-of-rights vestnes 03-03T15:00–03-04T00:00 done 03-03T16:00
                commission-told vestnes 03-03T15:00–03-05T00:00 done 03-04T10:00
                observation-over vestnes 03-03T15:00–03-14T00:00 done 03-10T12:00
                suicidality vestnes 03-02T23:00–03-03T00:00 done 03-02T23:30
                body-too vestnes 03-02T23:00–03-03T23:00 done 03-03T10:00
                crisis-plan vestnes 03-02T23:30–03-10T00:00 done 03-06T10:00
                taken-over vestnes 03-11T10:00–03-15T00:00 done 03-11T15:00
                met-at-home fjordby 03-12T12:00–03-16T00:00 done 03-14T10:00
                hospital-follow-up vestnes 03-12T12:00–03-20T00:00 done 03-18T10:00
                way legevakt 03-02T21:00–03-02T23:00 done 03-02T21:30
                """)
        #expect(
            try course.responsible()
                == "03-02T20:00 legevakt, 03-02T21:00 legevakt, 03-02T21:30 vestnes, 03-11T10:00 vestnes, 03-11T15:00 fjordby until 03-18T10:00"
        )
    }

    @Test("A3.7 good: a team comes home, and the municipality goes on") func home() throws {
        let course = try Self.begun("home-team").done(
            ("home-team", "03-03T10:00"), ("suicidality", "03-03T10:30"), ("home-follow-up", "03-09T10:00"))
        #expect(
            try course.table("home-team", "received", "suicidality", "crisis-plan", "home-follow-up") == """
                home-team vestnes 03-02T21:30–03-03T21:30 done 03-03T10:00
                suicidality vestnes 03-03T10:00–03-04T00:00 done 03-03T10:30
                crisis-plan vestnes 03-03T10:30–03-11T00:00 ended 03-09T10:00
                home-follow-up fjordby 03-03T10:00–03-11T00:00 done 03-09T10:00
                """)
        #expect(try course.run().end == course.made.instant("2026-03-09T10:00:00"))
    }

    @Test("A3.7 bad: the decision comes an hour and a half after the law's day") func late() throws {
        #expect(
            try Self.compulsory().done(("decision", "03-04T00:30")).table("decision")
                == "decision vestnes 03-02T23:00–03-03T23:00 done 03-04T00:30 late")
    }

    @Test("A3.7 bad: nobody asks about suicide on the first day, and the citizen wants no crisis plan") func notAsked() throws {
        let course = try Self.begun("voluntary").done(("received", "03-02T22:30"), ("suicidality", "03-03T09:00"))
            .skipped("crisis-plan", "03-04T10:00", by: "citizen", because: "I have one")
        #expect(
            try course.table("received", "decision", "suicidality", "crisis-plan") == """
                received vestnes 03-02T21:30–03-03T01:30 done 03-02T22:30
                suicidality vestnes 03-02T22:30–03-03T00:00 done 03-03T09:00 late
                crisis-plan vestnes 03-03T09:00–03-11T00:00 skipped 03-04T10:00
                """)
    }

    @Test("A3.7 bad: the municipality cannot take over yet") func declined() throws {
        let course = try Self.compulsory().says(.readyForDischarge, "03-11T10:00").declined(
            "taken-over", by: "fjordby", "03-11T16:00", because: "no place to live")
        #expect(try course.table("taken-over") == "taken-over vestnes 03-11T10:00–03-15T00:00 declined 03-11T16:00")
        #expect(try course.run().responsible(at: course.made.instant("2026-03-11T17:00:00"))?.organisation == OrganisationID("vestnes"))
    }
}
