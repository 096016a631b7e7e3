import FHIR
import Foundation
import GRDB
import Journal
import Testing

@testable import JournalSQLite

@Suite("A store that an older version wrote")
struct StoreUpgradeTests {
    /// Made by `Scripts/store-fixture`: one for each schema that was released.
    static let stores = ["1"]

    @Test("is opened by this one, with all that it holds", arguments: stores)
    func opens(_ name: String) async throws {
        try await Scratch.with { folder in
            let path = try Self.store(name, in: folder)
            let before = try await Self.rows(path)
            let journal = try JournalSQLite.open(path: path)
            #expect(try await journal.check() == [])
            for (table, count) in before where !table.hasPrefix("term") && table != "grdb_migrations" {
                let now = try await journal.pool.read { try Int.fetchOne($0, sql: "select count(*) from \(table)") }
                #expect(now == count, "\(table)")
            }
            try await journal.read { reader in
                var query = ChangeQuery()
                query.limit = 10_000
                let changes = try reader.changes(query).versions
                let deleted = changes.filter { $0.resource == nil }
                #expect(changes.count == before["resource", default: 0] + before["resource_version", default: 0])
                #expect(deleted.count < changes.count)
                let current = try changes.filter { try reader.resource($0.type, $0.id)?.version == $0.version }
                #expect(current.count == before["resource"])
                query.asOf = 0
                #expect(try reader.changes(query).versions.isEmpty)
            }
            try await HealthyStore.letter(900, journal)
            let citizen = try await journal.read { try $0.roots(after: nil, limit: 1) }
            _ = try await journal.commit(.people, at: HealthyStore.now) { writer in
                try citizen.map { try writer.erase(.citizen($0), who: "her:1", because: "A test.") }
            }
            try await journal.sweep()
            #expect(try await journal.check() == [])
            try await journal.close()
        }
    }

    @Test("is tried on a copy, and stays as it was", arguments: stores)
    func tried(_ name: String) async throws {
        try await Scratch.with { folder in
            let path = try Self.store(name, in: folder)
            let digest = try Self.digest(path)
            let steps = try JournalSQLite.pendingSteps(path: path)
            #expect(steps.first == "lists the versions of resources")
            let upgrade = try await JournalSQLite.tryUpgrade(path: path, in: folder)
            #expect(upgrade.steps == steps)
            #expect(upgrade.findings == [])
            #expect(upgrade.bytesBefore > 0 && upgrade.bytesAfter >= upgrade.bytesBefore)
            #expect(try Self.digest(path) == digest)
            #expect(try JournalSQLite.pendingSteps(path: path) == steps)
            let left = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasPrefix("helhet-upgrade") }
            #expect(left.isEmpty)
            try await JournalSQLite.open(path: path).close()
            #expect(try JournalSQLite.pendingSteps(path: path).isEmpty)
        }
    }

    @Test("is refused by what does not upgrade it, and stays as it was", arguments: stores)
    func standing(_ name: String) async throws {
        try await Scratch.with { folder in
            let path = try Self.store(name, in: folder)
            let digest = try Self.digest(path)
            for open in [JournalSQLite.openStanding, JournalSQLite.openReadOnly] {
                let older = await refusal { try await open(path).close() }
                #expect(older?.kind == .invalid)
                #expect(older?.message.hasPrefix("An older version of Helhet wrote the store, and nothing in it was changed.") ?? false)
            }
            #expect(try Self.digest(path) == digest)
        }
    }

    @Test("is refused by name when there is none, or it is none of ours")
    func refused() async throws {
        try await Scratch.with { folder in
            #expect(await refusal { _ = try JournalSQLite.pendingSteps(path: folder + "/none.sqlite") }?.kind == .unavailable)
            let other = try DatabaseQueue(path: folder + "/other.sqlite")
            try await other.write { try $0.execute(sql: "create table t (a)") }
            try other.close()
            #expect(await refusal { _ = try JournalSQLite.pendingSteps(path: folder + "/other.sqlite") }?.kind == .invalid)
        }
    }

    private static func store(_ name: String, in folder: String) throws -> String {
        let packed = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Stores/\(name).sqlite.xz")
        let path = folder + "/\(name).sqlite"
        let program = Process()
        program.executableURL = URL(filePath: "/usr/bin/env")
        program.arguments = ["sh", "-c", "xz --decompress --stdout \"$0\" > \"$1\"", packed.path, path]
        try program.run()
        program.waitUntilExit()
        try #require(program.terminationStatus == 0, "xz could not unpack the store; install xz-utils.")
        return path
    }

    private static func digest(_ path: String) throws -> [UInt8] { ContentHash.of(Array(try Data(contentsOf: URL(filePath: path)))) }

    private static func rows(_ path: String) async throws -> [String: Int] {
        let queue = try DatabaseQueue(path: path)
        let rows = try await queue.read { database in
            let tables = try String.fetchAll(
                database,
                sql: "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' and sql not like '%virtual%'")
            var rows: [String: Int] = [:]
            for table in tables { rows[table] = try Int.fetchOne(database, sql: "select count(*) from \(table)") }
            return rows
        }
        try queue.close()
        return rows
    }
}
