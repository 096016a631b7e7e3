import Directory
import FHIR
import Testing

@testable import Pathways

@Suite("A municipality's own version of a national pathway") struct AdaptationTests {
    static let national = MistakeTests.good.replacing(
        "    done: [answered]",
        with: """
                done: [answered]
                late: [ward]
              - step: tell
                phase: one
                owner: ward
                title: {nb: e, nn: f, da: g, en: h}
                short: {nb: a, nn: b, da: c, en: d}
                citizen: {nb: a, nn: b, da: c, en: d}
                opens: [{after step: call}]
                due: [{within: 1 day, basis: example, source: nobody, verified: no}]
                done: [message]
            """)

    static let local = """
        adapts: visit
        base: "1"
        pathway: visit
        version: "1-bergen.1"
        from: 2026-02-01
        municipalities: ["4601"]
        changes:
          - step: call
            set: {due: [{within: 1 hour, basis: local agreement, source: agreement of 2026-01, verified: yes}]}
            because: agreement of 2026-01
          - {step: call, clear: [late], because: the ward calls by itself}
          - {remove step: tell, because: we tell in person}
          - because: we have more time
            after: call
            add step:
              step: ask
              phase: one
              owner: home
              title: {nb: e, nn: f, da: g, en: h}
              short: {nb: a, nn: b, da: c, en: d}
              citizen: {nb: a, nn: b, da: c, en: d}
              opens: [{after step: call}]
              due: [{within: 3 days, basis: example, source: nobody, verified: no}]
              done: [question]
        """

    /// The national version 2 with something changed.
    static func next(_ changes: [(String, String)] = []) -> String {
        let text = national.replacing("version: \"1\"", with: "version: \"2\"").replacing("from: 2026-01-01", with: "from: 2026-06-01")
        return changes.reduce(text) { $0.replacing($1.0, with: $1.1, maxReplacements: 1) }
    }

    static func day(_ text: String) -> Day { Day(text) ?? Day(ordinal: 0) }

    static func library(_ files: String...) throws -> PathwayLibrary {
        try PathwayLibrary.read(files.enumerated().map { SourceFile(name: "\($0.offset).yaml", text: $0.element) })
    }

    @Test("holds for its citizens from its day on, and for nobody else") func selection() throws {
        let library = try Self.library(Self.national, Self.local)
        for (day, municipality, version) in [
            ("2026-01-31", "4601", "1"), ("2026-02-01", "4601", "1-bergen.1"), ("2026-02-01", "0301", "1"),
            ("2026-09-01", "4601", "1-bergen.1"),
        ] {
            #expect(library.definition("visit", on: Self.day(day), municipality: municipality)?.version == version)
        }
        #expect(library.definition("visit", on: Self.day("2026-02-01"))?.version == "1")
        let own = try #require(library.definition("visit", version: "1-bergen.1"))
        #expect(own.steps.map(\.id) == ["call", "ask"])
        #expect(own.step("call")?.deadlines.map(\.term) == [.hours(1)] && own.step("call")?.late == [])
        #expect(own.title == library.definition("visit", version: "1")?.title)
    }

    @Test("A4.5: a local change survives a national update, or is listed as a conflict with both texts") func survives() throws {
        // Only one side changed each thing: both changes are there.
        let quiet = try Self.library(Self.national, Self.local, Self.next([("owner: home", "owner: ward")]))
        #expect(quiet.conflicts.isEmpty)
        let merged = try #require(quiet.definition("visit", on: Self.day("2026-06-01"), municipality: "4601"))
        #expect(merged.version == "1-bergen.1+2" && merged.municipalities == ["4601"])
        #expect(merged.step("call")?.owner == "ward", "the national change")
        #expect(merged.step("call")?.deadlines.map(\.term) == [.hours(1)], "the local change")
        #expect(merged.steps.map(\.id) == ["call", "ask"])
        #expect(quiet.definition("visit", on: Self.day("2026-05-31"), municipality: "4601")?.version == "1-bergen.1")

        // Both sides changed the same: the local text holds, and both are listed.
        let loud = try Self.library(
            Self.national, Self.local, Self.next([("within: 2 hours", "within: 4 hours"), ("{nb: e,", "{nb: z,")]))
        #expect(loud.conflicts.map(\.subject) == ["step call, \"due\"", "step tell"])
        let due = try #require(loud.conflicts.first)
        #expect(due.base?.contains("2 hours") == true && due.local?.contains("1 hour") == true && due.national?.contains("4 hours") == true)
        #expect(due.because == "agreement of 2026-01" && due.place == Place(file: "1.yaml", line: 8, column: 11))
        #expect(loud.conflicts.last?.local == nil && loud.conflicts.last?.national?.contains("nb: z") == true)
        let held = try #require(loud.definition("visit", on: Self.day("2026-06-01"), municipality: "4601"))
        #expect(held.step("call")?.deadlines.map(\.term) == [.hours(1)] && held.step("tell") == nil)
    }

    @Test("keeps a step that the national version took away and it had changed") func removedAbove() throws {
        let lines = Self.next().split(separator: "\n", omittingEmptySubsequences: false)
        let next = lines.prefix { $0 != "  - step: tell" }.joined(separator: "\n")
        let local = Self.local.replacing("{remove step: tell,", with: "{step: tell, set: {owner: home},")
        let library = try Self.library(Self.national, local, next)
        #expect(library.conflicts.map(\.subject) == ["step tell"])
        #expect(library.conflicts.first?.national == nil && library.conflicts.first?.local?.contains("owner: home") == true)
        let definition = library.definition("visit", on: Self.day("2026-07-01"), municipality: "4601")
        #expect(definition?.step("tell")?.owner == "home")
    }

    @Test("goes on as it was when the national update does not work with it") func incompatible() throws {
        let next = Self.next().replacing("role: home", with: "role: town").replacing("owner: home", with: "owner: town")
            .replacing("coordinator: home", with: "coordinator: town")
        let library = try Self.library(Self.national, Self.local, next)
        let definition = try #require(library.definition("visit", on: Self.day("2026-07-01"), municipality: "4601"))
        #expect(definition.version == "1-bergen.1")
        #expect(library.conflicts.contains { $0.national?.contains("which does not work with the local changes") == true })
    }

    @Test("is never lost, whatever either side changes") func laws() throws {
        // Every pair of one local and one national change: the local text holds, or the change is listed.
        let keys = ["title: {nb: 1, nn: 1, da: 1, en: 1}", "late: [home]", "needs: nurse", "owner: ward", "activity: one"]
        let others = [
            "title: {nb: 2, nn: 2, da: 2, en: 2}", "late: [ward, home]", "needs: doctor", "owner: home", "activity: two", "visit: yes",
        ]
        let base = try DefinitionTree.read(yaml: Self.national, file: "base.yaml")
        for (local, national) in keys.flatMap({ local in others.map { (local, $0) } }) {
            let text = Self.local.replacing("clear: [late]", with: "set: {\(local)}")
            let adaptation = try Adaptation.read(try DefinitionTree.read(yaml: text, file: "local.yaml"))
            var new = base
            var step = try #require(new[DefinitionPart(.step, "call")])
            let changed = try DefinitionTree.read(yaml: national, file: "new.yaml")
            for member in changed.members ?? [] { step[member.key] = member.value }
            new[DefinitionPart(.step, "call")] = step
            let merged = adaptation.merged(base: base, national: new)
            let result = try #require(merged.tree[DefinitionPart(.step, "call")])
            let said = try #require(try DefinitionTree.read(yaml: local, file: "").members?.first)
            #expect(result[said.key] == said.value, "\(local) beside \(national)")
            let isBoth = step[said.key] != base[DefinitionPart(.step, "call")]?[said.key] && step[said.key] != said.value
            #expect(merged.conflicts.contains { $0.key == said.key } == isBoth, "\(local) beside \(national)")
            for member in changed.members ?? [] where member.key != said.key { #expect(result[member.key] == member.value) }
        }
    }

    @Test(
        "is refused when it makes no sense",
        arguments: [
            ("adapts: visit", "adapts: visits", "A local version has the id of the pathway that it adapts"),
            ("base: \"1\"", "base: \"0\"", "There is no version \"0\" of the pathway \"visit\""),
            ("version: \"1-bergen.1\"", "version: \"1\"", "The local version has the name of the national one"),
            ("remove step: tell", "remove step: told", "The national version 1 has no step \"told\""),
            ("add step:\n      step: ask", "add step:\n      step: tell", "The national version 1 has a step \"tell\" already"),
            ("{step: call, clear: [late],", "{step: call, clear: [owner],", "The key \"owner\" cannot be cleared"),
            ("{step: call, clear: [late],", "{step: call, set: {ownr: ward},", "The key \"ownr\" cannot be set here"),
            (
                "{step: call, clear: [late],", "{set: {steps: []},",
                "\"steps\" cannot be set as a whole: a national change in it would be lost"
            ),
            ("{step: call, clear: [late],", "{step: call,", "It is not clear what the change does"),
            ("{step: call, clear: [late],", "{step: call, remove step: tell, set: {},", "It is not clear what the change does"),
            (", because: we tell in person", "", "The change has no \"because\""),
            ("{step: call, clear: [late],", "{step: call, set: {owner: nobody},", "There is no role \"nobody\""),
            ("municipalities: [\"4601\"]", "municipalities: [Bergen]", "\"Bergen\" is no local authority code"),
            ("municipalities: [\"4601\"]", "sign-off: [home]", "It is published without the signature of \"home\""),
        ])
    func refusal(_ old: String, _ new: String, _ sentence: String) throws {
        let text = Self.local.replacing(old, with: new)
        try #require(text != Self.local)
        do {
            _ = try Self.library(Self.national, text)
            Issue.record("It was taken.")
        } catch let error as Mistakes {
            #expect(error.list.map(\.what) == [sentence])
            #expect(error.list.allSatisfy { $0.place.file == "1.yaml" && $0.place.line > 0 && !$0.remedy.isEmpty })
        }
    }
}

@Suite("A library of definitions") struct LibraryTests {
    @Test("never runs a draft") func drafts() throws {
        let draft = MistakeTests.good.replacing("version: \"1\"", with: "version: \"2\"\nstatus: draft")
            .replacing("from: 2026-01-01", with: "from: 2026-02-01")
        let library = try AdaptationTests.library(MistakeTests.good, draft)
        #expect(library.drafts.map(\.version) == ["2"] && library.definition("visit", version: "2") == nil)
        #expect(library.definition("visit", on: AdaptationTests.day("2026-03-01"))?.version == "1")
    }

    @Test("A1.12: a version is not published without the signatures it asks for") func signatures() throws {
        let asked = MistakeTests.good.replacing("starts:", with: "sign-off: [home, ward]\nstarts:")
        #expect(throws: Mistakes.self) { try AdaptationTests.library(asked) }
        #expect(try AdaptationTests.library(asked.replacing("starts:", with: "status: draft\nstarts:")).definitions.isEmpty)
        let signed = asked.replacing(
            "starts:",
            with: "signed: [{role: home, by: Head of care, on: 2025-12-01}, {role: ward, by: Head of ward, on: 2025-12-02}]\nstarts:")
        #expect(try AdaptationTests.library(signed).definitions.map(\.id) == ["visit"])
    }

    @Test("refuses two contents with one version, and two versions for the same people from the same day") func immutable() throws {
        let changed = MistakeTests.good.replacing("within: 2 hours", with: "within: 3 hours").replacing(
            "from: 2026-01-01", with: "from: 2026-02-01")
        for (files, sentence) in [
            ([MistakeTests.good, changed], "The version 1 of \"visit\" is there twice, with different content"),
            (
                [
                    MistakeTests.good,
                    changed.replacing("version: \"1\"", with: "version: \"2\"").replacing("2026-02-01", with: "2026-01-01"),
                ],
                "The versions 1 and 2 of \"visit\" hold from the same day"
            ),
        ] {
            do {
                _ = try PathwayLibrary.read(files.enumerated().map { SourceFile(name: "\($0.offset).yaml", text: $0.element) })
                Issue.record("It was taken.")
            } catch {
                #expect(error.list.map(\.what) == [sentence] && error.list.map(\.place) == [Place(file: "1.yaml", line: 2, column: 10)])
            }
        }
    }
}
