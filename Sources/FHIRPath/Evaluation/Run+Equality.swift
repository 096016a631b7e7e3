// `=`, order and likeness of values; what is not decided by their bits is asked of `Equality`, as items.
extension Run {
    /// nil when it cannot be said.
    mutating func equal(_ left: Stretch, _ right: Stretch) -> Bool? {
        if left.isEmpty || right.isEmpty { return nil }
        guard left.count == right.count else { return false }
        var isCertain = true
        for position in 0..<left.count {
            switch equal(self[left.start &+ position], self[right.start &+ position]) {
            case false?: return false
            case nil: isCertain = false
            case true?: break
            }
        }
        return isCertain ? true : nil
    }

    mutating func equal(_ one: Value, _ other: Value) -> Bool? {
        let (left, right) = (system(one), system(other))
        switch (left, right) {
        case (.text(let one), .text(let other)): return one.equals(other)
        case (.boolean(let one), .boolean(let other)): return one == other
        case (.integer(let one), .integer(let other)): return one == other
        case (.decimal(let one), .decimal(let other)): return one.number == other.number
        case (.temporal(let one), .temporal(let other)): return one.equals(other)
        case (.node(let one), .node(let other)) where one.index >= 0 && one.index == other.index && one.document == other.document:
            return true
        default: return Equality.equal(item(left), item(right))
        }
    }

    /// Below 0, 0 or above 0; nil when it cannot be said. Items of different kinds have no order, which is an error.
    mutating func order(_ one: Value, _ other: Value, _ what: String, _ offset: Int) throws -> Int? {
        let (left, right) = (system(one), system(other))
        switch (left, right) {
        case (.integer(let one), .integer(let other)): return one < other ? -1 : one > other ? 1 : 0
        case (.decimal(let one), .decimal(let other)): return one.number.compare(other.number)
        case (.decimal(let one), .integer(let other)): return one.number.compare(DecimalNumber(other))
        case (.integer(let one), .decimal(let other)): return DecimalNumber(one).compare(other.number)
        case (.text(let one), .text(let other)): return one.equals(other) ? 0 : one.precedes(other) ? -1 : 1
        case (.temporal(let one), .temporal(let other)) where (one.kind == .time) == (other.kind == .time): return one.compare(other)
        default: return try Operations.order(item(left), item(right), what, offset)
        }
    }

    /// Leaves those of the values from `mark` to the top that are equal to none before them, in order.
    mutating func distinct(from mark: Int) -> Stretch {
        guard top - mark > 1 else { return Stretch(mark, top) }
        // Few are compared with each other, many are looked up.
        guard top - mark <= 16 else { return give(DistinctItems(items(Stretch(mark, top))).items, at: mark) }
        var end = mark + 1
        for at in mark + 1..<top where !isLikeAny(self[at], mark, end) {
            put(self[at], at: end)
            end += 1
        }
        fall(to: end)
        return Stretch(mark, end)
    }

    /// Whether a value is one of those from `mark` to `end`, as `DistinctItems` tells them apart.
    mutating func isLikeAny(_ value: Value, _ mark: Int, _ end: Int) -> Bool {
        let one = system(value)
        for at in mark..<end {
            let other = system(self[at])
            switch (one, other) {
            case (.text(let one), .text(let other)): if one.equals(other) { return true }
            case (.boolean, .boolean), (.integer, .integer), (.integer, .decimal), (.decimal, .integer), (.decimal, .decimal),
                (.node, .node), (.node, .temporal), (.node, .quantity), (.temporal, .node), (.temporal, .temporal), (.temporal, .quantity),
                (.quantity, .node), (.quantity, .temporal), (.quantity, .quantity):
                if equal(one, other) == true { return true }
            default: break
            }
        }
        return false
    }
}
