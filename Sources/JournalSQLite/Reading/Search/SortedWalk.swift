import FHIR
import Journal

/// The results of a search in the order of their values.
///
/// Few candidates are read and sorted. Of many, the field that they are sorted by is gone along, passing over what is no candidate; among
/// equals the next field is, and at last those that have no value follow. Among equals in everything the number decides, in the direction
/// of the last order.
struct SortedWalk {
    /// So many are read to be sorted: as long as it takes to go over some 100,000 entries.
    static let fewToRead = 40
    /// More candidates than this are not gathered beforehand.
    private static let mostGathered = 300_000

    let search: StoreSearch
    let ground: SearchGround
    let orders: [SortOrder]
    private let after: SearchKey?
    private var results: [StoreSearch.Found] = []
    /// Conditions that are looked up for each window, when their resources were not gathered beforehand.
    private(set) var filters: [SearchCondition] = []
    private var present: [Int: NumberSet] = [:]
    /// Of orders that go by text, what they look like; nil where there are too many.
    var textGroups: [Int: [TextGroup]?] = [:]

    init(_ search: StoreSearch, after: SearchKey?) throws {
        self.search = search
        ground = search.ground
        orders = search.orders
        self.after = after
    }

    func found() throws -> [StoreSearch.Found] {
        var walk = self
        try walk.run()
        return walk.results
    }

    var isFull: Bool { results.count > search.search.limit }

    private mutating func run() throws {
        let type = search.search.type
        let least = search.conditions.map(\.count).min() ?? .max
        var within: NumberSet?
        if least <= Self.mostGathered {
            let numbers = try ground.numbers(search.conditions, type, from: 0, to: .max)
            search.say("\(numbers.count) candidates, \(numbers.count <= Self.fewToRead ? "read and sorted" : "found along the order")")
            guard numbers.count > Self.fewToRead else { return try collect(numbers, [], after) }
            within = NumberSet(numbers, upTo: ground.last)
        } else {
            let kept = search.worthGathering(search.conditions)
            if kept.count < search.conditions.count { search.compareAll() }
            filters = try search.gathered(kept)
            search.say("candidates are found along the order")
        }
        try walk(0, within, [], after)
    }

    /// Goes along one order, among those that are equals in the ones before it.
    mutating func walk(_ level: Int, _ within: NumberSet?, _ before: [SortValue?], _ after: SearchKey?) throws {
        let order = orders[level]
        guard !order.isByText else { return try walkTexts(level, within, before, after) }
        let isLast = level == orders.count - 1
        var low = PostingBound(entry: IndexEntry(field: order.field, value: 0))
        var high = PostingBound.after(IndexEntry(field: order.field, value: .max, rest: .max))
        var isMissing = false
        if let after {
            if case .entry(let value)? = after.values[level] {
                // A group of equals is begun again, unless its members are told by their numbers alone.
                if order.isDescending {
                    high = isLast ? PostingBound(entry: value, number: after.number) : .after(value)
                } else {
                    low = PostingBound(entry: value, number: isLast ? after.number + 1 : 0)
                }
            } else {
                isMissing = true
            }
        }
        var count = max(ground.meaning.costs.window, search.search.limit * 4)
        let filter = within.map { NumberFilter($0) }
        while !isMissing, !isFull {
            let window = try ground.view.window(
                from: low, to: high, descending: order.isDescending, count: count, among: filter)
            if isLast {
                let kept = within == nil ? try filtered(window.postings.map(\.number)) : nil
                for posting in window.postings where !isFull && posting.net > 0 && kept?.contains(posting.number) ?? true {
                    try emit(posting.number, before + [.entry(posting.entry)])
                }
            } else if let stop = try groups(window.postings, level, within, before, after) {
                // The group at the end may go on in the next window: all of it has been taken.
                if order.isDescending { high = PostingBound(entry: stop) } else { low = .after(stop) }
                if window.next == nil { break }
                count = min(count * 4, 65_536)
                continue
            }
            guard let next = window.next else { break }
            if order.isDescending { high = next } else { low = next }
            count = min(count * 4, 65_536)
        }
        if !isFull { try missing(level, within, before, isMissing ? after : nil) }
    }

    /// Goes through groups of equals; returns the entry of the last.
    private mutating func groups(
        _ postings: [Posting], _ level: Int, _ within: NumberSet?, _ before: [SortValue?], _ after: SearchKey?
    ) throws -> IndexEntry? {
        var last: IndexEntry?
        for posting in postings where posting.entry != last && !isFull {
            last = posting.entry
            var numbers = try ground.view.numbers([posting.entry])
            if let within { numbers.removeAll { !within.contains($0) } } else { numbers = try filtered(numbers).numbers() }
            let rest = after.flatMap { $0.values[level] == .entry(posting.entry) ? $0 : nil }
            if numbers.count <= Self.fewToRead {
                try collect(numbers, before + [.entry(posting.entry)], rest)
            } else {
                try walk(level + 1, NumberSet(numbers, upTo: ground.last), before + [.entry(posting.entry)], rest)
            }
        }
        return last
    }

    /// Those without a value, last.
    mutating func missing(_ level: Int, _ within: NumberSet?, _ before: [SortValue?], _ after: SearchKey?) throws {
        let held = try present[level] ?? NumberSet(ground.view.numbers(in: orders[level].field) { _ in true }, upTo: ground.last)
        present[level] = held
        let isLast = level == orders.count - 1
        var low = isLast ? (after?.number ?? 0) + 1 : 0
        var span = UInt64(max(1_024, search.search.limit * 16))
        var gathered: [UInt64] = []
        while low <= ground.last, !isFull {
            let high = low + span
            var numbers =
                try within?.numbers(from: low, to: high) ?? ground.numbers(filters, search.search.type, from: low, to: high)
            numbers.removeAll { held.contains($0) }
            if isLast {
                for number in numbers where !isFull { try emit(number, before + [nil]) }
            } else {
                gathered += numbers
            }
            (low, span) = (high, min(span * 4, 1 << 40))
        }
        guard !isLast, !gathered.isEmpty else { return }
        try walk(level + 1, NumberSet(gathered, upTo: ground.last), before + [nil], after)
    }

    /// Those of a window that meet what is looked up.
    func filtered(_ numbers: [UInt64]) throws -> NumberSet {
        var left = NumberSet.ascending(numbers)
        for condition in filters where !left.isEmpty { left = try ground.filter(left, condition, search.search.type) }
        return .sorted(left)
    }

    private func values(_ stored: StoredResource) -> [SortValue?] { orders.map { $0.value(stored, ground.meaning) } }

    /// A resource that stands at these values, if it is wanted and they are its first ones.
    mutating func emit(_ number: UInt64, _ at: [SortValue?]) throws {
        guard let stored = try ground.resource(number), try search.isWanted(stored), values(stored) == at else { return }
        results.append(StoreSearch.Found(resource: stored, key: SearchKey(values: at, number: number)))
    }

    /// Reads and sorts.
    mutating func collect(_ numbers: [UInt64], _ before: [SortValue?], _ after: SearchKey?) throws {
        var all: [StoreSearch.Found] = []
        for number in numbers {
            guard let stored = try ground.resource(number), try search.isWanted(stored) else { continue }
            let found = StoreSearch.Found(resource: stored, key: SearchKey(values: values(stored), number: number))
            guard found.key.values.starts(with: before) else { continue }
            if let after, !isBefore(after, found.key) { continue }
            all.append(found)
        }
        all.sort { isBefore($0.key, $1.key) }
        results += all.prefix(search.search.limit + 1 - results.count)
    }

    private func isBefore(_ left: SearchKey, _ right: SearchKey) -> Bool {
        for (place, order) in orders.enumerated() {
            if let isBefore = order.isBefore(left.values[place], right.values[place]) { return isBefore }
        }
        let isDescending = orders.last?.isDescending ?? false && left.values.last != .some(nil)
        return isDescending ? right.number < left.number : left.number < right.number
    }
}
