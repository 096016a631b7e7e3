import FHIR
import Foundation
import Running
import Synchronization
import Testing

@testable import helhet

@Suite("A demo that is served") struct DemoTests {
    static let config = Program.root.appending(path: "demo/helhet.yaml").path

    /// A page in English.
    private func page(_ hub: RunningHub, _ path: String) async throws -> String {
        let answer = try await hub.get(path, ["Accept-Language": "en"])
        #expect(answer.status == 200, "\(path)")
        return answer.text
    }

    /// What stands between two texts of a page.
    private func part(_ page: String, from start: String, to end: String) -> String? {
        guard let first = page.range(of: start) else { return nil }
        return page[first.upperBound...].range(of: end).map { String(page[first.upperBound..<$0.lowerBound]) }
    }

    /// The line of a worklist with this name in it.
    private func line(_ page: String, _ name: String) -> String? {
        page.components(separatedBy: "<li class=").dropFirst().first { $0.contains(name) }
    }

    /// Waits until a page is as it should be; gives it.
    private func wait(
        _ hub: RunningHub, _ path: String, _ why: Comment, until isThere: (String) -> Bool,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> String {
        var last = ""
        for _ in 0..<900 {
            last = try await page(hub, path)
            if isThere(last) { return last }
            try await Task.sleep(for: .milliseconds(100))
        }
        Issue.record("\(why); the page is \(last.suffix(3_000))", sourceLocation: sourceLocation)
        return last
    }

    private func letters(_ hub: RunningHub) async throws -> Int {
        let page = try await page(hub, "/letters")
        return part(page, from: "href=\"/letters/", to: "\"").flatMap { Int($0) } ?? 0
    }

    /// Does something with the demo's time; gives where it leads.
    @discardableResult private func ask(_ hub: RunningHub, _ deed: String) async throws -> String {
        let token = try #require(part(try await page(hub, "/tour"), from: "name=\"token\" value=\"", to: "\""))
        let answer = try await hub.post(
            Array("deed=\(deed)&back=/&token=\(token)".utf8), mediaType: "application/x-www-form-urlencoded", ["Accept-Language": "en"],
            to: "/demo")
        // The client goes where it is led.
        #expect(answer.status == 200, "\(deed)")
        return answer.text
    }

    @Test("lives by itself: letters come in, Today changes, a notice arrives, a deadline passes; then goes on where it stopped")
    func lives() async throws {
        let program = try Program()
        defer { program.remove() }
        let arguments = ["--config", Self.config, "--demo", "--demo-citizens", "1000", "--demo-day"]
        // Those with a story are there at once, as they were before there were others.
        let slow = try await RunningHub.start(program, arguments + ["24 hours"])
        let first = try await page(slow, "/today/fjordby")
        let granskog = try #require(line(first, "Rolig Granskog"))
        #expect(granskog.hasPrefix("\"open\""), "\(granskog)")
        #expect(!first.contains("Lystig Fjelltopp is ready"))
        #expect(await slow.stop() == 0)
        let hub = try await RunningHub.start(program, arguments + ["1 minute"])

        // The month before comes in, and time goes on.
        _ = try await wait(hub, "/today/fjordby", "time should go on") { $0.contains("A day passes in 1 minute.") }
        let count = try await letters(hub)
        #expect(count > 80, "a month of 1000 citizens has letters")
        let late = try await wait(hub, "/today/fjordby", "the deadline of Rolig Granskog should pass") {
            line($0, "Rolig Granskog")?.hasPrefix("\"late\"") == true
        }
        #expect(late != first)
        let answers = try await wait(hub, "/today/fjordby", "Lystig Fjelltopp should be declared ready") { page in
            page.components(separatedBy: "<li class=").contains { $0.contains("Lystig Fjelltopp") && $0.contains("Answer the hospital") }
        }
        #expect(answers.contains("Lystig Fjelltopp"))
        // More than the one of Lystig Fjelltopp.
        for _ in 0..<900 where try await letters(hub) <= count + 2 { try await Task.sleep(for: .milliseconds(100)) }
        #expect(try await letters(hub) > count + 2)

        // A visitor stops time: nothing comes in, and the clock stands.
        try await ask(hub, "pause")
        func clock() async throws -> String? { part(try await page(hub, "/pathways"), from: "data-second=\"", to: "\"") }
        let (stopped, had) = (try await clock(), try await letters(hub))
        try await Task.sleep(for: .seconds(1))
        #expect(try await clock() == stopped)
        #expect(try await letters(hub) == had)
        // To let it go on to what the tour shows works all the same.
        #expect(try await ask(hub, "ready").contains("The notice has come"))
        #expect(try await ask(hub, "deadline").contains("A deadline has passed"))
        let (day, end) = (part(try await page(hub, "/"), from: "demo-day\">", to: "<"), try await clock())
        let all = try await letters(hub)
        #expect(await hub.stop() == 0)
        let checked = try await program.run("check", "--store", program.store, "--config", Self.config)
        #expect(checked.code == 0, "\(checked.output)\(checked.narration)")

        // Started again, it does not begin anew.
        let again = try await RunningHub.start(program, arguments + ["24 hours"])
        let after = try await wait(again, "/today/fjordby", "time should go on") { $0.contains("A day passes in 1440 minutes.") }
        #expect(part(after, from: "demo-day\">", to: "<") == day)
        let second = try #require(part(after, from: "data-second=\"", to: "\"").flatMap { Int($0) })
        #expect(second >= end.flatMap { Int($0) } ?? .max && second < (end.flatMap { Int($0) } ?? 0) + 600)
        #expect(try await (all...all + 5).contains(letters(again)))
        #expect(await again.stop() == 0)
    }

    @Test("at a fixed time, fills an empty store once and stands still")
    func once() async throws {
        let program = try Program()
        defer { program.remove() }
        let arguments = ["--config", Self.config, "--demo", "--demo-citizens", "60", "--at", "2026-02-10T09:30:00+01:00"]
        let started = try await RunningHub.start(program, arguments)
        #expect(try await page(started, "/").contains("Time stands still."))
        #expect(await started.stop() == 0)
        let before = try await program.run("check", "--digest", "--store", program.store, "--config", Self.config)
        #expect(before.code == 0, "\(before.output)\(before.narration)")
        let again = try await RunningHub.start(program, arguments)
        #expect(await again.stop() == 0)
        let after = try await program.run("check", "--digest", "--store", program.store, "--config", Self.config)
        #expect(after.output == before.output)
    }

    @Test("is none without --demo: nothing comes in, and nothing is said of it")
    func absent() async throws {
        let program = try Program()
        defer { program.remove() }
        let hub = try await RunningHub.start(program, ["--config", Self.config])
        try await Task.sleep(for: .seconds(1))
        let page = try await page(hub, "/")
        #expect(!page.contains("invented citizens") && !page.contains("tour"))
        #expect(try await letters(hub) == 0)
        #expect(try await hub.get("/tour").status == 404)
        #expect(await hub.stop() == 0)
        // What was somebody's own stays their own.
        let own = try await RunningHub.start(program, ["--config", Self.config])
        _ = try await own.post(Fixture.Notification().bytes)
        #expect(await own.stop() == 0)
        let demo = try await RunningHub.start(program, ["--config", Self.config, "--demo"])
        #expect(try await letters(demo) == 1)
        #expect(await demo.stop() == 0)
    }
}

@Suite("The clock of a demo") struct DemoClockTests {
    private final class Machine: Sendable {
        private let state = Atomic(0)
        var nanoseconds: Int64 { Int64(state.load(ordering: .relaxed)) }
        func pass(seconds: Int) { state.add(seconds * 1_000_000_000, ordering: .relaxed) }
    }

    @Test("goes as many times faster as a day is shorter, rests, is set ahead, and never goes back")
    func pace() {
        let machine = Machine()
        let start = Instant(seconds: 1_000_000)
        let clock = DemoClock(at: start, day: 1_800) { machine.nanoseconds }
        machine.pass(seconds: 10)
        #expect(clock.now == start)
        clock.run()
        machine.pass(seconds: 10)
        #expect(clock.now == start.adding(seconds: 480))
        clock.pause()
        machine.pass(seconds: 10)
        #expect(clock.now == start.adding(seconds: 480))
        clock.skip(to: start)
        #expect(clock.now == start.adding(seconds: 480))
        clock.skip(to: start.adding(seconds: 86_400))
        clock.run()
        machine.pass(seconds: 1)
        #expect(clock.now == start.adding(seconds: 86_448))
        machine.pass(seconds: -100)
        #expect(clock.now == start.adding(seconds: 86_448))
        // Nobody asked for a week.
        machine.pass(seconds: 604_800)
        #expect(clock.now == start.adding(seconds: 86_448 + 3_600 * 48))
    }

    @Test("begins on the last working morning", arguments: ["2026-11-22T18:00:00Z", "2026-11-20T08:30:00Z", "2026-11-23T08:29:59Z"])
    func morning(_ now: String) throws {
        #expect(Demo.morning(before: try #require(Instant(now)), zone: .oslo) == Instant("2026-11-20T08:30:00Z"))
    }

    @Test("is written down as it is read") func mark() throws {
        let mark = DemoMark(
            start: try #require(Instant("2026-11-20T08:30:00Z")), clock: try #require(Instant("2026-11-21T08:30:00.5Z")),
            lived: try #require(Instant("2026-11-21T08:00:00Z")), citizens: 10_000)
        #expect(DemoMark(mark.description) == mark)
        for text in ["", "x", "2026-11-20T08:30:00Z 1 2 3", "\(mark) 4"] { #expect(DemoMark(text) == nil) }
    }
}
