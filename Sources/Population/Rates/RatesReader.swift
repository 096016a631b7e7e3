import Yams

/// Reads the values of a file of rates and collects what is wrong, each with its line.
final class RatesReader {
    let file: String
    private(set) var mistakes: [RateMistake] = []
    private var sources: Set<String> = []
    private var used: Set<String> = []

    init(file: String) { self.file = file }

    func mistake(_ node: Node?, _ what: String, _ remedy: String) {
        mistakes.append(RateMistake(file: file, line: node?.mark?.line ?? 1, what: what, remedy: remedy))
    }

    func knows(sources names: some Sequence<String>) { sources.formUnion(names) }

    /// The value of a key of a mapping; a mistake when it is missing.
    func child(_ node: Node?, _ key: String, isNeeded: Bool = true) -> Node? {
        guard let node else { return nil }
        if let found = node.mapping?.first(where: { $0.key.string == key })?.value { return found }
        if isNeeded { mistake(node, "\"\(key)\" is missing", "Add it.") }
        return nil
    }

    /// Refuses keys that nobody reads.
    func only(_ node: Node?, _ keys: [String]) {
        for (key, _) in node?.mapping ?? [:] where !keys.contains(key.string ?? "") {
            mistake(key, "\"\(key.string ?? "")\" is not known here", "Use \(keys.joined(separator: ", ")).")
        }
    }

    func items(_ node: Node?, _ key: String) -> [Node] {
        guard let list = child(node, key) else { return [] }
        guard let items = list.sequence, !items.isEmpty else {
            mistake(list, "\"\(key)\" is no list", "Begin each item with \"- \".")
            return []
        }
        return Array(items)
    }

    func text(_ node: Node?, _ key: String, isNeeded: Bool = true) -> String? {
        guard let found = child(node, key, isNeeded: isNeeded) else { return nil }
        guard let text = found.scalar?.string, !text.isEmpty else {
            mistake(found, "\"\(key)\" is no text", "Write it on one line, after the colon.")
            return nil
        }
        return text
    }

    func rate(_ node: Node?, atMost limit: Rate = .one) -> Rate {
        guard let node else { return .zero }
        guard let text = node.scalar?.string, let rate = Rate(text) else {
            mistake(node, "This is no rate", "Write a number that is not negative, with a full stop before at most nine decimals.")
            return .zero
        }
        guard rate <= limit else {
            mistake(node, "\(rate) is more than it can be", "Write at most \(limit).")
            return .zero
        }
        return rate
    }

    private func source(_ node: Node?) -> String {
        guard let found = child(node, "source"), let name = found.scalar?.string else { return "" }
        if !sources.contains(name) {
            mistake(
                found, "The source \"\(name)\" is not listed",
                "Add it under sources, or name one of \(sources.sorted().joined(separator: ", ")).")
        }
        return name
    }

    /// `{each: 0.1, source: …}`
    func each(_ node: Node?, _ key: String, isNeeded: Bool = true) -> Rate {
        guard let entry = child(node, key, isNeeded: isNeeded) else { return .zero }
        only(entry, ["each", "source"])
        _ = source(entry)
        return rate(child(entry, "each"))
    }

    /// `{by age: [five], source: …}`, alone or among other keys.
    func byAge(_ entry: Node?, list: String = "by age", atMost limit: Rate = .one) -> Rates.ByAge {
        guard let entry else { return Rates.ByAge(rates: [], source: "") }
        return Rates.ByAge(rates: fiveRates(child(entry, list), atMost: limit), source: source(entry))
    }

    func ages(_ node: Node?, _ key: String, atMost limit: Rate = .one) -> Rates.ByAge {
        let entry = child(node, key)
        only(entry, ["by age", "source"])
        return byAge(entry, atMost: limit)
    }

    func fiveRates(_ node: Node?, atMost limit: Rate = .one) -> [Rate] {
        guard let node else { return [] }
        guard let items = node.sequence, items.count == Age.first.count else {
            mistake(node, "A list by age has five rates", "Write one each for \(Age.names.joined(separator: ", ")).")
            return []
        }
        return items.map { rate($0, atMost: limit) }
    }

    /// `{weights: [so many], source: …}`; at least one is not 0.
    func weights(_ node: Node?, _ key: String, _ count: Int) -> [Int] {
        guard let entry = child(node, key) else { return [] }
        only(entry, ["weights", "source"])
        _ = source(entry)
        guard let list = child(entry, "weights") else { return [] }
        let weights = (list.sequence ?? []).compactMap { $0.scalar.flatMap { Int($0.string) } }
        guard weights.count == count, weights.count == list.sequence?.count, weights.allSatisfy({ (0...1_000_000).contains($0) }),
            weights.contains(where: { $0 > 0 })
        else {
            mistake(list, "These are not \(count) weights", "Write \(count) whole numbers, of which one at least is not 0.")
            return []
        }
        return weights
    }

    /// `{shares: {a: 0.4, b: 0.6}, source: …}` of outcomes that are known by name; they add up to 1.
    func named(_ node: Node?, _ key: String, _ names: [String]) -> [Rate] {
        guard let (shares, entry) = shares(node, key) else { return [] }
        for (name, value, _) in shares where !names.contains(name) {
            mistake(value, "\"\(name)\" is not known here", "Use \(names.joined(separator: ", ")).")
        }
        for name in names where !shares.contains(where: { $0.name == name }) { mistake(entry, "\"\(name)\" is missing", "Add its share.") }
        return names.map { name in shares.first { $0.name == name }?.share ?? .zero }
    }

    /// `{shares: {0: 0.4, 1-3: 0.6}, source: …}` of whole numbers and stretches of them; they add up to 1.
    func spread(_ node: Node?, _ key: String) -> Spread {
        guard let (shares, _) = shares(node, key) else { return Spread([]) }
        return spread(shares)
    }

    func spread(_ shares: [(name: String, value: Node, share: Rate)]) -> Spread {
        var last = -1
        return Spread(
            shares.compactMap { name, value, share in
                let ends = name.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
                guard (1...2).contains(ends.count), let first = ends[0], let end = ends[ends.count - 1], first > last, end >= first,
                    end < 100_000
                else {
                    mistake(
                        value, "\"\(name)\" is no number or stretch after the one before", "Write them ascending, such as 0, 1-3, 4-10.")
                    return nil
                }
                last = end
                return Spread.Stretch(range: first...end, share: share)
            })
    }

    func shares(_ node: Node?, _ key: String) -> (shares: [(name: String, value: Node, share: Rate)], entry: Node)? {
        guard let entry = child(node, key) else { return nil }
        only(entry, ["shares", "source"])
        return shares(of: entry).map { ($0, entry) }
    }

    func shares(of entry: Node) -> [(name: String, value: Node, share: Rate)]? {
        _ = source(entry)
        guard let list = child(entry, "shares") else { return nil }
        guard let mapping = list.mapping, !mapping.isEmpty else {
            mistake(list, "These are no shares", "Write them as {outcome: share, outcome: share}.")
            return nil
        }
        let shares = mapping.map { ($0.key.string ?? "", $0.value, rate($0.value)) }
        let sum = shares.reduce(Rate.zero) { $0 + $1.2 }
        if sum != .one { mistake(list, "The shares add up to \(sum)", "Make them add up to 1.") }
        return shares
    }
}
