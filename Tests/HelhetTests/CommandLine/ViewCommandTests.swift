import FHIR
import Foundation
import Journal
import JournalSQLite
import Running
import Testing

@Suite("helhet view") struct ViewCommandTests {
    private static let patients = """
        {"resourceType":"Patient","id":"a","name":[{"family":"Prøve"},{"family":"Prøve, den andre"}]}
        {"resourceType":"Observation","id":"o"}

        {"resourceType":"Patient","id":"b"}
        """
    private static let definition = """
        {"resourceType":"ViewDefinition","resource":"Patient","select":[{"column":[{"name":"id","path":"id"}]},
        {"forEachOrNull":"name","column":[{"name":"family","path":"family"}]}]}
        """

    private func run(_ definition: String, _ resources: String, _ more: String...) async throws -> Program.Ended {
        let program = try Program()
        defer { program.remove() }
        try program.write("view.json", definition)
        try program.write("patients.ndjson", resources)
        return try await program.run(["view", "view.json", "--from", "patients.ndjson"] + more)
    }

    private static let tables: [[String]] = [
        ["csv", "id,family\r\na,Prøve\r\na,\"Prøve, den andre\"\r\nb,\r\n"],
        [
            "ndjson",
            """
            {"id":"a","family":"Prøve"}
            {"id":"a","family":"Prøve, den andre"}
            {"id":"b","family":null}

            """,
        ],
        [
            "json",
            """
            [
            {"id":"a","family":"Prøve"},
            {"id":"a","family":"Prøve, den andre"},
            {"id":"b","family":null}
            ]

            """,
        ],
    ]

    @Test("writes the rows on standard output", arguments: tables) func rows(_ table: [String]) async throws {
        let ended = try await run(Self.definition, Self.patients, "--to", table[0])
        #expect(ended.code == 0, "\(ended.narration)")
        #expect(ended.output == table[1])
        #expect(ended.narration.contains("3 rows of 3 resources."))
    }

    @Test("leaves out the line of names when it is told to") func header() async throws {
        #expect(try await run(Self.definition, Self.patients, "--no-header").output.hasPrefix("a,Prøve\r\n"))
    }

    @Test("refuses a view that is wrong with every place in it, and exit code 1") func wrongView() async throws {
        let ended = try await run(#"{"resource":"Patient","select":[{"column":[{"name":"a b","path":"id"},{"name":"c"}]}]}"#, Self.patients)
        #expect(ended.code == 1)
        #expect(ended.output.isEmpty)
        #expect(ended.narration.contains("select[0].column[0].name: The name is not one that every database takes."))
        #expect(ended.narration.contains("select[0].column[1].path: The column has no path. Give it one."))
    }

    @Test("stops at a line that is no resource, with its number and exit code 1") func wrongLine() async throws {
        let ended = try await run(Self.definition, Self.patients + "\n{}\n")
        #expect(ended.code == 1)
        #expect(ended.narration.contains("line 5 of the input: The resource does not say what it is."))
    }

    @Test("makes the table of the store's resources when no file is named", arguments: tables) func store(_ table: [String]) async throws {
        let program = try Program()
        defer { program.remove() }
        let journal = try JournalSQLite.open(path: program.store)
        for line in Self.patients.split(separator: "\n") {
            try await journal.commit(.people, at: Instant(seconds: 1_767_225_600)) { writer in
                let resource = try Resource(json: Array(line.utf8))
                _ = try writer.put(resource, id: resource.id ?? "", subject: nil, source: .act(0), ifVersion: nil)
            }
        }
        try await journal.close()
        try program.write("view.json", Self.definition)
        let ended = try await program.run(["view", "view.json", "--store", program.store, "--to", table[0]])
        #expect(ended.code == 0, "\(ended.narration)")
        #expect(ended.output == table[1])
        #expect(ended.narration.contains("3 rows of 2 resources."))

        try program.write(
            "several.json", #"{"resource":"Patient","select":[{"column":[{"name":"family","path":"name.family"}]}]}"#)
        let stopped = try await program.run(["view", "several.json", "--store", program.store])
        #expect(stopped.code == 1)
        #expect(stopped.narration.contains("Patient/a: select[0].column[0].path: A resource has several values for this column."))
        let both = try await program.run(["view", "view.json", "--store", program.store, "--from", "-"])
        #expect(both.code == 2)
        #expect(both.narration.contains("give --from or --store"))
        let none = try await program.run(["view", "view.json", "--store", program.path("none.sqlite")])
        #expect(none.code == 3)
        #expect(none.narration.contains("There is no store at"))
    }

    @Test("needs no more memory for more resources") func memory() async throws {
        let program = try Program()
        defer { program.remove() }
        try program.write("view.json", Self.definition)
        func peak(_ megabytes: Int) async throws -> Int {
            let text = String(repeating: "x", count: 50_000)
            let line = #"{"resourceType":"Patient","id":"a","name":[{"family":"b"}],"text":{"div":"\#(text)"}}"# + "\n"
            // The program waits for more until it has been looked at.
            let input = "\(megabytes).in"
            try #require(mkfifo(program.path(input), 0o600) == 0)
            let pipe = open(program.path(input), O_RDWR | O_NONBLOCK | O_CLOEXEC)
            try #require(pipe >= 0)
            let process = try program.start(["view", "view.json", "--from", "-"], name: "\(megabytes)", input: input)
            var left = ArraySlice(String(repeating: line, count: megabytes * 20).utf8)
            var unread: Int32 = 0
            while !left.isEmpty || unread > 0, process.isRunning {
                let count = left.withUnsafeBytes { write(pipe, $0.baseAddress, $0.count) }
                if count > 0 { left = left.dropFirst(count) } else { try await Task.sleep(for: .milliseconds(1)) }
                _ = ioctl(pipe, UInt(FIONREAD), &unread)
            }
            let peak = try #require(process.peakMemory)
            close(pipe)
            await process.end()
            #expect(process.code == 0)
            #expect(program.read("\(megabytes).out").split(separator: "\r\n").count == megabytes * 20 + 1)
            return peak
        }
        let (few, many) = (try await peak(5), try await peak(60))
        #expect(few > 1_000_000)
        #expect(many - few < 20_000_000, "\(few) bytes for 5 MB, \(many) for 60 MB")
    }

    @Test("says that a file cannot be read, with exit code 2") func noFile() async throws {
        let program = try Program()
        defer { program.remove() }
        let ended = try await program.run("view", "nowhere.json", "--from", "-")
        #expect(ended.code == 2)
        #expect(ended.narration.contains("nowhere.json cannot be read"))
    }
}
