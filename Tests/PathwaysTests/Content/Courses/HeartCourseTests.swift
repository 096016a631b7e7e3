import Directory
import Exchange
import FHIR
import Journal
import Testing

@testable import Pathways

@Suite("A3.7: heart attack with ST elevation") struct STEMITests {
    static func begun(_ made: Case = .norway(), by: String = "amk") throws -> ContentCourse {
        try ContentCourse.citizen("stemi", "03-02T08:00", by: by, made).done(("ecg", "03-02T08:08"), ("way-chosen", "03-02T08:14"))
    }

    /// Of the figure: whether the vessel was opened in time.
    static func isInTime(_ course: ContentCourse) throws -> Bool {
        let figure = try #require(
            Outcomes([course.plan()], library: course.made.library, at: course.made.instant("2026-08-30T12:00:00")).adherence.first)
        #expect(figure.name == "reperfusion-in-time" && figure.all.count == 1)
        return figure.met.count == 1
    }

    @Test("A3.7 good: the vessel is opened within two hours of the ECG") func good() throws {
        let course = try Self.begun().skipped("thrombolysis", "03-02T08:14", by: "vestnes", because: "PCI within 120 minutes")
            .says(.admitted, "03-02T08:58", ["class": "inpatient"]).done(
                ("pci", "03-02T09:40"), ("watched", "03-02T10:30"), ("prevention", "03-05T10:00")
            ).says(.discharged, "03-06T12:00").done(
                ("heart-rehabilitation", "03-10T10:00"), ("gp-check", "03-17T09:00"), ("control", "05-20T10:00"))
        #expect(
            try course.table() == """
                ecg amk 03-02T08:00–03-02T08:10 done 03-02T08:08
                way-chosen vestnes 03-02T08:08–03-02T08:18 done 03-02T08:14
                thrombolysis vestnes 03-02T08:08–03-02T08:38 skipped 03-02T08:14
                arrival vestnes 03-02T08:00–03-02T12:00 done 03-02T08:58
                pci vestnes 03-02T08:08–03-02T10:08 done 03-02T09:40
                watched vestnes 03-02T08:58–03-03T00:00 done 03-02T10:30
                prevention vestnes 03-02T09:40–03-07T00:00 done 03-05T10:00
                heart-rehabilitation vestnes 03-06T12:00–03-21T00:00 done 03-10T10:00
                gp-check storgata 03-06T12:00–03-21T00:00 done 03-17T09:00
                control vestnes 05-01T00:00–06-02T00:00 done 05-20T10:00
                """)
        #expect(try course.responsible() == "03-02T08:00 vestnes, 03-06T12:00 storgata, 05-01T00:00 vestnes until 05-20T10:00")
        #expect(try Self.isInTime(course))
    }

    @Test("A3.7 bad: the vessel is opened twelve minutes late") func late() throws {
        let course = try Self.begun().skipped("thrombolysis", "03-02T08:14", by: "vestnes", because: "PCI within 120 minutes").done(
            ("arrival", "03-02T09:30"), ("pci", "03-02T10:20"))
        #expect(try course.table("pci") == "pci vestnes 03-02T08:08–03-02T10:08 done 03-02T10:20 late")
        #expect(try !Self.isInTime(course))
    }

    @Test("A3.7 bad: far from hospital the medicine comes late, and the look at the vessels too") func farAway() throws {
        let course = try Self.begun().done(("thrombolysis", "03-02T08:53")).skipped(
            "pci", "03-02T08:20", by: "vestnes", because: "three hours away"
        ).done(("angiography", "03-03T09:30"))
        #expect(
            try course.table("thrombolysis", "pci", "angiography") == """
                thrombolysis vestnes 03-02T08:08–03-02T08:38 done 03-02T08:53 late
                pci vestnes 03-02T08:08–03-02T10:08 skipped 03-02T08:20
                angiography vestnes 03-02T10:53–03-03T08:53 done 03-03T09:30 late
                """)
        #expect(try !Self.isInTime(course))
    }

    @Test("A3.7 bad: the citizen dies in hospital") func died() throws {
        let course = try Self.begun().says(.admitted, "03-02T08:58", ["class": "inpatient"]).says(.died, "03-02T09:10")
        #expect(
            try course.table("pci", "watched", "control") == """
                pci vestnes 03-02T08:08–03-02T10:08 withdrawn 03-02T09:10
                watched vestnes 03-02T08:58–03-03T00:00 withdrawn 03-02T09:10
                """)
        #expect(try course.responsible() == "03-02T08:00 vestnes until 03-02T09:10")
    }

    @Test("A3.7 bad: in Denmark nobody is known to be the dispatch centre, so the hospital answers for the ECG too") func denmark() throws {
        let course = try Self.begun(.denmark(), by: "granby").done(("thrombolysis", "03-02T08:19"))
        #expect(
            try course.table("ecg", "thrombolysis") == """
                ecg granby 03-02T08:00–03-02T08:10 done 03-02T08:08
                thrombolysis granby 03-02T08:08–03-02T08:18 done 03-02T08:19 late
                """)
        #expect(try course.plan().attention.contains { $0.kind == .nobodyHasRole && $0.name == "dispatch" })
    }
}

@Suite("A3.7: sepsis") struct SepsisTests {
    static func begun() throws -> ContentCourse {
        try ContentCourse.citizen(
            "sepsis", "03-02T10:00", by: "vestnes", .norway().says(.admitted, at: "2026-03-02T09:50:00", ["class": "inpatient"])
        ).done(("observe", "03-02T10:10"), ("lactate", "03-02T10:25"), ("cultures", "03-02T10:30"))
    }

    static func isInTime(_ course: ContentCourse) throws -> Bool {
        let figure = try #require(
            Outcomes([course.plan()], library: course.made.library, at: course.made.instant("2026-08-30T12:00:00")).adherence.first)
        #expect(figure.name == "first-hour")
        return figure.met.count == 1
    }

    @Test("A3.7 good: antibiotics forty-five minutes after the suspicion was strong") func good() throws {
        let course = try Self.begun().chosen("suspicion", "strong", at: "03-02T10:20").done(
            ("antibiotics", "03-02T11:05"), ("fluid", "03-02T11:30"), ("level", "03-02T11:40"), ("lactate-again", "03-02T13:00"),
            ("source-found", "03-02T18:00"), ("antibiotics-reviewed", "03-05T10:00")
        ).says(.discharged, "03-08T12:00").done(("home-check", "03-10T10:00"), ("gp-check", "03-30T09:00"))
        #expect(
            try course.table() == """
                observe vestnes 03-02T10:00–03-02T10:15 done 03-02T10:10
                cultures vestnes 03-02T10:00–03-02T11:00 done 03-02T10:30
                lactate vestnes 03-02T10:00–03-02T11:00 done 03-02T10:25
                antibiotics vestnes 03-02T10:20–03-02T11:20 done 03-02T11:05
                fluid vestnes 03-02T10:20–03-02T13:20 done 03-02T11:30
                lactate-again vestnes 03-02T12:25–03-02T16:25 done 03-02T13:00
                level vestnes 03-02T11:05–03-02T12:05 done 03-02T11:40
                source-found vestnes 03-02T11:05–03-02T23:05 done 03-02T18:00
                antibiotics-reviewed vestnes 03-04T00:00–03-06T00:00 done 03-05T10:00
                home-check fjordby 03-08T12:00–03-12T00:00 done 03-10T10:00
                gp-check storgata 03-08T12:00–04-06T00:00 done 03-30T09:00
                suspicion vestnes 03-02T10:10–03-02T10:25 done 03-02T10:20
                """)
        #expect(try course.responsible() == "03-02T10:00 vestnes, 03-08T12:00 fjordby until 03-30T09:00")
        #expect(try Self.isInTime(course))
    }

    @Test("A3.7 bad: antibiotics after ninety-five minutes") func late() throws {
        let course = try Self.begun().chosen("suspicion", "strong", at: "03-02T10:20").done(("antibiotics", "03-02T11:55"))
        #expect(try course.table("antibiotics") == "antibiotics vestnes 03-02T10:20–03-02T11:20 done 03-02T11:55 late")
        #expect(try !Self.isInTime(course))
    }

    @Test("A3.7 bad: the suspicion is weak, and the answer comes after more than three hours") func weak() throws {
        let course = try Self.begun().chosen("suspicion", "weak", at: "03-02T10:20").done(("antibiotics-or-not", "03-02T14:00"))
        #expect(
            try course.table("antibiotics", "antibiotics-or-not", "level", at: "03-02T16:00") == """
                antibiotics-or-not vestnes 03-02T10:20–03-02T13:20 done 03-02T14:00 late
                level vestnes 03-02T14:00–03-02T15:00 ended 05-02T00:00 late
                """)
    }

    @Test("A3.7 bad: no fluid is needed, and the citizen dies before the source is found") func died() throws {
        let course = try Self.begun().chosen("suspicion", "strong", at: "03-02T10:20").done(("antibiotics", "03-02T10:50"))
            .skipped("fluid", "03-02T10:50", by: "vestnes", because: "pressure and lactate are normal").says(.died, "03-02T23:00")
        #expect(
            try course.table("fluid", "source-found", "antibiotics-reviewed", "gp-check") == """
                fluid vestnes 03-02T10:20–03-02T13:20 skipped 03-02T10:50
                source-found vestnes 03-02T10:50–03-02T22:50 withdrawn 03-02T23:00 late
                """)
    }
}
