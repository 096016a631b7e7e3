import FHIR
import Foundation
import GRDB
import GRDBSQLite
import Journal
import Testing

@testable import JournalSQLite

@Suite("A store on SQLite")
struct StoreTests {
    private func mode(_ path: String) throws -> Int {
        try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
    }

    @Test("syncs every commit, and belongs to its owner alone")
    func settings() async throws {
        try await Scratch.with { folder in
            let path = folder + "/store.sqlite"
            let journal = try JournalSQLite.open(path: path)
            try await HealthyStore.fill(journal)
            let synchronous = try await journal.pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "pragma synchronous") }
            #expect(synchronous == 2)
            let mode = try await journal.pool.read { try String.fetchOne($0, sql: "pragma journal_mode") }
            #expect(mode == "wal")
            for suffix in ["", "-wal", "-shm"] { #expect(try self.mode(path + suffix) == 0o600) }
            try await journal.close()
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
            try await JournalSQLite.open(path: path).close()
            #expect(try self.mode(path) == 0o600)
        }
    }

    @Test("is refused when a newer version wrote it, or something else did")
    func strangers() async throws {
        try await Scratch.with { folder in
            let path = folder + "/newer.sqlite"
            try await HealthyStore.make(path)
            let database = try DatabaseQueue(path: path)
            try await database.write { try $0.execute(sql: "insert into grdb_migrations values ('keeps what is not invented yet')") }
            try database.close()
            let newer = await refusal { _ = try JournalSQLite.open(path: path) }
            #expect(newer?.kind == .newerVersion)
            #expect(newer?.message == "The store was written by a newer version of Helhet. Install that version, or open a backup.")

            let other = try DatabaseQueue(path: folder + "/other.sqlite")
            try await other.write { try $0.execute(sql: "create table t (a)") }
            try other.close()
            let stranger = await refusal { _ = try JournalSQLite.open(path: folder + "/other.sqlite") }
            #expect(stranger?.kind == .invalid)
            #expect(stranger?.message == "The file is a database, but no store of Helhet. Name another file.")

            try Data("This is a letter, and no database at all.".utf8).write(to: URL(filePath: folder + "/text"))
            #expect(await refusal { _ = try JournalSQLite.open(path: folder + "/text") }?.kind == .damaged)
        }
    }

    @Test("is opened without being read, however much it holds")
    func opening() async throws {
        try await Scratch.with { folder in
            var pages: [Int32] = []
            for count in [300, 3_000] {
                let path = folder + "/\(count).sqlite"
                let journal = try JournalSQLite.open(path: path)
                _ = try await journal.commit(.background, at: HealthyStore.now) { writer in
                    for number in 0..<count {
                        let resource = HealthyStore.encounter("e\(number)", String(repeating: "\(number) ", count: 100))
                        _ = try writer.put(resource, id: "e\(number)", subject: nil, source: .act(0), ifVersion: nil)
                    }
                }
                try await journal.close()
                let again = try JournalSQLite.open(path: path)
                pages.append(
                    try await again.pool.writeWithoutTransaction { database in
                        var (read, highest): (Int32, Int32) = (0, 0)
                        sqlite3_db_status(database.sqliteConnection, SQLITE_DBSTATUS_CACHE_MISS, &read, &highest, 0)
                        return read
                    })
                try await again.close()
            }
            #expect(pages[0] > 0)
            #expect(pages[1] < pages[0] + 20, "pages read: \(pages)")
        }
    }

    @Test("is whole in its file alone once it is closed")
    func alone() async throws {
        try await Scratch.with { folder in
            let path = folder + "/store.sqlite"
            let one = try JournalSQLite.open(path: path)
            let other = try JournalSQLite.open(path: path)
            try await HealthyStore.fill(one)
            try await one.close()
            // Whoever has it open still goes on, and keeps the log.
            try await HealthyStore.letter(200, other)
            #expect(FileManager.default.fileExists(atPath: path + "-wal"))
            try await other.close()
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["store.sqlite"])
            let again = try JournalSQLite.openReadOnly(path: path)
            #expect(try await again.read { try $0.counts(now: HealthyStore.now).letters } == 5)
            try await again.close()
        }
    }

    @Test("can be opened to be read, and nothing in it changes")
    func readOnly() async throws {
        try await Scratch.with { folder in
            let path = folder + "/a 100% store?#.sqlite"
            try await HealthyStore.make(path)
            let before = try Data(contentsOf: URL(filePath: path))
            let journal = try JournalSQLite.openReadOnly(path: path)
            #expect(try await journal.check() == [])
            #expect(try await journal.read { try $0.search(Search(type: "Encounter")).resources.isEmpty } == false)
            #expect(await refusal { try await HealthyStore.letter(200, journal) }?.kind == .readOnly)
            try await journal.close()
            #expect(try Data(contentsOf: URL(filePath: path)) == before)
            for (name, content) in [("none.sqlite", nil), ("empty.sqlite", Data())] {
                if let content { try content.write(to: URL(filePath: folder + "/" + name)) }
                for open in [JournalSQLite.openStanding, JournalSQLite.openReadOnly] {
                    let refused = await refusal { try await open(folder + "/" + name).close() }
                    #expect(refused?.kind == (content == nil ? .unavailable : .invalid))
                    if content != nil { #expect(refused?.message.hasPrefix("There is no store in the file: it is empty.") ?? false) }
                }
                #expect(FileManager.default.contents(atPath: folder + "/" + name) == content)
            }
        }
    }

    @Test("is made whole by the next opening when the first was cut short")
    func halfMade() async throws {
        try await Scratch.with { folder in
            let path = folder + "/store.sqlite"
            let database = try DatabaseQueue(path: path)
            try await database.write { database in
                try database.execute(sql: "create table grdb_migrations (identifier text not null primary key)")
            }
            try database.close()
            try await HealthyStore.make(path)
        }
    }

    @Test("is refused where it cannot be written")
    func unwritable() async throws {
        try await Scratch.with { folder in
            let nowhere = await refusal { _ = try JournalSQLite.open(path: folder + "/no/store.sqlite") }
            #expect(nowhere?.kind == .unavailable)
            let directory = await refusal { _ = try JournalSQLite.open(path: folder) }
            #expect(directory?.message == "\(folder) is no file. Name the file of the store.")
            #expect(await refusal { _ = try JournalSQLite.open(path: "/proc/helhet.sqlite") } != nil)

            let path = folder + "/store.sqlite"
            let journal = try JournalSQLite.open(path: path)
            try await journal.pool.writeWithoutTransaction { try $0.execute(sql: "pragma query_only = on") }
            let readOnly = await refusal { try await HealthyStore.fill(journal) }
            #expect(readOnly?.kind == .readOnly)
            #expect(
                readOnly?.message == "The store may not be written to. Give the hub write access to the file and its folder.")
            try await journal.pool.writeWithoutTransaction { try $0.execute(sql: "pragma query_only = off") }
            try await journal.close()
        }
    }

    @Test("says that the disk is full, loses nothing and goes on when there is space again")
    func full() async throws {
        try await Scratch.with { folder in
            let journal = try JournalSQLite.open(path: folder + "/store.sqlite")
            try await HealthyStore.fill(journal)
            let pages = try await journal.pool.writeWithoutTransaction { database in
                let pages = try Int.fetchOne(database, sql: "pragma page_count") ?? 0
                try database.execute(sql: "pragma max_page_count = \(pages + 4)")
                return pages
            }
            let big = [UInt8](repeating: 7, count: 100_000)
            let outcomes = await withTaskGroup(of: JournalError.Kind?.self) { group in
                for number in 0..<8 {
                    group.addTask {
                        await refusal {
                            _ = try await journal.commit(.letters, at: HealthyStore.now) {
                                try $0.attach(big + [UInt8(number)], mediaType: "x")
                            }
                        }?.kind
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(outcomes.allSatisfy { $0 == .full })
            #expect(try await journal.check() == [])
            try await journal.pool.writeWithoutTransaction { try $0.execute(sql: "pragma max_page_count = \(pages + 10_000)") }
            _ = try await journal.commit(.letters, at: HealthyStore.now) { try $0.attach(big, mediaType: "x") }
            #expect(try await journal.check() == [])
            try await journal.close()
        }
    }

    @Test("is copied while commits go on, and the copy is a store")
    func backup() async throws {
        try await Scratch.with { folder in
            let journal = try JournalSQLite.open(path: folder + "/store.sqlite")
            try await HealthyStore.fill(journal)
            async let more: Void = {
                for number in 100..<150 { try await HealthyStore.letter(number, journal) }
            }()
            let path = folder + "/backup.sqlite"
            try await journal.backup(to: path)
            try await more
            #expect(try mode(path) == 0o600)
            let again = await refusal { try await journal.backup(to: path) }
            #expect(again?.kind == .conflict)
            #expect(await refusal { try await journal.backup(to: folder + "/no/backup.sqlite") }?.kind == .unavailable)
            try await journal.close()
            let restored = try JournalSQLite.open(path: path)
            #expect(try await restored.check() == [])
            let counts = try await restored.read { try $0.counts(now: HealthyStore.now) }
            #expect(counts.letters >= 4 && counts.letters <= 54)
            try await HealthyStore.letter(200, restored)
            try await restored.close()
        }
    }

    @Test("takes turns with another process on the same file")
    func turns() async throws {
        try await Scratch.with { folder in
            let path = folder + "/store.sqlite"
            let one = try JournalSQLite.open(path: path)
            let other = try JournalSQLite.open(path: path)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<100 {
                    group.addTask { try await HealthyStore.letter(number + 10, number.isMultiple(of: 2) ? one : other) }
                }
                try await group.waitForAll()
            }
            #expect(try await one.check() == [])
            #expect(try await other.read { try $0.counts(now: HealthyStore.now).letters } == 100)
            try await one.close()
            try await other.close()
        }
    }

    @Test("has the schema that was reviewed")
    func schema() async throws {
        try await Scratch.with { folder in
            let journal = try JournalSQLite.open(path: folder + "/store.sqlite")
            let statements = try await journal.pool.read { database in
                try String.fetchAll(
                    database,
                    sql: """
                        select sql from sqlite_schema where sql is not null and name not like 'grdb_%' order by rowid
                        """)
            }
            try await journal.close()
            let dump = statements.map { $0 + ";\n" }.joined(separator: "\n")
            let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Documentation/schema.sql")
            if ProcessInfo.processInfo.environment["HELHET_RECORD"] != nil {
                try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(dump.utf8).write(to: file)
            }
            let reviewed = try String(contentsOf: file, encoding: .utf8)
            #expect(dump == reviewed, "Run the tests once with HELHET_RECORD=1 and review Documentation/schema.sql.")
        }
    }
}

/// What a body was refused with, if it was by the journal.
func refusal(_ body: () async throws -> Void) async -> JournalError? {
    do {
        try await body()
        return nil
    } catch {
        return error as? JournalError
    }
}
