import Directory
import Exchange
import FHIR
import Journal
import Testing

@testable import Pathways

@Suite("A4.2: unplanned need") struct UnplannedNeedTests {
    static func begun() throws -> ContentCourse { try ContentCourse.citizen("unplanned-need", "03-02T10:00", by: "fjordby") }

    @Test("good: observed, called, answered, looked at three times, and taken stock of") func good() throws {
        let course = try Self.begun().done(("observe", "03-02T10:20")).chosen("contact", "gp", at: "03-02T10:25").done(
            ("gp-answer", "03-02T10:40"), ("watch", "03-02T14:00"), ("watch/2", "03-02T18:30"), ("watch/3", "03-03T01:00"),
            ("review", "03-03T09:00"))
        #expect(
            try course.table() == """
                observe fjordby 03-02T10:00–03-02T10:30 done 03-02T10:20
                gp-answer storgata 03-02T10:25–03-02T10:55 done 03-02T10:40
                watch fjordby 03-02T10:40–03-02T14:40 done 03-02T14:00
                watch fjordby 03-02T18:00–03-02T22:00 done 03-02T18:30
                watch fjordby 03-02T22:30–03-03T02:30 done 03-03T01:00
                review fjordby 03-02T10:40–03-04T00:00 done 03-03T09:00
                contact fjordby 03-02T10:20–03-02T10:35 done 03-02T10:25
                """)
        #expect(try course.responsible() == "03-02T10:00 fjordby, 03-02T10:25 storgata, 03-02T10:40 fjordby until 03-03T09:00")
    }

    @Test("bad: everybody is late at night") func late() throws {
        let course = try ContentCourse.citizen("unplanned-need", "03-02T22:00", by: "fjordby").done(("observe", "03-02T22:50"))
            .chosen("contact", "out-of-hours", at: "03-02T23:20").done(("out-of-hours-answer", "03-03T00:10"))
        #expect(
            try course.table(at: "03-03T00:30") == """
                observe fjordby 03-02T22:00–03-02T22:30 done 03-02T22:50 late
                out-of-hours-answer legevakt 03-02T23:20–03-02T23:50 done 03-03T00:10 late
                watch fjordby 03-03T00:10–03-03T04:10 ended 03-10T00:00
                review fjordby 03-03T00:10–03-05T00:00 ended 03-10T00:00
                contact fjordby 03-02T22:50–03-02T23:05 done 03-02T23:20 late
                """)
        #expect(try course.responsible() == "03-02T22:00 fjordby, 03-02T23:20 legevakt, 03-03T00:10 fjordby until 03-10T00:00")
    }

    @Test("bad: the doctor never answers, which is skipped with its reason") func skipped() throws {
        let course = try Self.begun().done(("observe", "03-02T10:20")).chosen("contact", "gp", at: "03-02T10:25")
            .skipped("gp-answer", "03-02T11:30", because: "no answer, called 116117 instead")
        #expect(
            try course.table("gp-answer", "watch", "review") == "gp-answer storgata 03-02T10:25–03-02T10:55 skipped 03-02T11:30 late")
        #expect(try course.plan().deviations(course.made.history().facts).map(\.reason) == ["no answer, called 116117 instead"])
    }

    @Test("bad: so ill that an ambulance comes and the citizen is admitted") func admitted() throws {
        let course = try Self.begun().done(("observe", "03-02T10:10")).chosen("contact", "emergency", at: "03-02T10:12")
            .done(("emergency-call", "03-02T10:13")).says(.admitted, "03-02T11:00", ["class": "inpatient"])
        #expect(
            try course.table() == """
                observe fjordby 03-02T10:00–03-02T10:30 done 03-02T10:10
                emergency-call fjordby 03-02T10:12–03-02T10:17 done 03-02T10:13
                contact fjordby 03-02T10:10–03-02T10:25 done 03-02T10:12
                """)
        #expect(try course.responsible() == "03-02T10:00 fjordby until 03-02T11:00")
    }
}

@Suite("A4.3: alternatives to an admission") struct AlternativesTests {
    static func begun(_ place: String) throws -> ContentCourse {
        try ContentCourse.citizen("admission-alternatives", "03-02T10:00", by: "storgata").done(("assess", "03-02T10:30"))
            .chosen("place", place, at: "03-02T10:45")
    }

    @Test("good: the municipality takes the citizen, and the choice is on record") func good() throws {
        let course = try Self.begun("acute-place").accepted("acute-place", by: "fjordby", "03-02T11:10").done(("follow-up", "03-03T10:00"))
        #expect(
            try course.table() == """
                assess storgata 03-02T10:00–03-02T12:00 done 03-02T10:30
                acute-place storgata 03-02T10:45–03-02T14:45 done 03-02T11:10
                follow-up storgata 03-02T11:10–03-04T00:00 done 03-03T10:00
                place storgata 03-02T10:30–03-02T12:30 done 03-02T10:45
                """)
        #expect(try course.responsible() == "03-02T10:00 fjordby, 03-02T10:45 storgata, 03-02T11:10 fjordby until 03-03T10:00")
        #expect(try course.run().steps.first { $0.id == "place" }?.adapting?.chosen == ["acute-place"])
    }

    @Test("bad: there is no bed, so the doctor chooses again") func declined() throws {
        let course = try Self.begun("acute-place").declined("acute-place", by: "fjordby", "03-02T11:20", because: "no free bed")
            .chosen("second-place", "more-help", at: "03-02T11:30").done(("more-help", "03-02T14:00"), ("follow-up", "03-03T12:00"))
        #expect(
            try course.table("more-help", "acute-place", "admit", "follow-up", "second-place") == """
                more-help fjordby 03-02T11:30–03-02T15:30 done 03-02T14:00
                acute-place storgata 03-02T10:45–03-02T14:45 declined 03-02T11:20
                follow-up storgata 03-02T14:00–03-04T00:00 done 03-03T12:00
                second-place storgata 03-02T11:20–03-02T12:20 done 03-02T11:30
                """)
        #expect(try course.run().steps.first { $0.id == "acute-place" }?.closing?.text == "no free bed")
    }

    @Test("bad: the advice comes late") func late() throws {
        #expect(
            try Self.begun("advice").done(("advice", "03-02T13:00")).table("advice", "follow-up", at: "03-02T14:00") == """
                advice vestnes 03-02T10:45–03-02T12:45 done 03-02T13:00 late
                follow-up storgata 03-02T13:00–03-04T00:00 ended 03-10T00:00
                """)
    }

    @Test("bad: it has to be the hospital after all") func admitted() throws {
        let course = try Self.begun("hospital").says(.admitted, "03-02T13:00", ["class": "inpatient"])
        #expect(try course.table("admit", "follow-up") == "admit storgata 03-02T10:45–03-04T00:00 done 03-02T13:00")
        #expect(try course.run().end == course.made.instant("2026-03-02T13:00:00"))
    }
}

@Suite("A3.7: stroke") struct StrokeTests {
    static func begun(_ day: String = "2026-03-02") throws -> ContentCourse {
        try ContentCourse.citizen("stroke", "\(day)T08:00", by: "vestnes").done(
            ("emergency-call", "\(day)T08:05"), ("ambulance-there", "\(day)T08:20"), ("ambulance-leaves", "\(day)T08:38"))
    }

    @Test("good: every measuring point in time, home with support, control after three months") func good() throws {
        let course = try Self.begun().says(.admitted, "03-02T08:58", ["class": "inpatient"]).done(
            ("thrombolysis", "03-02T09:20"), ("stroke-unit", "03-02T11:00"), ("functions", "03-05T12:00")
        ).skipped("thrombectomy-centre", "03-02T10:00", by: "vestnes", because: "no large vessel occluded")
            .chosen("rehabilitation", "early-supported", at: "03-06T10:00")
            .done(("early-supported-discharge", "03-10T09:00"), ("control", "05-28T10:00"))
        #expect(
            try course.table() == """
                emergency-call amk 03-02T08:00–03-02T08:15 done 03-02T08:05
                ambulance-there amk 03-02T08:05–03-02T08:30 done 03-02T08:20
                ambulance-leaves amk 03-02T08:20–03-02T08:45 done 03-02T08:38
                arrival vestnes 03-02T08:00–03-02T12:00 done 03-02T08:58
                thrombolysis vestnes 03-02T08:58–03-02T09:28 done 03-02T09:20
                thrombectomy-centre vestnes 03-02T08:58–03-04T00:00 skipped 03-02T10:00
                stroke-unit vestnes 03-02T08:58–03-03T00:00 done 03-02T11:00
                functions vestnes 03-02T11:00–03-10T00:00 done 03-05T12:00
                early-supported-discharge vestnes 03-06T10:00–03-14T00:00 done 03-10T09:00
                control vestnes 03-02T08:00–06-03T00:00 done 05-28T10:00
                rehabilitation vestnes 03-05T12:00–03-09T00:00 done 03-06T10:00
                """)
        #expect(try course.responsible() == "03-02T08:00 vestnes until 05-28T10:00")
    }

    @Test(
        "bad: thrombolysis 35 minutes after arrival is on time until 2024 and late from 2025 on",
        arguments: [("2024-12-30", "2024-12-30T09:38", ""), ("2025-01-02", "2025-01-02T09:28", " late")])
    func thrombolysis(_ day: String, _ due: String, _ late: String) throws {
        let course = try Self.begun(day).done(("arrival", "\(day)T08:58"), ("thrombolysis", "\(day)T09:33"))
        #expect(
            try course.table("thrombolysis") == "thrombolysis vestnes \(day)T08:58–\(due) done \(day)T09:33\(late)")
    }

    @Test("bad: the place of rehabilitation says no") func declined() throws {
        let course = try Self.begun().done(
            ("arrival", "03-02T08:58"), ("stroke-unit", "03-02T11:00"), ("functions", "03-05T12:00")
        ).chosen("rehabilitation", "specialised", at: "03-06T10:00")
        let open = try #require(course.run().steps.first { $0.id == "specialised-rehabilitation" })
        // Two working days after Friday: the end of Tuesday.
        #expect(open.adapting?.offers.first?.to == .organisation(OrganisationID("opptrening")))
        #expect(open.adapting?.offers.first?.answerBy == course.made.instant("2026-03-11T00:00:00"))
        let declined = course.declined("specialised-rehabilitation", by: "opptrening", "03-09T10:00", because: "no place before April")
        #expect(
            try declined.table("specialised-rehabilitation")
                == "specialised-rehabilitation vestnes 03-06T10:00–03-14T00:00 declined 03-09T10:00")
        #expect(try declined.plan().attention.contains { $0.owner == OrganisationID("vestnes") })
    }

    @Test("bad: the citizen dies on the second day") func died() throws {
        let course = try Self.begun().says(.admitted, "03-02T08:58", ["class": "inpatient"]).done(("stroke-unit", "03-02T11:00"))
            .says(.died, "03-03T04:00")
        #expect(
            try course.table("thrombolysis", "functions", "control") == """
                thrombolysis vestnes 03-02T08:58–03-02T09:28 withdrawn 03-03T04:00 late
                functions vestnes 03-02T11:00–03-10T00:00 withdrawn 03-03T04:00
                control vestnes 03-02T08:00–06-03T00:00 withdrawn 03-03T04:00
                """)
        #expect(try course.responsible() == "03-02T08:00 vestnes until 03-03T04:00")
    }
}

@Suite("A3.7: hip fracture") struct HipFractureTests {
    static func begun() throws -> ContentCourse {
        try ContentCourse.citizen(
            "hip-fracture", "03-02T10:00", by: "vestnes", .norway().says(.admitted, at: "2026-03-02T09:50:00", ["class": "inpatient"])
        ).done(("pain-relief", "03-02T10:20"))
    }

    @Test("good: operated the next day, on the feet, home and training") func good() throws {
        let course = try Self.begun().says(.discharged, "03-09T12:00").done(
            ("operation", "03-03T09:00"), ("out-of-bed", "03-03T18:00"), ("medicine-review", "03-04T12:00"), ("bone-health", "03-05T12:00"),
            ("training-plan", "03-09T12:30"), ("training", "03-12T10:00"), ("control", "06-01T10:00"))
        #expect(
            try course.table() == """
                pain-relief vestnes 03-02T10:00–03-02T11:00 done 03-02T10:20
                operation vestnes 03-02T10:00–03-04T10:00 done 03-03T09:00
                out-of-bed vestnes 03-03T09:00–03-04T09:00 done 03-03T18:00
                medicine-review vestnes 03-03T09:00–03-07T00:00 done 03-04T12:00
                bone-health vestnes 03-03T09:00–03-11T00:00 done 03-05T12:00
                training-plan vestnes 03-09T12:00–03-10T00:00 done 03-09T12:30
                training fjordby 03-09T12:00–03-17T00:00 done 03-12T10:00
                control vestnes 03-09T12:00–06-08T00:00 done 06-01T10:00
                """)
        #expect(try course.responsible() == "03-02T10:00 vestnes, 03-09T12:00 fjordby until 06-01T10:00")
    }

    @Test("bad: operated after fifty hours") func late() throws {
        #expect(
            try Self.begun().done(("operation", "03-04T12:00")).table("operation")
                == "operation vestnes 03-02T10:00–03-04T10:00 done 03-04T12:00 late")
    }

    @Test("bad: the citizen does not want to train, and may say so") func skipped() throws {
        let course = try Self.begun().says(.discharged, "03-09T12:00").skipped(
            "training", "03-10T09:00", by: "citizen", because: "I walk by myself")
        #expect(try course.table("training") == "training fjordby 03-09T12:00–03-17T00:00 skipped 03-10T09:00")
        // The control is not the citizen's to skip.
        let control = course.skipped("control", "03-10T09:05", by: "citizen", because: "no")
        #expect(try control.table("control") == "control vestnes 03-09T12:00–06-08T00:00 ended 08-30T00:00 late")
    }

    @Test("bad: dies before the operation") func died() throws {
        #expect(
            try Self.begun().says(.died, "03-03T02:00").table("operation", "control")
                == "operation vestnes 03-02T10:00–03-04T10:00 withdrawn 03-03T02:00")
    }
}
