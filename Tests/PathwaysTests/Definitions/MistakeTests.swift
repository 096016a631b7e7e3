import Directory
import FHIR
import Testing

@testable import Pathways

@Suite("A definition with a mistake") struct MistakeTests {
    static let good = """
        pathway: visit
        version: "1"
        from: 2026-01-01
        title: {nb: a, nn: b, da: c, en: d}
        text: {nb: a, nn: b, da: c, en: d}
        coordinator: home
        fallback: ward
        starts: [admitted]
        ends:
          - after: died
        roles:
          - role: ward
            kind: hospital
            party: sender
            title: {nb: a, nn: b, da: c, en: d}
          - role: home
            kind: municipality
            party: receiver
            title: {nb: a, nn: b, da: c, en: d}
        responsible:
          - from: admitted
            role: ward
          - while: call
        phases:
          - phase: one
            title: {nb: a, nn: b, da: c, en: d}
        steps:
          - step: call
            phase: one
            owner: home
            title: {nb: a, nn: b, da: c, en: d}
            short: {nb: a, nn: b, da: c, en: d}
            citizen: {nb: a, nn: b, da: c, en: d}
            opens:
              - after: admitted
            due:
              - within: 2 hours
                basis: example
                source: nobody
                verified: no
            done: [answered]
        """

    /// The lines of its one step.
    static let step = good.split(separator: "\n", omittingEmptySubsequences: false).suffix(14).joined(separator: "\n")

    @Test("is not there in the one that the table changes") func good() throws {
        let definition = try PathwayDefinition.read(yaml: Self.good, file: "visit.yaml")
        #expect(definition.steps.map(\.id) == ["call"])
        #expect(definition.step("call")?.deadlines.first?.term == .hours(2))
    }

    @Test(
        "is refused with its line and what to do",
        arguments: [
            Row("pathway: visit", "pathway: Visit now", 1, "\"Visit now\" cannot be an id"),
            Row("from: 2026-01-01", "from: 1st of May", 3, "\"from\" is no day"),
            Row("title: {nb: a, nn: b, da: c, en: d}\ntext", "title: {nb: a, nn: b, en: d}\ntext", 4, "\"title\" has no text in da"),
            Row("coordinator: home", "coordinator: mayor", 6, "There is no role \"mayor\""),
            Row("fallback: ward", "fallback: home", 7, "The role \"home\" may be nobody"),
            Row("starts: [admitted]", "starts: [arrived]", 8, "There is no event \"arrived\""),
            Row("    kind: hospital", "    kind: hospitl", 13, "The directory has no role \"hospitl\""),
            Row(
                "    party: sender", "    party: sender\n    competence: {nb: a, nn: b, en: d}", 15, "\"competence\" has no text in da"
            ),
            Row("    owner: home", "    owner: home\n    needs: registered nurse", 31, "\"needs\" has no keys of its own"),
            Row("  - role: home", "  - role: ward", 16, "The role \"ward\" is there twice, first on line 12"),
            Row("  - while: call", "  - while: phone", 23, "There is no step \"phone\""),
            Row("  - while: call", "  - from: admitted", 23, "It is not said who is responsible when"),
            Row("    phase: one\n    owner", "    phase: two\n    owner", 29, "The step \"call\" names no phase"),
            Row("    owner: home", "    owner: nurse", 30, "There is no role \"nurse\""),
            Row("    owner: home\n", "", 28, "The step has no \"owner\""),
            Row("    owner: home", "    ownr: home", 30, "The key \"ownr\" is not known here"),
            Row("      - after: admitted\n    due", "      - after: dead\n    due", 35, "There is no event \"dead\""),
            Row(
                "      - after: admitted\n    due", "      - after: died\n    due", 35,
                "The step \"call\" can never open: \"died\" ends the pathway"),
            Row("      - after: admitted\n    due", "      - after step: call\n    due", 35, "The step \"call\" waits for itself"),
            Row("      - after: admitted\n    due", "      - after step: phone\n    due", 35, "There is no step \"phone\""),
            Row(
                "      - after: admitted\n    due", "      - country: no\n    due", 35,
                "What opens it says none of \"after:\", \"after step:\", \"after start:\", \"after choice:\", \"after measurement:\", \"resource:\""
            ),
            Row("    opens:\n      - after: admitted\n", "", 28, "Nothing opens the step \"call\""),
            Row("within: 2 hours", "within: two hours", 37, "\"two hours\" is no length of time"),
            Row("within: 2 hours", "within: 0 hours", 37, "The step \"call\" would be due before anybody could do it"),
            Row("within: 2 hours", "within: day 0 at 15:00", 37, "The step \"call\" would be due before anybody could do it"),
            Row("basis: example", "basis: habit", 38, "\"basis\" cannot be \"habit\""),
            Row("        source: nobody\n", "", 37, "The deadline has no \"source\""),
            Row("verified: no", "verified: maybe", 40, "\"verified\" must be yes or no"),
            Row("within: 2 hours", "within: 2 hours\n        country: se", 38, "\"country\" cannot be \"se\""),
            Row("within: 2 hours", "within: 2 hours\n        country: no", 37, "The step \"call\" opens in dk but has no deadline there"),
            Row(
                "      - after: admitted\n    due:\n      - within: 2 hours",
                "      - after: admitted\n        country: dk\n    due:\n      - within: 2 hours\n        country: no", 38,
                "The step \"call\" has a deadline for no, where it never opens"),
            Row("    done: [answered]", "    done: [phoned]", 41, "There is no event \"phoned\""),
            Row("    done: [answered]", "    done: [admitted]", 41, "\"admitted\" both opens the step \"call\" and does it"),
            Row(
                "    done: [answered]", "    done: [answered]\n    withdrawn: [answered]", 41,
                "\"answered\" both does and withdraws the step \"call\""),
            Row(
                "    done: [answered]", "    done: [answered]\n    unclear: [{event: answered, where: {answer: unclear}}]", 42,
                "\"answered\" both does the step \"call\" and leaves it unclear"),
            Row(
                "    done: [answered]", "    expected: discharge expected\n    done: [answered]", 37,
                "The step \"call\" is both only expected and due"),
        ])
    func refusal(_ row: Row) {
        let text = Self.good.replacing(row.old, with: row.new, maxReplacements: 1)
        #expect(text != Self.good)
        do {
            _ = try PathwayDefinition.read(yaml: text, file: "visit.yaml")
            Issue.record("It was taken.")
        } catch {
            let found = error.list.contains { $0.place.line == row.line && $0.what == row.sentence }
            #expect(found, "line \(row.line) \(row.sentence) is not among:\n\(error)")
            #expect(error.list.allSatisfy { $0.place.file == "visit.yaml" && !$0.remedy.isEmpty })
        }
    }

    @Test("cannot tell two steps apart by what closes them") func ambiguous() {
        let second = Self.step.replacing("step: call", with: "step: write")
        let text = Self.good + "\n" + second
        #expect(throws: Mistakes.self) { try PathwayDefinition.read(yaml: text, file: "visit.yaml") }
        do {
            _ = try PathwayDefinition.read(yaml: text, file: "visit.yaml")
        } catch {
            #expect(error.list.map(\.what) == ["It is not clear whether \"answered\" does the step \"call\" or the step \"write\""])
        }
    }

    @Test("finds every step of a circle") func circle() {
        let second = Self.step.replacing("step: call", with: "step: write")
            .replacing("after: admitted", with: "after step: call").replacing("answered", with: "message")
        let text = Self.good.replacing("      - after: admitted", with: "      - after step: write") + "\n" + second
        do {
            _ = try PathwayDefinition.read(yaml: text, file: "visit.yaml")
            Issue.record("It was taken.")
        } catch {
            #expect(error.list.map(\.what) == ["The step \"call\" waits for itself", "The step \"write\" waits for itself"])
        }
    }

    @Test("cannot open where nothing that opens it ever comes") func unreachable() {
        let second = Self.step.replacing("step: call", with: "step: write").replacing("answered", with: "message")
            .replacing("after: admitted", with: "after step: call\n        country: dk")
        let text = Self.good.replacing("      - after: admitted", with: "      - after: admitted\n        country: no") + "\n" + second
        let findings = PathwayDefinition.check(yaml: text, file: "visit.yaml")
        #expect(
            findings.mistakes.map(\.description) == [
                "visit.yaml:50:7: The step \"write\" can never open: nothing that opens it ever comes. Let it come after an event, the start, or a step that opens in the same country."
            ])
        let abroad = PathwayDefinition.check(
            yaml: Self.good.replacing("starts:", with: "countries: [dk]\nstarts:")
                .replacing("      - after: admitted", with: "      - after: admitted\n        country: no"), file: "visit.yaml")
        #expect(
            abroad.mistakes.map(\.what) == [
                "The step \"call\" opens in no, where the pathway does not run"
            ])
    }

    @Test("comes again for ever when neither it nor the pathway ends") func endless() {
        let again = Self.good.replacing("    done: [answered]", with: "    every: 1 week\n    done: [answered]")
        #expect(PathwayDefinition.check(yaml: again, file: "visit.yaml").mistakes.isEmpty)
        let endless = again.replacing("  - after: died\n", with: "  - after step: call\n")
        let findings = PathwayDefinition.check(yaml: endless, file: "visit.yaml")
        #expect(findings.mistakes.map(\.what) == ["The step \"call\" comes again for ever"])
        #expect(
            findings.mistakes.map(\.kind) == [.cycle] && findings.mistakes.first?.place == Place(file: "visit.yaml", line: 41, column: 12))
        let bounded = endless.replacing("every: 1 week", with: "every: 1 week\n    times: 4")
        #expect(PathwayDefinition.check(yaml: bounded, file: "visit.yaml").mistakes.isEmpty)
    }

    @Test("names the key that was meant") func nearest() {
        for (wrong, meant) in [
            ("ownr: home", "owner"), ("Owner: home", "owner"), ("dun: [answered]", "due"), ("withdrwn: [died]", "withdrawn"),
        ] {
            let text = Self.good.replacing("    done: [answered]", with: "    done: [answered]\n    \(wrong)")
            let mistake = PathwayDefinition.check(yaml: text, file: "visit.yaml").mistakes.first
            #expect(mistake?.remedy.hasPrefix("Did you mean \"\(meant)\"?") == true, "\(wrong)")
        }
        let text = Self.good.replacing("    done: [answered]", with: "    done: [answered]\n    colour: blue")
        #expect(
            PathwayDefinition.check(yaml: text, file: "visit.yaml").mistakes.first?.remedy.hasPrefix("Write one of these: step, ") == true)
    }

    @Test("in a condition is found on its own line, however it is written") func conditions() {
        for (written, place) in [
            ("when: gendr.exists()", Place(file: "visit.yaml", line: 42, column: 11)),
            ("when: \"gendr.exists()\"", Place(file: "visit.yaml", line: 42, column: 12)),
            ("when: |\n      active and\n      gendr.exists()", Place(file: "visit.yaml", line: 44)),
        ] {
            let findings = PathwayDefinition.check(yaml: Self.good + "\n    " + written, file: "visit.yaml")
            #expect(findings.mistakes.map(\.place) == [place], "\(written)")
            #expect(findings.mistakes.map(\.what) == ["The condition cannot be read: Patient has no element `gendr`"])
        }
    }

    @Test("is warned of when the pathway is over before a step is due") func lateEnd() {
        let text = Self.good.replacing("  - after: died\n", with: "  - after: died\n  - after: admitted\n    within: 1 hour\n")
        let findings = PathwayDefinition.check(yaml: text, file: "visit.yaml")
        #expect(findings.mistakes.isEmpty)
        #expect(findings.warnings.map(\.what).contains("The pathway ends before the step \"call\" is due"))
    }

    @Test("is refused when it is too large or too deep to be a pathway") func bomb() {
        let bomb =
            "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
            + (1...9).map {
                "k\($0): &k\($0) [" + Array(repeating: $0 == 1 ? "*a" : "*k\($0 - 1)", count: 10).joined(separator: ", ") + "]"
            }.joined(separator: "\n")
        for text in [
            bomb, String(repeating: "[", count: 40) + String(repeating: "]", count: 40), String(repeating: "# no\n", count: 300_000),
        ] {
            let findings = PathwayDefinition.check(yaml: text, file: "visit.yaml")
            #expect(findings.mistakes.count == 1 && findings.mistakes.first?.kind == .malformed)
        }
    }

    @Test("shows all of them at once, and what is no YAML by its line") func several() {
        do {
            _ = try PathwayDefinition.read(
                yaml: Self.good.replacing("owner: home", with: "owner: nurse").replacing("coordinator: home", with: "coordinator: mayor"),
                file: "visit.yaml")
            Issue.record("It was taken.")
        } catch {
            #expect(error.list.map(\.place.line) == [6, 30])
        }
        for (text, line) in [("", 1), ("pathway: visit\n  version: [", 2), ("- a\n- b", 1)] {
            do {
                _ = try PathwayDefinition.read(yaml: text, file: "visit.yaml")
                Issue.record("It was taken.")
            } catch {
                #expect(abs((error.list.first?.place.line ?? 0) - line) <= 1)
            }
        }
    }

    struct Row: Sendable, CustomTestStringConvertible {
        var old: String
        var new: String
        var line: Int
        var sentence: String

        init(_ old: String, _ new: String, _ line: Int, _ sentence: String) {
            self.old = old
            self.new = new
            self.line = line
            self.sentence = sentence
        }

        var testDescription: String { sentence }
    }
}
