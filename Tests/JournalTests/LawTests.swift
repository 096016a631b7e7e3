import Foundation
import Journal
import JournalLaws
import JournalMemory
import JournalSQLite
import Testing

@Suite("Every store keeps every law")
struct LawTests {
    @Test("in memory", arguments: Law.all)
    func memory(_ law: Law) async throws {
        let journal = JournalMemory()
        try await law.run(journal)
        if let findings = try? await journal.check() { #expect(findings == []) }
    }

    @Test("on SQLite", arguments: Law.all)
    func sqlite(_ law: Law) async throws {
        try await Scratch.with { folder in
            let path = folder + "/store.sqlite"
            let journal = try JournalSQLite.open(path: path)
            try await law.run(journal)
            try await journal.close()
            let again = try JournalSQLite.open(path: path)
            #expect(try await again.check() == [])
            try await again.close()
        }
    }
}

/// A folder of its own for each test, taken away afterwards.
enum Scratch {
    static func with<Value>(_ body: (String) async throws -> Value) async throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(path: "helhet-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try await body(folder)
    }
}
