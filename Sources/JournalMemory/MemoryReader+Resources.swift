import FHIR
import HashTreeCollections
import Journal

extension MemoryReader {
    func record(_ type: String, _ id: String) -> MemoryState.Record? {
        state.rows[MemoryState.Key(type: type, id: id)].flatMap { state.resources[$0] }
    }

    func resource(_ type: String, _ id: String) throws -> StoredResource? { record(type, id)?.current }

    func version(_ type: String, _ id: String, _ version: Int64) throws -> StoredResource? {
        record(type, id)?.versions.first { $0.version == version }
    }

    func versions(_ type: String, _ id: String, before: Int64?, limit: Int) throws -> [StoredResource] {
        let versions = record(type, id)?.versions ?? []
        return Array(versions.reversed().filter { $0.version < before ?? .max }.prefix(limit))
    }

    func resources(_ query: ResourceQuery) throws -> ResourcePage {
        let after = try ResourcePage.row(query.after)
        func matches(_ record: MemoryState.Record) -> Bool {
            let current = record.current
            return current.type == query.type && current.resource != nil && (query.ids?.contains(current.id) ?? true)
                && query.terms.allSatisfy { group in group.contains { record.terms.contains($0) } }
                && (query.updatedFrom.map { current.updated >= $0 } ?? true) && (query.updatedTo.map { current.updated < $0 } ?? true)
        }
        var found: [StoredResource] = []
        var rows: [Int64] = []
        var total = 0
        for row in 1..<max(1, Int64(state.resources.count) + 1) {
            guard let record = state.resources[row], matches(record) else { continue }
            total += 1
            guard row > after, found.count <= query.limit else { continue }
            found.append(record.current)
            rows.append(row)
        }
        let page = Array(found.prefix(query.limit))
        let more = found.count > query.limit && query.limit > 0
        return ResourcePage(
            resources: page, next: more ? ResourcePage.key(rows[page.count - 1]) : nil,
            total: query.counts || query.limit == 0 ? total : nil)
    }
}
