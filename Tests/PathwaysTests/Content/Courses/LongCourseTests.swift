import Directory
import Exchange
import FHIR
import Journal
import Testing

@testable import Pathways

@Suite("COPD at home") struct COPDTests {
    static func begun() throws -> ContentCourse {
        try ContentCourse.citizen("copd", "03-02T10:00", by: "fjordby").done(("own-plan", "03-05T10:00"), ("equipment", "03-09T10:00"))
    }

    @Test("good: measured each week, called when yellow, seen at once when red") func good() throws {
        // Oslo is an hour ahead of the measurements' time until 29 March.
        let course = try Self.begun().measures("59408-5", "94", "%", "03-10T07:00").measures("59408-5", "91", "%", "03-18T07:00")
            .done(("worse", "03-18T10:00"), ("medicine-review", "03-20T10:00")).measures("59408-5", "86", "%", "03-25T08:00")
            .done(("bad", "03-25T09:20"))
        #expect(
            try course.table(at: "04-02T00:00") == """
                own-plan fjordby 03-02T10:00–03-17T00:00 done 03-05T10:00
                equipment fjordby 03-05T10:00–03-13T00:00 done 03-09T10:00
                measure fjordby 03-09T10:00–03-12T00:00 done 03-10T08:00
                measure fjordby 03-17T00:00–03-20T00:00 done 03-18T08:00
                measure fjordby 03-25T00:00–03-28T00:00 done 03-25T09:00
                measure fjordby 04-01T00:00–04-04T00:00
                worse fjordby 03-18T08:00–03-20T00:00 done 03-18T10:00
                bad fjordby 03-25T09:00–03-25T10:00 done 03-25T09:20
                medicine-review storgata 03-05T10:00–04-05T00:00 done 03-20T10:00
                medicine-review storgata 2027-03-20T00:00–2027-04-20T00:00
                yearly-check storgata 2027-02-03T00:00–2027-03-06T00:00
                """)
        #expect(try course.responsible() == "03-02T10:00 fjordby until further")
    }

    @Test(
        "the zones are those of the file at both sides of each limit",
        arguments: [("87.9", "red"), ("88", "yellow"), ("91.9", "yellow"), ("92", "green"), ("100", "green")])
    func zones(_ value: String, _ zone: String) throws {
        let measurement = try #require(ShippedContent.definition("copd").measurement("saturation"))
        #expect(measurement.band(for: try #require(Double(value)))?.zone.rawValue == zone)
    }

    @Test("bad: no measurement comes, and the red one is answered after an hour and a half") func late() throws {
        let course = try Self.begun().measures("59408-5", "84", "%", "03-16T09:00").done(("bad", "03-16T11:30"))
        #expect(
            try course.table("measure", "bad", at: "03-17T00:00") == """
                measure fjordby 03-09T10:00–03-12T00:00 done 03-16T10:00 late
                measure fjordby 03-23T00:00–03-26T00:00
                bad fjordby 03-16T10:00–03-16T11:00 done 03-16T11:30 late
                """)
    }

    @Test("bad: the citizen skips a week, and the next comes seven days later") func skipped() throws {
        let course = try Self.begun().skipped("measure", "03-10T20:00", by: "citizen", because: "on holiday")
        #expect(
            try course.table("measure", at: "03-11T00:00") == """
                measure fjordby 03-09T10:00–03-12T00:00 skipped 03-10T20:00
                measure fjordby 03-17T00:00–03-20T00:00
                """)
    }

    @Test("bad: a stay in hospital, seen afterwards, and then the citizen dies") func hospital() throws {
        let course = try Self.begun().says(.admitted, "03-12T10:00", ["class": "inpatient"]).says(.discharged, "03-16T12:00")
            .done(("after-hospital", "03-20T10:00")).says(.died, "03-25T04:00")
        #expect(
            try course.table("measure", "after-hospital", "medicine-review", "yearly-check") == """
                measure fjordby 03-09T10:00–03-12T00:00 withdrawn 03-25T04:00 late
                after-hospital fjordby 03-16T12:00–03-24T00:00 done 03-20T10:00
                medicine-review storgata 03-05T10:00–04-05T00:00 withdrawn 03-25T04:00
                """)
        #expect(try course.run().end == course.made.instant("2026-03-25T04:00:00"))
    }
}

@Suite("The frail older citizen") struct FrailTests {
    static func begun() throws -> ContentCourse {
        try ContentCourse.citizen("frail-older-citizen", "03-02T10:00", by: "fjordby").done(("what-matters", "03-04T10:00"))
    }

    @Test("good: known, reviewed, trained, weighed, and looked at again after half a year") func good() throws {
        let course = try Self.begun().done(
            ("whole-assessment", "03-20T10:00"), ("medicine-review", "03-20T10:10"), ("safe-home", "03-12T10:00"),
            ("group-training", "04-01T10:00"), ("if-worse", "04-10T10:00")
        ).measures("29463-7", "60", "kg", "03-06T07:00")
        #expect(
            try course.table(at: "04-10T12:00") == """
                what-matters fjordby 03-02T10:00–03-10T00:00 done 03-04T10:00
                whole-assessment storgata 03-04T10:00–04-04T00:00 done 03-20T10:00
                medicine-review storgata 03-04T10:00–04-04T00:00 done 03-20T10:10
                medicine-review storgata 2027-03-20T00:00–2027-04-20T00:00
                safe-home fjordby 03-04T10:00–04-04T00:00 done 03-12T10:00
                group-training fjordby 03-04T10:00–05-04T00:00 done 04-01T10:00
                weighing fjordby 03-04T10:00–03-12T00:00 done 03-06T08:00
                weighing fjordby 04-05T00:00–04-13T00:00
                if-worse fjordby 03-20T10:00–04-20T00:00 done 04-10T10:00
                look-again fjordby 08-17T00:00–09-17T00:00
                """)
    }

    @Test("bad: the first visit is late") func late() throws {
        #expect(
            try ContentCourse.citizen("frail-older-citizen", "03-02T10:00", by: "fjordby").done(("what-matters", "03-12T10:00")).table(
                "what-matters", "safe-home", at: "03-13T00:00") == """
                    what-matters fjordby 03-02T10:00–03-10T00:00 done 03-12T10:00 late
                    safe-home fjordby 03-12T10:00–04-12T00:00
                    """)
    }

    @Test("bad: the citizen wants no training") func skipped() throws {
        #expect(
            try Self.begun().skipped("group-training", "03-05T10:00", by: "citizen", because: "I garden").table("group-training")
                == "group-training fjordby 03-04T10:00–05-04T00:00 skipped 03-05T10:00")
    }

    @Test("bad: weight falls, and then the citizen dies") func died() throws {
        let course = try ContentCourse.citizen(
            "frail-older-citizen", "03-02T10:00", by: "fjordby",
            .norway().says(.admitted, at: "2026-02-20T10:00:00", ["class": "inpatient"])
        ).done(("what-matters", "03-04T10:00")).measures("29463-7", "44", "kg", "03-06T07:00").says(.died, "03-08T10:00")
        #expect(
            try course.table("weighing", "eating", "safe-home") == """
                safe-home fjordby 03-04T10:00–04-04T00:00 withdrawn 03-08T10:00
                weighing fjordby 03-04T10:00–03-12T00:00 done 03-06T08:00
                eating fjordby 03-06T08:00–03-14T00:00 withdrawn 03-08T10:00
                """)
    }

    @Test("beside COPD the medicines are reviewed once for both") func shared() throws {
        var course = try Self.begun()
        course.made.library = try ContentCourse.library("copd", "frail-older-citizen")
        course = course.acts(.started(pathway: "copd", stay: nil), "03-05T10:00")
            .acts(.done(step: "copd.1/own-plan"), "03-06T10:00").acts(.done(step: "copd.1/medicine-review"), "03-10T10:00", by: "storgata")
        let reviews = try course.plan().runs.flatMap(\.steps).filter { $0.id == "medicine-review" && $0.closing != nil }
        #expect(reviews.map(\.key).sorted() == ["copd.1/medicine-review", "frail-older-citizen.1/medicine-review"])
        #expect(reviews.allSatisfy { $0.closing?.at == course.made.instant("2026-03-10T10:00:00") && $0.closing?.outcome == .done })
    }
}
