import FHIR
import Journal
import JournalMemory
import JournalSQLite
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

    static let others = [
        #"{"resourceType":"Observation","id":"a","status":"final","category":[{"coding":[{"code":"vital-signs"},{"code":"Exam"}]}],"subject":{"reference":"Patient/b"}}"#,
        #"{"resourceType":"Observation","id":"b","status":"amended","category":[{"coding":[{"code":"laboratory"}]}],"subject":{"reference":"Patient/a/_history/3"}}"#,
        ##"{"resourceType":"Observation","id":"c","status":"final","subject":{"reference":"#p"}}"##,
        #"{"resourceType":"Observation","id":"d","status":"CANCELLED","category":[{"coding":[{"system":"urn:x","code":"exam"}]}]}"#,
        #"{"resourceType":"Observation","id":"e","status":"preliminary","category":[{"coding":[{"system":"urn:x"},{"code":"survey"}]}],"subject":{"reference":"http://b.example/Patient/1"}}"#,
        #"{"resourceType":"ActivityDefinition","id":"a","url":"http://a.example/fhir/ActivityDefinition/z","library":["http://a.example/Library/1|2.0"]}"#,
        #"{"resourceType":"ActivityDefinition","id":"b","url":"http://a.example/fhir/ActivityDefinition/Z","experimental":true,"library":["http://a.example/Library/1|1.0"]}"#,
        #"{"resourceType":"ActivityDefinition","id":"c","url":"http://a.example/fhir/ActivityDefinition/å","library":["http://a.example/Library/1"]}"#,
        #"{"resourceType":"ActivityDefinition","id":"d","library":["http://a.example/Library/0","http://a.example/Library/9"]}"#,
        #"{"resourceType":"Patient","id":"a","deceasedBoolean":true,"telecom":[{"system":"phone","value":"22 33 44 55"}],"identifier":[{"value":"b"}]}"#,
        #"{"resourceType":"Patient","id":"b","telecom":[{"system":"phone","value":"(22) 33-44-54"}],"identifier":[{"value":"B","system":"urn:x"}]}"#,
        #"{"resourceType":"Patient","id":"c","deceasedDateTime":"2020","identifier":[{"system":"urn:x"}]}"#,
        #"{"resourceType":"Patient","id":"d","deceasedBoolean":false,"telecom":[{"system":"email","value":"A@b.no"}],"identifier":[{"value":"a"},{"value":"c"}]}"#,
    ]

    @Test(
        "by what codes, references and addresses look like, in memory and on SQLite",
        arguments: [
            ("Observation", "status,_id", "b d a c e"), ("Observation", "-status,_id", "e a c d b"),
            ("Observation", "category,_id", "a d b e c"), ("Observation", "-category,_id", "a e b d c"),
            ("Observation", "subject,_id", "c b a e d"), ("Observation", "-subject,_id", "e a b c d"),
            ("Observation", "status,-category,-_id", "b d a c e"), ("Observation", "-category,status,_id", "a e b d c"),
            ("ActivityDefinition", "url", "b a c d"), ("ActivityDefinition", "-url", "c a b d"),
            ("ActivityDefinition", "depends-on,_id", "d a b c"), ("ActivityDefinition", "-depends-on,_id", "d a b c"),
            ("Patient", "deceased,_id", "b d a c"), ("Patient", "-deceased,_id", "a c b d"), ("Patient", "phone,_id", "b a c d"),
            ("Patient", "telecom,_id", "b a d c"), ("Patient", "identifier,_id", "b d a c"), ("Patient", "-identifier,_id", "d a b c"),
        ], [1, 2, 10])
    func byText(_ case: (String, String, String), _ limit: Int) async throws {
        let (type, order, wanted) = `case`
        let bench = try await SearchBench(Self.others)
        #expect(try await walk(bench.journal, order, limit, of: type).joined(separator: " ") == wanted)
        try await Scratch.with { folder in
            let store = try JournalSQLite.open(path: folder + "/store.sqlite")
            try await store.commit(.background, at: SearchBench.now) { writer in
                for text in Self.others {
                    let resource = try Resource(json: Array(text.utf8))
                    _ = try writer.put(resource, id: resource.id ?? "", subject: nil, source: .act(0), ifVersion: nil)
                }
            }
            #expect(try await walk(store, order, limit, of: type).joined(separator: " ") == wanted)
            try await store.close()
        }
    }

    private func walk(_ journal: any Journal, _ order: String, _ limit: Int, of type: String = "Patient") async throws -> [String] {
        try await journal.read { reader in
            var search = Search(type: type)
            search.order = try SearchParameters.r4.order(order, of: type)
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
        "a key that is not one of ours is refused",
        arguments: ["", "x", "n1.2", "n1_1", "n1.2_0", "q_1", "m_m_1", "n1.2_-1", "n1.2_zz!", "tx_1", "t616_1"])
    func badKey(_ key: String) throws {
        let order = try SearchParameters.r4.order("birthdate", of: "Patient")
        let error = #expect(throws: JournalError.self) { try SearchPosition(key, order: order) }
        #expect(error?.kind == .invalid)
        #expect(error?.message == "The page key is not one of ours; follow the link of the page before, or search anew.")
    }
}
