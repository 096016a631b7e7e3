import Directory
import Foundation
import Testing

@testable import Pathways

@Suite("Two versions of a definition") struct ComparingTests {
    @Test("A1.12: are compared in words, by part and key") func words() throws {
        let old = try DefinitionTree.read(yaml: AdaptationTests.national, file: "old.yaml")
        let text = AdaptationTests.national.replacing("version: \"1\"", with: "version: \"2\"").replacing(
            "within: 2 hours", with: "within: 4 hours"
        )
        .replacing("    late: [ward]\n", with: "    needs: nurse\n").replacing("step: tell", with: "step: write")
        let new = try DefinitionTree.read(yaml: text, file: "new.yaml")
        #expect(
            DefinitionDifference.all(from: old, to: new).map(\.description) == [
                "pathway: \"version\" was \"1\", is \"2\"".replacing("\"1\"", with: "1").replacing("\"2\"", with: "2"),
                "step call: \"due\", \"within\" was 2 hours, is 4 hours", "step call: \"needs\" is new: nurse",
                "step call: \"late\" is gone, was: [ward]",
                "step write: is new: h", "step tell: is gone: h",
            ])
        #expect(DefinitionDifference.all(from: old, to: old).isEmpty)
    }

    @Test("say the same when only order of keys and way of writing differ") func style() throws {
        let one = try DefinitionTree.read(yaml: "a: {b: c, d: [e]}", file: "")
        let other = try DefinitionTree.read(yaml: "a:\n  d:\n    - \"e\"\n  b: 'c'", file: "")
        #expect(one == other && DefinitionDifference.all(from: one, to: other).isEmpty)
    }

    @Test("carry a local file over, with conflicts written beside what they are about") func carried() throws {
        let base = try DefinitionTree.read(yaml: AdaptationTests.national, file: "1.yaml")
        let next = AdaptationTests.next([("within: 2 hours", "within: 4 hours"), ("    late: [ward]\n", "")])
        let national = try DefinitionTree.read(yaml: next, file: "2.yaml")
        let text = "# ours\n" + AdaptationTests.local
        let carried = try CarriedAdaptation.make(text, file: "local.yaml", base: base, national: national)
        #expect(carried.conflicts.map(\.subject) == ["step call, \"due\""])
        #expect(carried.settled.map(\.because) == ["the ward calls by itself"] && carried.mistakes.isEmpty)
        #expect(carried.text.hasPrefix("# ours\nadapts: visit\nbase: \"2\"\npathway: visit\nversion: \"2-bergen.1\"\nfrom: 2026-06-01\n"))
        let note = try #require(carried.text.range(of: "  # Conflict in step call, \"due\". Decide, then take this comment away.\n"))
        #expect(carried.text[note.upperBound...].contains("  #   national now:    [{within: 4 hours"))
        #expect(carried.text.contains("  # The national version 2 says the same now: this change can go.\n  - {step: call, clear: [late]"))
        // What comes out is a local version of the new one, with the local text where both had changed.
        let adaptation = try Adaptation.read(try DefinitionTree.read(yaml: carried.text, file: "local.yaml"))
        let definition = try PathwayDefinition.read(try adaptation.applied(to: national))
        #expect(definition.step("call")?.deadlines.map(\.term) == [.hours(1)] && definition.version == "2-bergen.1")
    }
}

@Suite("The schema for editors") struct SchemaTests {
    static let file = ConvertingTests.folder.appending(path: "pathway.schema.json")

    @Test("is in the folder as the program writes it") func checkedIn() throws {
        #expect(try String(contentsOf: Self.file, encoding: .utf8) == DefinitionSchema.json)
    }

    @Test("takes every shipped file and the one with every key, and refuses what the reader refuses") func validates() throws {
        let python = URL(filePath: "/usr/bin/python3")
        let script = """
            import json, sys, yaml, jsonschema
            class Loader(yaml.SafeLoader): pass
            Loader.yaml_implicit_resolvers = {k: [r for r in v if r[0] != 'tag:yaml.org,2002:timestamp'] for k, v in yaml.SafeLoader.yaml_implicit_resolvers.items()}
            schema = json.load(open(sys.argv[1]))
            jsonschema.Draft202012Validator.check_schema(schema)
            for name in sys.argv[2:]:
                found = list(jsonschema.Draft202012Validator(schema).iter_errors(yaml.load(open(name), Loader)))
                print(len(found), *[(list(e.absolute_path), e.message[:120]) for e in found[:3]])
            """
        let folder = FileManager.default.temporaryDirectory.appending(path: "schema-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var files: [String] = []
        func add(_ text: String) throws {
            let file = folder.appending(path: "\(files.count).yaml")
            try text.write(to: file, atomically: true, encoding: .utf8)
            files.append(file.path)
        }
        for name in ConvertingTests.names { try add(try ConvertingTests.definition(name).tree.yaml) }
        try add(AdaptationTests.local)
        let good = files.count
        let wrong = [
            ("scope: citizen", "scop: citizen"), ("visit: yes", "visit: sometimes"), ("every: 6 months", "every: often"),
            ("zone: red, when", "zone: orange, when"), ("    owner: municipality\\n    counterpart: general", "    counterpart: general"),
            ("title: {nb: Alt, nn: Alt saman,", "title: {nb: Alt,"),
        ]
        for (old, new) in wrong { try add(EveryKey.text.replacing(old.replacing("\\n", with: "\n"), with: new, maxReplacements: 1)) }
        let process = Process()
        process.executableURL = python
        process.arguments = ["-c", script, Self.file.path] + files
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            FileHandle.standardError.write(Data("Python's yaml and jsonschema are not here: the schema is not tried.\n".utf8))
            return
        }
        let lines = output.split(separator: "\n").map(String.init)
        #expect(lines.count == files.count)
        for line in lines.prefix(good) { #expect(line == "0") }
        for line in lines.dropFirst(good) { #expect(!line.hasPrefix("0")) }
    }
}
