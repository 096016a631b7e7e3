import FHIR
import JournalMemory
import Samples
import Testing

@testable import Journal
@testable import JournalSQLite

@Suite("The store finds what a comparison of every resource finds")
struct StoreAgreementTests {
    @Test("by R4's parameters, in every order, after changes and deletions")
    func own() async throws {
        let texts = SearchMeaningTests.patients + SearchValueTests.observations + SearchValueTests.others
        try await agree(texts.map { try Resource(json: Array($0.utf8)) }, seed: 1, share: 4)
    }

    @Test("over a population", .enabled(if: SharedData.has("data/synthea")))
    func population() async throws {
        let files = SharedData.files("data/synthea", endingIn: ".json.gz")
        let bytes = try files.map { try SharedData.bytes($0) }.min { $0.count < $1.count }
        let bundle = try Resource(json: #require(bytes))
        try await agree(Array(bundle.root.each("entry.resource").map { Resource($0) }.prefix(250)), seed: 2, share: 12)
    }

    /// - Parameter share: one question in so many is asked.
    private func agree(_ resources: [Resource], seed: UInt64, share: UInt64) async throws {
        try await Scratch.with { folder in
            let store = try JournalSQLite.open(path: folder + "/store.sqlite")
            let memory = JournalMemory()
            var names: Set<String> = []
            let known = resources.filter { R4.isKnown($0.type) && names.insert("\($0.type)/\($0.id ?? "")").inserted && $0.id != nil }
            var numbers = SeededNumbers(seed: seed)
            let terms = Terms(.r4, known, &numbers)
            for journal in [store, memory] as [any Journal] {
                try await write(known, journal)
                try await write(terms.resources, journal, changing: false)
            }
            let parameters = SearchParameters.r4
            var asked = 0
            for type in Set(known.map(\.type)).sorted() {
                var all = Search(type: type)
                all.limit = 1_000
                let every = all
                let stored = try await memory.read { try $0.search(every).resources }
                let orders = parameters.of(type).filter { parameters.isOrdered($0) || $0.code == "_id" }.map(\.code)
                for parameter in parameters.of(type) {
                    let questions = Questions(parameters).about(parameter, stored, 2, &numbers)
                    let told = terms.about(parameter, stored, &numbers).map { ($0.name, $0.value) }
                    for (name, value) in questions + told where numbers.next() % share == 0 {
                        var search = Search(type: type)
                        search.criteria = [try parameters.criterion(name, value, of: type, base: SearchBench.base)]
                        if let order = orders.randomElement(using: &numbers), numbers.next() % 2 == 0 {
                            search.order = try parameters.order((numbers.next() % 2 == 0 ? "-" : "") + order, of: type)
                        }
                        search.total = .accurate
                        search.limit = 7
                        let (found, wanted) = (try await walk(search, store), try await walk(search, memory))
                        asked += 1
                        #expect(found.total == wanted.total, "\(type)?\(name)=\(value)")
                        #expect(Set(found.ids) == Set(wanted.ids) && found.ids.count == wanted.ids.count, "\(type)?\(name)=\(value)")
                        #expect(found.keys == wanted.keys, "\(type)?\(name)=\(value) by \(search.order)")
                    }
                }
            }
            #expect(asked > 50)
            #expect(try await store.check() == [])
            try await store.close()
        }
    }

    /// Everything, then some of it again, some of it no longer.
    private func write(_ resources: [Resource], _ journal: any Journal, changing: Bool = true) async throws {
        for start in stride(from: 0, to: resources.count, by: 20) {
            let some = Array(resources[start..<min(start + 20, resources.count)])
            try await journal.commit(.people, at: HealthyStore.now.adding(seconds: Int64(start))) { writer in
                for resource in some {
                    _ = try writer.put(resource, id: resource.id ?? "", subject: nil, source: .act(0), ifVersion: nil)
                }
            }
        }
        guard changing else { return }
        try await journal.commit(.people, at: HealthyStore.now.adding(seconds: 5_000)) { writer in
            for (place, resource) in resources.enumerated() where place % 5 == 0 {
                if place % 15 == 0 {
                    _ = try writer.delete(resource.type, id: resource.id ?? "", source: .act(0))
                } else {
                    _ = try writer.put(resource, id: resource.id ?? "", subject: nil, source: .act(0), ifVersion: nil)
                }
            }
        }
    }

    /// All pages, and what each resource is sorted by: among equals the order is the store's own.
    private func walk(_ search: Search, _ journal: any Journal) async throws -> (ids: [String], keys: [[SearchPosition.Key]], total: Int?) {
        var search = search
        var found: [StoredResource] = []
        var total: Int?
        repeat {
            let asked = search
            let page = try await journal.read { try $0.search(asked) }
            total = page.total
            found += page.resources
            search.after = page.next
        } while search.after != nil
        return (found.map(\.id), found.map { SearchParameters.r4.keys(search.order, of: $0) }, total)
    }
}
