import FHIR
import FHIRPath

extension ProfileWalk {
    /// Fixed values, patterns, lengths and limits.
    mutating func checkValues(_ item: Item, _ rule: ElementRule, _ profile: Profile) {
        if !rule.fixed.isEmpty || !rule.patterns.isEmpty {
            let value = item.value >= 0 ? root.at(item.value) : nil
            if !rule.fixed.allSatisfy({ value.map($0.isSame) ?? false }) {
                report(.profileFixed, item.place, Sentence.profileFixed(profile.url))
            }
            if !rule.patterns.allSatisfy({ value.map($0.isPattern) ?? false }) {
                report(.profilePattern, item.place, Sentence.profilePattern(profile.url))
            }
        }
        if let length = rule.maximumLength, item.value >= 0, words.isText(item.value), text(item.value).unicodeScalars.count > length {
            report(.profileLength, item.value, Sentence.profileLength(length, profile.url))
        }
        for limit in rule.limits { check(item, limit, rule, profile) }
    }

    private mutating func check(_ item: Item, _ limit: ElementRule.Limit, _ rule: ElementRule, _ profile: Profile) {
        guard item.value >= 0 else { return }
        var environment = Environment()
        environment.variables = ["limit": [.node(Node(element: limit.value, companion: nil, typeIndex: limit.type))]]
        let node = Node(element: root.at(item.value), companion: nil, typeIndex: item.type)
        let expression = limit.isLeast ? LimitExpressions.shared.least : LimitExpressions.shared.greatest
        guard case .boolean(let holds)? = try? expression?.evaluate(node, in: environment).first else {
            return isNotChecked(.limitNotChecked, rule.path, item.place, Sentence.limitNotChecked(profile.url))
        }
        if !holds { report(.profileLimit, item.place, Sentence.profileLimit(limit.isLeast, limit.value.text, profile.url)) }
    }

    /// A condition in FHIRPath.
    mutating func check(_ item: Item, _ constraint: Constraint, _ profile: Profile) {
        guard !options.ignored.contains(constraint.key) else { return }
        let node = Node(
            element: item.value >= 0 ? root.at(item.value) : nil, companion: item.companion >= 0 ? root.at(item.companion) : nil,
            typeIndex: item.type >= 0 ? item.type : nil)
        let items = try? store.expressions[constraint.expression]?.evaluate(node, in: environment())
        guard let items, items.count <= 1 else {
            return isNotChecked(
                .invariantNotChecked, "\(profile.url) \(constraint.key)", item.place,
                Sentence.constraintNotChecked(constraint.key, profile.url))
        }
        // A single item that is no boolean counts as true; nothing is no "yes".
        let holds =
            switch items.first {
            case .boolean(let answer): answer
            case .some: true
            case nil: false
            }
        if !holds {
            add(
                severity: constraint.severity, code: .invariant, rule: constraint.key, item.place,
                Sentence.constraint(constraint.key, constraint.human, constraint.expression, profile.url))
        }
    }
}

/// The comparisons of limits, read once.
private struct LimitExpressions: Sendable {
    static let shared = LimitExpressions()

    let least = try? Expression("$this >= %limit")
    let greatest = try? Expression("$this <= %limit")
}

extension Element {
    /// Whether another value is exactly this one; the order of members does not matter. Numbers are compared by their digits.
    func isSame(_ other: Element) -> Bool {
        guard kind == other.kind else { return false }
        switch kind {
        case .object:
            guard count == other.count else { return false }
            return members.allSatisfy { name, value in other[name].map { value.isSame($0) } ?? false }
        case .array: return count == other.count && zip(items, other.items).allSatisfy { $0.isSame($1) }
        case .string, .number, .boolean: return text == other.text
        case .null: return true
        }
    }

    /// Whether another value has at least what this one says; each item of a list is somewhere in the other list.
    /// https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.pattern_x_
    func isPattern(_ other: Element) -> Bool {
        guard kind == other.kind else { return false }
        switch kind {
        case .object: return members.allSatisfy { name, value in other[name].map { value.isPattern($0) } ?? false }
        case .array: return items.allSatisfy { wanted in other.items.contains { wanted.isPattern($0) } }
        case .string, .number, .boolean: return text == other.text
        case .null: return true
        }
    }
}
