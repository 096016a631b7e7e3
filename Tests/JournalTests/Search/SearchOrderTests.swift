import FHIR
import Journal
import JournalMemory
import Samples
import Testing

@Suite("A search is sorted and paged") struct SearchOrderTests {
    static let patients = [
        #"{"resourceType":"Patient","id":"a","birthDate":"1950-01-31","name":[{"family":"Østby"},{"family":"Aas"}]}"#,
        #"{"resourceType":"Patient","id":"b","birthDate":"1950-01-30","name":[{"family":"Zander"}]}"#,
        #"{"resourceType":"Patient","id":"c","name":[{"family":"aasen"}]}"#,
        #"{"resourceType":"Patient","id":"d","birthDate":"2000"}"#,
        #"{"resourceType":"Patient","id":"e","birthDate":"1950-01-31","name":[{"family":"Lie"}]}"#,
    ]

    @Test(
        "by its values",
        arguments: [
            ("birthdate", "b a e d c"), ("-birthdate", "d a e b c"), ("family", "a c e b d"), ("-family", "b a e c d"),
            ("birthdate,family", "b a e d c"),
            ("-birthdate,-family", "d a e b c"), ("_id", "a b c d e"), ("-_id", "e d c b a"), ("_lastUpdated", "a b c d e"),
            ("-_lastUpdated,-_id", "e d c b a"),
        ], [1, 2, 10])
    func sorted(_ case: (String, String), _ limit: Int) async throws {
        let bench = try await SearchBench(Self.patients)
        #expect(try await walk(bench.journal, `case`.0, limit).joined(separator: " ") == `case`.1)
    }

    private func walk(_ journal: JournalMemory, _ order: String, _ limit: Int) async throws -> [String] {
        try await journal.read { reader in
            var search = Search(type: "Patient")
            search.order = try SearchParameters.r4.order(order, of: "Patient")
            search.limit = limit
            var found: [String] = []
            repeat {
                let page = try reader.search(search)
                found += page.resources.map(\.id)
                search.after = page.next
            } while search.after != nil
            return found
        }
    }

    @Test("a page goes on where the one before ended, though others change") func changing() async throws {
        let bench = try await SearchBench(Self.patients)
        var search = Search(type: "Patient")
        search.order = try SearchParameters.r4.order("birthdate", of: "Patient")
        search.limit = 2
        let first = search
        let page = try await bench.journal.read { try $0.search(first) }
        #expect(page.resources.map(\.id) == ["b", "a"])
        // One that was shown changes, and one comes before.
        try await bench.journal.commit(.background, at: SearchBench.now) { writer in
            let moved = try Resource(json: Array(#"{"resourceType":"Patient","id":"a","birthDate":"2020"}"#.utf8))
            _ = try writer.put(moved, id: "a", subject: nil, source: .act(0), ifVersion: nil)
        }
        search.after = page.next
        let second = search
        let rest = try await bench.journal.read { try $0.search(second) }
        #expect(rest.resources.map(\.id) == ["e", "d"])
    }

    @Test("counts what it finds, and nothing else when asked for none") func counts() async throws {
        let bench = try await SearchBench(Self.patients)
        var search = Search(type: "Patient")
        search.criteria = [try SearchParameters.r4.criterion("birthdate", "1950", of: "Patient", base: "")]
        search.limit = 0
        let counting = search
        let count = try await bench.journal.read { try $0.search(counting) }
        #expect(count.total == 3)
        #expect(count.resources.isEmpty && count.next == nil)
        search.limit = 1
        search.total = .accurate
        let paged = search
        #expect(try await bench.journal.read { try $0.search(paged) }.total == 3)
    }

    @Test(
        "a key that is not one of ours is refused", arguments: ["", "x", "n1.2", "n1_1", "n1.2_0", "q_1", "m_m_1", "n1.2_-1", "n1.2_zz!"])
    func badKey(_ key: String) throws {
        let order = try SearchParameters.r4.order("birthdate", of: "Patient")
        let error = #expect(throws: JournalError.self) { try SearchPosition(key, order: order) }
        #expect(error?.kind == .invalid)
        #expect(error?.message == "The page key is not one of ours; follow the link of the page before, or search anew.")
    }
}
