import FHIR
import Journal
import JournalSQLite
import Testing

/// So many that they are not looked up one by one.
@Suite("Of many persons with several ids each") struct ManyPersonsTests {
    private static let count = 1_000

    @Test("chains and `_has` find what names any of them") func many() async throws {
        try await Scratch.with { folder in
            let journal = try JournalSQLite.open(path: folder + "/store.sqlite")
            // The even ones are there; each odd one is linked with the even one before it and has gone. Every third person is active.
            try await journal.commit(.people, at: HealthyStore.now) { writer in
                var subjects: [SubjectID] = []
                for number in 0..<Self.count {
                    let patient = Resource.build("Patient", id: "of-\(number)") { $0.field("active", number / 2 % 3 == 0) }
                    let subject = try writer.ensureSubject(.unidentified("of-\(number)"))
                    subjects.append(subject)
                    _ = try writer.put(patient, id: "of-\(number)", subject: subject, source: .act(0), ifVersion: nil)
                    let observation = Resource.build("Observation", id: "o\(number)") { json in
                        json.field("status", number % 6 == 1 ? "amended" : number % 6 == 2 ? "final" : "registered")
                        json.object("subject") {
                            $0.field("reference", "Patient/\(number % 10 == 1 ? subject.description : "of-\(number)")")
                        }
                    }
                    _ = try writer.put(observation, id: "o\(number)", subject: subject, source: .act(0), ifVersion: nil)
                }
                for number in stride(from: 1, to: Self.count, by: 2) {
                    try writer.link(Link(subjects[number - 1], subjects[number], source: .act(1)))
                    _ = try writer.delete("Patient", id: "of-\(number)", source: .act(0))
                }
            }
            func found(_ type: String, _ name: String, _ value: String) async throws -> (ids: Set<String>, total: Int?) {
                var search = Search(type: type)
                search.criteria = [try journal.searchParameters.criterion(name, value, of: type, base: "")]
                search.limit = 1_000
                search.total = .accurate
                let asked = search
                let page = try await journal.read { try $0.search(asked) }
                return (Set(page.resources.map(\.id)), page.total)
            }
            let numbers = 0..<Self.count
            for isActive in [true, false] {
                let wanted = Set(numbers.filter { ($0 / 2 % 3 == 0) == isActive }.map { "o\($0)" })
                let (ids, total) = try await found("Observation", "subject:Patient.active", "\(isActive)")
                #expect(ids == wanted && total == wanted.count)
            }
            for (status, rest) in [("amended", [1]), ("final", [2]), ("registered", [0, 3, 4, 5])] {
                let wanted = Set(numbers.filter { rest.contains($0 % 6) }.map { "of-\($0 / 2 * 2)" })
                let (ids, total) = try await found("Patient", "_has:Observation:subject:status", status)
                #expect(ids == wanted && total == wanted.count, "\(status)")
            }
            #expect(try await found("Patient", "_has:Observation:subject:_id", "o7").ids == ["of-6"])
            try await journal.close()
        }
    }
}
