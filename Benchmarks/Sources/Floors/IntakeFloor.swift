import BenchmarkLetters
import FHIR
import Foundation
import JournalSQLite

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
            let loops = try self.loops()
            defer { for loop in loops { loop.close() } }
            try await measure(hub, "in process", loops, from: &sent)
            try await hub.journal.close()
            let server = try Server(program: program, folder: folder, store: path, at: Letters.now.description)
            defer { server.stop() }
            let speed = try await measure(server, "over HTTP", loops, from: &sent)
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

    /// Ratios and speeds of a loop, of each turn.
    private struct Turns {
        var byWall: [Double] = []
        var byProcessor: [Double] = []
        var speeds: [Double] = []
    }

    /// Messages a second by the hub, the median of some turns.
    @discardableResult private func measure(_ door: some Door, _ name: String, _ loops: [LoopStore], from sent: inout Int) async throws
        -> Double
    {
        // Long enough for what both do only now and then, above all putting runs of an index together.
        let rounds = 5
        let count = 4000
        var turns = [Turns](repeating: Turns(), count: loops.count)
        var speeds: [Double] = []
        for round in 0..<rounds {
            let reader = try Store(path)
            let mark = try BareLoop.Mark(reader)
            let messages = letters(sent, count)
            var start = (Machine.wall, door.processor)
            _ = try await door.send(messages)
            let ours = (Machine.wall - start.0, door.processor - start.1)
            sent += count
            speeds.append(Double(count) / ours.0)
            let loop = try BareLoop(reader, after: mark)
            reader.close()
            for (place, store) in loops.enumerated() {
                let groups = try loop.groups(for: store.form)
                start = (Machine.wall, Machine.process)
                try BareLoop.write(groups, to: store)
                let bare = (Machine.wall - start.0, Machine.process - start.1)
                turns[place].byWall.append(bare.0 / ours.0)
                turns[place].byProcessor.append(bare.1 / ours.1)
                turns[place].speeds.append(Double(count) / bare.0)
                if round == 0, store.form == .words { say("  \((Double(groups.terms) / Double(count)).short) terms a message") }
            }
            if round == 0, sent < 20_000 {
                say("  rows for \(loop.units.count) messages:")
                for (table, size) in loop.sizes.sorted(by: { $0.value.bytes > $1.value.bytes }) {
                    say("    \(table): \(size.rows) rows, \(size.bytes) bytes")
                }
            }
        }
        let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
        say("At \(sent) messages \(name) (\(size / 1_000_000) MB): \(speeds.shown) messages/s; load \(Machine.load)")
        for (loop, turns) in zip(loops, turns) {
            say(
                "  \(turns.byWall.shown) × the bare loop with \(loop.form.rawValue) by the wall, \(turns.byProcessor.shown) × by processor "
                    + "time; it writes \(turns.speeds.shown) messages/s")
        }
        return speeds.median
    }

    /// Copies of the store as it is now, for the bare loops; of a large store one, since it must fit on the disk so many times.
    private func loops() throws -> [LoopStore] {
        let size = (try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
        return try (size > 5_000_000_000 ? [.words] : LoopStore.Form.allCases).map { try LoopStore(copyOf: path, in: folder, $0) }
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
