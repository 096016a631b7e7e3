import Foundation
import Journal
import Testing

@testable import JournalSQLite

extension Checkpoints.Pace {
    /// A log that begins anew after so many pages.
    init(_ pages: Int) { self.init(step: max(1, pages / 4), limit: pages) }
}

@Suite("The log of a store") struct CheckpointsTests {
    /// How long the log and the file are, in pages, after letters that came without a pause; the log's file never becomes shorter meanwhile.
    private func pages(_ pace: Checkpoints.Pace, letters: Int = 300) async throws -> (log: Int, file: Int) {
        try await Scratch.with { folder in
            let path = folder + "/store.sqlite"
            let journal = try JournalSQLite.open(path: path, IndexAccess { IndexSetup($0) }, pace: pace)
            for number in 1...letters { try await HealthyStore.letter(number, journal) }
            let sizes = try [path + "-wal", path].map { path in
                try #require(FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) / 4_096
            }
            let count = try await journal.read { reader in try (1...letters).count { try reader.letter(Int64($0)) != nil } }
            #expect(count == letters)
            #expect(try await journal.check() == [])
            try await journal.close()
            #expect(!FileManager.default.fileExists(atPath: path + "-wal"), "the last to close moves the log into the file")
            return (sizes[0], sizes[1])
        }
    }

    @Test("is moved beside the writer, and begins anew while letters come without a pause") func moved() async throws {
        let still = try await pages(.init(step: .max, limit: .max))
        let passed = try await pages(.init(step: 10, limit: .max))
        #expect(passed.file > still.file, "passes alone move pages")
        let anew = try await pages(.init(40))
        #expect(anew.log < still.log / 4, "\(anew.log) of \(still.log) pages")
    }
}
