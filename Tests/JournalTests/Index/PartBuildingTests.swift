import FHIR
import Foundation
import GRDB
import Journal
import Testing

@testable import JournalSQLite

@Suite("A new part of the index")
struct PartBuildingTests {
    private static func thing(_ number: Int, _ value: Int) -> Toy.Thing {
        Toy.Thing(id: "t\(number)", code: "a", value: value, tags: [], note: "y", parent: nil, subject: nil)
    }

    private static func put(_ numbers: Range<Int>, _ value: Int, _ journal: JournalSQLite) async throws {
        try await journal.commit(.people, at: HealthyStore.now) { writer in
            for number in numbers {
                let thing = thing(number, value)
                _ = try writer.put(thing.resource, id: thing.id, subject: nil, source: .act(0), ifVersion: nil)
            }
        }
    }

    private static func open(_ path: String, _ definition: String) throws -> JournalSQLite {
        try JournalSQLite.open(path: path, Toy.index(definition), patience: 0)
    }

    private static func count(_ journal: JournalSQLite) async throws -> Int? {
        var search = Search(type: "Basic")
        search.criteria = [Toy.asks("value 0 29")]
        search.limit = 0
        let asked = search
        return try await journal.read { try $0.search(asked).total }
    }

    @Test("is there at once when the store is small")
    func small() async throws {
        try await Scratch.with { folder in
            let path = folder + "/store.sqlite"
            var journal = try Self.open(path, "one")
            try await Self.put(0..<600, 1, journal)
            try await journal.close()
            journal = try Self.open(path, "two")
            #expect(try await Self.count(journal) == 600)
            #expect(try await journal.check() == [])
            try await journal.close()
        }
    }

    @Test("is built while commits go on, is refused until then, and survives being left")
    func large() async throws {
        try await Scratch.with { folder in
            let path = folder + "/store.sqlite"
            var journal = try Self.open(path, "one")
            for start in stride(from: 0, to: 3_000, by: 500) { try await Self.put(start..<start + 500, 1, journal) }
            try await journal.close()
            // How often it is refused depends on the machine; what it says and what comes of it does not.
            for round in 0..<200 {
                journal = try Self.open(path, "two")
                try await Self.put(round * 15..<round * 15 + 15, 40, journal)
                try await Self.put(2_999 - round..<3_000 - round, 2, journal)
                do {
                    _ = try await Self.count(journal)
                    break
                } catch let error as JournalError {
                    #expect(error.kind == .unavailable)
                    #expect(error.message.hasPrefix("The search index is being built: "))
                }
                #expect(try await journal.check() == [])
                try await journal.close()
            }
            #expect(try await journal.check() == [])
            let wanted = try await journal.read { reader in
                try (0..<3_000).count { try reader.resource("Basic", "t\($0)")?.resource?.root.string("value") != "40" }
            }
            #expect(try await Self.count(journal) == wanted)
            try await journal.close()
        }
    }

    @Test("leaves nothing of the one before")
    func swept() async throws {
        try await Scratch.with { folder in
            let path = folder + "/store.sqlite"
            var journal = try Self.open(path, "one")
            try await Self.put(0..<100, 1, journal)
            try await journal.close()
            journal = try Self.open(path, "two")
            for _ in 0..<100 {
                let old = try await journal.pool.read { try Int.fetchOne($0, sql: "select count(*) from index_run where part = 1") }
                if old == 0 { break }
                try await Task.sleep(for: .milliseconds(50))
            }
            let old = try await journal.pool.read { try Int.fetchOne($0, sql: "select count(*) from index_run where part = 1") }
            #expect(old == 0)
            try await journal.close()
        }
    }
}
