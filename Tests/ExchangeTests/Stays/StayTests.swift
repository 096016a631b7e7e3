import Directory
import FHIR
import Journal
import Testing

@testable import Exchange

@Suite("A stay read from letters in any order") struct StayTests {
    struct Course: Sendable, CustomTestStringConvertible {
        var name: String
        var letters: [[UInt8]]
        var account: [String]

        init(_ name: String, _ letters: [[UInt8]], _ account: [String]) {
            (self.name, self.letters, self.account) = (name, letters, account)
        }

        init(_ name: String, _ letters: [Told], _ account: [String]) { self.init(name, letters.map(\.bytes), account) }

        var testDescription: String { name }
    }

    private static func check(_ course: Course) async throws {
        for order in course.letters.permutations {
            let (record, _) = try await KITHIntakeTests.record(of: order)
            #expect(record.account == course.account)
            for stay in record.stays {
                #expect(zip(stay.events, stay.events.dropFirst()).allSatisfy { $0.when <= $1.when }, "events stand in their order")
            }
        }
    }

    private static let admitted = Told.admitted("2026-01-10T08:00:00", sent: "2026-01-10T08:05:00")
    private static let discharged = Told.discharged("2026-01-12T11:00:00", sent: "2026-01-12T12:00:00")

    private static func change(to at: String, at sent: String = "2026-01-10T09:05:00", as id: String = "changed") -> Told {
        Told.admitted(at, sent: sent).with("M", of: "admitted", as: id)
    }

    static let changes: [Course] = [
        Course(
            "to an earlier time",
            [
                admitted, change(to: "2026-01-10T07:00:00"),
                Told.ready("2026-01-11T10:00:00", since: "2026-01-10T07:00:00", sent: "2026-01-11T10:05:00"), discharged,
            ],
            [
                "discharged: admitted 2026-01-10T07:00:00, ready for discharge 2026-01-11T10:00:00, discharged 2026-01-12T11:00:00"
            ]),
        Course(
            "to a later time, past what was said meanwhile",
            [
                admitted.bytes, Told.earlyNotice(sent: "2026-01-10T08:40:00"), change(to: "2026-01-10T09:00:00").bytes, discharged.bytes,
            ],
            [
                "discharged: early notice 2026-01-10T08:40:00, admitted 2026-01-10T09:00:00, discharged 2026-01-12T11:00:00"
            ]),
        Course(
            "to another day", [admitted, change(to: "2026-01-06T08:00:00"), discharged],
            ["discharged: admitted 2026-01-06T08:00:00, discharged 2026-01-12T11:00:00"]),
        Course(
            "twice, each naming the first letter",
            [
                admitted, change(to: "2026-01-10T07:00:00"), change(to: "2026-01-10T06:00:00", at: "2026-01-10T09:30:00", as: "again"),
            ], ["admitted: admitted 2026-01-10T06:00:00"]),
        Course(
            "and then taken back by the first letter's name",
            [
                admitted, change(to: "2026-01-10T07:00:00"),
                Told.admitted("2026-01-10T08:00:00", sent: "2026-01-10T10:00:00").with("C", of: "admitted", as: "cancelled"),
            ], ["cancelled: "]),
        Course(
            "by a cancellation and a new letter",
            [
                admitted, Told.admitted("2026-01-10T08:00:00", sent: "2026-01-10T09:00:00").with("C", of: "admitted", as: "cancelled"),
                Told.admitted("2026-01-10T06:00:00", sent: "2026-01-10T09:01:00", id: "anew"), discharged,
            ], ["discharged: admitted 2026-01-10T06:00:00, discharged 2026-01-12T11:00:00"]),
    ]

    @Test("stays one when its admission is changed", arguments: changes) func oneWhenChanged(_ course: Course) async throws {
        try await Self.check(course)
    }

    private static let ready = Told.ready("2026-01-10T10:00:00", since: "2026-01-10T08:00:00", sent: "2026-01-10T10:05:00")

    static let days: [Course] = [
        Course(
            "discharged", [admitted, ready, Told.discharged("2026-01-10", sent: "2026-01-11T07:00:00")],
            ["discharged: admitted 2026-01-10T08:00:00, ready for discharge 2026-01-10T10:00:00, discharged 2026-01-10"]),
        Course(
            "not ready after all",
            [
                admitted, ready,
                Told.notReady("2026-01-10", ready: "2026-01-10T10:00:00", since: "2026-01-10T08:00:00", sent: "2026-01-11T07:00:00"),
            ],
            ["admitted: admitted 2026-01-10T08:00:00, ready for discharge 2026-01-10T10:00:00, not ready after all 2026-01-10"]),
        Course(
            "dead", [admitted, ready, Told.died("2026-01-10", sent: "2026-01-11T07:00:00")],
            [
                "died: admitted 2026-01-10T08:00:00, ready for discharge 2026-01-10T10:00:00, died 2026-01-10"
            ]),
        Course(
            "all of it",
            [
                admitted, Told.ready("2026-01-10", since: "2026-01-10T08:00:00", sent: "2026-01-11T07:00:00"),
                Told.notReady("2026-01-10", ready: "2026-01-10", since: "2026-01-10T08:00:00", sent: "2026-01-11T07:10:00"),
                Told.discharged("2026-01-10", sent: "2026-01-11T07:20:00"),
            ],
            [
                "discharged: admitted 2026-01-10T08:00:00, ready for discharge 2026-01-10, not ready after all 2026-01-10, discharged 2026-01-10"
            ]),
    ]

    @Test("has what is dated by its day alone after what came before it on that day", arguments: days)
    func inItsDay(_ course: Course) async throws {
        try await Self.check(course)
    }

    @Test("keeps what is dated by its day within it") func withinItsDay() async throws {
        let letters = [
            Self.admitted, Told.ready("2026-01-10T23:59:59", since: "2026-01-10T08:00:00", sent: "2026-01-10T23:59:59"),
            Told.discharged("2026-01-10", sent: "2026-01-11T07:00:00"),
        ]
        let (record, _) = try await KITHIntakeTests.record(of: letters.map(\.bytes))
        let discharged = try #require(record.stays.first?.last(.discharged))
        #expect(discharged.when < discharged.at.end)
        #expect(record.stays.first?.state == .discharged)
    }

    static let restated: [Course] = [
        Course(
            "by its day",
            [
                admitted, ready,
                Told.notReady(
                    "2026-01-11T08:50:00", ready: "2026-01-10", since: "2026-01-10T08:00:00", sent: "2026-01-11T09:00:00"),
            ],
            ["admitted: admitted 2026-01-10T08:00:00, ready for discharge 2026-01-10T10:00:00, not ready after all 2026-01-11T08:50:00"]),
        Course(
            "by the minute",
            [
                admitted, Told.ready("2026-01-10T10:00:30", since: "2026-01-10T08:00:00", sent: "2026-01-10T10:05:00"),
                Told.notReady(
                    "2026-01-11T08:50:00", ready: "2026-01-10T10:00", since: "2026-01-10T08:00:00", sent: "2026-01-11T09:00:00"),
            ],
            ["admitted: admitted 2026-01-10T08:00:00, ready for discharge 2026-01-10T10:00:30, not ready after all 2026-01-11T08:50:00"]),
    ]

    @Test("is not ready twice when a later letter repeats the time less exactly", arguments: restated)
    func readyOnce(_ course: Course) async throws {
        try await Self.check(course)
    }

    private static let death = Told.died("2026-01-10T20:00:00", sent: "2026-01-10T20:05:00")
    private static let revoked = Told.died("2026-01-10T20:00:00", sent: "2026-01-10T21:00:00").with("C", of: nil, as: "revoked")

    static let deaths: [Course] = [
        Course(
            "as told", [admitted, death],
            ["died: admitted 2026-01-10T08:00:00, died 2026-01-10T20:00:00"]),
        Course(
            "told twice, by its day",
            [
                admitted, Told.died("2026-01-10", sent: "2026-01-11T07:00:00", id: "one"),
                Told.died("2026-01-10", sent: "2026-01-11T08:00:00", id: "two"),
            ],
            ["died: admitted 2026-01-10T08:00:00, died 2026-01-10", "loose: died 2026-01-10"]),
        Course("taken back without a name", [admitted, death, revoked], ["admitted: admitted 2026-01-10T08:00:00"]),
        Course("taken back and never told", [admitted, revoked], ["admitted: admitted 2026-01-10T08:00:00 !cancels-nothing"]),
    ]

    @Test("ends by a death", arguments: deaths) func ended(_ course: Course) async throws { try await Self.check(course) }

    @Test("contradicts nothing by ending before it was expected to") func early() async throws {
        let letters = [
            Self.admitted.bytes, Told.earlyNotice(sent: "2026-01-10T08:40:00", expecting: "2026-01-15"), Self.discharged.bytes,
        ]
        let said = "admitted 2026-01-10T08:00:00, early notice 2026-01-10T08:40:00, discharged 2026-01-12T11:00:00"
        try await Self.check(Course("early", letters, ["discharged: \(said), discharge expected 2026-01-15"]))
    }

    @Test("has no period when nobody said when it began or ended") func noPeriod() async throws {
        let (record, _) = try await KITHIntakeTests.record(of: [Told.earlyNotice(sent: "2026-01-10T08:40:00")])
        #expect(record.stays.count == 1)
        let stays = record.resources().filter { ["Encounter", "EpisodeOfCare"].contains($0.type) }.map(\.resource)
        #expect(stays.count == 2)
        for resource in stays { #expect(resource["period"] == nil) }
    }
}

@Suite("A stay in two hospitals") struct TransferTests {
    private static let elsewhere = MessageFixture.Organisation(
        id: "org-elsewhere", name: "Det andet prøvehospital", sor: "900000000000009", gln: "5790009999999")

    private static func notice(
        _ id: String, from hospital: MessageFixture.Organisation = MessageFixture.hospital, start: String, sent: String,
        _ change: (inout Notice) -> Void = { _ in }
    ) -> [UInt8] {
        var notice = Notice()
        (notice.id, notice.envelope, notice.start, notice.sent) = (id, "envelope-\(id)", start, sent)
        (notice.sender, notice.provider) = (hospital, hospital)
        change(&notice)
        return notice.json
    }

    private static let first = notice("first", start: "2026-03-01T08:30:00+01:00", sent: "2026-03-01T08:31:00+01:00")
    private static let second = notice(
        "second", from: elsewhere, start: "2026-03-01T19:35:00+01:00", sent: "2026-03-01T19:36:00+01:00")

    /// A change by the first hospital that names the letter it changes, or by its sender alone.
    private static func change(_ activity: String, at start: String, names: String?) -> [UInt8] {
        notice("change", start: start, sent: "2026-03-01T21:30:00+01:00") { notice in
            notice.activity = activity
            notice.status = activity.hasPrefix("cancel") ? "entered-in-error" : "in-progress"
            notice.earlier = [MessageFixture.Provenance("first", "admit-inpatient", "2026-03-01T08:31:00+01:00")]
            if activity.hasPrefix("cancel") { notice.removes = names } else { notice.revises = names }
        }
    }

    @Test("is corrected where the correcting hospital had it", arguments: [nil, "first"])
    func corrected(names: String?) async throws {
        let letters = [Self.first, Self.second, Self.change("revise-admit-inpatient", at: "2026-03-01T08:10:00+01:00", names: names)]
        for order in letters.permutations {
            let (record, _) = try await KITHIntakeTests.record(of: order)
            #expect(record.account == ["admitted: admitted 2026-03-01T08:10:00+01:00, admitted 2026-03-01T19:35:00+01:00"])
            #expect(record.stays.first?.hospital.description == "sor:900000000000009")
        }
    }

    @Test("keeps the second hospital's admission when the first takes back its own", arguments: [nil, "first"])
    func cancelled(names: String?) async throws {
        let letters = [Self.first, Self.second, Self.change("cancel-admit-inpatient", at: "2026-03-01T08:30:00+01:00", names: names)]
        for order in letters.permutations {
            let (record, _) = try await KITHIntakeTests.record(of: order)
            #expect(record.account == ["admitted: admitted 2026-03-01T19:35:00+01:00"])
        }
    }

    @Test("is corrected by the letter that is named, though another unit sends") func named() async throws {
        let change = Self.notice("change", from: MessageFixture.ward, start: "2026-03-01T08:10:00+01:00", sent: "2026-03-01T21:30:00+01:00")
        {
            $0.activity = "revise-admit-inpatient"
            $0.earlier = [MessageFixture.Provenance("first", "admit-inpatient", "2026-03-01T08:31:00+01:00")]
            $0.revises = "first"
        }
        for order in [Self.first, Self.second, change].permutations {
            let (record, _) = try await KITHIntakeTests.record(of: order)
            #expect(record.account == ["admitted: admitted 2026-03-01T08:10:00+01:00, admitted 2026-03-01T19:35:00+01:00"])
        }
    }
}
