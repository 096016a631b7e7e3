import Journal

/// Results of several types in one order: each type is searched in it, and what comes next of any of them is taken.
extension SearchRequest {
    var isMerged: Bool { searches.count > 1 && !searches[0].order.isEmpty }

    func runMerged(in reader: any JournalReader, through gate: Gate) throws -> SearchAnswer {
        var answer = SearchAnswer(request: self)
        var places = try MergedPlaces(page, among: types)
        var lists: [(search: Search, resources: [StoredResource], next: String?)] = []
        for search in searches {
            var search = search
            let hasEnded = places.hasEnded(search.type)
            search.limit = countsOnly || hasEnded ? 0 : limit
            search.after = places[search.type]
            guard search.limit > 0 || total != .none else { continue }
            let found = try gate.search(search, in: reader)
            if let total = found.total { answer.total = (answer.total ?? 0) + total }
            if explains { answer.plan += found.plan.map { "\(search.type): \($0)" } }
            if search.limit > 0 { lists.append((search, found.resources, found.next)) }
        }
        var positions = lists.enumerated().map { index, list in
            list.resources.map { SearchPosition(parameters.keys(list.search.order, of: $0), row: Int64(index), order: list.search.order) }[
                ...]
        }
        var taken = [Int](repeating: 0, count: lists.count)
        while answer.matches.count < limit,
            let first = positions.indices.filter({ !positions[$0].isEmpty }).min(by: {
                positions[$0][positions[$0].startIndex] < positions[$1][positions[$1].startIndex]
            })
        {
            positions[first].removeFirst()
            answer.matches.append(lists[first].resources[taken[first]])
            taken[first] += 1
        }
        var hasMore = false
        for (index, list) in lists.enumerated() {
            if taken[index] == list.resources.count {
                places.go(list.search.type, to: list.next)
                hasMore = hasMore || list.next != nil
            } else {
                hasMore = true
                if taken[index] > 0 { places.go(list.search.type, to: try key(after: taken[index], of: list.search, in: reader, gate)) }
            }
        }
        answer.next = hasMore ? places.place : nil
        try include(&answer, in: reader, through: gate)
        return answer
    }

    /// The key of the page after so many.
    private func key(after count: Int, of search: Search, in reader: any JournalReader, _ gate: Gate) throws -> String? {
        var search = search
        for limit in count...max(count, limit) {
            search.limit = limit
            let found = try gate.search(search, in: reader)
            // What may not be seen is counted by the limit and not among what was found.
            if found.resources.count >= count || found.next == nil { return found.next }
        }
        return nil
    }
}

/// How far a page in one order has come in each type.
private struct MergedPlaces {
    private var keys: [String: String?] = [:]

    init(_ page: PagePlace?, among types: [String]) throws(Problem) {
        guard let page else { return }
        guard page.type == PagePlace.merged, let text = page.key else { throw .noPage }
        for part in text.split(separator: "~") {
            let pair = part.split(separator: ":", maxSplits: 1).map(String.init)
            guard let type = pair.first, types.contains(type), keys[type] == nil else { throw .noPage }
            keys[type] = .some(pair.count > 1 ? pair[1] : nil)
        }
    }

    subscript(_ type: String) -> String? { keys[type] ?? nil }

    func hasEnded(_ type: String) -> Bool { keys[type].map { $0 == nil } ?? false }

    /// nil: at its end.
    mutating func go(_ type: String, to key: String?) { keys[type] = .some(key) }

    var place: PagePlace {
        PagePlace(
            type: PagePlace.merged,
            key: keys.sorted { $0.key < $1.key }.map { type, key in key.map { "\(type):\($0)" } ?? type }.joined(separator: "~"))
    }
}
