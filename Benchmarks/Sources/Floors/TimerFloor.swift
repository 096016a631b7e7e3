import BenchmarkLetters
import FHIR
import Foundation
import Journal
import JournalSQLite

/// Many deadlines that pass at once, while letters come in: each must fire once, and letters must not wait for them.
///
/// The store is filled with citizens whose hospital owes an early notice and whose municipality an admission report. Then `helhet serve`
/// starts when all those times have passed, so that every timer is due in the same second.
struct TimerFloor {
    var folder: String
    var program: String
    private var path: String { folder + "/timers.sqlite" }
    private var later: String { Letters.now.adding(seconds: 2 * 86_400).description }

    init(folder: String, program: String) throws {
        self.folder = folder
        self.program = program
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    func run(sizes: [Int]) async throws {
        for size in sizes.isEmpty ? [100_000] : sizes { try await run(size) }
    }

    private func run(_ size: Int) async throws {
        for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
        try await fill(size)
        let quiet = try await letters("no timer due", at: Letters.now.description, from: 0, seconds: 20)
        let due = try left()
        let letters = arrivals(1, max(300, size / 200) * 50)
        let server = try Server(program: program, folder: folder, store: path, at: later)
        let begun = Machine.wall
        let posting = server.posting(letters, rate: 50)
        async let passage = posting.run(senders: 64)
        while try left() > 0, !posting.hasFailed, Machine.wall - begun < 3600 { try await Task.sleep(for: .milliseconds(250)) }
        let seconds = Machine.wall - begun
        posting.stop()
        let waits = try await passage.waits
        let highest = server.resident.highest
        server.stop()
        say(
            "\(due) timers due at once: all fired within \(seconds.short) s (\((Double(due) / seconds).short)/s), while letters at 50/s had "
                + "p50 \((waits.median * 1e3).short) ms, p99 \((waits.quantile(0.99) * 1e3).short) ms (without timers \((quiet * 1e3).short) "
                + "ms), longest \(((waits.max() ?? 0) * 1e3).short) ms; resident at most \(highest) MB; load \(Machine.load)")
        try await check(due)
    }

    /// Norwegian admissions until so many timers stand.
    private func fill(_ size: Int) async throws {
        let hub = try await Hub(store: path)
        var citizen = 0
        while try left() < size {
            _ = try await hub.send((citizen..<citizen + 1000).map { Letters().admission($0) })
            citizen += 1000
        }
        try await hub.journal.close()
    }

    /// The 99th percentile of letters' waits, at fifty a second.
    private func letters(_ name: String, at time: String, from round: Int, seconds: Int) async throws -> Double {
        let server = try Server(program: program, folder: folder, store: path, at: time)
        defer { server.stop() }
        let waits = try await server.send(arrivals(round, seconds * 50), rate: 50).waits
        say(
            "letters at 50/s, \(name): p50 \((waits.median * 1e3).short) ms, p99 \((waits.quantile(0.99) * 1e3).short) ms, load \(Machine.load)"
        )
        return waits.quantile(0.99)
    }

    private func arrivals(_ round: Int, _ count: Int) -> [[UInt8]] {
        let letters = Letters()
        return (0..<count).map { letters.letter(5_000_000 + round * 2000 + $0) }
    }

    /// Timers that wait for the hour that the hub is started at.
    private func left() throws -> Int {
        guard access(path, F_OK) == 0 else { return 0 }
        let store = try Store(path)
        defer { store.close() }
        return Int(
            try store.rows("select count(*) from timer where due <= ?", Letters.now.adding(seconds: 2 * 86_400).nanoseconds)[0][0].int)
    }

    /// Each fired once: as many events in the feed as timers were due, none of them twice.
    private func check(_ due: Int) async throws {
        let hub = try await Hub(store: path)
        let (events, different) = try await hub.journal.read { reader in
            var number: Int64 = 0
            var events = 0
            var seen: Set<String> = []
            while true {
                let page = try reader.feed(after: number, limit: 10_000)
                guard let last = page.last else { return (events, seen.count) }
                number = last.number
                for event in page where event.kind == .timer {
                    events += 1
                    seen.insert("\(event.subject?.description ?? "") \(event.about)")
                }
            }
        }
        let findings = try await hub.journal.check()
        say(
            "  \(events) firings of \(different) timers, \(due) were due before the letters came; helhet check: "
                + (findings.isEmpty ? "nothing wrong" : "\(findings.count) findings, \(findings[0])"))
        try await hub.journal.close()
    }
}
