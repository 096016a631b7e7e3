import Directory
import FHIR
import Journal
import Testing

@testable import Exchange

@Suite("A HospitalNotification") struct HospitalNotificationTests {
    /// A row of MedCom's table of codes.
    struct Row: Sendable, CustomTestStringConvertible {
        var code: String
        var classCode: String
        var status: String
        var activity: String
        var earlier: [String] = []
        var deceased: Bool?
        var removes = false
        var kind: Fact.Kind
        var effect: Statement.Effect
        var at: String?

        init(
            _ code: String, _ classCode: String, _ status: String, _ activity: String, after earlier: [String] = [], deceased: Bool? = nil,
            removes: Bool = false, _ kind: Fact.Kind, _ effect: Statement.Effect = .states, at: String?
        ) {
            (self.code, self.classCode, self.status, self.activity) = (code, classCode, status, activity)
            (self.earlier, self.deceased, self.removes) = (earlier, deceased, removes)
            (self.kind, self.effect, self.at) = (kind, effect, at)
        }

        var testDescription: String { "\(code) after \(earlier.joined(separator: ", "))" }
    }

    static let start = "2026-03-01T08:30:00+01:00"
    static let leave = "2026-03-03T12:00:00+01:00"
    static let back = "2026-03-04T18:00:00+01:00"
    static let end = "2026-03-06T11:00:00+01:00"

    static let rows: [Row] = [
        Row("STAA", "EMER", "in-progress", "admit-emergency", .admitted, at: start),
        Row("STIN", "IMP", "in-progress", "admit-inpatient", .admitted, at: start),
        Row("STIN", "IMP", "in-progress", "admit-inpatient", after: ["admit-emergency"], .admitted, at: start),
        Row("STAA", "EMER", "in-progress", "admit-emergency", after: ["admit-inpatient"], .admitted, at: start),
        Row("STOR", "IMP", "onleave", "start-leave-inpatient", after: ["admit-inpatient"], .onLeave, at: leave),
        Row(
            "SLOR", "IMP", "in-progress", "end-leave-inpatient", after: ["admit-inpatient", "start-leave-inpatient"], .backFromLeave,
            at: back),
        Row("SLHJ", "IMP", "finished", "discharge-inpatient-home", after: ["admit-inpatient"], .discharged, at: end),
        Row("SLHJ", "EMER", "finished", "discharge-emergency-home", after: ["admit-emergency"], .discharged, at: end),
        Row(
            "SLHJ", "IMP", "onleave", "discharge-inpatient-home", after: ["admit-inpatient", "start-leave-inpatient"], .discharged, at: end),
        Row("MORS", "IMP", "finished", "admit-inpatient", after: ["admit-inpatient"], deceased: true, .died, at: end),
        Row("MORS", "EMER", "finished", "admit-emergency", after: ["admit-emergency"], deceased: true, .died, at: end),
        Row("MORS", "IMP", "in-progress", "admit-inpatient", deceased: true, .died, at: end),
        Row(
            "MORS", "IMP", "finished", "start-leave-inpatient", after: ["admit-inpatient", "start-leave-inpatient"], deceased: true, .died,
            at: end),
        Row(
            "MORS", "IMP", "finished", "revise-admit-inpatient", after: ["admit-inpatient", "revise-admit-inpatient"], deceased: true,
            .died,
            at: end),
        Row(
            "RE_MORS", "IMP", "finished", "admit-inpatient", after: ["admit-inpatient", "admit-inpatient"], deceased: true, .died,
            .corrects,
            at: end),
        Row(
            "RE_MORS", "IMP", "finished", "revise-admit-inpatient", after: ["admit-inpatient", "admit-inpatient"], deceased: true, .died,
            .corrects, at: end),
        Row("RE_STIN", "IMP", "in-progress", "revise-admit-inpatient", after: ["admit-inpatient"], .admitted, .corrects, at: start),
        // Corrected again by a sender that always writes that the citizen lives.
        Row(
            "RE_STIN", "IMP", "in-progress", "revise-admit-inpatient", after: ["admit-inpatient", "revise-admit-inpatient"],
            deceased: false, .admitted, .corrects, at: start),
        Row("RE_STAA", "EMER", "in-progress", "revise-admit-emergency", after: ["admit-emergency"], .admitted, .corrects, at: start),
        Row("RE_STOR", "IMP", "onleave", "revise-start-leave-inpatient", after: ["start-leave-inpatient"], .onLeave, .corrects, at: leave),
        Row(
            "RE_SLOR", "IMP", "in-progress", "revise-end-leave-inpatient", after: ["end-leave-inpatient"], .backFromLeave, .corrects,
            at: back),
        Row(
            "RE_SLHJ", "IMP", "finished", "revise-discharge-inpatient-home", after: ["discharge-inpatient-home"], .discharged, .corrects,
            at: end),
        Row(
            "RE_SLHJ", "EMER", "finished", "revise-discharge-emergency-home", after: ["discharge-emergency-home"], .discharged, .corrects,
            at: end),
        Row("AN_STIN", "IMP", "entered-in-error", "cancel-admit-inpatient", after: ["admit-inpatient"], .admitted, .cancels, at: start),
        Row("AN_STAA", "EMER", "entered-in-error", "cancel-admit-emergency", after: ["admit-emergency"], .admitted, .cancels, at: start),
        Row(
            "AN_STOR", "IMP", "in-progress", "cancel-start-leave-inpatient", after: ["start-leave-inpatient"], .onLeave, .cancels, at: leave
        ),
        Row("AN_SLOR", "IMP", "onleave", "cancel-end-leave-inpatient", after: ["end-leave-inpatient"], .backFromLeave, .cancels, at: back),
        Row(
            "AN_SLHJ", "IMP", "in-progress", "cancel-discharge-inpatient-home", after: ["discharge-inpatient-home"], .discharged, .cancels,
            at: end),
        Row(
            "AN_SLHJ", "EMER", "in-progress", "cancel-discharge-emergency-home", after: ["discharge-emergency-home"], .discharged, .cancels,
            at: end),
        Row(
            "AN_MORS", "IMP", "in-progress", "admit-inpatient", after: ["admit-inpatient", "admit-inpatient"], deceased: false, .died,
            .cancels, at: end),
        Row(
            "AN_MORS", "IMP", "onleave", "start-leave-inpatient", after: ["start-leave-inpatient", "start-leave-inpatient"], removes: true,
            .died, .cancels, at: end),
        // A second leave is no death taken back, though a sender always writes that the citizen lives.
        Row(
            "STOR", "IMP", "onleave", "start-leave-inpatient", after: ["start-leave-inpatient", "end-leave-inpatient"], deceased: false,
            .onLeave, at: leave),
    ]

    static func notice(_ row: Row) -> Notice {
        var notice = Notice()
        notice.id = "letter-\(row.earlier.count)"
        notice.classCode = row.classCode
        notice.status = row.status
        notice.activity = row.activity
        notice.deceased = row.deceased
        notice.start = start
        notice.leave = (leave, back)
        notice.end = end
        notice.earlier = row.earlier.enumerated().map { index, activity in
            MessageFixture.Provenance(
                "letter-\(index)", activity, "2026-03-0\(index + 1)T07:00:00Z", revises: index == 0 ? nil : "letter-\(index - 1)")
        }
        notice.sent = "2026-03-07T11:00:00+01:00"
        if !row.earlier.isEmpty {
            let last = "letter-\(row.earlier.count - 1)"
            if row.removes || row.effect == .cancels { notice.removes = last } else { notice.revises = last }
        }
        return notice
    }

    @Test("says what its row of the table says", arguments: rows) func table(_ row: Row) throws {
        let letter = try HospitalNotification().read(json: Self.notice(row).json)
        #expect(letter.type.rawValue == row.code)
        let statement = try #require(letter.statements.first)
        #expect(statement.kind == row.kind)
        #expect(statement.effect == row.effect)
        #expect(statement.at?.text == row.at)
        #expect(statement.details["class"] == (row.classCode == "IMP" ? "inpatient" : "acute"))
        #expect(letter.statements.count == 1)
        #expect(letter.refersTo == (row.earlier.isEmpty ? [] : ["letter-\(row.earlier.count - 1)"]))
    }

    @Test("that takes back a death on arrival also says that the citizen was admitted") func deathOnArrivalTakenBack() throws {
        var notice = Self.notice(
            Row("AN_MORS", "IMP", "in-progress", "admit-inpatient", after: ["admit-inpatient"], deceased: false, .died, .cancels, at: nil))
        notice.end = nil
        let letter = try HospitalNotification().read(json: notice.json)
        #expect(letter.type.rawValue == "AN_MORS")
        #expect(letter.statements.map(\.kind) == [.died, .admitted])
        #expect(letter.statements.map(\.effect) == [.cancels, .states])
        #expect(letter.statements[1].details["restates"] == "yes")
    }

    @Test("takes its header from its own Provenance, wherever that stands", arguments: [false, true]) func ownProvenance(first: Bool) throws
    {
        var notice = Notice()
        notice.id = "b"
        notice.activity = "discharge-inpatient-home"
        notice.status = "finished"
        notice.end = Self.end
        notice.revises = "a"
        notice.sent = "2026-03-06T11:05:00+01:00"
        // The earlier one claims a later time, as wrong clocks do: the target decides.
        let earlier = MessageFixture.Provenance("a", "admit-inpatient", "2026-03-08T00:00:00Z")
        notice.earlier = [earlier]
        notice.ownFirst = first
        let letter = try HospitalNotification().read(json: notice.json)
        #expect(letter.type.rawValue == "SLHJ")
        #expect(letter.sent.text == "2026-03-06T11:05:00+01:00")
        #expect(letter.refersTo == ["a"])
    }

    @Test("is sent when its latest Provenance says, when none names its header") func latestProvenance() throws {
        var notice = Notice()
        notice.earlier = [MessageFixture.Provenance("x", "admit-emergency", "2026-02-28T00:00:00Z")]
        let text = String(decoding: notice.json, as: UTF8.self).replacing("MessageHeader/notice-1", with: "MessageHeader/elsewhere")
        let letter = try HospitalNotification().read(json: Array(text.utf8))
        #expect(letter.sent.text == notice.sent)
        #expect(letter.type.rawValue == "STIN")
    }

    @Test(
        "keeps each time with the offset it was written with",
        arguments: [
            ("2026-03-29T01:30:00+01:00", "2026-03-29T00:30:00Z"), ("2026-03-29T03:30:00+02:00", "2026-03-29T01:30:00Z"),
            ("2024-02-29T12:00:00+01:00", "2024-02-29T11:00:00Z"), ("2024-02-29T23:30:00Z", "2024-02-29T23:30:00Z"),
            ("2026-07-01T12:00:00", "2026-07-01T10:00:00Z"), ("2026-01-01T12:00:00.1234567+01:00", "2026-01-01T11:00:00.1234567Z"),
        ]) func times(text: String, instant: String) throws
    {
        var notice = Notice()
        notice.start = text
        let at = try #require(try HospitalNotification().read(json: notice.json).statements.first?.at)
        #expect(at.text == text)
        #expect(at.instant == Instant(instant))
    }

    @Test("names the unit where the citizen is, when another sends") func serviceProvider() throws {
        var notice = Notice()
        notice.provider = MessageFixture.ward
        let letter = try HospitalNotification().read(json: notice.json)
        #expect(letter.sender.address.description == "sor:900000000000001")
        #expect(letter.sender.addresses.map(\.description) == ["sor:900000000000001", "gln:5790009999991"])
        #expect(letter.sender.unit?.name == MessageFixture.ward.name)
        #expect(letter.sender.innermost.description == "sor:900000000000002")
        #expect(letter.statements[0].details["unit"] == MessageFixture.ward.name)
        #expect(try HospitalNotification().read(json: Notice().json).sender.unit == nil)
    }

    @Test(
        "puts the local id of the episode before the national one",
        arguments: [
            (["local"], ["11111111-2222-4333-8444-555555555555"]), (["lpr3"], ["fc60e762-b13b-5773-865e-000000000001"]),
            (["lpr3", "local"], ["11111111-2222-4333-8444-555555555555", "fc60e762-b13b-5773-865e-000000000001"]),
            (["urn", "local"], ["11111111-2222-4333-8444-555555555555"]), (["plain"], ["11111111-2222-4333-8444-555555555555"]),
        ]) func episodes(kinds: [String], expected: [String]) throws
    {
        let local = "https://sor2.sum.dsdn.dk/#id=900000000000001"
        let values: [String: (system: String, value: String)] = [
            "local": (local, "11111111-2222-4333-8444-555555555555"), "urn": (local, "urn:uuid:11111111-2222-4333-8444-555555555555"),
            "plain": (local, "11111111222243338444555555555555"),
            "lpr3": ("https://www.esundhed.dk/Registre/Landspatientregisteret", "urn:uuid:FC60E762-b13b-5773-865e-000000000001"),
        ]
        var notice = Notice()
        notice.episodes = kinds.compactMap { values[$0] }
        #expect(try HospitalNotification().read(json: notice.json).episodes == expected)
    }

    @Test("says whether it asks for an admission report", arguments: [(Bool?.none, "no"), (true, "yes"), (false, "no")])
    func asksReport(asks: Bool?, expected: String) throws {
        var notice = Notice()
        notice.asksReport = asks
        let details = try HospitalNotification().read(json: notice.json).statements[0].details
        #expect(details["asksReport"] == expected)
        #expect(details["reportTo"] == (asks == true ? "sor:900000000000001" : nil))
    }

    @Test("names its citizen and its receivers") func parties() throws {
        var notice = Notice()
        notice.receivers.append((MessageFixture.practice, use: "cc"))
        let letter = try HospitalNotification().read(json: notice.json)
        #expect(letter.citizen?.identifiers == [Identifier(system: MessageFixture.cprSystem, value: MessageFixture.cpr)])
        #expect(letter.citizen?.family == "Prøvesen")
        #expect(letter.citizen?.given == "Test Af Hub")
        #expect(letter.receivers.map(\.isCopy) == [false, true])
        #expect(letter.receivers.map(\.party.address.description) == ["sor:900000000000003", "sor:900000000000004"])
        #expect(letter.asksReceipt == .always)
        #expect(letter.envelope == "envelope-1")
        #expect(letter.standard == .medcom)
    }
}
