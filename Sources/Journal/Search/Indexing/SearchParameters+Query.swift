import FHIR

extension SearchParameters {
    /// What an index is asked for to find what the criterion asks for.
    ///
    /// Value sets and hierarchies of codes must have been put in codes before, and persons in their ids: see ``resolved(_:in:)``.
    public func query(_ criterion: Criterion, of type: String) -> IndexQuery {
        switch criterion {
        case .ids(let ids): return .ids(ids)
        case .updated(let from, let to): return .updated(from: from?.nanoseconds, to: to?.nanoseconds)
        case .matches(let parameter, let tests):
            let writer = QueryWriter(parameters: self, parameter: parameter)
            return IndexQuery.joined(tests.map(writer.query))
        case .isMissing(let parameter): return .not(presence(parameter))
        case .refers(let parameter, let target, let inner):
            return .refers(
                field: IndexEntry.field(parameter.type, parameter.code, .value), to: target,
                .all(inner.map { query($0, of: target) }))
        case .isReferred(let parameter, let inner):
            return .isReferred(
                by: parameter.type, field: IndexEntry.field(parameter.type, parameter.code, .value),
                .all(inner.map { query($0, of: parameter.type) }))
        case .isFiled(let subjects): return .isFiled(subjects)
        case .isPatient(let id): return .ids([id])
        case .not(let inner):
            let query = query(inner, of: type)
            // What may be found wrongly must not be taken away: then everything is compared.
            let all = IndexEntry.all(type)
            return query.isExact ? .not(query) : .entries([IndexRange(field: all.field, values: all.value...all.value)], isExact: false)
        case .all(let inner): return .all(inner.map { query($0, of: type) })
        case .any(let inner): return .any(inner.map { query($0, of: type) })
        }
    }

    private func presence(_ parameter: SearchParameter) -> IndexQuery {
        let aspects: [IndexAspect] =
            switch parameter.kind {
            case .token: [.value, .system, .text]
            case .reference: [.value, .identifier]
            case .number, .date, .string, .quantity, .uri, .composite, .special: [.value]
            }
        let ranges = aspects.map { IndexRange(field: IndexEntry.field(parameter.type, parameter.code, $0), values: 0...UInt64.max) }
        return .entries(ranges, isExact: true)
    }
}

extension IndexQuery {
    /// Whether all that is found is what is asked for, so that nothing need be compared. What is not found is never what is asked for.
    public var isExact: Bool {
        switch self {
        case .entries(_, let isExact): isExact
        case .ids, .updated, .isFiled: true
        case .refers(_, _, let inner), .isReferred(_, _, let inner), .not(let inner): inner.isExact
        case .all(let inner), .any(let inner): inner.allSatisfy(\.isExact)
        }
    }

    /// Alternatives that are ranges of equal exactness become one.
    fileprivate static func joined(_ queries: [IndexQuery]) -> IndexQuery {
        guard queries.count > 1 else { return queries.first ?? .any([]) }
        var exact: [IndexRange] = []
        var others: [IndexQuery] = []
        for query in queries {
            if case .entries(let ranges, isExact: true) = query { exact += ranges } else { others.append(query) }
        }
        if !exact.isEmpty { others.insert(.entries(exact, isExact: true), at: 0) }
        return others.count == 1 ? others[0] : .any(others)
    }
}
