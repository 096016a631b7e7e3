import FHIR

/// `=` and `~`. https://hl7.org/fhirpath/N1/#equality
enum Equality {
    /// nil when it cannot be said.
    static func equal(_ one: Item, _ other: Item) -> Bool? {
        switch (one.system, other.system) {
        case (.boolean(let one), .boolean(let other)): return one == other
        case (.integer(let one), .integer(let other)): return one == other
        case (.string(let one), .string(let other)): return one == other
        case (.temporal(let one), .temporal(let other)): return one.equals(other)
        case (.quantity(let one), .quantity(let other)): return one.equals(other)
        case (.node(let one), .node(let other)): return same(one, other, isEquivalent: false)
        case (let one, let other):
            if let one = one.asDecimal, let other = other.asDecimal { return one == other }
            if case .quantity = one, let other = other.asQuantity { return one.asQuantity?.equals(other) }
            if case .quantity = other, let one = one.asQuantity { return other.asQuantity.flatMap { one.equals($0) } }
            return false
        }
    }

    static func equivalent(_ left: [Item], _ right: [Item]) -> Bool {
        guard left.count == right.count else { return false }
        if left.count == 1 { return equivalent(left[0], right[0]) }
        var rest = right
        for one in left {
            guard let at = rest.firstIndex(where: { equivalent(one, $0) }) else { return false }
            rest.remove(at: at)
        }
        return true
    }

    static func equivalent(_ one: Item, _ other: Item) -> Bool {
        switch (one.system, other.system) {
        case (.boolean(let one), .boolean(let other)): return one == other
        case (.string(let one), .string(let other)): return folded(one) == folded(other)
        case (.temporal(let one), .temporal(let other)): return one.isEquivalent(to: other)
        case (.quantity(let one), .quantity(let other)): return one.isEquivalent(to: other)
        case (.node(let one), .node(let other)): return same(one, other, isEquivalent: true)
        case (let one, let other):
            if let one = one.asDecimal, let other = other.asDecimal { return one.isEquivalent(to: other) }
            if let one = one.asQuantity, let other = other.asQuantity { return one.isEquivalent(to: other) }
            return false
        }
    }

    /// Without regard to case, and with each run of white space as one space.
    private static func folded(_ text: String) -> String {
        text.lowercased().split { $0.isWhitespace }.joined(separator: " ")
    }

    /// Whether all that two elements hold is the same.
    private static func same(_ one: Node, _ other: Node, isEquivalent: Bool) -> Bool {
        guard let left = one.element, let right = other.element else {
            // Primitives without a value: what they have is their extensions.
            guard one.element == nil, other.element == nil, let left = one.companion, let right = other.companion else { return false }
            return same(left, right, isEquivalent)
        }
        return same(left, right, isEquivalent)
    }

    private static func same(_ left: Element, _ right: Element, _ isEquivalent: Bool) -> Bool {
        guard left.kind == right.kind else { return false }
        switch left.kind {
        case .object:
            guard left.count == right.count else { return false }
            return left.members.allSatisfy { name, value in right[exact: name].map { same(value, $0, isEquivalent) } ?? false }
        case .array:
            guard left.count == right.count else { return false }
            guard isEquivalent else { return zip(left.items, right.items).allSatisfy { same($0, $1, false) } }
            var rest = Array(right.items)
            return left.items.allSatisfy { one in
                guard let at = rest.firstIndex(where: { same(one, $0, true) }) else { return false }
                rest.remove(at: at)
                return true
            }
        case .number:
            guard let one = left.text.flatMap({ DecimalNumber($0) }), let other = right.text.flatMap({ DecimalNumber($0) }) else {
                return left.text == right.text
            }
            return isEquivalent ? one.isEquivalent(to: other) : one == other
        case .string:
            return left.text == right.text || (isEquivalent && folded(left.text ?? "") == folded(right.text ?? ""))
        case .boolean: return left.bool == right.bool
        case .null: return true
        }
    }
}

extension Element {
    fileprivate subscript(exact name: String) -> Element? { self[name] }
}

/// Items that are equal to none before them, in order: for `distinct`, `|` and the like.
struct DistinctItems {
    /// What can only equal the same key, so that looking is cheap.
    private enum Key: Hashable {
        case boolean(Bool)
        case number(DecimalNumber)
        case string(String)
    }

    private(set) var items: [Item] = []
    private var keys: Set<Key> = []
    /// The rest, which must be compared one by one.
    private var others: [Item] = []

    init(_ items: [Item] = []) {
        for item in items { insert(item) }
    }

    func contains(_ item: Item) -> Bool {
        if let key = Self.key(item) { return keys.contains(key) }
        return others.contains { Equality.equal($0, item) == true }
    }

    @discardableResult mutating func insert(_ item: Item) -> Bool {
        if let key = Self.key(item) {
            guard keys.insert(key).inserted else { return false }
        } else {
            guard !others.contains(where: { Equality.equal($0, item) == true }) else { return false }
            others.append(item)
        }
        items.append(item)
        return true
    }

    private static func key(_ item: Item) -> Key? {
        switch item.system {
        case .boolean(let value): .boolean(value)
        case .integer(let value): .number(DecimalNumber(value))
        case .decimal(let value): .number(value)
        case .string(let value): .string(value)
        case .node, .temporal, .quantity: nil
        }
    }
}
