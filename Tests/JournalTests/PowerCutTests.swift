import CFaultVFS
import FHIR
import Foundation
import GRDB
import Journal
import Testing

@testable import JournalSQLite

/// A disk that throws away unsynced writes at random: all that was acknowledged must still be there, once.
@Suite("A power cut")
struct PowerCutTests {
    static let seeds = ProcessInfo.processInfo.environment["HELHET_SEEDS"].flatMap { Int($0) } ?? 40

    @Test("loses nothing that was acknowledged, and doubles nothing")
    func full() async throws {
        var unsynced = 0
        var kept = 0
        for seed in 0..<Self.seeds {
            let outcome = try await cut(seed: UInt64(seed), synchronous: "full")
            unsynced += outcome.dropped
            kept += outcome.acknowledged
            #expect(outcome.lost == [], "seed \(seed)")
            #expect(outcome.findings == [], "seed \(seed)")
        }
        // Without anything to lose the test would prove nothing.
        #expect(unsynced > Self.seeds && kept > Self.seeds)
    }

    @Test("would be noticed if the store did not sync")
    func off() async throws {
        for seed in 0..<40 {
            let outcome = try await cut(seed: UInt64(seed), synchronous: "off")
            if !outcome.lost.isEmpty { return }
        }
        Issue.record("No letter was lost with synchronous = off: the faults do not reach the store.")
    }

    private struct Outcome {
        var dropped: Int
        var acknowledged: Int
        /// Letters that were acknowledged and are not there, or whose receipt or effect is not.
        var lost: [Int]
        var findings: [Finding]
    }

    private func cut(seed: UInt64, synchronous: String) async throws -> Outcome {
        try await Scratch.with { folder in
            let before = folder + "/before"
            let after = folder + "/after"
            for path in [before, after] { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
            #expect(fault_vfs_install() == 0)
            fault_vfs_watch(before)
            defer { fault_vfs_forget(before) }

            // A small limit makes checkpoints frequent, which is where the file itself is written.
            let journal = try JournalSQLite.open(
                path: before + "/store.sqlite", IndexAccess { IndexSetup($0) }, pace: [.init(8), .init(40), .init()][Int(seed % 3)])
            try await journal.pool.writeWithoutTransaction { try $0.execute(sql: "pragma synchronous = \(synchronous)") }
            fault_vfs_arm(before, after, seed, Int64(seed &* 7919 % 400) + 1)
            let letters = try await withThrowingTaskGroup(of: [Int].self) { group in
                for task in 0..<4 {
                    group.addTask {
                        var acknowledged: [Int] = []
                        for number in 0..<15 {
                            let letter = number * 4 + task + 10
                            try await HealthyStore.letter(letter, journal)
                            // Only what was acknowledged while there was power; what came after it is on no disk.
                            if fault_vfs_lost(before) == FAULT_VFS_NOT_YET { acknowledged.append(letter) }
                        }
                        return acknowledged
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            try await journal.close()
            let dropped = fault_vfs_lost(before)
            #expect(dropped >= 0, "seed \(seed): the power was never cut")

            do {
                let survivor = try JournalSQLite.open(path: after + "/store.sqlite")
                let lost = try await survivor.read { reader in
                    try letters.sorted().filter { number in
                        let filed = try reader.letters(sender: "her:59", id: "l\(number)")
                        guard filed.count == 1, let letter = filed.first, let subject = letter.subject else { return true }
                        return try reader.raw(letter: letter.number) != Array("raw \(number)".utf8)
                            || reader.history(of: subject).facts.count != 1
                    }
                }
                let findings = try await survivor.check()
                try await survivor.close()
                return Outcome(dropped: Int(dropped), acknowledged: letters.count, lost: lost, findings: findings)
            } catch {
                // Nothing can be read any more: everything is lost.
                if synchronous == "full" { Issue.record(error, "seed \(seed)") }
                return Outcome(dropped: Int(dropped), acknowledged: letters.count, lost: letters.sorted(), findings: [])
            }
        }
    }
}
