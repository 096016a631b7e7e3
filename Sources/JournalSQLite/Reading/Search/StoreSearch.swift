import FHIR
import Journal

/// One search of a store, from what is asked to a page.
///
/// Counts decide: they are exact and cost nothing, so that what is rarest leads and the rest is looked up. What the index cannot tell is
/// told by the resources themselves.
final class StoreSearch {
    let search: Search
    let ground: SearchGround
    /// What finds candidates, and what they are then compared with.
    var conditions: [SearchCondition]
    var compared: [Criterion] = []
    private var criteria: [Criterion] = []
    let orders: [SortOrder]
    private let sum: UInt64
    private let all: Int
    var lines: [String] = []
    var compares = 0

    /// A range that has more entries than this takes longer to gather than what it would exclude takes to read.
    private static let gatherCost = 6
    private static let readCost = 15_000
    /// Whoever asks for more gets the rest with the next page.
    private static let largestPage = 1 << 20

    init(_ search: Search, _ ground: SearchGround) throws {
        var search = search
        search.limit = min(max(0, search.limit), Self.largestPage)
        self.search = search
        self.ground = ground
        try ground.require(search.parameters)
        all = try ground.count(search.type)
        orders = try search.order.map { try SortOrder($0, search.type, ground) }
        var sum = KeySum()
        sum.add(search.type)
        var conditions: [SearchCondition] = []
        for asked in search.criteria {
            let criterion = try ground.meaning.resolve(asked, ground.reader)
            criteria.append(criterion)
            let query = ground.meaning.query(criterion, search.type)
            sum.add(query)
            let condition = try ground.condition(query, search.type)
            if !condition.isExact { compared.append(criterion) }
            conditions += condition.conjuncts
        }
        for order in orders {
            sum.add(order.field)
            sum.add(order.isDescending ? 1 : 0)
        }
        self.sum = sum.value
        self.conditions = conditions.filter { if case .everything = $0.shape { false } else { true } }
        self.conditions.sort { $0.count < $1.count }
    }

    func page() throws -> SearchPage {
        explain()
        var page = SearchPage(resources: [], next: nil, total: try total())
        if search.limit > 0 {
            let after = try search.after.map { try SearchKey($0, search: sum, fields: orders.map(\.field)) }
            let found = orders.isEmpty ? try byNumber(after: after?.number ?? 0) : try SortedWalk(self, after: after).found()
            let shown = found.prefix(search.limit)
            page.resources = shown.map(\.resource)
            if found.count > search.limit, let last = shown.last { page.next = last.key.text(sum) }
        }
        if search.explains {
            say("compared \(compares) resources; read \(ground.view.blocksRead) blocks of the index")
            page.plan = lines
        }
        return page
    }

    /// What was found, and what a page after it begins with.
    struct Found {
        var resource: StoredResource
        var key: SearchKey
    }

    /// Whether a candidate is what is asked for.
    func isWanted(_ stored: StoredResource) throws -> Bool {
        guard stored.type == search.type else { return false }
        guard !compared.isEmpty else { return true }
        compares += 1
        return try compared.allSatisfy { try ground.meaning.matches($0, stored, ground.reader) }
    }

    func say(_ line: @autoclosure () -> String) { if search.explains { lines.append(line()) } }

    private func explain() {
        guard search.explains else { return }
        say("\(search.type): \(all) in \(ground.view.runs.count) runs")
        for condition in conditions {
            say(
                "\(condition.count == .max ? "no count" : "\(condition.count)"): \(condition.description)\(condition.isExact ? "" : ", compared")"
            )
        }
        if compared.count > 0 { say("\(compared.count) criteria are compared with each candidate") }
    }

    // By number

    /// Ranges do not stand by number: each is gathered beforehand, unless reading what it would exclude is cheaper.
    func gatherRanges(_ conditions: [SearchCondition], always: Bool) throws -> [SearchCondition] {
        let least = conditions.filter { if case .ranges = $0.shape { false } else { true } }.map(\.count).min() ?? all
        return try conditions.compactMap { condition in
            guard case .ranges(let ranges) = condition.shape else { return condition }
            let expected = min(least, (search.limit + 1) * all / max(1, condition.count))
            if !always, condition.count * Self.gatherCost > expected * Self.readCost {
                say("the range is compared")
                return nil
            }
            return .numbers(NumberSet(try ground.view.numbers(ranges), upTo: ground.last), isExact: condition.isExact)
        }
    }

    private func byNumber(after: UInt64) throws -> [Found] {
        let kept = try gatherRanges(conditions, always: false)
        if kept.count < conditions.count { compareAll() }
        let count = min(all, kept.map(\.count).min() ?? all)
        say("in the order of their making, \(count == all ? "all" : "\(count)") candidates at most")
        // Few are taken at once; of many, about as many as a page needs, then more and more.
        var span = count <= 2_048 ? UInt64.max : max(64, UInt64(search.limit * 4)) * (ground.last + 1) / UInt64(count)
        var low = after + 1
        var found: [Found] = []
        while low <= ground.last {
            let high = low > UInt64.max - span ? .max : low + span
            for number in try ground.numbers(kept, search.type, from: low, to: high) {
                guard let stored = try ground.resource(number), try isWanted(stored) else { continue }
                found.append(Found(resource: stored, key: SearchKey(values: [], number: number)))
                if found.count > search.limit { return found }
            }
            guard high < .max else { break }
            (low, span) = (high, span > 1 << 40 ? span : span * 4)
        }
        return found
    }

    /// What was to be told by the index is told by the resources.
    func compareAll() { compared = criteria }

    // Totals

    private func total() throws -> Int? {
        if search.total == .none, search.limit > 0 { return nil }
        if conditions.isEmpty, compared.isEmpty { return all }
        if conditions.count == 1, compared.isEmpty, case .entries(let entries) = conditions[0].shape, entries.count <= 1 {
            return conditions[0].count
        }
        if search.total == .estimate {
            let least = min(all, conditions.map(\.count).min() ?? all)
            guard least <= 10_000, compared.isEmpty else { return least }
        }
        let gathered = try gatherRanges(conditions, always: true)
        guard !compared.isEmpty else { return try ground.numbers(gathered, search.type, from: 0, to: .max).count }
        var count = 0
        for number in try ground.numbers(gathered, search.type, from: 0, to: .max) {
            if let stored = try ground.resource(number), try isWanted(stored) { count += 1 }
        }
        return count
    }
}

extension Search {
    /// The addresses of the parameters that it uses.
    fileprivate var parameters: Set<String> {
        Set(criteria.flatMap(\.parameters) + order.compactMap { $0.parameter?.url })
    }
}

extension Criterion {
    fileprivate var parameters: [String] {
        switch self {
        case .ids, .updated, .isFiled: []
        case .matches(let parameter, _), .isMissing(let parameter): [parameter.url]
        case .refers(let parameter, to: _, let inner), .isReferred(by: let parameter, let inner):
            [parameter.url] + inner.flatMap(\.parameters)
        case .not(let inner): inner.parameters
        case .all(let inner), .any(let inner): inner.flatMap(\.parameters)
        }
    }
}
