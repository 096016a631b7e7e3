import Journal

/// Which resources have a condition.
extension SearchGround {
    /// All of a type, ascending.
    func numbers(_ condition: SearchCondition, _ type: String) throws -> [UInt64] {
        try numbers(condition.conjuncts, type, from: 0, to: .max)
    }

    /// Those from `low` on and below `high` that have all of the conditions, ascending.
    func numbers(_ conditions: [SearchCondition], _ type: String, from low: UInt64, to high: UInt64) throws -> [UInt64] {
        var left = conditions.sorted { $0.count < $1.count }
        var numbers: [UInt64]
        if let first = left.first, let driven = try drive(first, from: low, to: high) {
            numbers = driven
            left.removeFirst()
        } else {
            numbers = try view.numbers([OwnEntries.all(type)], from: low, to: high)
        }
        for condition in left where !numbers.isEmpty { numbers = try filter(numbers, condition, type) }
        return numbers
    }

    /// Nil when the condition cannot find resources by itself.
    private func drive(_ condition: SearchCondition, from low: UInt64, to high: UInt64) throws -> [UInt64]? {
        switch condition.shape {
        case .entries(let entries): return try view.numbers(entries, from: low, to: high)
        case .ranges(let ranges): return try view.set(ranges, upTo: last).numbers(from: low, to: high)
        case .numbers(let set): return set.numbers(from: low, to: high)
        case .any(let any):
            var all: [UInt64] = []
            for condition in any {
                guard let numbers = try drive(condition, from: low, to: high) else { return nil }
                all += numbers
            }
            return NumberSet.ascending(all)
        case .isReferred, .not, .all, .everything: return nil
        }
    }

    /// Of some resources, ascending, those that have the condition.
    func filter(_ numbers: [UInt64], _ condition: SearchCondition, _ type: String) throws -> [UInt64] {
        switch condition.shape {
        case .entries(let entries): return try view.filter(numbers, having: entries)
        case .ranges(let ranges):
            let set = try view.set(ranges, among: NumberFilter(numbers), upTo: last)
            return numbers.filter { set.contains($0) }
        case .numbers(let set): return numbers.filter { set.contains($0) }
        case .isReferred(let by, let field, let inner):
            return try numbers.filter { number in
                guard let id = try id(number) else { return false }
                let entries = try names(of: [id], type).map { IndexEntry(field: field, value: meaning.reference(type, $0)) }
                let referrers = try view.numbers(entries.sorted())
                return try !filter(referrers, inner, by).isEmpty
            }
        case .not(let inner):
            let gone = Set(try filter(numbers, inner, type))
            return gone.isEmpty ? numbers : numbers.filter { !gone.contains($0) }
        case .all(let all):
            var numbers = numbers
            for condition in all where !numbers.isEmpty { numbers = try filter(numbers, condition, type) }
            return numbers
        case .any(let any):
            var (left, found) = (numbers, [UInt64]())
            for condition in any where !left.isEmpty {
                let some = try filter(left, condition, type)
                found += some
                let gone = Set(some)
                if !gone.isEmpty { left.removeAll { gone.contains($0) } }
            }
            return found.sorted()
        case .everything: return numbers
        }
    }
}
