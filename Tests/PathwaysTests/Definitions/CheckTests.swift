import Directory
import Testing

@testable import Pathways

/// What `check` finds in a definition that has every key, when one thing in it is changed.
@Suite("A definition that is checked") struct CheckTests {
    @Test("has no mistake before the tables change it, and says what is not used") func base() throws {
        let findings = PathwayDefinition.check(yaml: EveryKey.text, file: "every.yaml")
        #expect(findings.mistakes == [] && findings.definition != nil)
        #expect(findings.warnings.map(\.what) == Self.standing)
    }

    private static let standing = [
        "Nobody has verified \"the zones\" against its source", "Nothing measures the goal \"rest\"",
        "Nothing comes of the measurement \"weight\"", "The score of the step \"check-up\" is none that the hub has",
    ]

    @Test(
        "is refused with line, column, kind and sentence",
        arguments: [
            Row("scope: citizen", "scop: citizen", [Found(6, 1, .key, "The key \"scop\" is not known here")]),
            Row("status: published", "status: final", [Found(5, 9, .value, "\"status\" cannot be \"final\"")]),
            Row("countries: [no, dk]", "countries: [no, se]", [Found(7, 17, .value, "\"countries\" cannot be \"se\"")]),
            Row("countries: [no, dk]", "countries: []", [Found(7, 12, .value, "The pathway runs in no country")]),
            Row(
                "municipalities: [\"4601\", \"0301\"]", "municipalities: [\"Bergen\"]",
                [Found(8, 17, .value, "\"Bergen\" is no local authority code")]),
            Row("read: 2026-11-22", "read: last year", [Found(10, 59, .value, "\"read\" is no day")]),
            Row(
                "by: Chief municipal doctor, on: 2025-12-02", "by: Chief municipal doctor",
                [Found(14, 5, .key, "The signature has no \"on\"")]),
            Row(
                "condition: \"birthDate < today()", "condition: \"birthDat < today()",
                [Found(19, 13, .value, "The condition cannot be read: Patient has no element `birthDat`")]),
            Row(
                "condition: \"birthDate < today() - 18 years and", "condition: \"birthDate < today() - 18 years annd",
                [Found(19, 44, .value, "The condition cannot be read: Here is the name `annd`, where an operator or the end was expected")]),
            Row(
                "%resources.ofType(Condition).exists()\"", "%patients.exists()\"",
                [Found(19, 12, .reference, "There is no variable \"%patients\" here")]),
            Row(
                "%resources.ofType(Condition).exists()\"", "%resources.exists()\"",
                [Found(19, 12, .value, "It is not said which of the citizen's resources are meant")]),
            Row(
                "where: \"code.coding.exists(code = '59408-5')\"", "where: \"code.codings.exists(code = '59408-5')\"",
                [Found(115, 46, .value, "The condition cannot be read: CodeableConcept has no element `codings`")]),
            Row(
                "{resource: Condition, where", "{resource: Conditions, where",
                [Found(25, 16, .value, "There is no type of resource \"Conditions\"")]),
            Row("starts:\n", "starts: []\nends2:\n", [Found(23, 1, .key, "The key \"ends2\" is not known here")]),
            Row("{after start: yes, within: 1 year}", "{after start: yes}", [Found(31, 5, .value, "The pathway would end when it starts")]),
            Row(
                "{after start: yes, within: 1 year}", "{after start: no, within: 1 year}",
                [Found(31, 19, .value, "\"after start\" can only be yes")]),
            Row(
                "{after start: yes, within: 1 year}", "{after start: yes, after: died, within: 1 year}",
                [Found(31, 5, .key, "The end says several of \"after:\", \"after step:\", \"after start:\"")]),
            Row(
                "{after step: last-review, within: 2 weeks}", "{after step: first-review, within: 2 weeks}",
                [Found(30, 18, .reference, "There is no step \"first-review\"")]),
            Row("within: 2 weeks", "within: a fortnight", [Found(30, 39, .value, "\"a fortnight\" is no length of time")]),
            Row(
                "- {role: municipality, by: Chief municipal doctor, on: 2025-12-02}", "- {role: mayor, by: Mayor, on: 2025-12-02}",
                [
                    Found(5, 9, .forbidden, "It is published without the signature of \"municipality\""),
                    Found(14, 12, .reference, "There is no role \"mayor\""),
                ]),
            Row(
                "  - {role: general-practice, by: \"Head of practice: A\", on: 2025-12-03}\n", "",
                [Found(5, 9, .forbidden, "It is published without the signature of \"general-practice\"")]),
            Row(
                "sign-off: [municipality, general-practice]", "sign-off: [municipality, mayor]",
                [
                    Found(5, 9, .forbidden, "It is published without the signature of \"mayor\""),
                    Found(12, 26, .reference, "There is no role \"mayor\""),
                ]),
            Row(
                "title: {nb: sykehus, nn: sjukehus, da: sygehus, en: hospital}}",
                "title: {nb: sykehus, nn: sjukehus, da: sygehus, en: hospital}, contact: yes}",
                [Found(39, 121, .overlap, "The citizen would have two contacts: \"municipality\" and \"ward\"")]),
            Row(
                "phase: go-on\n    owner: municipality", "phase: go-back\n    owner: municipality",
                [Found(129, 12, .reference, "The step \"give-over\" names no phase")]),
            Row(
                "notify: [general-practice, ward]", "notify: [general-practice, mayor]",
                [Found(121, 32, .reference, "There is no role \"mayor\"")]),
            Row("late: [ward]", "late: [mayor]", [Found(73, 12, .reference, "There is no role \"mayor\"")]),
            Row("hand over: {to: general-practice", "hand over: {to: mayor", [Found(137, 21, .reference, "There is no role \"mayor\"")]),
            Row(
                "hand over: {to: general-practice", "hand over: {to: municipality",
                [Found(137, 21, .forbidden, "The step \"give-over\" hands the citizen over to its own owner")]),
            Row("code: \"http://loinc.org|59408-5\"", "code: \"59408-5\"", [Found(53, 11, .value, "\"59408-5\" is no code")]),
            Row("when: \"< 92\"", "when: \"below 92\"", [Found(57, 30, .value, "\"below 92\" is no comparison with a number")]),
            Row(
                "when: \"< 92\"", "when: \"< 80\"",
                [Found(57, 9, .overlap, "No value of \"saturation\" falls into yellow \"< 80\": the zones above take them all")]),
            Row("zone: red, when", "zone: orange, when", [Found(56, 16, .value, "\"zone\" cannot be \"orange\"")]),
            Row(
                "measurement: saturation, target", "measurement: pulse, target",
                [Found(48, 74, .reference, "There is no measurement \"pulse\"")]),
            Row(
                "measurement: saturation, target", "target",
                [Found(48, 5, .reference, "Nothing measures whether the goal \"walk\" is reached")]),
            Row(
                "{after measurement: saturation, zone: red}", "{after measurement: pulse, zone: red}",
                [Found(102, 29, .reference, "There is no measurement \"pulse\"")]),
            Row(
                "{after measurement: saturation, zone: red}", "{after measurement: weight, zone: red}",
                [Found(102, 29, .reference, "The measurement \"weight\" has no zone red")]),
            Row(
                "{after measurement: saturation, zone: red}", "{after measurement: saturation}",
                [Found(102, 29, .key, "It is not said which zone of \"saturation\" opens the step")]),
            Row(
                "{after choice: place, option: home}", "{after choice: places, option: home}",
                [Found(101, 24, .reference, "There is no choice \"places\"")]),
            Row(
                "{after choice: place, option: home}", "{after choice: give-over}",
                [
                    Found(101, 7, .cycle, "The step \"visit\" waits for itself"),
                    Found(101, 24, .reference, "\"give-over\" is no choice but a step"),
                    Found(134, 12, .cycle, "The step \"give-over\" waits for itself"),
                ]),
            Row(
                "{after choice: place, option: home}", "{after choice: place, option: hotel}",
                [Found(101, 39, .reference, "The choice \"place\" has no option \"hotel\"")]),
            Row(
                "{after choice: place, option: home}", "{after step: visit, option: home}",
                [Found(101, 37, .key, "\"option\" says nothing here")]),
            Row("pick: at most one", "pick: two", [Found(80, 11, .value, "\"pick\" cannot be \"two\"")]),
            Row(
                "      - {option: some, title: {nb: Litt, nn: Litt, da: Lidt, en: Some}}", "      []",
                [Found(91, 7, .reference, "There is nothing to choose in \"help\"")]),
            Row(
                "- {option: ward, title", "- {option: home, title",
                [Found(83, 9, .overlap, "The option \"home\" is there twice, first on line 82")]),
            Row("- choice: help", "- choice: place", [Found(84, 5, .overlap, "The choice \"place\" is there twice, first on line 61")]),
            Row(
                "{after step: give-over, outcome: closed, wait: 3 days}", "{after step: check, outcome: closed, wait: 3 days}",
                [Found(144, 26, .reference, "There is no step \"check\"")]),
            Row(
                "{after step: give-over, outcome: closed, wait: 3 days}", "{after step: visit, outcome: declined}",
                [Found(144, 26, .reference, "The step \"visit\" is never declined: it hands nothing over")]),
            Row(
                "{after step: give-over, outcome: closed, wait: 3 days}", "{after step: last-review, outcome: late}",
                [Found(144, 26, .reference, "The step \"last-review\" is never late: it has no deadline")]),
            Row(
                "{after step: give-over, outcome: closed, wait: 3 days}", "{after step: give-over, outcome: lost}",
                [Found(144, 46, .value, "\"outcome\" cannot be \"lost\"")]),
            Row(
                "{after step: give-over, outcome: closed, wait: 3 days}", "{after step: give-over, wait: 0 hours}",
                [Found(144, 43, .value, "The step \"check-up\" would wait for nothing")]),
            Row(
                "{after step: give-over, outcome: closed, wait: 3 days}", "{after step: give-over, wait: soon}",
                [Found(144, 43, .value, "\"soon\" is no length of time")]),
            Row(
                "{after step: give-over, outcome: closed, wait: 3 days}", "{after: died}",
                [Found(144, 12, .reference, "The step \"check-up\" can never open: \"died\" ends the pathway")]),
            Row(
                "opens: [{after step: give-over, outcome: closed, wait: 3 days}]", "opens: [{after step: check-up}]",
                [Found(144, 12, .cycle, "The step \"check-up\" waits for itself")]),
            Row(
                "{after start: yes}]\n    when", "{after step: visit}, {after start: yes}]\n    when",
                [
                    Found(68, 12, .cycle, "The step \"place\" waits for itself"),
                    Found(101, 7, .cycle, "The step \"visit\" waits for itself"),
                ]),
            Row(
                "opens: {after choice: place}", "opens: {after choice: help}", [Found(88, 12, .cycle, "The step \"help\" waits for itself")]
            ),
            Row("every: 6 months", "every: 0 days", [Found(145, 12, .value, "The step would come again at once")]),
            Row("every: 6 months", "every: 0 hours", [Found(145, 12, .value, "The step would come again at once")]),
            Row("times: 4", "times: 0", [Found(146, 12, .value, "The step \"check-up\" would come no time at all")]),
            Row(
                "    every: 6 months\n", "",
                [
                    Found(145, 12, .key, "\"times\" says when a step stops coming again, and this one does not"),
                    Found(146, 12, .key, "\"until\" says when a step stops coming again, and this one does not"),
                ]),
            Row(
                "activity: medicine-review\n    conflicts with: [bed-rest]", "activity: bed-rest\n    conflicts with: [bed-rest]",
                [Found(123, 22, .forbidden, "The step \"visit\" conflicts with its own activity")]),
            Row(
                "citizen may: [do, move, skip, replace, comment]", "citizen may: [do, refuse]",
                [Found(126, 23, .value, "\"citizen may\" cannot be \"refuse\"")]),
            Row("visit: yes", "visit: sometimes", [Found(125, 12, .value, "\"visit\" must be yes or no")]),
            Row(
                "answer within: 20 minutes", "answer within: 0 minutes",
                [Found(137, 54, .value, "The receiver would have no time to answer")]),
            Row(
                "- {resource: Observation, where: \"code.coding.exists(code = '59408-5')\"}", "- resource: Flag",
                [Found(113, 7, .overlap, "The same Flag both opens the step \"visit\" and does it")]),
            Row(
                "    done: by hand\n    hand over", "    done: {resource: Encounter, event: reply}\n    hand over",
                [Found(136, 11, .key, "What does the step says several of \"event:\", \"resource:\"")]),
            Row(
                "    done: by hand\n    hand over", "    done: {where: {answer: yes}}\n    hand over",
                [Found(136, 11, .key, "What does the step says none of \"event:\", \"resource:\"")]),
            Row(
                "within: 24 hours, counted from: told", "within: 0 minutes, counted from: told",
                [Found(109, 18, .value, "The step \"visit\" would be due before anybody could do it")]),
            Row("counted from: told", "counted from: read", [Found(109, 42, .value, "\"counted from\" cannot be \"read\"")]),
            Row(
                "steps: [visit, give-over], at least: 1", "steps: [visit, give-over], at least: 3",
                [Found(162, 107, .value, "The figure \"both\" counts 3 of 2 steps")]),
            Row(
                "steps: [visit, give-over], at least: 1", "steps: [visit, last-review], at least: 1",
                [Found(162, 85, .reference, "The step \"last-review\" is never done on time: it has no deadline")]),
            Row(
                "steps: [visit, give-over], at least: 1", "steps: [visit, gone], at least: 1",
                [Found(162, 85, .reference, "There is no step \"gone\"")]),
            Row(
                "countries: [no, dk]", "countries: [no]",
                [Found(109, 7, .reference, "The step \"visit\" has a deadline for dk, where it never opens")]),
        ])
    func refusal(_ row: Row) throws {
        let findings = try row.findings()
        #expect(findings.mistakes.map(Found.init) == row.found)
        #expect(findings.definition == nil && findings.warnings.isEmpty)
        #expect(findings.mistakes.allSatisfy { $0.place.file == "every.yaml" && $0.remedy.hasSuffix(".") })
    }

    @Test(
        "is taken with a warning at its line and column",
        arguments: [
            Row(
                "  - {role: ward,", "  - {role: cook, kind: hospital, title: {nb: kokk, nn: kokk, da: kok, en: cook}}\n  - {role: ward,",
                [Found(39, 5, .reference, "The role \"cook\" has nothing to do")]),
            Row(
                "  - {phase: begin,", "  - {phase: before, title: {nb: a, nn: b, da: c, en: d}}\n  - {phase: begin,",
                [Found(45, 5, .reference, "The phase \"before\" has no step")]),
            Row(
                "- {zone: green, when: \">= 92\"}", "- {zone: green, when: \">= 93\"}",
                [Found(51, 5, .value, "Some values of \"saturation\" fall into no zone")]),
            Row(
                "{after choice: place}", "{after choice: place, option: home}",
                [Found(83, 9, .reference, "Choosing \"ward\" opens nothing")]),
            Row(
                "basis: national rule, source: \"§ 8: a rule\", verified: yes",
                "basis: national rule, source: \"§ 8: a rule\", verified: no",
                [Found(109, 9, .value, "Nobody has verified the national rule of the step \"visit\"")]),
            Row("on: 2025-12-02", "on: 2026-03-01", [Found(14, 12, .value, "\"municipality\" signed after the version began to hold")]),
            Row(
                "title: {nb: Besøke, nn: Besøkje, da: Besøge, en: Visit}",
                "title: {nb: Visit at home, nn: Besøkje, da: Besøge, en: Visit at home}",
                [Found(97, 12, .value, "The title of the step \"visit\" is the same in English as in Norwegian")]),
            Row(
                "answer within: 20 minutes", "answer within: 2 hours",
                [Found(137, 16, .overlap, "The receiver may answer after the step \"give-over\" is due")]),
            Row(
                "unit: kg}", "unit: bananas}",
                [Found(59, 118, .value, "\"bananas\" is no unit of UCUM, so no reading in another unit is understood")]),
            Row(
                "score: {name: NEWS2, variant: rcp-2017}", "score: {name: NEWS9, variant: rcp-2017}",
                [Found(127, 12, .reference, "The score of the step \"visit\" is none that the hub has")]),
            Row(
                "within: 24 hours, counted from: told", "within: 400 days, counted from: told",
                [Found(109, 7, .overlap, "The pathway ends before the step \"visit\" is due")]),
            Row("    contact: yes\n", "", [Found(33, 3, .key, "The citizen has no contact in this pathway")]),
            Row(
                "sources:\n  - {what: the zones, where: an invented guideline, read: 2026-11-22, verified: no}\n  - {what: the steps, where: \"nobody, nowhere\", verified: yes}\n",
                "", [Found(2, 10, .key, "It is not said where the content comes from")]),
        ])
    func warning(_ row: Row) throws {
        let findings = try row.findings()
        #expect(findings.warnings.filter { !Self.standing.contains($0.what) }.map(Found.init) == row.found)
        #expect(findings.definition != nil && findings.mistakes.isEmpty)
        #expect(findings.warnings.allSatisfy { $0.remedy.hasSuffix(".") })
    }

    struct Found: Sendable, Equatable {
        var line: Int
        var column: Int
        var kind: Mistake.Kind
        var sentence: String

        init(_ line: Int, _ column: Int, _ kind: Mistake.Kind, _ sentence: String) {
            self.line = line
            self.column = column
            self.kind = kind
            self.sentence = sentence
        }

        init(_ mistake: Mistake) { self.init(mistake.place.line, mistake.place.column, mistake.kind, mistake.what) }
    }

    struct Row: Sendable, CustomTestStringConvertible {
        var old: String
        var new: String
        var found: [Found]

        init(_ old: String, _ new: String, _ found: [Found]) {
            self.old = old
            self.new = new
            self.found = found
        }

        func findings() throws -> DefinitionFindings {
            let text = EveryKey.text.replacing(old, with: new, maxReplacements: 1)
            try #require(text != EveryKey.text)
            return PathwayDefinition.check(yaml: text, file: "every.yaml")
        }

        var testDescription: String { found.first?.sentence ?? old }
    }
}
