import Directory
import Exchange
import FHIR
import Journal
import Testing

@testable import Pathways

@Suite("A4.2 and A2.4: whom to call") struct ContactTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var place: String
        var call: Call
        var at: String
        var rule: String?
        var until: String?

        init(_ place: String, _ call: Call, _ at: String, _ rule: String?, until: String? = nil) {
            self.place = place
            self.call = call
            self.at = at
            self.rule = rule
            self.until = until
        }

        var testDescription: String { "\(place) \(call.caller) \(call.about) \(call.urgency) \(at)" }
    }

    static let nurse = Call(by: .professional, about: .worsening)
    static let question = Call(by: .professional, about: .stay)
    static let citizen = Call(by: .citizen, about: .worsening)
    static let emergency = Call(by: .citizen, about: .worsening, urgency: .emergency)

    /// 2026-03-02 is a Monday; 2026-05-01 a holiday in Norway and a working day in Denmark; 2026-05-14 is Ascension Day in both.
    static let hours: [Row] = [
        Row("no:4601", nurse, "2026-03-02T08:00", "general-practice", until: "2026-03-02T16:00"),
        Row("no:4601", nurse, "2026-03-02T15:59", "general-practice", until: "2026-03-02T16:00"),
        Row("no:4601", nurse, "2026-03-02T16:00", "out-of-hours-norway"), Row("no:4601", nurse, "2026-03-02T07:59", "out-of-hours-norway"),
        Row("no:4601", nurse, "2026-03-07T10:00", "out-of-hours-norway"), Row("no:4601", nurse, "2026-05-01T10:00", "out-of-hours-norway"),
        Row("no:4601", emergency, "2026-03-02T10:00", "emergency-norway"),
        Row("no:4601", emergency, "2026-03-07T03:00", "emergency-norway"),
        Row("dk:461", nurse, "2026-05-01T10:00", "general-practice", until: "2026-05-01T16:00"),
        Row("dk:461", nurse, "2026-05-14T10:00", "out-of-hours-denmark"), Row("dk:101", nurse, "2026-05-14T10:00", "out-of-hours-capital"),
        Row("dk:461", emergency, "2026-05-14T10:00", "emergency-denmark"), Row("se:0180", nurse, "2026-05-14T10:00", nil),
    ]

    static let list: ContactList? = {
        do {
            return try ContactList.shipped()
        } catch {
            Issue.record("\(error)")
            return nil
        }
    }()

    func contact(_ row: Row, _ plan: Plan) throws -> Callee? {
        try #require(Self.list).contact(
            for: row.call, plan: plan, municipality: row.place, directory: Case.directory, at: Self.instant(row.at, row.place))
    }

    static func instant(_ text: String, _ place: String) -> Instant {
        let zone = place.hasPrefix("no") ? Zone.oslo : .copenhagen
        guard let moment = Moment(text + ":00", zone: zone) else {
            Issue.record("\(text) is no time")
            return Instant(seconds: 0)
        }
        return moment.instant
    }

    func check(_ row: Row, _ plan: Plan) throws -> Callee? {
        let contact = try contact(row, plan)
        #expect(contact?.rule == row.rule)
        #expect(contact?.until == row.until.map { Self.instant($0, row.place) })
        return contact
    }

    @Test("follows the time of day, weekends and holidays of the country", arguments: hours) func byHour(_ row: Row) throws {
        let contact = try check(row, Plan(subject: SubjectID(1), citizen: PlanCitizen()))
        switch contact?.role {
        case .generalPractice: #expect(contact?.organisation == OrganisationID(row.place.hasPrefix("no") ? "storgata" : "torvet"))
        default: #expect(contact?.organisation == nil)
        }
    }

    /// Discharged on 2 March at noon: until 5 March at noon the ward answers.
    static func plan(pathway: String = "extended-responsibility-72h", place: String = "dk:461") -> Plan {
        var run = Run(
            stay: 1, pathway: pathway, version: "1.0", country: .dk, zone: .copenhagen, start: instant("2026-03-01T10:00", place))
        run.end = instant("2026-03-05T12:00", place)
        let discharged = instant("2026-03-02T12:00", place)
        run.events = [PlanEvent(kind: .discharged, at: discharged, hasClock: true, isEstimate: false, letter: 1, details: [:])]
        run.responsibility = [Responsibility(from: discharged, role: "hospital", organisation: OrganisationID("granby"), step: nil)]
        var plan = Plan(subject: SubjectID(1), citizen: PlanCitizen())
        plan.runs = [run]
        return plan
    }

    static let clock: [Row] = [
        Row("dk:461", question, "2026-03-02T11:59", "general-practice", until: "2026-03-02T16:00"),
        Row("dk:461", question, "2026-03-02T12:00", "ward-about-the-stay", until: "2026-03-05T12:00"),
        Row("dk:461", question, "2026-03-04T03:00", "ward-about-the-stay", until: "2026-03-05T12:00"),
        Row("dk:461", question, "2026-03-05T11:59", "ward-about-the-stay", until: "2026-03-05T12:00"),
        Row("dk:461", question, "2026-03-05T12:00", "general-practice", until: "2026-03-05T16:00"),
        Row("dk:461", question, "2026-03-05T23:00", "out-of-hours-denmark"),
        // Syddanmark (461 Odense) covers any worsening, Hovedstaden (101) and Sjælland (265) do not.
        Row("dk:461", nurse, "2026-03-03T10:00", "ward-about-any-worsening", until: "2026-03-05T12:00"),
        Row("dk:101", nurse, "2026-03-03T10:00", "general-practice", until: "2026-03-03T16:00"),
        Row("dk:101", question, "2026-03-03T10:00", "ward-about-the-stay", until: "2026-03-05T12:00"),
        Row("dk:265", nurse, "2026-03-03T10:00", "general-practice", until: "2026-03-03T16:00"),
        // Citizens call their own doctor all along, and the emergency number goes before everything.
        Row("dk:461", citizen, "2026-03-03T10:00", "general-practice", until: "2026-03-03T16:00"),
        Row("dk:461", emergency, "2026-03-03T10:00", "emergency-denmark"),
    ]

    @Test("goes to the ward for 72 hours after discharge and to the general practitioner after them", arguments: clock)
    func within72Hours(_ row: Row) throws {
        let contact = try check(row, Self.plan())
        if contact?.role == .hospital { #expect(contact?.organisation == OrganisationID("granby")) }
    }

    @Test("does not go to the ward for a stay that no pathway of that kind follows, nor once it was cancelled") func otherPathway() throws {
        let row = Row("dk:461", Self.question, "2026-03-03T10:00", "general-practice", until: "2026-03-03T16:00")
        _ = try check(row, Self.plan(pathway: "hospital-stay"))
        var plan = Self.plan()
        plan.runs[0].isCancelled = true
        _ = try check(row, plan)
    }

    @Test("gives the number of the organisation, else the one that everybody has") func phone() throws {
        var list = try #require(Self.list)
        list.numbers = [OrganisationID("granby"): "65 00 00 00"]
        let at = Self.instant("2026-03-03T10:00", "dk:461")
        func phone(_ call: Call) -> String? {
            list.contact(for: call, plan: Self.plan(), municipality: "dk:461", directory: Case.directory, at: at)?.phone
        }
        #expect(phone(Self.question) == "65 00 00 00")
        #expect(phone(Self.emergency) == "112")
        #expect(phone(Self.citizen) == nil)
    }

    @Test("names only options that unplanned-need has") func options() throws {
        let choice = try #require(ShippedContent.definition("unplanned-need").choices.first { $0.id == "contact" }?.choice)
        let known = Set(choice.options.map(\.id))
        for rule in try #require(Self.list).rules { #expect(rule.option.map { known.contains($0) } ?? true) }
    }

    @Test(
        "is refused with its line when the file cannot be right",
        arguments: [
            ("role: dispatch", "role: police", "The directory has no role \"police\""),
            ("hours: \"08:00-16:00\"", "hours: \"16:00-08:00\"", "\"16:00-08:00\" is no stretch of a day"),
            ("hours: \"08:00-16:00\"", "hours: office", "\"office\" is no stretch of a day"),
            ("days: working days", "days: mondays", "\"days\" cannot be \"mondays\""),
            ("rule: emergency-denmark", "rule: emergency-norway", "The rule \"emergency-norway\" is there twice"),
            ("caller: professional", "callers: professional", "The key \"callers\" is not known here"),
        ])
    func refused(_ old: String, _ new: String, _ sentence: String) {
        let file = ContactList.shippedFile
        do {
            _ = try ContactList.read(yaml: file.text.replacing(old, with: new, maxReplacements: 1), file: file.name)
            Issue.record("It was taken.")
        } catch {
            #expect(error.list.contains { $0.what == sentence && $0.place.line > 0 && !$0.remedy.isEmpty }, "\(error)")
        }
    }
}
