import Foundation
import Running
import Testing

@Suite("The command line") struct CommandLineTests {
    @Test("helps on standard output and ends well", arguments: [["--help"], ["receive", "--help"], ["serve", "--help"]])
    func help(_ arguments: [String]) async throws {
        let program = try Program()
        defer { program.remove() }
        let ended = try await program.run(arguments)
        #expect(ended.code == 0)
        #expect(ended.output.contains("USAGE"))
        #expect(ended.narration.isEmpty)
    }

    @Test(
        "says wrong usage on standard error, with exit code 2",
        arguments: [
            ["nonsense"], ["receive"], ["receive", "--at", "yesterday", "x"], ["receive", "nowhere.json"], ["show"],
            ["show", "1", "--language", "xx"],
        ])
    func usage(_ arguments: [String]) async throws {
        let program = try Program()
        defer { program.remove() }
        let ended = try await program.run(arguments)
        #expect(ended.code == 2, "\(ended.narration)")
        #expect(ended.output.isEmpty)
        #expect(!ended.narration.isEmpty)
    }

    @Test("receive writes one object a file, with its keys, and exit code 0")
    func receive() async throws {
        let program = try Program()
        defer { program.remove() }
        try program.write("letter.json", Fixture.Notification().text)
        try program.write("other.xml", "<note>not a letter</note>")
        let ended = try await program.run(
            "receive", "letter.json", "other.xml", "--store", program.store, "--format", "json", "--at", "2026-01-06T00:00:00Z")
        #expect(ended.code == 0, "\(ended.narration)")
        #expect(ended.lines.count == 2)
        let first = try Self.object(ended.lines[0])
        #expect(first["file"] == "letter.json")
        #expect(first["letter"] == "STIN")
        #expect(first["id"] == Fixture.Notification().id)
        #expect(first["citizen"]?.isEmpty == false)
        #expect(first["outcome"] == "accepted")
        #expect(first["receipt"] == "ok")
        #expect(first["because"] == nil)
        let second = try Self.object(ended.lines[1])
        #expect(second == ["file": "other.xml", "outcome": "skipped", "because": "no letter"])

        let again = try await program.run("receive", "letter.json", "--store", program.store)
        #expect(again.code == 0)
        #expect(again.output.hasPrefix("duplicate"))
        #expect(again.output.contains("receipt ok"))
    }

    @Test("a refused letter gives exit code 1, and the others are taken")
    func refused() async throws {
        let program = try Program()
        defer { program.remove() }
        try FileManager.default.createDirectory(atPath: program.path("letters"), withIntermediateDirectories: true)
        var wrong = Fixture.Notification()
        wrong.id = "0a6f0000-0000-4000-8000-000000000002"
        wrong.code = "HOME"
        try program.write("letters/1.json", wrong.text)
        try program.write("letters/2.json", Fixture.Notification().text)
        let ended = try await program.run("receive", "letters", "--store", program.store, "--format", "json")
        #expect(ended.code == 1)
        let outcomes = try ended.lines.map { try Self.object($0)["outcome"] }
        #expect(outcomes == ["refused", "accepted"])
        #expect(try Self.object(ended.lines[0])["receipt"] == "fatal-error")
    }

    @Test("show, check and backup read the store that receive wrote")
    func readers() async throws {
        let program = try Program()
        defer { program.remove() }
        try program.write("letter.json", Fixture.Notification().text)
        let received = try await program.run("receive", "letter.json", "--store", program.store, "--format", "json")
        let citizen = try #require(try Self.object(received.lines[0])["citizen"])

        let shown = try await program.run("show", citizen, "--store", program.store)
        #expect(shown.code == 0)
        #expect(shown.output.contains("Strandborg Sygehus"))
        let byNumber = try await program.run("show", "-", "--store", program.store, input: Fixture.Notification().number + "\n")
        #expect(byNumber.code == 0)
        #expect(byNumber.output == shown.output)
        let nobody = try await program.run("show", "zzzz", "--store", program.store)
        #expect(nobody.code == 1)
        #expect(nobody.narration == "There is no such citizen in this store.\n")

        let then = try await program.run("show", citizen, "--store", program.store, "--at", "2100-01-01T00:00:00Z")
        #expect(then.code == 0 && then.output.contains("Strandborg Sygehus"))
        let before = try await program.run("show", citizen, "--store", program.store, "--at", "2000-01-01T00:00:00Z")
        #expect(before.code == 1)
        #expect(before.narration == "There was no such citizen in this store then.\n")

        let checked = try await program.run("check", "--digest", "--store", program.store)
        #expect(checked.code == 0)
        #expect(checked.lines.count == 1 && checked.lines[0].hasPrefix("digest "))
        #expect(checked.narration.hasSuffix("Nothing is wrong.\n"))

        let copied = try await program.run("backup", "copy.sqlite", "--store", program.store)
        #expect(copied.code == 0)
        #expect(copied.output.isEmpty)
        let copy = try await program.run("check", "--digest", "--store", program.path("copy.sqlite"))
        #expect(copy.output == checked.output)
        #expect(try permissions(of: program.path("copy.sqlite")) == 0o600)
        #expect(try permissions(of: program.store) == 0o600)
    }

    @Test("receive has a line for every file of a folder") func folder() async throws {
        let program = try Program()
        defer { program.remove() }
        try FileManager.default.createDirectory(atPath: program.path("letters/old"), withIntermediateDirectories: true)
        try program.write("letters/old/A.JSON", Fixture.Notification().text)
        try program.write("letters/b.txt", "not a letter")
        try program.write("letters/c.xml", "<note>not a letter</note>")
        let ended = try await program.run("receive", "letters", "--store", program.store, "--format", "json")
        #expect(ended.code == 0, "\(ended.narration)")
        let lines = try ended.lines.map(Self.object)
        #expect(lines.map { $0["file"] } == ["letters/b.txt", "letters/c.xml", "letters/old/A.JSON"])
        #expect(lines.map { $0["outcome"] } == ["skipped", "skipped", "accepted"])
    }

    @Test("what letters tell of a party holds for plans made before, whatever their order") func learned() async throws {
        var letters = [Fixture.numbered(1).text, Fixture.numbered(2).text]
        letters[1] = letters[1].replacing("Strandborg Sygehus", with: "Aa Strandborg Sygehus")
        var digests: Set<String> = []
        for order in [[0, 1], [1, 0]] {
            let program = try Program()
            defer { program.remove() }
            for letter in order { try program.write("\(letter).json", letters[letter]) }
            let received = try await program.run(["receive"] + order.map { "\($0).json" } + ["--store", program.store])
            #expect(received.code == 0, "\(received.narration)")
            let checked = try await program.run("check", "--digest", "--store", program.store)
            #expect(checked.code == 0, "\(checked.narration)\(checked.output)")
            digests.insert(checked.output)
        }
        #expect(digests.count == 1)
    }

    @Test("directory import says what changes, and writes the merged directory where it is told") func directoryImport() async throws {
        let program = try Program()
        defer { program.remove() }
        let columns = "id,name,roles,country,municipality,parent,addresses"
        try program.write("old.csv", "\(columns)\nhavvik,Havvik kommune,municipality,no,no:9911,,her:990000201\n")
        try program.write("new.csv", "\(columns)\nhome-care,Hjemmetjenesten,home-care,no,no:9911,havvik,her:990000202\n")
        try program.write("helhet.yaml", "directory: [old.csv]\n")
        let told = try await program.run("directory", "import", "new.csv")
        #expect(told.code == 0, "\(told.narration)")
        #expect(told.output.contains("home-care"))
        #expect(!told.output.contains("removed"))
        let written = try await program.run("directory", "import", "new.csv", "--out", "merged")
        #expect(written.code == 0, "\(written.narration)")
        try program.write("helhet.yaml", "directory: [merged/organisations.csv, merged/parts.csv]\n")
        let shown = try await program.run("directory", "show")
        #expect(shown.code == 0, "\(shown.narration)")
        #expect(shown.output.contains("Havvik kommune") && shown.output.contains("Hjemmetjenesten"))
    }

    @Test("directory show lists everything with its days, or what exists then, and learned parties; it makes and changes no store")
    func directoryShow() async throws {
        let program = try Program()
        defer { program.remove() }
        let columns = "id,name,roles,country,municipality,addresses,from,to,successor"
        try program.write(
            "o.csv",
            "\(columns)\nlarge,Large kommune,municipality,no,no:9901,her:990000201,,,\n"
                + "small,Small kommune,municipality,no,no:9902,her:990000202,,2025-12-31,large\n")
        try program.write("helhet.yaml", "store: store.sqlite\ndirectory: [o.csv]\n")
        func shown(_ more: String...) async throws -> String {
            let ended = try await program.run(["directory", "show"] + more)
            #expect(ended.code == 0, "\(ended.narration)")
            return ended.output
        }
        #expect(try await shown().contains("Small kommune"))
        #expect(try await shown("--at", "2025-06-01T00:00:00Z").contains("Small kommune"))
        #expect(try await !shown("--at", "2026-06-01T00:00:00Z").contains("Small kommune"))
        #expect(!FileManager.default.fileExists(atPath: program.store))
        try program.write("letter.json", Fixture.Notification().text)
        #expect(try await program.run("receive", "letter.json").code == 0)
        let before = try Data(contentsOf: URL(filePath: program.store))
        #expect(try await shown().contains("Strandborg Sygehus"))
        #expect(try Data(contentsOf: URL(filePath: program.store)) == before)
    }

    @Test("refold works plans out anew and changes nothing")
    func refold() async throws {
        let program = try Program()
        defer { program.remove() }
        try program.write("letter.json", Fixture.Notification().text)
        _ = try await program.run("receive", "letter.json", "--store", program.store)
        let before = try await program.run("check", "--digest", "--store", program.store)
        let refolded = try await program.run("refold", "--store", program.store)
        #expect(refolded.code == 0)
        #expect(refolded.output == "1\n")
        let after = try await program.run("check", "--digest", "--store", program.store)
        #expect(after.output == before.output)
    }

    @Test("commands that only read make no store", arguments: [["show", "1"], ["check"], ["backup", "copy.sqlite"], ["refold"]])
    func nothingMade(_ command: [String]) async throws {
        let program = try Program()
        defer { program.remove() }
        let ended = try await program.run(command + ["--store", program.store])
        #expect(ended.code == 3)
        #expect(ended.narration.hasPrefix("There is no store at \(program.store)."))
        #expect(!FileManager.default.fileExists(atPath: program.store))
    }

    @Test("config shows each value and where it comes from")
    func configuration() async throws {
        let program = try Program()
        defer { program.remove() }
        try program.write("helhet.yaml", "port: 9090\n")
        let checked = try await program.run("config", "check")
        #expect(checked.code == 0)
        let shown = try await program.run("config", "show")
        #expect(shown.lines.contains("port = 9090  (helhet.yaml:1)"))
        #expect(shown.lines.contains { $0.hasPrefix("host = 127.0.0.1  (default)") })
    }

    @Test("config check says that the hub answers for nobody, in which line, and what to write")
    func configurationWithoutParts() async throws {
        let program = try Program()
        defer { program.remove() }
        try program.write("o.csv", "id,name,roles,country,addresses\nhavvik,Havvik kommune,municipality,no,her:990000201\n")
        try program.write("helhet.yaml", "port: 9090\ndirectory: [o.csv]\n")
        let without = try await program.run("config", "check")
        #expect(without.code == 0)
        #expect(
            without.narration == """
                helhet.yaml:2: warning: The files of the directory have no parts: the hub answers for none of their organisations, and refuses \
                what comes for them. Write a list "parts" in one of the files or one more, for instance with "- {for: havvik, part: endpoint}".
                Nothing else is wrong.

                """)
        try program.write("p.yaml", "parts:\n  - {for: havvik, part: endpoint}\n")
        try program.write("helhet.yaml", "port: 9090\ndirectory: [o.csv, p.yaml]\n")
        #expect(try await program.run("config", "check").narration == "Nothing is wrong.\n")
    }

    @Test("config check reads the contacts and scores beside the pathways too", arguments: ["contacts/contacts.yaml", "scores/mine.yaml"])
    func configurationWithSupport(_ file: String) async throws {
        let program = try Program()
        defer { program.remove() }
        try FileManager.default.createDirectory(
            atPath: program.path("pathways/" + (file.split(separator: "/").first ?? "")), withIntermediateDirectories: true)
        try program.write("pathways/\(file)", "nothing: 1\n")
        let ended = try await program.run("config", "check")
        #expect(ended.code == 2)
        #expect(ended.narration.contains("\(file):1"), "\(ended.narration)")
    }

    private func permissions(of path: String) throws -> Int {
        let number = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber
        return try #require(number).intValue
    }

    static func object(_ line: String) throws -> [String: String] {
        try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String])
    }
}
