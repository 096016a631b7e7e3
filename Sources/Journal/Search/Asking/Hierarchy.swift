import FHIR

/// What a resource is a part of, and what its parts are, as the journal has it: https://hl7.org/fhir/R4/search.html#recursive
struct Hierarchy {
    let parameters: SearchParameters
    let reader: any JournalReader

    /// Of more parts no search is made.
    private static let most = 20_000
    /// So many are asked at once for their parts.
    private static let width = 500

    /// References to a resource and to what stands above or below it, in a fixed order.
    ///
    /// - Parameter criteria: what each of them must be to be gone through; the first one need not.
    func references(_ level: SearchTest.Level, type: String, id: String, base: String, through criteria: [Criterion]) throws -> [SearchTest]
    {
        guard let parameter = parameters.hierarchy(of: type) else { return [.reference(type: type, id: id, base: base)] }
        let criteria = try criteria.map { try parameters.resolved($0, in: reader) }
        let ids: Set<String> =
            switch level {
            case .same: [id]
            case .above: try above(id, type, parameter, base, criteria)
            case .below: try below(id, type, parameter, base, criteria)
            }
        return ids.sorted().map { .reference(type: type, id: $0, base: base) }
    }

    private func below(
        _ id: String, _ type: String, _ parameter: SearchParameter, _ base: String, _ criteria: [Criterion]
    ) throws -> Set<String> {
        var found: Set<String> = [id]
        var next = [id]
        while !next.isEmpty {
            let some = next.suffix(Self.width)
            next.removeLast(some.count)
            var search = Search(type: type)
            search.criteria = [.matches(parameter, some.map { .reference(type: type, id: $0, base: base) })] + criteria
            search.limit = 1_000
            repeat {
                let page = try reader.search(search)
                for part in page.resources where found.insert(part.id).inserted { next.append(part.id) }
                guard found.count <= Self.most else {
                    throw JournalError(.invalid, "There are more than \(Self.most) parts of it, in parts. Name something that is smaller.")
                }
                search.after = page.next
            } while search.after != nil
        }
        return found
    }

    private func above(
        _ id: String, _ type: String, _ parameter: SearchParameter, _ base: String, _ criteria: [Criterion]
    ) throws -> Set<String> {
        var found: Set<String> = [id]
        var next = [id]
        while let here = next.popLast() {
            guard let stored = try reader.resource(type, here), let root = stored.resource?.root,
                try criteria.allSatisfy({ try parameters.matches($0, stored, in: reader) })
            else { continue }
            for whole in parameters.references(parameter, of: root, base: base) where whole.type == type {
                if found.insert(whole.id).inserted { next.append(whole.id) }
            }
        }
        return found
    }
}

extension SearchParameters {
    /// By which a resource of the type says what it is a part of; nil where nothing is a part of another of the same type.
    func hierarchy(of type: String) -> SearchParameter? {
        ["partof", "part-of", "parent"].lazy.compactMap { parameter($0, of: type) }
            .first { $0.kind == .reference && $0.targets.contains(type) }
    }
}
