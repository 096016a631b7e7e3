import FHIR

/// The value sets and code systems that are loaded, beside those of R4's own required bindings.
struct Terminology: Sendable {
    private var valueSets = CanonicalTable<ValueSet>()
    private var codeSystems = CanonicalTable<CodeSystem>()
    /// The system whose codes all are in a value set that is named but not written.
    private var implicit: [String: Canonical] = [:]

    /// Value sets inside each other beyond this are taken for a circle.
    private static let maximumDepth = 32

    /// Whether a code is in a value set.
    ///
    /// - Parameter system: the code's system; nil for a bare code, where the element says which one it is.
    func contains(_ valueSet: Canonical, _ system: String?, _ code: String) -> Membership {
        var question = Question(system: system, code: code)
        return contains(valueSet, &question)
    }

    /// A code on its way through value sets that include each other.
    private struct Question {
        let system: String?
        let code: String
        /// The value sets around.
        var path: [Canonical] = []
        /// What is answered already: many ways may lead to one value set.
        var known: [Canonical: Membership] = [:]
    }

    private func contains(_ canonical: Canonical, _ question: inout Question) -> Membership {
        if let known = question.known[canonical] { return known }
        guard !question.path.contains(canonical), question.path.count < Terminology.maximumDepth else {
            return .unknown(missing: "\(canonical), which includes itself")
        }
        question.path.append(canonical)
        let answer = answer(canonical, &question)
        question.path.removeLast()
        question.known[canonical] = answer
        return answer
    }

    private func answer(_ canonical: Canonical, _ question: inout Question) -> Membership {
        let (system, code) = (question.system, question.code)
        guard let set = valueSets[canonical] else { return containsUnloaded(canonical, system, code) }
        if let expansion = set.expansion {
            if expansion.contains(system, code) { return .inside }
            if expansion.isComplete { return .outside }
        }
        guard !set.includes.isEmpty else { return .unknown(missing: "the codes of \(canonical)") }
        var answer = Membership.outside
        for part in set.includes where answer != .inside { answer = answer.or(contains(part, &question)) }
        for part in set.excludes where answer != .outside { answer = answer.minus(contains(part, &question)) }
        return answer
    }

    private func contains(_ part: ValueSet.Part, _ question: inout Question) -> Membership {
        var answer = Membership.inside
        if let wanted = part.system {
            guard question.system == nil || question.system == wanted.url else { return .outside }
            answer = contains(part, of: wanted, question.code)
        }
        for set in part.valueSets where answer != .outside { answer = answer.and(contains(set, &question)) }
        return part.system == nil && part.valueSets.isEmpty ? .outside : answer
    }

    private func contains(_ part: ValueSet.Part, of wanted: Canonical, _ code: String) -> Membership {
        let system = codeSystems[wanted]
        if let codes = part.codes {
            if codes.contains(code) { return .inside }
            guard let system else { return .outside }
            return codes.contains { system.key($0) == system.key(code) } ? .inside : .outside
        }
        guard let system else { return .unknown(missing: wanted.description) }
        guard let place = system.place(of: code) else { return system.contains(code) }
        for filter in part.filters {
            guard let holds = filter.holds(place, in: system) else {
                return .unknown(missing: "what a filter on \(wanted.url) asks about")
            }
            if !holds { return .outside }
        }
        return .inside
    }

    /// A value set of R4's own bindings, or all codes of a system.
    private func containsUnloaded(_ canonical: Canonical, _ system: String?, _ code: String) -> Membership {
        if canonical.version.map({ $0.hasPrefix("4.0") }) ?? true, let index = RuleTable.r4.codes.index(of: canonical.url) {
            let codes = RuleTable.r4.codes
            var (code, system) = (code, system)
            let isInside = code.withUTF8 { code in
                system?.withUTF8 { codes.contains(index, $0, code) } ?? codes.contains(index, code)
            }
            if isInside { return .inside }
            if codes.sets[Int(index)].isComplete { return .outside }
        } else if let wanted = implicit[canonical.url], let all = codeSystems[wanted] {
            return system == nil || system == all.canonical.url ? all.contains(code) : .outside
        }
        return .unknown(missing: canonical.description)
    }

    // MARK: - Loading

    /// Adds a value set in place of the same version. Answers whether there was one.
    mutating func insert(_ set: ValueSet) -> Bool { valueSets.insert(set, at: set.canonical) }

    mutating func insert(_ system: CodeSystem) -> Bool {
        if let set = system.valueSet { implicit[Canonical(set).url] = system.canonical }
        return codeSystems.insert(system, at: system.canonical)
    }
}
