import FHIR
import Foundation
import GRDB
import Journal
import Testing

@testable import JournalSQLite

@Suite("An index made anew")
struct ReindexTests {
    static let damages = CorruptionTests.planted.filter { planted in
        [.termMissing, .termWrong, .termOfNoResource, .indexRunWrong].contains(planted.name)
    }

    @Test("says again what the resources say, whatever was wrong with it", arguments: damages)
    func mends(_ damage: CorruptionTests.Planted) async throws {
        try await Scratch.with { folder in
            let path = folder + "/store.sqlite"
            try await HealthyStore.make(path)
            let database = try DatabaseQueue(path: path)
            try await database.write { try $0.execute(sql: damage.sql) }
            try database.close()
            let journal = try JournalSQLite.open(path: path)
            #expect(try await journal.check() != [])
            try await journal.reindex()
            #expect(try await journal.check() == [])
            try await journal.close()
        }
    }

    @Test("is made while commits go on, and taken up again by the next opening")
    func large() async throws {
        try await Scratch.with { folder in
            let path = folder + "/store.sqlite"
            @Sendable func put(_ numbers: Range<Int>, _ value: Int, _ journal: JournalSQLite) async throws {
                try await journal.commit(.people, at: HealthyStore.now) { writer in
                    for number in numbers {
                        let thing = Toy.Thing(id: "t\(number)", code: "a", value: value, tags: [], note: "y", parent: nil, subject: nil)
                        _ = try writer.put(thing.resource, id: thing.id, subject: nil, source: .act(0), ifVersion: nil)
                    }
                }
            }
            @Sendable func count(_ journal: JournalSQLite) async throws -> Int? {
                var search = Search(type: "Basic")
                search.criteria = [Toy.asks("value 0 29")]
                search.limit = 0
                let asked = search
                return try await journal.read { try $0.search(asked).total }
            }
            var journal = try JournalSQLite.open(path: path, Toy.index("one"), patience: 0)
            for start in stride(from: 0, to: 5_000, by: 500) { try await put(start..<start + 500, 1, journal) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                let journal = journal
                group.addTask { try await journal.reindex() }
                group.addTask {
                    for number in 0..<100 {
                        try await put(number * 50..<number * 50 + 1, 40, journal)
                        try await put(6_000 + number..<6_001 + number, 2, journal)
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await count(journal) == 5_000)
            #expect(try await journal.check() == [])

            // Left in the middle: the next opening goes on.
            let left = Task { [journal] in try await journal.reindex() }
            left.cancel()
            _ = await left.result
            try await journal.close()
            journal = try JournalSQLite.open(path: path, Toy.index("one"), patience: 0)
            for _ in 0..<400 where try await journal.pool.read({ try PartRow.all(Connection($0)).contains { !$0.isDone } }) {
                try await Task.sleep(for: .milliseconds(50))
            }
            #expect(try await count(journal) == 5_000)
            #expect(try await journal.check() == [])
            try await journal.close()
        }
    }
}
