import FHIR
import Foundation
import Journal
import Testing

@testable import JournalSQLite

@Suite("A SearchParameter that is stored")
struct OwnParameterTests {
    private static let definition = """
        {"resourceType":"SearchParameter","id":"eyes","url":"http://example.org/eyes","name":"eyes","status":"active","description":"eyes",
        "code":"eyes","base":["Patient"],"type":"token","expression":"Patient.extension('http://example.org/eyes').value.ofType(code)"}
        """

    private static func patient(_ number: Int) throws -> Resource {
        try Resource(
            json: Array(
                """
                {"resourceType":"Patient","extension":[{"url":"http://example.org/eyes","valueCode":"\(number.isMultiple(of: 3) ? "blue" : "brown")"}],
                "gender":"female"}
                """.utf8))
    }

    private static func put(_ numbers: Range<Int>, _ journal: JournalSQLite) async throws {
        try await journal.commit(.people, at: HealthyStore.now) { writer in
            for number in numbers {
                _ = try writer.put(patient(number), id: "p\(number)", subject: nil, source: .act(0), ifVersion: nil)
            }
        }
    }

    private static func count(_ name: String, _ value: String, _ journal: JournalSQLite) async throws -> Int? {
        var search = Search(type: "Patient")
        search.criteria = [try journal.searchParameters.criterion(name, value, of: "Patient", base: "http://localhost/fhir")]
        search.limit = 0
        let asked = search
        return try await journal.read { try $0.search(asked).total }
    }

    @Test("is searched by when its index is built, beside R4's own, also after a restart, and no longer when it is deleted")
    func lives() async throws {
        try await Scratch.with { folder in
            let path = folder + "/store.sqlite"
            var journal = try JournalSQLite.open(path: path)
            try await Self.put(0..<300, journal)
            await #expect(throws: SearchError.self) { _ = try await Self.count("eyes", "blue", journal) }
            let definition = try Resource(json: Array(Self.definition.utf8))
            _ = try await journal.commit(.people, at: HealthyStore.now) {
                try $0.put(definition, id: "eyes", subject: nil, source: .act(0), ifVersion: nil)
            }
            // R4's own go on being answered.
            #expect(try await Self.count("gender", "female", journal) == 300)
            try await Self.put(300..<330, journal)
            var found: Int?
            for _ in 0..<200 where found == nil {
                do {
                    found = try await Self.count("eyes", "blue", journal)
                } catch let error as JournalError {
                    #expect(error.kind == .unavailable)
                    try await Task.sleep(for: .milliseconds(50))
                }
            }
            #expect(found == 110)
            #expect(try await journal.check() == [])
            try await journal.close()
            journal = try JournalSQLite.open(path: path)
            #expect(try await Self.count("eyes", "brown", journal) == 220)
            _ = try await journal.commit(.people, at: HealthyStore.now) {
                try $0.delete("SearchParameter", id: "eyes", source: .act(0))
            }
            await #expect(throws: SearchError.self) { _ = try await Self.count("eyes", "blue", journal) }
            #expect(try await Self.count("gender", "female", journal) == 330)
            #expect(try await journal.check() == [])
            try await journal.close()
        }
    }
}
