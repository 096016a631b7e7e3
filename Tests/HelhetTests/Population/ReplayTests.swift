import Foundation
import Running
import Testing

@Suite("A replay against a hub", .serialized) struct ReplayTests {
    /// Two weeks of a small municipality, which come to some hundred letters.
    private static let people = ["--country", "no", "--municipality", "4601", "--citizens", "2500", "--seed", "3"]
    private static let weeks = ["--day", "2026-02-02", "--hours", "336"]

    /// A hub that knows everybody who writes.
    private static func start(_ program: Program, _ more: [String] = []) async throws -> RunningHub {
        try await RunningHub.start(program, ["--config", configuration(program), "--at", noon] + more)
    }

    private static let noon = "2026-02-16T12:00:00Z"

    private static func configuration(_ program: Program, _ lines: [String] = []) async throws -> String {
        if !FileManager.default.fileExists(atPath: program.path("place")) {
            let made = try await program.run(["population", "generate", "--services-only", "--to", program.path("place")] + people)
            #expect(made.code == 0, "\(made.narration)")
        }
        return try program.write("place/hub.yaml", program.read("place/helhet.yaml") + lines.map { $0 + "\n" }.joined())
    }

    private static func arguments(_ hub: String, _ more: [String] = []) -> [String] {
        ["population", "replay", "--hub", hub, "--format", "json"] + people + weeks + more
    }

    private struct Report {
        private let members: [String: Any]

        init(_ ended: Program.Ended) throws { try self.init(ended.output, ended.narration) }

        init(_ output: String, _ narration: String) throws {
            let line = try #require(output.split(separator: "\n").first { $0.hasPrefix("{") }, "\(output)\(narration)")
            members = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }

        func number(_ path: String) -> Int {
            var value: Any? = members
            for name in path.split(separator: ".") { value = (value as? [String: Any])?[String(name)] }
            return (value as? NSNumber)?.intValue ?? -1
        }
    }

    private static func letters(of hub: RunningHub) async throws -> Int {
        let line = try await hub.get("/metrics").text.split(separator: "\n").first { $0.hasPrefix("helhet_journal_letters ") }
        return line.flatMap { Int($0.split(separator: " ")[1]) } ?? -1
    }

    @Test("finds the citizens that were put in, stops by hand, goes on from there, and tells what became of every letter")
    func whole() async throws {
        let program = try Program()
        defer { program.remove() }
        let hub = try await Self.start(program)
        let filled = try await program.run(["population", "fill", "--patients-only", "--hub", hub.base] + Self.people)
        #expect(filled.code == 0 && filled.output.contains("refused 0"), "\(filled.output)\(filled.narration)")

        let running = try program.start(Self.arguments(hub.base, ["--per-second", "1"]), name: "replay")
        while try await Self.letters(of: hub) < 8, running.isRunning { try await Task.sleep(for: .milliseconds(50)) }
        running.send(SIGINT)
        await running.end()
        #expect(running.code == 1)
        let said = program.read("replay.err")
        #expect(said.contains("Stopped by hand at 2026-02-"), "\(said)")
        let first = try Report(program.read("replay.out"), said)
        #expect(first.number("letters") >= 8 && first.number("letters") < first.number("asked") && first.number("lost") == 0)
        let place = try #require(said.components(separatedBy: "Go on with --after ").last?.split(separator: ".").first.map(String.init))

        let checks = ["--check", program.path("place/hub.yaml"), "--check-store", program.store]
        let rest = try await program.run(Self.arguments(hub.base, ["--rate", "0", "--after", place] + checks))
        #expect(rest.code == 0, "\(rest.output)\(rest.narration)")
        #expect(rest.narration.contains("Nothing is wrong."))
        let report = try Report(rest)
        let (asked, after) = (report.number("asked"), try #require(Int(place)))
        #expect(after + asked == first.number("asked") && asked > 20)
        #expect(report.number("letters") == asked)
        #expect(report.number("outcomes.accepted") + max(0, report.number("outcomes.duplicate")) == asked)
        #expect(report.number("receipts.AA") > 10 && report.number("receipts.AR") == 0)
        #expect(report.number("errors") == 0 && report.number("lost") == 0)
        #expect(report.number("fromDue.longest") >= report.number("fromDue.p50"))
        // 2500, and those born in the year: the letters found them.
        #expect((2500...2540).contains(report.number("hub.citizens")), "\(rest.output)")

        let again = try await program.run(Self.arguments(hub.base, ["--rate", "0"]))
        #expect(again.code == 0, "\(again.narration)")
        #expect(try Report(again).number("outcomes.duplicate") == after + asked, "the same again is there once")
        #expect(try await Self.letters(of: hub) == report.number("hub.letters"))
        let text = try await program.run(
            ["population", "replay", "--hub", hub.base, "--rate", "0", "--letters", "5"] + Self.people + Self.weeks)
        #expect(text.lines.first == "letters 5 of 5")
        #expect(text.narration.contains("Go on with --after 5."))
        #expect(await hub.stop() == 0)
    }

    @Test("loses nothing when the hub is killed under it and comes back") func killed() async throws {
        let program = try Program()
        defer { program.remove() }
        let hub = try await Self.start(program)
        let port = try #require(hub.base.split(separator: ":").last.map(String.init))
        let running = try program.start(Self.arguments(hub.base, ["--per-second", "2"]), name: "replay")
        while try await Self.letters(of: hub) < 10, running.isRunning { try await Task.sleep(for: .milliseconds(50)) }
        hub.process.send(SIGKILL)
        await hub.process.end()
        let back = try await Self.start(program, ["--port", port])
        #expect(back.base == hub.base)
        await running.end()
        let said = program.read("replay.err")
        #expect(running.code == 0, "\(said)\(program.read("replay.out"))")
        #expect(said.contains("cannot be reached. Sending again for 60 s."))
        let report = try Report(program.read("replay.out"), said)
        #expect(report.number("letters") == report.number("asked") && report.number("lost") == 0)
        #expect(report.number("sentAgain") > 0)
        #expect(await back.stop() == 0)
        let checked = try await program.run("check", "--config", program.path("place/hub.yaml"), "--store", program.store)
        #expect(checked.code == 0, "\(checked.output)\(checked.narration)")
    }

    @Test("waits for a hub that is full, says so once, and goes on when there is room") func full() async throws {
        guard await Program.mayMount() else {
            FileHandle.standardError.write(Data("NOT TESTED: a replay against a full hub; this machine lets no test mount a disk.\n".utf8))
            return
        }
        let program = try Program()
        defer { program.remove() }
        let configuration = try await Self.configuration(program, ["disk-refusal-percent: 60"])
        let hub = try await RunningHub.start(program, ["--config", configuration, "--at", Self.noon], disk: 100_000_000)
        let ballast = URL(filePath: "/proc/\(hub.process.identifier)/root\(program.path("disk"))/ballast")
        let running = try program.start(Self.arguments(hub.base, ["--per-second", "2"]), name: "replay")
        while try await Self.letters(of: hub) < 10, running.isRunning { try await Task.sleep(for: .milliseconds(50)) }
        try Data(count: 65_000_000).write(to: ballast)
        for _ in 0..<400 where running.isRunning && !program.read("replay.err").contains("takes nothing now") {
            try await Task.sleep(for: .milliseconds(50))
        }
        let said = program.read("replay.err")
        #expect(said.contains("takes nothing now (507). The disk of the store is"), "\(said)")
        try FileManager.default.removeItem(at: ballast)
        await running.end()
        #expect(running.code == 0, "\(program.read("replay.err"))")
        let report = try Report(program.read("replay.out"), program.read("replay.err"))
        #expect(report.number("letters") == report.number("asked") && report.number("lost") == 0)
        #expect(await hub.stop() == 0)
    }

    @Test("ends with a sentence when no hub answers, when the hub takes nothing, and when it is asked for what cannot be")
    func refusals() async throws {
        let program = try Program()
        defer { program.remove() }
        let none = try await program.run(Self.arguments("http://127.0.0.1:1"))
        #expect(none.code == 3)
        #expect(none.narration.contains("No hub answers at http://127.0.0.1:1. Start it with `helhet serve`"))
        let wrong = try await program.run(Self.arguments("127.0.0.1"))
        #expect(wrong.code == 2 && wrong.narration.contains("--hub takes an address"))
        let both = try await program.run(Self.arguments("http://127.0.0.1:1", ["--rate", "1", "--per-second", "1"]))
        #expect(both.code == 2 && both.narration.contains("not both"))
        let late = try await program.run(Self.arguments("http://127.0.0.1:1", ["--day", "2025-02-02"]))
        #expect(late.code == 2 && late.narration.contains("must be in the year 2026"))
        let nowhere = try await program.run("population", "likeness", "--country", "no", "--area", "99")
        #expect(nowhere.code == 2 && nowhere.narration.contains("There is no county or region 99 in no; there are 03, 11"))
        try program.write("full.yaml", "disk-refusal-percent: 1\n")
        let hub = try await RunningHub.start(program, ["--config", program.path("full.yaml")])
        let full = try await program.run(Self.arguments(hub.base))
        #expect(full.code == 3)
        #expect(full.narration.contains("takes no letters now. The disk of the store is"), "\(full.narration)")
        #expect(await hub.stop() == 0)
    }
}
