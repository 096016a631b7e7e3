/// What the operators do with the collections on their two sides. https://hl7.org/fhirpath/N1/#operations
enum Operations {
    /// What a binary operator does, once both sides lie on the stack.
    private typealias Body = @Sendable (_ run: inout Run, _ left: Stretch, _ right: Stretch, _ mark: Int) throws -> Stretch

    static func code(_ binary: Syntax.Operator, _ first: @escaping Code, _ second: @escaping Code, _ offset: Int) -> Code {
        let what = "`\(binary.rawValue)`"
        switch binary {
        case .and: return logical(.and, first, second, decisive: false, answer: false, what, offset)
        case .or: return logical(.or, first, second, decisive: true, answer: true, what, offset)
        case .implies: return logical(.implies, first, second, decisive: false, answer: true, what, offset)
        case .equal: return code(first, second, offset) { run, left, right, mark in run.give(run.equal(left, right), at: mark) }
        case .notEqual:
            return code(first, second, offset) { run, left, right, mark in run.give(run.equal(left, right).map { !$0 }, at: mark) }
        case .less: return comparison(first, second, what, offset) { $0 < 0 }
        case .lessOrEqual: return comparison(first, second, what, offset) { $0 <= 0 }
        case .greater: return comparison(first, second, what, offset) { $0 > 0 }
        case .greaterOrEqual: return comparison(first, second, what, offset) { $0 >= 0 }
        case .union:
            return code(first, second, offset) { run, left, right, mark in
                let start = run.top
                run.copy(left)
                run.copy(right)
                return run.lay(run.distinct(from: start), at: mark)
            }
        case .isIn, .contains:
            let isReversed = binary == .isIn
            return code(first, second, offset) { run, left, right, mark in
                let all = isReversed ? right : left
                guard let one = try run.single(isReversed ? left : right, what, offset) else { return .empty }
                for at in all.lower..<all.upper where run.equal(run[at], one) == true { return run.give(.boolean(true), at: mark) }
                return run.give(.boolean(false), at: mark)
            }
        case .equivalent, .notEquivalent, .join, .xor, .plus, .minus, .times, .over, .div, .mod:
            return code(first, second, offset) { run, left, right, mark in
                let (one, other) = (run.items(left), run.items(right))
                if binary == .join || binary == .plus { try run.grow(one.textBytes + other.textBytes, offset) }
                return run.give(try apply(binary, one, other, what, offset), at: mark)
            }
        }
    }

    private static func code(_ first: @escaping Code, _ second: @escaping Code, _ offset: Int, _ body: @escaping Body) -> Code {
        { run, focus in
            let mark = run.top
            var own = focus
            let left = try first(&run, &own)
            own = focus
            let right = try second(&run, &own)
            try run.step(1, offset)
            return try body(&run, left, right, mark)
        }
    }

    private static func comparison(
        _ first: @escaping Code, _ second: @escaping Code, _ what: String, _ offset: Int, _ holds: @escaping @Sendable (Int) -> Bool
    ) -> Code {
        code(first, second, offset) { run, left, right, mark in
            guard let one = try run.single(left, what, offset), let other = try run.single(right, what, offset) else { return .empty }
            return run.give(try run.order(one, other, what, offset).map(holds), at: mark)
        }
    }

    /// The right side is left alone where the left one has decided.
    private static func logical(
        _ binary: Syntax.Operator, _ first: @escaping Code, _ second: @escaping Code, decisive: Bool, answer: Bool, _ what: String,
        _ offset: Int
    ) -> Code {
        { run, focus in
            let mark = run.top
            var own = focus
            let left = try run.condition(first(&run, &own), what, offset)
            if left == decisive { return run.give(.boolean(answer), at: mark) }
            own = focus
            let right = try run.condition(second(&run, &own), what, offset)
            return run.give(logic(binary, left, right), at: mark)
        }
    }

    private static func apply(_ binary: Syntax.Operator, _ left: [Item], _ right: [Item], _ what: String, _ offset: Int) throws -> Item? {
        switch binary {
        case .equivalent: return .boolean(Equality.equivalent(left, right))
        case .notEquivalent: return .boolean(!Equality.equivalent(left, right))
        case .xor: return logic(.xor, try left.condition(what, offset), try right.condition(what, offset)).map { .boolean($0) }
        case .join: return .string(try (left.text(what, offset) ?? "") + (right.text(what, offset) ?? ""))
        default:
            guard let one = try left.single(what, offset), let other = try right.single(what, offset) else { return nil }
            return try Arithmetic(binary: binary, offset: offset).apply(one.system, other.system)
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

extension [Item] {
    /// How many bytes the texts among them have.
    fileprivate var textBytes: Int {
        reduce(0) { bytes, item in
            guard case .string(let text) = item else { return bytes }
            return bytes + text.utf8.count
        }
    }
}
