import Directory
import Exchange
import FHIR
import Testing

@testable import Pathways

@Suite("A1.12 Drafts, signatures and versions") struct PublishingRowTests {
    static let roles = ["hospital", "municipality", "general-practice"]

    static func text(_ status: String, signed: [String]) -> String {
        let signatures = signed.map { "{role: \($0), by: Head of \($0), on: 2011-12-01}" }.joined(separator: ", ")
        return Written.pathway(
            "visit", head: "status: \(status)\nsign-off: [\(roles.joined(separator: ", "))]\nsigned: [\(signatures)]\nstarts: [admitted]",
            steps: [Written.step("call", "opens: [{after: admitted}]")])
    }

    @Test("A1.12: of all sets of signatures only the whole one publishes; the refusal names who is missing, and where", arguments: 0..<8)
    func signatures(_ set: Int) throws {
        let signed = Self.roles.enumerated().filter { set >> $0.offset & 1 == 1 }.map(\.element)
        let findings = PathwayDefinition.check(yaml: Self.text("published", signed: signed), file: "visit.yaml")
        let missing = Self.roles.filter { !signed.contains($0) }
        #expect((findings.definition != nil) == missing.isEmpty)
        if !missing.isEmpty {
            let names = missing.map { "\"\($0)\"" }.joined(separator: ", ")
            #expect(findings.mistakes.map(\.what) == ["It is published without the signature of \(names)"])
            #expect(findings.mistakes.first?.place == Place(file: "visit.yaml", line: 8, column: 9))
        }
        // A draft may be read, drawn and commented on with any of them, and runs with none.
        let draft = PathwayDefinition.check(yaml: Self.text("draft", signed: signed), file: "visit.yaml")
        #expect(draft.mistakes.isEmpty && draft.definition?.publication.missing == missing)
        let library = Written.library([Self.text("draft", signed: signed)])
        var made = Case.norway().says(.admitted, at: "2026-02-02T08:40:00", ["class": "inpatient"])
        made.library = library
        let runs = try made.plan().runs.map(\.key)
        #expect(library.drafts.map(\.id) == ["visit"] && runs == ["1"])
    }

    @Test("A1.12: the difference of two versions is sentences that name part, key, before and after, and nothing that is the same")
    func diff() throws {
        let old = try DefinitionTree.read(yaml: ShippedTests.stay.text, file: "old.yaml")
        let changes = [
            ("owner: municipality\n    counterpart: hospital", "owner: hospital\n    counterpart: hospital"),
            ("    within: 30 days\n", "    within: 60 days\n"),
        ]
        let text = try changes.reduce(ShippedTests.stay.text) { $0.replacing($1.0, with: $1.1, maxReplacements: 1) }
        let told = DefinitionDifference.all(from: old, to: try DefinitionTree.read(yaml: text, file: "new.yaml")).map(\.description)
        #expect(
            told == [
                "pathway: \"ends\", no. 2, \"within\" was 30 days, is 60 days",
                "step admission-report: \"owner\" was municipality, is hospital",
            ])
        #expect(DefinitionDifference.all(from: old, to: old).isEmpty)
    }
}
