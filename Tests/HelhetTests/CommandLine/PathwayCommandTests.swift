import Directory
import FHIR
import Foundation
import Journal
import JournalSQLite
import Pathways
import Running
import Testing

@Suite("The command pathway") struct PathwayCommandTests {
    private static let stay = PathwayLibrary.shippedFiles.first { $0.text.contains("pathway: hospital-stay\n") }?.text ?? ""

    private static let version = (try? PathwayLibrary.shipped())?.definitions.first { $0.id == "hospital-stay" }?.version ?? ""

    private static let local = """
        adapts: hospital-stay
        base: "\(version)"
        pathway: hospital-stay
        municipalities: ["4601"]
        version: "\(version)-bergen.1"
        from: 2026-02-01
        changes:
          # agreed in the spring
          - {step: answer, set: {late: [hospital, municipality]}, because: agreement}
        """

    @Test("checks files: mistakes with line and column, warnings that do not refuse") func check() async throws {
        let program = try Program()
        defer { program.remove() }
        try program.write("stay.yaml", Self.stay)
        try program.write("bad.yaml", Self.stay.replacing("    owner: hospital", with: "    ownr: hospital"))
        try program.write("local.yaml", Self.local)
        let good = try await program.run("pathway", "check", "stay.yaml", "local.yaml")
        #expect(good.code == 0, "\(good.output)")
        #expect(good.lines.allSatisfy { $0.contains(": warning: ") })
        let bad = try await program.run("pathway", "check", "bad.yaml", "--errors-only")
        #expect(bad.code == 1)
        let unknown = ":5: error: The key \"ownr\" is not known here. Did you mean \"owner\"?"
        #expect(bad.lines.contains { $0.hasPrefix("bad.yaml:") && $0.contains(unknown) }, "\(bad.output)")
        #expect(try await program.run("pathway", "check", "none.yaml").code == 2)
    }

    @Test("A4.6: counts what came of pathways as text, CSV and JSON, of those that began in a time, and leaves a trace") func figures()
        async throws
    {
        let program = try Program()
        defer { program.remove() }
        try program.write("letter.json", Fixture.Notification().text)
        #expect(try await program.run("receive", "letter.json", "--store", program.store).code == 0)
        let json = try await program.run("pathway", "figures", "--store", program.store, "--format", "json")
        #expect(json.code == 0, "\(json.narration)")
        let lines = try json.lines.map { try Document(json: Array($0.utf8)).root }
        #expect(lines.allSatisfy { $0["pathway"]?.text == "hospital-stay" })
        #expect(lines.first { $0["line"]?.text == "runs" }?["count"]?.int == 1)
        let steps = Set(lines.filter { $0["line"]?.text == "step" }.compactMap { $0["step"]?.text })
        #expect(steps.contains("answer") && steps.contains("first-contact"))
        let csv = try await program.run("pathway", "figures", "--store", program.store, "--format", "csv", "--pathway", "hospital-stay")
        #expect(csv.lines.first?.hasPrefix("pathway,line,step,organisation,what,reason,on-time,late,overdue,") ?? false)
        let columns = csv.lines[0].split(separator: ",").count
        #expect(csv.lines.allSatisfy { $0.split(separator: ",", omittingEmptySubsequences: false).count == columns })
        let text = try await program.run("pathway", "figures", "--store", program.store, "--from", "2000-01-01", "--to", "2000-12-31")
        #expect(text.code == 0 && text.lines.contains("hospital-stay  runs: 0"), "\(text.output)")
        #expect(try await program.run("pathway", "figures", "--store", program.store, "--pathway", "none").code == 2)
        #expect(try await program.run("pathway", "figures", "--store", program.store, "--from", "spring").code == 2)
    }

    @Test("A4.6: counts what is past due by the time that a demo's store has come to, or by --at") func demo() async throws {
        let program = try Program()
        defer { program.remove() }
        let admitted = Fixture.Notification()
        var discharged = admitted
        discharged.id = "0a6f0000-0000-4000-8000-000000000004"
        discharged.activity = "discharge-inpatient-home"
        discharged.status = "finished"
        discharged.sent = "2026-01-09T11:00:05+01:00"
        discharged.end = "2026-01-09T11:00:00+01:00"
        discharged.before = [(admitted.id, admitted.activity, admitted.sent)]
        try program.write("1.json", admitted.text)
        try program.write("2.json", discharged.text)
        let received = try await program.run("receive", "1.json", "2.json", "--store", program.store, "--format", "json")
        let citizen = try #require(try CommandLineTests.object(received.lines[0])["citizen"])
        let journal = try JournalSQLite.open(path: program.store)
        let at = try #require(Instant("2026-01-09T13:00:00Z"))
        try await journal.commit(.background, at: at) { try $0.set("demo", "\(at) \(at) \(at) 0") }
        try await journal.close()
        func overdue(_ more: String...) async throws -> Int? {
            let told = try await program.run(["pathway", "figures", "--store", program.store, "--format", "json"] + more)
            #expect(told.code == 0, "\(told.narration)")
            let lines = try told.lines.map { try Document(json: Array($0.utf8)).root }
            return lines.first { $0["step"]?.text == "first-contact" }?["overdue"]?.int
        }
        // The citizen went home three hours ago, and is to be met within days.
        #expect(try await overdue() == 0)
        #expect(try await overdue("--at", "2026-01-25T12:00:00Z") == 1)
        #expect(try await program.run("show", citizen, "--store", program.store).output.contains("Discharged today"))
    }

    @Test("draws, compares, and takes a pathway to FHIR and back") func make() async throws {
        let program = try Program()
        defer { program.remove() }
        try program.write("stay.yaml", Self.stay)
        try program.write("local.yaml", Self.local)
        let drawn = try await program.run("pathway", "draw", "stay.yaml", "--language", "da", "--to", "stay.svg")
        #expect(drawn.code == 0 && program.read("stay.svg").contains("<title>Sygehusophold og udskrivning</title>"), "\(drawn.narration)")
        let different = try await program.run("pathway", "diff", "stay.yaml", "local.yaml")
        #expect(different.lines.contains("step answer: \"late\" was [hospital], is [hospital, municipality]"), "\(different.output)")
        let fhir = try await program.run("pathway", "convert", "stay.yaml", "--to", "stay.json")
        #expect(fhir.code == 0, "\(fhir.narration)")
        #expect(try await program.run("validate", "stay.json").code == 0)
        #expect(try await program.run("pathway", "convert", "stay.json", "--to", "back.yaml").code == 0)
        #expect(try await program.run("pathway", "check", "back.yaml").code == 0)
        let schema = try await program.run("pathway", "schema")
        #expect(schema.code == 0 && schema.output == DefinitionSchema.json)
    }

    @Test("carries a local version over, and says what must be decided") func merge() async throws {
        let program = try Program()
        defer { program.remove() }
        try program.write("local.yaml", Self.local)
        let next = Self.stay.replacing("version: \"\(Self.version)\"", with: "version: next").replacing(
            "\nfrom: 2012-01-01", with: "\nfrom: 2027-01-01")
        try program.write("quiet.yaml", next)
        try program.write("loud.yaml", next.replacing("    late: [hospital]\n", with: "    late: [hospital, general-practice]\n"))
        let quiet = try await program.run("pathway", "merge", "local.yaml", "quiet.yaml")
        #expect(quiet.code == 0 && quiet.narration.hasSuffix("0 conflicts.\n"), "\(quiet.narration)")
        #expect(quiet.output.contains("base: \"next\"\n") && quiet.output.contains("  # agreed in the spring\n"))
        let loud = try await program.run("pathway", "merge", "local.yaml", "loud.yaml", "--to", "new.yaml")
        #expect(loud.code == 1 && loud.narration.contains("Conflict in step answer, \"late\""), "\(loud.narration)")
        #expect(program.read("new.yaml").contains("  #   national now:    [hospital, general-practice]\n"))
        #expect(try await program.run("pathway", "check", "new.yaml", "loud.yaml").code == 0)
    }
}
