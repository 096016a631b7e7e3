/// What the operators do with collections that have been worked out. https://hl7.org/fhirpath/N1/#operations
enum Operations {
    static func apply(_ binary: Syntax.Operator, _ left: [Item], _ right: [Item], _ offset: Int) throws -> [Item] {
        switch binary {
        case .equal: return [Item](Equality.equal(left, right))
        case .notEqual: return [Item](Equality.equal(left, right).map { !$0 })
        case .equivalent: return [.boolean(Equality.equivalent(left, right))]
        case .notEquivalent: return [.boolean(!Equality.equivalent(left, right))]
        case .union:
            var distinct = DistinctItems(left)
            for item in right { distinct.insert(item) }
            return distinct.items
        case .isIn: return try contains(right, left, "`in`", offset)
        case .contains: return try contains(left, right, "`contains`", offset)
        case .less, .lessOrEqual, .greater, .greaterOrEqual: return try compare(binary, left, right, offset)
        case .join:
            let one = try left.text("`&`", offset) ?? ""
            return [.string(one + (try right.text("`&`", offset) ?? ""))]
        case .and, .or, .xor, .implies:
            let what = "`\(binary.rawValue)`"
            return [Item](logic(binary, try left.condition(what, offset), try right.condition(what, offset)))
        case .plus, .minus, .times, .over, .div, .mod:
            let what = "`\(binary.rawValue)`"
            guard let one = try left.single(what, offset), let other = try right.single(what, offset) else { return [] }
            return try Arithmetic(binary: binary, offset: offset).apply(one.system, other.system).map { [$0] } ?? []
        }
    }

    /// Three-valued: nil is "not known".
    static func logic(_ binary: Syntax.Operator, _ one: Bool?, _ other: Bool?) -> Bool? {
        switch binary {
        case .and: one == false || other == false ? false : one == true && other == true ? true : nil
        case .or: one == true || other == true ? true : one == false && other == false ? false : nil
        case .xor: one.flatMap { one in other.map { one != $0 } }
        default: one == false || other == true ? true : one == true && other == false ? false : nil
        }
    }

    private static func contains(_ all: [Item], _ one: [Item], _ what: String, _ offset: Int) throws -> [Item] {
        guard let item = try one.single(what, offset) else { return [] }
        return [.boolean(all.contains { Equality.equal($0, item) == true })]
    }

    private static func compare(_ binary: Syntax.Operator, _ left: [Item], _ right: [Item], _ offset: Int) throws -> [Item] {
        let what = "`\(binary.rawValue)`"
        guard let one = try left.single(what, offset), let other = try right.single(what, offset) else { return [] }
        guard let order = try order(one, other, what, offset) else { return [] }
        switch binary {
        case .less: return [.boolean(order < 0)]
        case .lessOrEqual: return [.boolean(order <= 0)]
        case .greater: return [.boolean(order > 0)]
        default: return [.boolean(order >= 0)]
        }
    }

    /// Below 0, 0 or above 0; nil when it cannot be said. Items of different kinds have no order, which is an error.
    static func order(_ one: Item, _ other: Item, _ what: String, _ offset: Int) throws -> Int? {
        switch (one.system, other.system) {
        case (.integer(let one), .integer(let other)): return one < other ? -1 : one > other ? 1 : 0
        case (.string(let one), .string(let other)):
            return one == other ? 0 : one.unicodeScalars.lexicographicallyPrecedes(other.unicodeScalars) ? -1 : 1
        case (.temporal(let one), .temporal(let other)) where (one.kind == .time) == (other.kind == .time): return one.compare(other)
        case (let one, let other):
            if let one = one.asDecimal, let other = other.asDecimal { return one < other ? -1 : one == other ? 0 : 1 }
            if let one = one.asQuantity, let other = other.asQuantity { return one.compare(other) }
            throw Fault(.execution, "\(what) cannot compare \(one.kindName) with \(other.kindName).", offset)
        }
    }
}

/// `+ - * / div mod` on two single values; nil where the answer is the empty collection.
struct Arithmetic {
    let binary: Syntax.Operator
    let offset: Int

    func apply(_ one: Item, _ other: Item) throws -> Item? {
        switch (one, other) {
        case (.integer(let one), .integer(let other)): return whole(one, other)
        case (.string(let one), .string(let other)) where binary == .plus: return .string(one + other)
        case (.temporal(let moment), .quantity(let quantity)) where binary == .plus || binary == .minus:
            return try shift(moment, quantity)
        case (.quantity, _), (_, .quantity):
            guard let one = one.asQuantity, let other = other.asQuantity else { throw mismatch(one, other) }
            return quantities(one, other).map { .quantity($0) }
        default:
            guard let one = one.asDecimal, let other = other.asDecimal else { throw mismatch(one, other) }
            return numbers(one, other)
        }
    }

    private func mismatch(_ one: Item, _ other: Item) -> Fault {
        Fault(.execution, "`\(binary.rawValue)` does not go with \(one.kindName) and \(other.kindName).", offset)
    }

    private func whole(_ one: Int64, _ other: Int64) -> Item? {
        func checked(_ result: (partialValue: Int64, overflow: Bool)) -> Item? { result.overflow ? nil : .integer(result.partialValue) }
        switch binary {
        case .plus: return checked(one.addingReportingOverflow(other))
        case .minus: return checked(one.subtractingReportingOverflow(other))
        case .times: return checked(one.multipliedReportingOverflow(by: other))
        case .div: return other == 0 ? nil : checked(one.dividedReportingOverflow(by: other))
        case .mod: return other == 0 ? nil : checked(one.remainderReportingOverflow(dividingBy: other))
        default: return numbers(DecimalNumber(one), DecimalNumber(other))
        }
    }

    private func numbers(_ one: DecimalNumber, _ other: DecimalNumber) -> Item? {
        switch binary {
        case .plus: one.adding(other).map { .decimal($0) }
        case .minus: one.subtracting(other).map { .decimal($0) }
        case .times: one.multiplied(by: other).map { .decimal($0) }
        case .over: one.divided(by: other).map { .decimal($0) }
        case .div: one.quotient(by: other)?.int64.map { .integer($0) }
        default: one.remainder(by: other).map { .decimal($0) }
        }
    }

    private func quantities(_ one: Quantity, _ other: Quantity) -> Quantity? {
        switch binary {
        case .plus: one.adding(other)
        case .minus: one.subtracting(other)
        case .times: one.multiplied(by: other)
        case .over: one.divided(by: other)
        default: nil
        }
    }

    private func shift(_ moment: TemporalValue, _ quantity: Quantity) throws -> Item? {
        guard quantity.isTime else {
            throw Fault(
                .execution,
                "Only a duration can be added to \(Item.temporal(moment).kindName): years, months, weeks, days, hours, minutes, seconds, or "
                    + "weeks and less by UCUM.", offset)
        }
        return (binary == .plus ? moment.adding(quantity) : moment.subtracting(quantity)).map { .temporal($0) }
    }
}

extension Quantity {
    /// A duration that a calendar can count: a UCUM year or month has a length of its own, which no calendar has.
    var isTime: Bool {
        isCalendar || ["wk", "d", "h", "min", "s", "ms"].contains(unit) || Parser.durations.contains(unit)
    }
}
