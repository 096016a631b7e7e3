import FHIR
import JournalMemory
import Testing

@testable import Journal

/// Resources in a journal and in an index beside it.
struct SearchBench {
    static let now = Instant(seconds: 1_767_225_600)
    static let base = "http://hub.example/fhir"

    let journal: JournalMemory
    private(set) var index: EntryIndex

    /// - Parameter resources: as JSON; each needs an id.
    init(_ resources: [String], parameters: SearchParameters = .r4) async throws {
        try await self.init(resources.map { try Resource(json: Array($0.utf8)) }, parameters: parameters)
    }

    init(_ resources: [Resource], parameters: SearchParameters = .r4) async throws {
        journal = JournalMemory(searchParameters: parameters)
        let stored = try await journal.commit(.background, at: Self.now) { writer in
            try resources.map { try writer.put($0, id: $0.id ?? "", subject: nil, source: .act(0), ifVersion: nil) }
        }
        index = EntryIndex(parameters)
        for one in stored { index.add(one) }
    }

    /// Finds by scan and by entries, and expects both to find the same: the ids, ascending.
    func find(_ type: String, _ name: String, _ value: String, sourceLocation: SourceLocation = #_sourceLocation) async throws -> [String] {
        let parameters = journal.searchParameters
        let criterion = try parameters.criterion(name, value, of: type, base: Self.base)
        return try await find(type, [criterion], sourceLocation: sourceLocation)
    }

    func find(_ type: String, _ criteria: [Criterion], sourceLocation: SourceLocation = #_sourceLocation) async throws -> [String] {
        let parameters = journal.searchParameters
        let index = index
        let (scanned, found, isExact, isWide) = try await journal.read { reader in
            let resolved = try criteria.map { try parameters.resolved($0, in: reader) }
            let query = IndexQuery.all(resolved.map { parameters.query($0, of: type) })
            let candidates = index.find(query, type)
            let compared = try candidates.filter { row in
                try resolved.allSatisfy { try parameters.matches($0, index.rows[row].stored, in: reader) }
            }
            var search = Search(type: type)
            search.criteria = criteria
            search.limit = .max
            let scanned = Set(try reader.search(search).resources.map(\.id))
            func ids(_ rows: Set<Int>) -> Set<String> { Set(rows.map { index.rows[$0].stored.id }) }
            return (scanned, ids(candidates), query.isExact, ids(compared))
        }
        #expect(isWide == scanned, "the candidates, compared, are what a scan finds", sourceLocation: sourceLocation)
        if isExact { #expect(found == scanned, "an exact answer needs no comparing", sourceLocation: sourceLocation) }
        return scanned.sorted()
    }
}
