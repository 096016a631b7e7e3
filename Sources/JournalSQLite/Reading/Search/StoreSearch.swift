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
    private let costs: SearchCosts
    private let sum: UInt64
    private let all: Int
    var lines: [String] = []
    var compares = 0

    /// Whoever asks for more gets the rest with the next page.
    private static let largestPage = 1 << 20

    init(_ search: Search, _ ground: SearchGround) throws {
        var search = search
        search.limit = min(max(0, search.limit), Self.largestPage)
        self.search = search
        self.ground = ground
        costs = ground.meaning.costs
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
            // The same from page to page, whoever is linked meanwhile.
            sum.add(criterion == asked ? query : ground.meaning.query(asked, search.type))
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
            let after = try search.after.map { try SearchKey($0, search: sum, orders: orders) }
            let (found, hasMore) = try orders.isEmpty ? byNumber(after: after?.number ?? 0) : inOrder(after)
            page.resources = found.map(\.resource)
            if hasMore, let last = found.last { page.next = last.key.text(sum) }
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

    private func inOrder(_ after: SearchKey?) throws -> (found: [Found], hasMore: Bool) {
        let found = try SortedWalk(self, after: after).found()
        return (Array(found.prefix(search.limit)), found.count > search.limit)
    }

    // Ranges do not stand by number

    /// The conditions with those left out that are ranges so wide that comparing what is found with them costs less.
    func worthGathering(_ conditions: [SearchCondition]) -> [SearchCondition] {
        let least = conditions.filter { !$0.isRange }.map(\.count).min() ?? all
        return conditions.filter { condition in
            guard condition.isRange else { return true }
            let expected = min(least, (search.limit + 1) * all / max(1, condition.count))
            guard condition.count * costs.gathering > expected * costs.reading else { return true }
            say("the range is compared")
            return false
        }
    }

    /// The conditions with all ranges as one set of numbers.
    func gathered(_ conditions: [SearchCondition]) throws -> [SearchCondition] {
        var others: [SearchCondition] = []
        var isExact = true
        var set: NumberSet?
        for condition in conditions.sorted(by: { $0.count < $1.count }) {
            guard case .ranges(let ranges) = condition.shape else {
                others.append(condition)
                continue
            }
            set = try ground.view.set(ranges, among: set.map { NumberFilter($0) }, upTo: ground.last)
            isExact = isExact && condition.isExact
        }
        return others + (set.map { [.numbers($0, isExact: isExact)] } ?? [])
    }

    // By number

    private func byNumber(after: UInt64) throws -> (found: [Found], hasMore: Bool) {
        let told = compared
        var kept = worthGathering(conditions)
        var isGuessed = kept.count < conditions.count
        if isGuessed { compareAll() }
        let count = min(all, kept.map(\.count).min() ?? all)
        say("in the order of their making, \(count == all ? "all" : "\(count)") candidates at most")
        // Few are taken at once; of many, about as many as a page needs, then more and more.
        let isAtOnce = (kept.filter { !$0.isRange }.map(\.count).min() ?? .max) <= costs.fewCandidates
        if !isAtOnce { kept = try gathered(kept) }
        let window = UInt64(max(costs.window, search.limit * 4))
        let first = isAtOnce || count <= costs.window * 32 ? UInt64.max : window * (ground.last + 1) / UInt64(count)
        var span = first
        var low = after + 1
        var found: [Found] = []
        var inVain = 0
        windows: while low <= ground.last {
            let high = low > UInt64.max - span ? .max : low + span
            for number in try ground.numbers(kept, search.type, from: low, to: high) {
                // What nothing need be compared with is there: that there is more can be told without reading it.
                if compared.isEmpty, found.count == search.limit { return (found, true) }
                if let stored = try ground.resource(number), try isWanted(stored) {
                    if found.count == search.limit { return (found, true) }
                    found.append(Found(resource: stored, key: SearchKey(values: [], number: number)))
                    continue
                }
                inVain += 1
                guard isGuessed, inVain == costs.patience else { continue }
                say("too few fit: the ranges are gathered")
                (kept, compared, isGuessed) = (isAtOnce ? conditions : try gathered(conditions), told, false)
                (low, span) = (number + 1, first)
                continue windows
            }
            guard high < .max else { break }
            (low, span) = (high, span > 1 << 40 ? span : span * 4)
        }
        return (found, false)
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
        let numbers = try ground.numbers(conditions, search.type, from: 0, to: .max)
        guard !compared.isEmpty else { return numbers.count }
        var count = 0
        for number in numbers {
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
        case .ids, .updated, .isFiled, .isPatient: []
        case .matches(let parameter, _), .isMissing(let parameter): [parameter.url]
        case .refers(let parameter, to: _, let inner), .isReferred(by: let parameter, let inner):
            [parameter.url] + inner.flatMap(\.parameters)
        case .not(let inner): inner.parameters
        case .all(let inner), .any(let inner): inner.flatMap(\.parameters)
        }
    }
}
