import Journal

/// From what is asked to what the index can say of it.
extension SearchGround {
    /// So many targets of a chain are asked for one by one; more are found by going over all references.
    private static let fewTargets = 256
    private static let fewRests = 8
    /// More targets than this are not worked out beforehand.
    private static let mostTargets = 200_000
    /// So many referring resources are read to see what they refer to.
    private static let fewReferrers = 48

    func condition(_ query: IndexQuery, _ type: String) throws -> SearchCondition {
        switch query {
        case .entries(let ranges, let isExact): return try condition(ranges, isExact)
        case .ids(let ids): return .numbers(try numbers(ids, type), isExact: true)
        case .updated(let from, let to):
            let low = from ?? .min
            guard to != .min, low <= (to ?? .max) else { return .numbers(.empty, isExact: true) }
            let values = OwnEntries.value(low)...OwnEntries.value(to.map { max(low, $0 - 1) } ?? .max)
            if let to, to <= low { return .numbers(.empty, isExact: true) }
            return try condition([IndexRange(field: OwnEntries.updated(type), values: values)], true)
        case .isFiled(let subjects):
            return try entries(Set(subjects).map { OwnEntries.filed(type, under: $0) }, isExact: true)
        case .not(let inner):
            let condition = try gathered(condition(inner, type))
            // Of more than what is asked for, the rest is less than what is not.
            guard condition.isExact else { return .everything }
            return SearchCondition(shape: .not(condition), isExact: true, count: .max)
        case .all(let queries):
            let all = try queries.map { try condition($0, type) }.filter { if case .everything = $0.shape { false } else { true } }
            let isExact = all.count == queries.count && all.allSatisfy(\.isExact)
            if all.isEmpty {
                return isExact ? SearchCondition(shape: .all([]), isExact: true, count: .max) : .everything
            }
            return SearchCondition(shape: .all(all), isExact: isExact, count: all.map(\.count).min() ?? .max)
        case .any(let queries): return try any(try queries.map { try condition($0, type) })
        case .refers(let field, let target, let inner): return try refers(field, to: target, condition(inner, target))
        case .isReferred(let by, let field, let inner): return try isReferred(by: by, field, condition(inner, by), type)
        }
    }

    private func entries(_ entries: [IndexEntry], isExact: Bool) throws -> SearchCondition {
        let held = try entries.sorted().map { ($0, try view.count($0)) }.filter { $0.1 > 0 }
        return SearchCondition(shape: .entries(held.map(\.0)), isExact: isExact, count: held.reduce(0) { $0 + $1.1 })
    }

    private func condition(_ ranges: [IndexRange], _ isExact: Bool) throws -> SearchCondition {
        var single: [IndexEntry] = []
        var resolved = 0
        for range in ranges where range.values.lowerBound == range.values.upperBound {
            // A value mostly has few rests (a code few systems), and the resources of one entry stand in order.
            guard let entries = try view.entries(range, atMost: Self.fewRests) else { continue }
            single += entries
            resolved += 1
        }
        if resolved == ranges.count { return try entries(Array(Set(single)), isExact: isExact) }
        return SearchCondition(shape: .ranges(ranges), isExact: isExact, count: try view.count(ranges))
    }

    private func any(_ any: [SearchCondition]) throws -> SearchCondition {
        let isExact = any.allSatisfy(\.isExact)
        var (all, ranges): ([IndexEntry], [IndexRange]) = ([], [])
        for condition in any {
            switch condition.shape {
            case .entries(let entries):
                all += entries
                ranges += entries.map { IndexRange(field: $0.field, values: $0.value...$0.value, rests: $0.rest...$0.rest) }
            case .ranges(let more): ranges += more
            case .everything: return .everything
            case .numbers, .isReferred, .not, .all, .any:
                let count = any.reduce(0) { $0 &+ min($1.count, Int.max / 1024) }
                return SearchCondition(shape: .any(try any.map(gathered)), isExact: isExact, count: count)
            }
        }
        let count = any.reduce(0) { $0 + $1.count }
        let shape: SearchCondition.Shape = all.count == ranges.count ? .entries(Array(Set(all)).sorted()) : .ranges(ranges)
        return SearchCondition(shape: shape, isExact: isExact, count: count)
    }

    /// With the resources of each range in it gathered: inside something else it is asked again and again.
    private func gathered(_ condition: SearchCondition) throws -> SearchCondition {
        var condition = condition
        switch condition.shape {
        case .ranges(let ranges): condition.shape = .numbers(try view.set(ranges, upTo: last))
        case .all(let all): condition.shape = .all(try all.map(gathered))
        case .any(let any): condition.shape = .any(try any.map(gathered))
        case .not(let inner): condition.shape = .not(try gathered(inner))
        case .entries, .numbers, .isReferred, .everything: break
        }
        return condition
    }

    func numbers(_ ids: [String], _ type: String) throws -> NumberSet {
        let found = try connection.rows(
            """
            select number from resource where id in (select value from json_each(?)) and type = ? and bytes is not null
            """, SQLList(ids), type
        ) { UInt64($0.int(0)) }
        return NumberSet(found, upTo: last)
    }

    // Chains

    private func refers(_ field: UInt64, to type: String, _ target: SearchCondition) throws -> SearchCondition {
        let count = min(target.count, try count(type))
        guard count <= Self.mostTargets else { return .everything }
        let targets = try numbers(target, type)
        let ids = try targets.compactMap { try id($0) }
        if ids.count <= Self.fewTargets {
            let values = try names(of: ids, type).map { meaning.reference(type, $0) }
            return try entries(values.map { IndexEntry(field: field, value: $0) }, isExact: target.isExact)
        }
        let wanted = try widened(Set(ids.map { meaning.reference(type, $0) }), type)
        let found = try view.numbers(in: field) { wanted.contains($0.value) }
        return .numbers(NumberSet(found, upTo: last), isExact: target.isExact)
    }

    private func isReferred(by type: String, _ field: UInt64, _ condition: SearchCondition, _ own: String) throws -> SearchCondition {
        let referrers = min(condition.count, try count(type))
        let shape = SearchCondition(
            shape: .isReferred(by: type, field: field, try gathered(condition)), isExact: condition.isExact, count: .max)
        let (all, references) = (try count(own), try view.count([IndexRange(field: field, values: 0...UInt64.max)]))
        if referrers > Self.fewReferrers {
            // Either each candidate is asked (some 20 µs) until a page is full, or all references are gone over (some 5 ns each).
            let expected = 20_000 * 32 * Double(all) / Double(max(1, min(referrers, all)))
            guard Double(references) * 5 + Double(min(referrers, all)) * 6_000 < expected else { return shape }
        }
        let numbers = NumberSet(try self.numbers(condition, type), upTo: last)
        let values: Set<UInt64>
        if numbers.count <= Self.fewReferrers {
            let referrers = try numbers.numbers().compactMap { try resource($0) }
            values = try widened(Set(referrers.flatMap { entries($0, in: field) }.map(\.value)), saidBy: referrers, own)
        } else {
            values = try widened(view.values(in: field) { numbers.contains($0) }, own)
        }
        let found = try view.numbers(values.sorted().map { IndexEntry(field: OwnEntries.itself(own), value: $0) })
        return .numbers(NumberSet(found, upTo: last), isExact: condition.isExact)
    }
}
