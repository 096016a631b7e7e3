import FHIR
import HashTreeCollections
import Journal

extension MemoryReader {
    /// A plain scan: what every index must agree with.
    func search(_ search: Search) throws -> SearchPage {
        let parameters = state.searchParameters
        let criteria = try search.criteria.map { try parameters.resolved($0, in: self) }
        let after = try search.after.map { text throws(JournalError) in try SearchPosition(text, order: search.order) }
        var found: [(position: SearchPosition, stored: StoredResource)] = []
        var total = 0
        for row in 1..<max(1, Int64(state.resources.count) + 1) {
            guard let current = state.resources[row]?.current, current.type == search.type, current.resource != nil,
                try criteria.allSatisfy({ try parameters.matches($0, current, in: self) })
            else { continue }
            total += 1
            let position = SearchPosition(parameters.keys(search.order, of: current), row: row, order: search.order)
            if after.map({ $0 < position }) ?? true { found.append((position, current)) }
        }
        found.sort { $0.position < $1.position }
        let page = found.prefix(search.limit)
        let hasMore = found.count > page.count && search.limit > 0
        var answer = SearchPage(
            resources: page.map(\.stored), next: hasMore ? page.last?.position.text : nil,
            total: search.total == .none && search.limit > 0 ? nil : total)
        if search.explains { answer.plan = ["Every resource of the type is compared."] }
        return answer
    }

    func samples(_ parameter: SearchParameter, limit: Int) throws -> [StoredResource] {
        let (parameters, order) = (state.searchParameters, Search.Order(parameter))
        guard let field = parameters.field(of: order, type: parameter.type) else { return [] }
        var seen: Set<IndexEntry> = []
        var samples: [StoredResource] = []
        for row in 1..<max(1, Int64(state.resources.count) + 1) {
            guard let current = state.resources[row]?.current, current.type == parameter.type, let resource = current.resource else {
                continue
            }
            let own = parameters.entries(of: resource.root, type: current.type, for: order).filter { $0.field == field }
            if !seen.isSuperset(of: own) { samples.append(current) }
            seen.formUnion(own)
            guard seen.count <= limit else { throw JournalError.tooManyValues(parameter.code, limit: limit) }
        }
        return samples
    }
}
