import FHIR

@testable import Journal

/// An index as plain as can be: the entries of every resource in a dictionary, and queries answered by going through all of it.
struct EntryIndex {
    struct Row {
        var stored: StoredResource
        var entries: [IndexEntry]
    }

    let parameters: SearchParameters
    private(set) var rows: [Row] = []
    private var byField: [UInt64: [(value: UInt64, rest: UInt64, row: Int)]] = [:]
    private var byName: [String: Int] = [:]

    init(_ parameters: SearchParameters = .r4) { self.parameters = parameters }

    mutating func add(_ stored: StoredResource) {
        guard let resource = stored.resource else { return }
        let entries = parameters.entries(of: resource.root, type: stored.type)
        let row = rows.count
        rows.append(Row(stored: stored, entries: entries))
        byName["\(stored.type)/\(stored.id)"] = row
        for entry in entries { byField[entry.field, default: []].append((entry.value, entry.rest, row)) }
    }

    /// What the entries say alone: every row that is found is what was asked for, if all of the query is exact.
    func find(_ query: IndexQuery, _ type: String) -> Set<Int> {
        switch query {
        case .entries(let ranges, _):
            var found: Set<Int> = []
            for range in ranges {
                for entry in byField[range.field] ?? [] where range.values.contains(entry.value) && range.rests.contains(entry.rest) {
                    found.insert(entry.row)
                }
            }
            return found
        case .ids(let ids): return Set(ids.compactMap { byName["\(type)/\($0)"] })
        case .updated(let from, let to):
            return Set(
                all(type).filter { row in
                    let updated = rows[row].stored.updated.nanoseconds
                    return updated >= from ?? .min && (to.map { updated < $0 } ?? true)
                })
        case .refers(let field, let target, let inner):
            let keys = Set(find(inner, target).filter { rows[$0].stored.type == target }.map { key(of: $0) })
            return Set((byField[field] ?? []).filter { keys.contains($0.value) }.map(\.row))
        case .isReferred(let source, let field, let inner):
            let found = find(inner, source).filter { rows[$0].stored.type == source }
            let keys = Set((byField[field] ?? []).filter { found.contains($0.row) }.map(\.value))
            return Set(all(type).filter { keys.contains(key(of: $0)) })
        case .isFiled(let subjects): return Set(all(type).filter { rows[$0].stored.subject.map(subjects.contains) ?? false })
        case .not(let inner): return Set(all(type)).subtracting(find(inner, type))
        case .all(let inner): return inner.reduce(Set(all(type))) { $0.intersection(find($1, type)) }
        case .any(let inner): return inner.reduce(Set()) { $0.union(find($1, type)) }
        }
    }

    func all(_ type: String) -> [Int] { rows.indices.filter { rows[$0].stored.type == type } }

    private func key(of row: Int) -> UInt64 { LocalReference(type: rows[row].stored.type, id: rows[row].stored.id).key }
}
