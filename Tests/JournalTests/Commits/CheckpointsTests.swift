import Foundation
import Journal
import Testing

@testable import JournalSQLite

extension Checkpoints.Pace {
    /// A log that begins anew after so many pages.
    init(_ pages: Int) { self.init(step: max(1, pages / 4), limit: pages, most: pages * 4) }
}

@Suite("The log of a store") struct CheckpointsTests {
    /// The length of the log in pages after letters that came without a pause; the file never becomes shorter meanwhile.
    private func pages(_ pace: Checkpoints.Pace, letters: Int = 300) async throws -> Int {
        try await Scratch.with { folder in
            let path = folder + "/store.sqlite"
            let journal = try JournalSQLite.open(path: path, IndexAccess { IndexSetup($0) }, pace: pace)
            for number in 1...letters { try await HealthyStore.letter(number, journal) }
            let log = try FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int
            let count = try await journal.read { reader in try (1...letters).count { try reader.letter(Int64($0)) != nil } }
            #expect(count == letters)
            #expect(try await journal.check() == [])
            try await journal.close()
            #expect(!FileManager.default.fileExists(atPath: path + "-wal"), "the last to close moves the log into the file")
            return try #require(log) / 4_096
        }
    }

    @Test("begins anew while letters come without a pause") func bounded() async throws {
        let whole = try await pages(.init(step: .max, limit: .max, most: .max))
        let moved = try await pages(.init(40))
        #expect(moved < 400 && moved < whole / 4, "\(moved) of \(whole) pages")
    }

    @Test("is moved by the writer when no pass comes that far") func withoutPasses() async throws {
        let moved = try await pages(.init(step: .max, limit: .max, most: 100))
        #expect(moved < 400)
    }
}
