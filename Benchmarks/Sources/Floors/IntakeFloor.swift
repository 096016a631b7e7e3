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

    /// At each size: letters by the hub and the same rows by the bare loop, in turns, in process and then over HTTP; and the waits at steady
    /// rates. The store is filled in process; one that is there is gone on with.
    func run(sizes: [Int], over program: String) async throws {
        var sent = try messagesBefore()
        for size in sizes.isEmpty ? [10_000, 30_000, 100_000] : sizes {
            let hub = try await Hub(store: path)
            while sent < size {
                let count = min(10_000, size - sent)
                try await plainly(hub, from: sent, count: count)
                sent += count
            }
            let floor = try await copy(hub)
            try await measure(hub, "in process", floor, from: &sent)
            try await hub.journal.close()
            let server = try Server(program: program, folder: folder, store: path, at: Letters.now.description)
            defer { server.stop() }
            let speed = try await measure(server, "over HTTP", floor, from: &sent)
            floor.close()
            for rate in [250, speed / 2] {
                let messages = letters(sent, Int(rate * 12))
                let waits = try await server.send(messages, rate: rate).waits
                sent += messages.count
                say(
                    "  at \(rate.short) messages/s: p50 \((waits.median * 1e3).short) ms, p99 \((waits.quantile(0.99) * 1e3).short) ms, "
                        + "longest \(((waits.max() ?? 0) * 1e3).short) ms, load \(Machine.load)")
            }
            say("  helhet serve: started in \(server.start.short) s, resident at most \(server.resident.highest) MB")
        }
        try await check()
    }

    private func messagesBefore() throws -> Int {
        guard access(path, F_OK) == 0 else { return 0 }
        let store = try Store(path)
        defer { store.close() }
        return Int(try store.rows("select count(*) from arrival")[0][0].int)
    }

    /// Only letters in, for a profiler.
    func fill(_ count: Int) async throws {
        remove(path)
        let hub = try await Hub(store: path)
        try await plainly(hub, from: 0, count: count)
        try await hub.journal.close()
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
    @discardableResult private func measure(_ door: some Door, _ name: String, _ floor: Store, from sent: inout Int) async throws -> Double
    {
        let rounds = 7
        let count = 1000
        var byWall: [Double] = []
        var byProcessor: [Double] = []
        var speeds: [Double] = []
        var floorSpeeds: [Double] = []
        for round in 0..<rounds {
            let reader = try Store(path)
            let mark = try BareLoop.Mark(reader)
            let messages = letters(sent, count)
            var start = (Machine.wall, door.processor)
            _ = try await door.send(messages)
            let ours = (Machine.wall - start.0, door.processor - start.1)
            sent += count
            let loop = try BareLoop(reader, after: mark)
            reader.close()
            start = (Machine.wall, Machine.process)
            try loop.write(to: floor)
            let bare = (Machine.wall - start.0, Machine.process - start.1)
            byWall.append(bare.0 / ours.0)
            byProcessor.append(bare.1 / ours.1)
            speeds.append(Double(count) / ours.0)
            floorSpeeds.append(Double(count) / bare.0)
            if round == 0, sent < 20_000 {
                say("  rows for \(loop.units.count) messages:")
                for (table, size) in loop.sizes.sorted(by: { $0.value.bytes > $1.value.bytes }) {
                    say("    \(table): \(size.rows) rows, \(size.bytes) bytes")
                }
            }
        }
        let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
        say(
            "At \(sent) messages \(name) (\(size / 1_000_000) MB): \(byWall.shown) × the bare loop by the wall, \(byProcessor.shown) × by "
                + "processor time; \(speeds.shown) messages/s beside \(floorSpeeds.shown); load \(Machine.load)")
        return speeds.median
    }

    /// A copy of the store as it is now, for the bare loop.
    private func copy(_ hub: Hub) async throws -> Store {
        let floor = folder + "/floor.sqlite"
        remove(floor)
        try await hub.journal.backup(to: floor)
        return try Store(floor)
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
