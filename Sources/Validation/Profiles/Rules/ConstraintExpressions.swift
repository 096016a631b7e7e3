import FHIRPath

/// The expressions of constraints, read once.
struct ConstraintExpressions: Sendable {
    private var read: [String: Expression?] = [:]

    init(_ profiles: CanonicalTable<FoundProfile>) {
        for (_, found) in profiles.all {
            guard case .profile(let profile) = found else { continue }
            add(profile.root)
            for rule in profile.contents.values { add(rule) }
        }
    }

    private mutating func add(_ rule: ElementRule) {
        for constraint in rule.constraints where read[constraint.expression] == nil {
            read[constraint.expression] = .some(constraint.expression.isEmpty ? nil : try? Expression(constraint.expression))
        }
        for child in rule.children { add(child.rule) }
        for slice in rule.slicing?.slices ?? [] { add(slice.rule) }
    }

    /// Nil where it cannot be read.
    subscript(_ text: String) -> Expression? { read[text] ?? nil }
}
