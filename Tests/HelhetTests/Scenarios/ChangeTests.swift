import Exchange
import FHIR
import Pathways
import Testing

/// STIN STOR SLOR SLHJ with a correction and a cancellation of each, and letters that come too late, in letters of our own.
@Suite("Corrections, cancellations and late letters") struct ChangeTests {
    struct Change: Sendable, CustomTestStringConvertible {
        var name: String
        var letters: [[UInt8]]
        /// Segments of the stay, then its state.
        var table: [String]

        var testDescription: String { name }
    }

    private static let ids = (1...9).map { "0a6f0000-0000-4000-8000-00000000000\($0)" }

    private static let admitted = Fixture.Notification()

    private static let left: Fixture.Notification = {
        var letter = admitted
        letter.id = ids[1]
        letter.activity = "start-leave-inpatient"
        letter.status = "onleave"
        letter.sent = "2026-01-07T10:00:05+01:00"
        letter.leave = ("2026-01-07T10:00:00+01:00", nil)
        letter.before = [(admitted.id, admitted.activity, admitted.sent)]
        return letter
    }()

    private static let cameBack: Fixture.Notification = {
        var letter = left
        letter.id = ids[2]
        letter.activity = "end-leave-inpatient"
        letter.status = "in-progress"
        letter.sent = "2026-01-08T18:00:05+01:00"
        letter.leave = ("2026-01-07T10:00:00+01:00", "2026-01-08T18:00:00+01:00")
        letter.before += [(left.id, left.activity, left.sent)]
        return letter
    }()

    private static let wentHome: Fixture.Notification = {
        var letter = cameBack
        letter.id = ids[3]
        letter.activity = "discharge-inpatient-home"
        letter.status = "finished"
        letter.sent = "2026-01-09T11:00:05+01:00"
        letter.leave = nil
        letter.end = "2026-01-09T11:00:00+01:00"
        letter.before += [(cameBack.id, cameBack.activity, cameBack.sent)]
        return letter
    }()

    private static let stay = [admitted, left, cameBack, wentHome]

    /// A letter that follows on `stay` and revises or cancels one of it.
    private static func changing(
        _ letter: Fixture.Notification, _ activity: String, _ change: (inout Fixture.Notification) -> Void = { _ in }
    ) -> [UInt8] {
        var changed = letter
        changed.before = wentHome.before + [(wentHome.id, wentHome.activity, wentHome.sent)]
        changed.id = ids[4]
        changed.activity = activity
        changed.sent = "2026-01-09T15:00:00+01:00"
        change(&changed)
        return changed.bytes
    }

    private static func change(_ name: String, _ changing: [UInt8], _ table: [String]) -> Change {
        Change(name: name, letters: stay.map(\.bytes) + [changing], table: table)
    }

    static let changes: [Change] = [
        Change(
            name: "nothing changed", letters: stay.map(\.bytes),
            table: [
                "inpatient 2026-01-05T11:00:00Z", "leave 2026-01-07T09:00:00Z", "inpatient 2026-01-08T17:00:00Z",
                "discharged 2026-01-09T10:00:00Z",
            ]),
        change(
            "the admission was at another time", changing(admitted, "revise-admit-inpatient") { $0.start = "2026-01-05T09:30:00+01:00" },
            [
                "inpatient 2026-01-05T08:30:00Z", "leave 2026-01-07T09:00:00Z", "inpatient 2026-01-08T17:00:00Z",
                "discharged 2026-01-09T10:00:00Z",
            ]),
        change(
            "the admission is taken back", changing(admitted, "cancel-admit-inpatient") { $0.status = "entered-in-error" },
            ["leave 2026-01-07T09:00:00Z", "inpatient 2026-01-08T17:00:00Z", "discharged 2026-01-09T10:00:00Z"]),
        change(
            "the leave began at another time",
            changing(left, "revise-start-leave-inpatient") { $0.leave = ("2026-01-07T12:00:00+01:00", nil) },
            [
                "inpatient 2026-01-05T11:00:00Z", "leave 2026-01-07T11:00:00Z", "inpatient 2026-01-08T17:00:00Z",
                "discharged 2026-01-09T10:00:00Z",
            ]),
        change(
            "the leave is taken back", changing(left, "cancel-start-leave-inpatient") { $0.status = "in-progress" },
            ["inpatient 2026-01-05T11:00:00Z", "discharged 2026-01-09T10:00:00Z"]),
        change(
            "the return was at another time",
            changing(cameBack, "revise-end-leave-inpatient") { $0.leave?.end = "2026-01-08T20:00:00+01:00" },
            [
                "inpatient 2026-01-05T11:00:00Z", "leave 2026-01-07T09:00:00Z", "inpatient 2026-01-08T19:00:00Z",
                "discharged 2026-01-09T10:00:00Z",
            ]),
        change(
            "the return is taken back", changing(cameBack, "cancel-end-leave-inpatient") { $0.status = "onleave" },
            ["inpatient 2026-01-05T11:00:00Z", "leave 2026-01-07T09:00:00Z", "discharged 2026-01-09T10:00:00Z"]),
        change(
            "the discharge was at another time",
            changing(wentHome, "revise-discharge-inpatient-home") { $0.end = "2026-01-09T14:00:00+01:00" },
            [
                "inpatient 2026-01-05T11:00:00Z", "leave 2026-01-07T09:00:00Z", "inpatient 2026-01-08T17:00:00Z",
                "discharged 2026-01-09T13:00:00Z",
            ]),
        change(
            "the discharge is taken back", changing(wentHome, "cancel-discharge-inpatient-home") { $0.status = "in-progress" },
            [
                "inpatient 2026-01-05T11:00:00Z", "leave 2026-01-07T09:00:00Z", "inpatient 2026-01-08T17:00:00Z", "admitted -",
            ]),
        Change(
            name: "the admission comes after the discharge", letters: [admittedAcutely.bytes, leftAcutely.bytes, admittedLate.bytes],
            table: ["acute 2026-01-05T11:00:00Z", "inpatient 2026-01-05T15:00:00Z", "discharged 2026-01-06T08:00:00Z"]),
    ]

    private static let admittedAcutely: Fixture.Notification = {
        var letter = admitted
        letter.activity = "admit-emergency"
        letter.code = "EMER"
        return letter
    }()

    private static let admittedLate: Fixture.Notification = {
        var letter = admitted
        letter.id = ids[5]
        letter.sent = "2026-01-05T16:00:05+01:00"
        letter.start = "2026-01-05T16:00:00+01:00"
        letter.before = [(admittedAcutely.id, admittedAcutely.activity, admittedAcutely.sent)]
        return letter
    }()

    private static let leftAcutely: Fixture.Notification = {
        var letter = admittedLate
        letter.id = ids[6]
        letter.activity = "discharge-inpatient-home"
        letter.status = "finished"
        letter.sent = "2026-01-06T09:00:05+01:00"
        letter.end = "2026-01-06T09:00:00+01:00"
        letter.before += [(admittedLate.id, admittedLate.activity, admittedLate.sent)]
        return letter
    }()

    @Test("are read the same in any order", arguments: changes)
    func anyOrder(_ change: Change) async throws {
        var digests: Set<String> = []
        for order in change.letters.permutations {
            let hub = try MemoryHub()
            for letter in order { #expect(try await hub.receive(letter).outcome == .accepted) }
            let digest = try await hub.digest()
            digests.insert(digest)
            for letter in order { #expect(try await hub.receive(letter).outcome == .duplicate) }
            #expect(try await hub.digest() == digest)
            let runs = try await hub.plans().flatMap(\.runs)
            #expect(runs.count == 1)
            let run = try #require(runs.first)
            let segments = run.segments.map { "\($0.kind.rawValue) \($0.from)" }
            let end = run.events.last { $0.kind == .discharged }.map(\.at.description) ?? "-"
            #expect(segments + ["\(run.state.rawValue) \(end)"] == change.table)
        }
        #expect(digests.count == 1)
    }
}
