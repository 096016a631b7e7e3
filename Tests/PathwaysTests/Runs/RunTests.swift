import Directory
import Exchange
import FHIR
import Journal
import Samples
import Testing

@testable import Pathways

@Suite("Runs of several pathways") struct RunTests {
    static let stay = Case.norway().says(.admitted, at: "2026-02-02T08:40:00", ["class": "inpatient"])
    static let j44 = #"{"resourceType":"Condition","code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10","code":"J44.9"}]}}"#

    static func observation(_ value: String, at: String, status: String = "final") -> String {
        """
        {"resourceType":"Observation","status":"\(status)","code":{"coding":[{"system":"http://loinc.org","code":"59408-5"}]},
         "effectiveDateTime":"\(at)","valueQuantity":{"value":\(value),"unit":"%","system":"http://unitsofmeasure.org","code":"%"}}
        """
    }

    @Test("the pathway that stays are drawn by runs as if it were alone") func unchanged() throws {
        let alone = Case.norway().says(.admitted, at: "2026-02-02T08:40:00", ["class": "inpatient"]).says(
            .discharged, at: "2026-02-07T12:00:00")
        let both = try alone.running(
            Written.pathway("visit", head: "starts: [admitted]", steps: [Written.step("call", "opens: [{after: discharged}]")])
        ).plan()
        #expect(try both.runs.first == alone.plan().runs.first)
        #expect(both.runs.map(\.key) == ["1", "1.visit"])
        #expect(both.steps("call").first?.key == "1.visit/call" && both.steps("call").first?.opens == alone.instant("2026-02-07T12:00:00"))
        #expect(both.current(at: alone.instant("2026-02-08T12:00:00"))?.key == "1")
        #expect(Plan(json: both.json) == both)
    }

    @Test("a citizen's run starts by a resource, lives beyond stays, and at most one runs at a time") func citizen() throws {
        let made = Self.stay.running(
            Written.pathway(
                "copd",
                head:
                    "scope: citizen\nends: [{after: died}, {after step: last}]\nstarts: [{resource: Condition, where: \"code.coding.where(code.startsWith('J44')).exists()\"}, by hand]",
                steps: [
                    Written.step("first", "opens: [{after start: yes}]"),
                    Written.step("last", "opens: [{after step: first, wait: 10 days}]"),
                ])
        ).writes(Self.j44, id: "c1", at: "2026-01-10T09:00:00").writes(Self.j44, id: "c1", at: "2026-01-11T09:00:00")
            .writes(Self.j44, id: "c2", at: "2026-01-12T09:00:00")
        let plan = try made.plan()
        #expect(plan.runs.map(\.key) == ["copd.1", "1"])
        let run = try #require(plan.run(key: "copd.1"))
        #expect(run.start == made.instant("2026-01-10T09:00:00") && run.scope == .citizen && run.stay == 0 && run.end == nil)
        #expect(run.steps.map(\.owner) == [OrganisationID("fjordby"), OrganisationID("fjordby")])
        let ended = made.does(.done(step: "copd.1/first"), at: "2026-02-01T10:00:00")
            .does(.done(step: "copd.1/last"), at: "2026-02-15T10:00:00")
        let over = try ended.plan()
        #expect(over.run(key: "copd.1")?.end == made.instant("2026-02-15T10:00:00"))
        #expect(over.steps("last").first?.opens == made.instant("2026-02-11T00:00:00"))
        let again = try ended.does(.started(pathway: "copd", stay: nil), text: "worse", at: "2026-03-01T10:00:00").plan()
        #expect(again.runs.map(\.key) == ["copd.1", "1", "copd.2"])
        let second = try made.does(.started(pathway: "copd", stay: nil), at: "2026-03-01T10:00:00").plan()
        #expect(second.runs.map(\.key) == ["copd.1", "1"] && second.attentionTable == ["act-without-place pathway started fjordby"])
        // Another run that began at that very instant is not the one that was asked for.
        let both = try made.does(.started(pathway: "unknown", stay: nil), at: "2026-01-10T09:00:00").plan()
        #expect(both.runs.map(\.key) == ["copd.1", "1"] && both.attentionTable == ["act-without-place pathway started fjordby"])
    }

    @Test("a run starts by hand with nobody but a professional, whatever the condition says, and without any letter") func byHand() throws {
        let definition = Written.pathway(
            "hand", head: "scope: citizen\ncondition: \"birthDate <= @1950-01-01\"\nstarts: [admitted, by hand]",
            steps: [Written.step("first", "opens: [{after start: yes}]")])
        var made = Case.norway().running(definition).does(.started(pathway: "hand", stay: nil), at: "2026-03-01T10:00:00")
        let plan = try made.plan()
        #expect(plan.runs.map(\.key) == ["hand.1"])
        #expect(plan.steps("first").first?.owner == OrganisationID("fjordby"))
        #expect(plan.contact(at: made.instant("2026-03-02T10:00:00"))?.organisation == OrganisationID("fjordby"))
        #expect(!plan.work(at: made.instant("2026-03-02T10:00:00"), library: made.library).isEmpty)
        made.acts = []
        made = made.does(.started(pathway: "hand", stay: nil), at: "2026-03-01T10:00:00", by: .citizen)
        #expect(try made.plan().runs.isEmpty)
    }

    @Test(
        "the condition is asked of the Patient when something would start it", arguments: [("1940-05-01", 2), ("1990-05-01", 1), ("", 1)])
    func condition(_ born: String, _ count: Int) throws {
        var made = Self.stay.running(
            Written.pathway(
                "old", head: "condition: \"birthDate <= today() - 75 years\"\nstarts: [admitted]",
                steps: [Written.step("call", "opens: [{after: admitted}]")]))
        made.letters[0].citizen?.born = Day(born)
        #expect(try made.plan().runs.count == count)
    }

    @Test("a run keeps the version that it started on until somebody moves it, which is on record") func version() throws {
        let steps = [Written.step("call", "opens: [{after: admitted}]")]
        let later = steps + [Written.step("more", "opens: [{after: admitted}]")]
        let made = Self.stay.running(
            Written.pathway("visit", version: "1", head: "starts: [admitted]", steps: steps),
            Written.pathway("visit", version: "2", from: "2026-02-03", head: "starts: [admitted]", steps: later),
            Written.pathway("visit", version: "3", from: "2026-02-04", head: "status: draft\nstarts: [admitted]", steps: later))
        #expect(try made.plan().run(key: "1.visit")?.version == "1")
        let moved = made.does(.versionMoved(run: "1.visit", to: "2"), text: "new advice", at: "2026-02-05T12:00:00")
        #expect(try moved.plan().run(key: "1.visit")?.version == "2" && moved.plan().steps("more").count == 1)
        #expect(try moved.plan().deviations(moved.history().facts).map(\.kind) == [.versionMoved])
        #expect(
            try moved.does(.versionMoved(run: "1.visit", to: "1"), at: "2026-02-06T12:00:00").plan().run(key: "1.visit")?.version == "1")
        #expect(try made.does(.versionMoved(run: "1.visit", to: "3"), at: "2026-02-06T12:00:00").plan().run(key: "1.visit")?.version == "1")
    }

    @Test("A1.8 crossing a threshold opens exactly one step, and clearing deletes nothing") func measurement() throws {
        let definition = Written.pathway(
            "copd",
            head: """
                scope: citizen
                starts: [admitted]
                measurements: [{measurement: saturation, title: \(Written.word("O2")), code: "http://loinc.org|59408-5", unit: "%", zones: [{zone: red, when: "< 88"}, {zone: yellow, when: "< 92"}, {zone: green, when: ">= 92"}]}]
                """,
            steps: [Written.step("call", "opens: [{after measurement: saturation, zone: red}]")])
        var made = Self.stay.running(definition)
        func write(_ value: String, _ at: String, id: String, told: String? = nil) {
            made = made.writes(Self.observation(value, at: at), id: id, at: told ?? at)
        }
        write("95", "2026-02-10T08:00:00Z", id: "a")
        #expect(try made.plan().steps("call").isEmpty)
        write("86", "2026-02-11T08:00:00Z", id: "b")
        write("85.50", "2026-02-11T09:00:00Z", id: "c")
        #expect(try made.plan().steps("call").map(\.opens) == [made.instant("2026-02-11T08:00:00Z")])
        write("96", "2026-02-12T08:00:00Z", id: "d")
        #expect(try made.plan().steps("call").count == 1)
        // Told late of an earlier time: nothing crosses.
        write("80", "2026-02-09T08:00:00Z", id: "e", told: "2026-02-12T09:00:00Z")
        #expect(try made.plan().steps("call").count == 1)
        #expect(try made.plan().runs.last?.readings.map { "\($0.value) \($0.zone?.rawValue ?? "")" } == ["95 green", "86 red", "96 green"])
        write("80", "2026-02-13T08:00:00Z", id: "f")
        #expect(try made.plan().steps("call").count == 1, "the first is still open")
        let done = made.does(.done(step: "copd.1/call"), at: "2026-02-12T10:00:00")
        #expect(try done.plan().steps("call").map(\.key) == ["copd.1/call", "copd.1/call/2"])
        // A correction takes nothing away that was known.
        let corrected = done.writes(
            Self.observation("86", at: "2026-02-13T08:00:00Z", status: "entered-in-error"), id: "f", at: "2026-02-13T10:00:00Z")
        #expect(try corrected.plan().steps("call").count == 2)
        #expect(try Plan(json: corrected.plan().json) == corrected.plan())
    }

    @Test("what comes again by the clock comes when the last was really done, so many times, until something stops it") func recurrence()
        throws
    {
        let made = Self.stay.running(
            Written.pathway(
                "weigh", head: "starts: [admitted]",
                steps: [Written.step("weigh", within: "0 days", "opens: [{after: admitted}]\nevery: 1 week\ntimes: 3\nuntil: [died]")]))
        var weighed = made.does(.done(step: "1.weigh/weigh"), at: "2026-02-05T10:00:00")
        var steps = try weighed.plan().steps("weigh")
        #expect(steps.map(\.key) == ["1.weigh/weigh", "1.weigh/weigh/2"])
        #expect(
            steps[1].opens == made.instant("2026-02-12T00:00:00") && steps[1].state(at: made.instant("2026-02-11T12:00:00")) == .planned)
        weighed = weighed.does(.skipped(step: "1.weigh/weigh/2"), at: "2026-02-20T10:00:00")
            .does(.done(step: "1.weigh/weigh/3"), at: "2026-02-27T10:00:00")
        steps = try weighed.plan().steps("weigh")
        #expect(steps.map(\.opens) == ["2026-02-02T08:40:00", "2026-02-12T00:00:00", "2026-02-27T00:00:00"].map(made.instant))
        let died = try made.does(.done(step: "1.weigh/weigh"), at: "2026-02-05T10:00:00").says(.died, at: "2026-02-10T10:00:00").plan()
        #expect(died.steps("weigh").count == 1)
    }

    @Test("a choice is a step that is done by choosing, and opens what was chosen") func choice() throws {
        var text = Written.pathway(
            "place", head: "starts: [admitted]",
            steps: [
                Written.step("home-visit", "opens: [{after choice: place, option: home}]"),
                Written.step("bed", "opens: [{after choice: place, option: bed}]"),
            ])
        text += """
            choices:
              - choice: place
                phase: all
                owner: municipality
                title: \(Written.word("place"))
                short: \(Written.word("place"))
                citizen: \(Written.word("place"))
                opens: [{after: admitted}]
                due: [{within: 1 days, basis: example, source: a test, verified: no}]
                pick: one
                options:
                  - {option: home, title: \(Written.word("home"))}
                  - {option: bed, title: \(Written.word("bed"))}
                  - {option: abroad, title: \(Written.word("abroad")), when: "address.exists()"}

            """
        let made = Self.stay.running(text)
        #expect(try made.plan().steps("place").first?.adapting?.options == ["home", "bed"])
        let chosen = made.does(.chosen(step: "1.place/place", options: ["home"]), at: "2026-02-03T12:00:00")
        #expect(try chosen.plan().steps("home-visit").first?.opens == made.instant("2026-02-03T12:00:00"))
        #expect(try chosen.plan().steps("bed").first?.opens == nil)
        let again = chosen.does(.chosen(step: "1.place/place", options: ["bed"]), at: "2026-02-04T12:00:00")
        #expect(try again.plan().steps("bed").first?.opens == made.instant("2026-02-04T12:00:00"))
        #expect(try again.plan().steps("home-visit").first?.opens == nil)
        let wrong = made.does(.chosen(step: "1.place/place", options: ["abroad"]), at: "2026-02-03T12:00:00")
            .does(.chosen(step: "1.place/place", options: ["home", "bed"]), at: "2026-02-03T12:01:00")
        #expect(try wrong.plan().steps("place").first?.closing == nil)
        #expect(try wrong.plan().attentionTable == ["act-without-place option chosen fjordby", "act-without-place option chosen fjordby"])
    }

    @Test("resources open and do steps once they are written") func resources() throws {
        let made = Self.stay.running(
            Written.pathway(
                "plan", head: "scope: citizen\nstarts: [admitted]",
                steps: [
                    Written.step(
                        "read",
                        "opens: [{resource: Condition, where: \"code.coding.where(code = 'J44.9').exists()\"}]\ndone: [{resource: Observation, where: \"status = 'final'\"}]"
                    ),
                    Written.step("only", "opens: [{after: admitted}]\nwhen: \"%resources.where($this is Condition).exists()\""),
                ])
        ).writes(Self.observation("90", at: "2026-02-03T08:00:00Z"), id: "o0", at: "2026-02-03T08:00:00Z")
            .writes(Self.j44, id: "c1", at: "2026-02-04T08:00:00Z")
        let open = try made.plan()
        #expect(open.steps("read").first?.opens == made.instant("2026-02-04T08:00:00Z") && open.steps("read").first?.closing == nil)
        #expect(open.steps("only").isEmpty)
        let done = try made.writes(Self.observation("90", at: "2026-02-05T08:00:00Z"), id: "o1", at: "2026-02-05T08:00:00Z").plan()
        #expect(done.steps("read").first?.closing?.at == made.instant("2026-02-05T08:00:00Z"))
    }
}
