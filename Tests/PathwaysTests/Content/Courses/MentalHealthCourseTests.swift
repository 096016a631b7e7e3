import Directory
import Exchange
import FHIR
import Journal
import Testing

@testable import Pathways

@Suite("Mental health and addiction") struct MentalHealthTests {
    static func begun() throws -> ContentCourse {
        try ContentCourse.citizen("mental-health-and-addiction", "03-02T10:00", by: "storgata").done(
            ("referral-assessed", "03-10T10:00"), ("first-meeting", "04-07T10:00"))
    }

    @Test("good: from the referral to treatment, evaluated every six weeks at most, and handed over") func good() throws {
        let course = try Self.begun().done(("children", "04-07T10:30"), ("crisis-plan", "04-08T10:00"))
            .chosen("treatment", "outpatient", at: "04-28T10:00").done(
                ("start-outpatient", "05-05T10:00"), ("body-too", "05-20T10:00"), ("medicine-review", "05-20T10:10"),
                ("evaluation", "06-10T10:00"), ("evaluation/2", "07-15T10:00"), ("evaluation/3", "08-20T10:00")
            ).accepted("handed-over", by: "fjordby", "09-15T10:00")
        #expect(
            try course.table() == """
                referral-assessed vestnes 03-02T10:00–03-17T00:00 done 03-10T10:00
                first-meeting vestnes 03-10T10:00–04-22T00:00 done 04-07T10:00
                crisis-plan vestnes 04-07T10:00–04-15T00:00 done 04-08T10:00
                children vestnes 04-07T10:00–04-15T00:00 done 04-07T10:30
                start-outpatient vestnes 04-28T10:00–05-13T00:00 done 05-05T10:00
                evaluation vestnes 06-02T00:00–06-17T00:00 done 06-10T10:00
                evaluation vestnes 07-08T00:00–07-23T00:00 done 07-15T10:00
                evaluation vestnes 08-12T00:00–08-27T00:00 done 08-20T10:00
                body-too storgata 04-28T10:00–06-28T00:00 done 05-20T10:00
                medicine-review storgata 04-28T10:00–06-28T00:00 done 05-20T10:10
                handed-over vestnes 09-08T00:00–09-23T00:00 done 09-15T10:00
                treatment vestnes 04-07T10:00–05-20T00:00 done 04-28T10:00
                """)
        #expect(try course.run().end == course.made.instant("2026-09-15T10:00:00"))
        #expect(try course.run().responsible(at: course.made.instant("2026-06-05T12:00:00"))?.organisation == OrganisationID("vestnes"))
        #expect(try course.run().responsible(at: course.made.instant("2026-06-20T12:00:00"))?.organisation == OrganisationID("fjordby"))
    }

    @Test("bad: the answer to the referral is late") func late() throws {
        #expect(
            try ContentCourse.citizen("mental-health-and-addiction", "03-02T10:00", by: "storgata").done(
                ("referral-assessed", "03-17T10:00")
            )
            .table("referral-assessed", "first-meeting", at: "03-18T00:00") == """
                referral-assessed vestnes 03-02T10:00–03-17T00:00 done 03-17T10:00 late
                first-meeting vestnes 03-17T10:00–04-29T00:00 ended 2028-03-02T00:00
                """)
    }

    @Test("bad: the citizen wants no crisis plan, and the municipality says no to the hand-over") func declined() throws {
        let course = try Self.begun().skipped("crisis-plan", "04-07T12:00", by: "citizen", because: "not now")
            .chosen("treatment", "municipal", at: "04-20T10:00").declined(
                "handed-over", by: "fjordby", "04-23T10:00", because: "needs more first")
        #expect(
            try course.table("crisis-plan", "handed-over") == """
                crisis-plan vestnes 04-07T10:00–04-15T00:00 skipped 04-07T12:00
                handed-over vestnes 04-20T10:00–05-05T00:00 declined 04-23T10:00
                """)
    }

    @Test("bad: in and out of hospital, met at home each time") func stay() throws {
        let course = try Self.begun().says(.admitted, "04-12T10:00", ["class": "inpatient"]).says(.discharged, "04-15T12:00")
            .done(("after-stay", "04-17T10:00"))
        #expect(try course.table("after-stay") == "after-stay fjordby 04-15T12:00–04-19T00:00 done 04-17T10:00")
    }
}

@Suite("Pregnant with substance use") struct PregnantTests {
    static func begun(_ place: String) throws -> ContentCourse {
        try ContentCourse.citizen("pregnant-with-substance-use", "03-02T10:00", by: "fjordby").chosen("place", place, at: "03-02T12:00")
            .done(("first-visit-\(place)", "03-04T10:00"), ("decision-\(place)", "03-11T10:00"), ("midwife-meeting", "03-06T10:00"))
    }

    @Test("good: outpatient, every time on its last national day") func good() throws {
        let course = try Self.begun("outpatient").done(
            ("detoxification", "03-20T10:00"), ("next-treatment", "03-20T11:00"), ("first-evaluation-outpatient", "03-25T10:00"),
            ("evaluation", "05-06T10:00"), ("evaluation/2", "06-10T10:00"), ("birth-plan", "04-20T10:00")
        ).accepted("after-birth", by: "fjordby", "07-01T10:00")
        #expect(
            try course.table() == """
                first-visit-outpatient vestnes 03-02T12:00–03-06T00:00 done 03-04T10:00
                decision-outpatient vestnes 03-04T10:00–03-12T00:00 done 03-11T10:00
                midwife-meeting fjordby 03-02T10:00–03-10T00:00 done 03-06T10:00
                detoxification vestnes 03-11T10:00–03-26T00:00 done 03-20T10:00
                next-treatment vestnes 03-20T10:00–03-21T00:00 done 03-20T11:00
                first-evaluation-outpatient vestnes 03-11T10:00–03-26T00:00 done 03-25T10:00
                evaluation vestnes 04-22T00:00–05-07T00:00 done 05-06T10:00
                evaluation vestnes 06-03T00:00–06-18T00:00 done 06-10T10:00
                birth-plan fjordby 03-06T10:00–05-06T00:00 done 04-20T10:00
                after-birth vestnes 05-20T00:00–09-18T00:00 done 07-01T10:00
                place vestnes 03-02T10:00–03-04T00:00 done 03-02T12:00
                """)
        #expect(try course.run().end == course.made.instant("2026-07-01T10:00:00"))
    }

    @Test("good: inpatient has shorter times") func inpatient() throws {
        #expect(
            try Self.begun("inpatient").done(("first-evaluation-inpatient", "03-18T23:00")).table(
                "decision-inpatient", "first-evaluation-inpatient", "evaluation", at: "03-20T00:00") == """
                    decision-inpatient vestnes 03-04T10:00–03-12T00:00 done 03-11T10:00
                    first-evaluation-inpatient vestnes 03-11T10:00–03-19T00:00 done 03-18T23:00
                    evaluation vestnes 04-15T00:00–04-30T00:00 ended 2027-03-03T00:00
                    """)
    }

    @Test("bad: forty-three days between two evaluations is late") func late() throws {
        #expect(
            try Self.begun("outpatient").done(("first-evaluation-outpatient", "03-25T10:00"), ("evaluation", "05-07T10:00")).table(
                "evaluation", at: "05-08T00:00") == """
                    evaluation vestnes 04-22T00:00–05-07T00:00 done 05-07T10:00 late
                    evaluation vestnes 06-04T00:00–06-19T00:00 ended 2027-03-03T00:00
                    """)
    }

    @Test("bad: no detoxification was needed, so nothing waits for its end") func skipped() throws {
        #expect(
            try Self.begun("outpatient").skipped("detoxification", "03-12T10:00", by: "vestnes", because: "not needed").table(
                "detoxification", "next-treatment") == "detoxification vestnes 03-11T10:00–03-26T00:00 skipped 03-12T10:00")
    }

    @Test("bad: the municipality says no to the family after the birth") func declined() throws {
        let course = try Self.begun("outpatient").done(("birth-plan", "04-20T10:00"))
            .declined("after-birth", by: "fjordby", "05-25T10:00", because: "has moved to another municipality")
        #expect(try course.table("after-birth") == "after-birth vestnes 05-20T00:00–09-18T00:00 declined 05-25T10:00")
        #expect(try course.plan().attention.contains { $0.owner == OrganisationID("vestnes") })
    }
}
