import FHIR
import Foundation
import JournalSQLite
import Population

/// Letters in, beside the bare loop that writes the same rows and terms into a store of the same size.
struct IntakeFloor {
    var folder: String
    private var path: String { folder + "/hub.sqlite" }

    init(folder: String) throws {
        self.folder = folder
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    /// In process: at each size some letters by the hub, then the same rows by the bare loop, in turns.
    func run(sizes: [Int]) async throws {
        remove(path)
        let hub = try await Hub(store: path)
        try await curve(hub, sizes)
        try await hub.journal.close()
        try await check()
    }

    /// The same over HTTP, by `helhet serve`; then the waits at a steady rate.
    func run(sizes: [Int], over program: String) async throws {
        remove(path)
        let server = try Server(program: program, folder: folder, store: path, at: Letters.now.description)
        defer { server.stop() }
        try await curve(server, sizes)
        say("helhet serve: resident \(server.resident.now) MB, at most \(server.resident.highest) MB")
        try await check()
    }

    /// Only letters in, for a profiler.
    func fill(_ count: Int) async throws {
        remove(path)
        let hub = try await Hub(store: path)
        try await plainly(hub, from: 0, count: count)
        try await hub.journal.close()
    }

    private func curve(_ door: some Door, _ sizes: [Int]) async throws {
        var sent = 0
        for size in sizes.isEmpty ? [10_000, 30_000, 100_000] : sizes {
            while sent < size {
                let count = min(10_000, size - sent)
                try await plainly(door, from: sent, count: count)
                sent += count
            }
            let speed = try await measure(door, from: &sent)
            for rate in [250, speed / 2] {
                let messages = letters(sent, Int(rate * 12))
                let waits = try await door.send(messages, rate: rate).waits
                sent += messages.count
                say(
                    "  at \(rate.short) messages/s: p50 \((waits.median * 1e3).short) ms, p99 \((waits.quantile(0.99) * 1e3).short) ms, "
                        + "longest \(((waits.max() ?? 0) * 1e3).short) ms, load \(Machine.load)")
            }
        }
    }

    private func letters(_ first: Int, _ count: Int) -> [[UInt8]] {
        let letters = Letters()
        return (first..<first + count).map { letters.arrival($0) }
    }

    private func plainly(_ door: some Door, from: Int, count: Int) async throws {
        let messages = letters(from, count)
        let start = (Machine.wall, door.processor)
        let passage = try await door.send(messages)
        let (wall, cpu) = (Machine.wall - start.0, door.processor - start.1)
        say(
            "  \(from + count) messages: \((Double(count) / wall).short)/s, \((cpu / Double(count) * 1e6).short) µs of processor each, "
                + "p50 \((passage.waits.median * 1e3).short) ms, p99 \((passage.waits.quantile(0.99) * 1e3).short) ms, "
                + "\(passage.outcomes.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ")), load \(Machine.load)"
        )
    }

    /// Messages a second by the hub, the median of some turns.
    private func measure(_ door: some Door, from sent: inout Int) async throws -> Double {
        let rounds = 7
        let count = 1000
        var byWall: [Double] = []
        var byProcessor: [Double] = []
        var speeds: [Double] = []
        var floorSpeeds: [Double] = []
        try await settle()
        let floor = try await copy()
        defer { floor.close() }
        for round in 0..<rounds {
            let reader = try Store(path)
            let mark = try BareLoop.Mark(reader)
            let messages = letters(sent, count)
            var start = (Machine.wall, door.processor)
            _ = try await door.send(messages)
            let ours = (Machine.wall - start.0, door.processor - start.1)
            sent += count
            try await settle()
            let loop = try BareLoop(reader, after: mark)
            reader.close()
            start = (Machine.wall, Machine.process)
            try loop.write(to: floor)
            let bare = (Machine.wall - start.0, Machine.process - start.1)
            byWall.append(bare.0 / ours.0)
            byProcessor.append(bare.1 / ours.1)
            speeds.append(Double(count) / ours.0)
            floorSpeeds.append(Double(count) / bare.0)
            if round == 0 {
                say("  rows for \(loop.units.count) messages:")
                for (table, size) in loop.sizes.sorted(by: { $0.value.bytes > $1.value.bytes }) {
                    say("    \(table): \(size.rows) rows, \(size.bytes) bytes")
                }
            }
        }
        let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
        say(
            "At \(sent) messages (\(size / 1_000_000) MB): \(byWall.shown) × the bare loop by the wall, \(byProcessor.shown) × by "
                + "processor time; \(speeds.shown) messages/s beside \(floorSpeeds.shown); load \(Machine.load)")
        return speeds.median
    }

    /// A copy of the store as it is now, for the bare loop.
    private func copy() async throws -> Store {
        let floor = folder + "/floor.sqlite"
        remove(floor)
        let journal = try JournalSQLite.open(path: path)
        try await journal.backup(to: floor)
        try await journal.close()
        return try Store(floor)
    }

    /// Waits until the hub has fired every deadline that has passed.
    private func settle() async throws {
        let store = try Store(path)
        defer { store.close() }
        var behind = Int64.max
        while true {
            let now = try store.rows("select count(*) from timer where due <= ?", Letters.now.nanoseconds)[0][0].int
            // In process nobody fires them.
            guard now > 0, now < behind else { return }
            behind = now
            try await Task.sleep(for: .seconds(1.2))
        }
    }

    private func check() async throws {
        let journal = try JournalSQLite.open(path: path)
        let findings = try await journal.check()
        say("helhet check: \(findings.isEmpty ? "nothing wrong" : "\(findings.count) findings, \(findings[0])")")
        try await journal.close()
    }

    private func remove(_ path: String) {
        for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
    }
}
