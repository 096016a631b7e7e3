import Foundation
import Running
import Samples
import Testing

@Suite("Bad input gets a clear sentence, and nothing is lost") struct BadInputTests {
    struct Bad: Sendable, CustomTestStringConvertible {
        var name: String
        var bytes: [UInt8]
        var outcome = "unreadable"
        var receipt: String?
        /// What the sentence must say.
        var says: String

        var testDescription: String { name }
    }

    static let letters: [Bad] = [
        Bad(name: "an empty file", bytes: [], says: "empty"),
        Bad(name: "binary noise", bytes: noise, says: "."),
        Bad(
            name: "an XML bomb",
            bytes: Array(
                #"<!DOCTYPE b [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><MsgHead>&b;&b;&b;</MsgHead>"#.utf8),
            says: "entities and external files are never read"),
        Bad(
            name: "an external entity",
            bytes: Array(#"<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><MsgHead>&e;</MsgHead>"#.utf8),
            says: "entities and external files are never read"),
        Bad(name: "half a letter", bytes: Array(Fixture.Notification().bytes.prefix(700)), says: "."),
        Bad(
            name: "nesting without end", bytes: Array(String(repeating: "{\"a\":", count: 100_000).utf8), says: "Send it with less nesting"),
        Bad(
            name: "an unknown type", bytes: with { $0.event = "birthday-message" }, outcome: "refused", receipt: "fatal-error",
            says: "HospitalNotification"),
        Bad(
            name: "an impossible citizen number", bytes: with { $0.number = "3113990000" }, outcome: "refused", receipt: "fatal-error",
            says: "CPR number cannot be one"),
        Bad(
            name: "a class that is none", bytes: with { $0.code = "HOME" }, outcome: "refused", receipt: "fatal-error",
            says: "must be IMP or EMER"),
    ]

    private static let noise: [UInt8] = {
        var numbers = SeededNumbers(seed: 11)
        return (0..<4_096).map { _ in UInt8(truncatingIfNeeded: numbers.next()) }
    }()

    private static func with(_ change: (inout Fixture.Notification) -> Void) -> [UInt8] {
        var letter = Fixture.Notification()
        change(&letter)
        return letter.bytes
    }

    @Test("a letter that cannot be taken is kept", arguments: letters)
    func kept(_ bad: Bad) async throws {
        let program = try Program()
        defer { program.remove() }
        try program.write("letter.xml", bad.bytes)
        let ended = try await program.run("receive", "letter.xml", "--store", program.store, "--format", "json")
        #expect(ended.code == 1, "\(ended.output)\(ended.narration)")
        let object = try CommandLineTests.object(try #require(ended.lines.first))
        #expect(object["outcome"] == bad.outcome)
        #expect(object["receipt"] == bad.receipt)
        let because = try #require(object["because"])
        #expect(because.contains(bad.says) && because.hasSuffix("."), "\(because)")
        #expect(!because.contains("root:"), "an entity was resolved")
        let checked = try await program.run("check", "--store", program.store)
        #expect(checked.code == 0, "\(checked.output)")
    }

    @Test("a letter for somebody else is refused where unknown parties are")
    func unknownReceiver() async throws {
        let program = try Program()
        defer { program.remove() }
        try program.write("helhet.yaml", "unknown-parties: refuse\nstore: store.sqlite\n")
        try program.write("letter.json", Fixture.Notification().text)
        let ended = try await program.run("receive", "letter.json", "--format", "json")
        #expect(ended.code == 1)
        let object = try CommandLineTests.object(try #require(ended.lines.first))
        #expect(object["outcome"] == "refused")
        #expect(object["receipt"] == "fatal-error")
        #expect(object["because"] == "This hub does not answer for the receiver of the letter; check its address.")
    }

    @Test("a letter that contradicts its stay is accepted and put before a human")
    func contradiction() async throws {
        let program = try Program()
        defer { program.remove() }
        var leave = Fixture.Notification()
        leave.activity = "end-leave-inpatient"
        leave.leave = ("2026-01-06T10:00:00+01:00", "2026-01-06T18:00:00+01:00")
        leave.sent = "2026-01-06T18:00:05+01:00"
        try program.write("letter.json", leave.text)
        let ended = try await program.run("receive", "letter.json", "--store", program.store, "--format", "json")
        #expect(ended.code == 0)
        let object = try CommandLineTests.object(try #require(ended.lines.first))
        #expect(object["outcome"] == "accepted")
        #expect(object["receipt"] == "ok")
    }

    @Test("a store that cannot be used says why, with exit code 3")
    func stores() async throws {
        let program = try Program()
        defer { program.remove() }
        try program.write("letter.json", Fixture.Notification().text)

        try program.write("text.sqlite", "This is no database, but a text that is long enough to be looked at as one.")
        let text = try await program.run("receive", "letter.json", "--store", program.path("text.sqlite"))
        #expect(text.code == 3, "\(text.narration)")
        #expect(text.narration.hasSuffix(".\n"))

        let nowhere = try await program.run("receive", "letter.json", "--store", program.path("no/folder/store.sqlite"))
        #expect(nowhere.code == 3)
        #expect(nowhere.narration.contains("There is no folder for the store"))

        let folder = try await program.run("receive", "letter.json", "--store", program.folder)
        #expect(folder.code == 3)
        #expect(folder.narration.contains("is no file"))
    }

    @Test("a store from a newer version is left alone")
    func newerVersion() async throws {
        let program = try Program()
        defer { program.remove() }
        try program.write("letter.json", Fixture.Notification().text)
        _ = try await program.run("receive", "letter.json", "--store", program.store)
        try await Self.sql("insert into grdb_migrations values ('a step of the future')", in: program)
        let ended = try await program.run("check", "--store", program.store)
        #expect(ended.code == 3)
        #expect(ended.narration.contains("newer version of Helhet"))
    }

    @Test("a store that may not be written to takes nothing")
    func readOnly() async throws {
        let program = try Program()
        defer { program.remove() }
        try program.write("letter.json", Fixture.Notification().text)
        _ = try await program.run("receive", "letter.json", "--store", program.store)
        try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: program.store)
        // Root may write to everything, so this shows nothing to root.
        guard geteuid() != 0 else { return }
        let ended = try await program.run("receive", "letter.json", "--store", program.store)
        #expect(ended.code == 3)
        #expect(ended.narration.contains("may not be written to"))
    }

    @Test(
        "a mistake in the configuration is told with its line",
        arguments: [
            ("port: none\n", "helhet.yaml:1"), ("# first\nprot: 8080\n", "helhet.yaml:2"), ("host: 0.0.0.0\n", "helhet.yaml:1"),
            ("directory:\n  - absent.csv\n", "absent.csv"), ("production: true\nunknown-parties: learn\n", "helhet.yaml:2"),
        ])
    func configuration(_ text: String, place: String) async throws {
        let program = try Program()
        defer { program.remove() }
        try program.write("helhet.yaml", text)
        let ended = try await program.run("config", "check")
        #expect(ended.code == 2)
        #expect(ended.narration.contains(place), "\(ended.narration)")
        #expect(ended.output.isEmpty)
    }

    @Test("a port in use is said, with exit code 3")
    func portInUse() async throws {
        let program = try Program()
        defer { program.remove() }
        let hub = try await RunningHub.start(program)
        let port = try #require(hub.base.split(separator: ":").last)
        let ended = try await program.run("serve", "--store", program.path("second.sqlite"), "--port", String(port))
        #expect(ended.code == 3)
        #expect(ended.narration.contains("the port is in use. Choose another port with --port."), "\(ended.narration)")
        #expect(await hub.stop() == 0)
    }

    private static func sql(_ text: String, in program: Program) async throws {
        let script = "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); c.execute(sys.argv[2]); c.commit()"
        let running = try RunningProgram("python3", ["-c", script, program.store, text])
        await running.end()
        #expect(running.code == 0)
    }
}
