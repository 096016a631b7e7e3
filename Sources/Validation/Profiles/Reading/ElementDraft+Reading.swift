import FHIR
import FHIRPath

extension ElementDraft {
    /// Adds what an ElementDefinition asks for. https://hl7.org/fhir/R4/elementdefinition.html
    ///
    /// - Parameter isSnapshot: whether it repeats what R4 asks for.
    func add(_ definition: Element, isSnapshot: Bool) throws(DefinitionError) {
        if let least = definition["min"]?.int { minimum = Swift.max(minimum, least) }
        if let most = definition.string("max"), most != "*" {
            guard let most = Int(most), most >= 0 else {
                throw DefinitionError("\(path) has a max that is neither a number nor *. Correct it.")
            }
            maximum = Swift.min(maximum ?? most, most)
        }
        try addTypes(definition)
        try addValues(definition)
        try addSlicing(definition)
        if let binding = definition["binding"] { addBinding(binding) }
        if let length = definition["maxLength"]?.int { maximumLength = Swift.min(maximumLength ?? length, length) }
        for constraint in definition["constraint"].map({ Array($0.items) }) ?? [] { add(constraint: constraint, isSnapshot: isSnapshot) }
    }

    private func addTypes(_ definition: Element) throws(DefinitionError) {
        // Elements with elements of their own have one type, which definitions call BackboneElement.
        guard let written = definition["type"], !fields.isEmpty, !r4Types.contains(where: { RuleTable.r4.isPart($0) }) else { return }
        var choices: [ElementRule.TypeChoice] = []
        for one in written.items {
            guard let code = one.string("code") else { continue }
            // Ids and the like are types of FHIRPath in R4's definitions.
            if code.hasPrefix("http://hl7.org/fhirpath/") { return }
            guard let type = R4.table.index[code] else {
                throw DefinitionError("\(path) has the type \(code), which R4 does not have. Correct it.")
            }
            choices.append(
                ElementRule.TypeChoice(
                    type: type, profiles: one.each("profile").compactMap(\.text).map { Canonical($0) },
                    targets: one.each("targetProfile").compactMap(\.text).map { Canonical($0) }))
        }
        guard !choices.isEmpty else { return }
        types = choices
    }

    private func addValues(_ definition: Element) throws(DefinitionError) {
        for (member, value) in definition.members {
            // Profiles on top of each other often repeat them.
            if member.hasPrefix("fixed"), !fixed.contains(where: { $0.isSame(value) }) { fixed.append(try own(value)) }
            if member.hasPrefix("pattern"), !patterns.contains(where: { $0.isSame(value) }) { patterns.append(try own(value)) }
            for (prefix, isLeast) in [("minValue", true), ("maxValue", false)] where member.hasPrefix(prefix) {
                let name = String(member.dropFirst(prefix.count))
                guard let type = R4.table.index[name] ?? R4.table.index[name.prefix(1).lowercased() + name.dropFirst()] else { continue }
                limits.append(ElementRule.Limit(isLeast: isLeast, value: try own(value), type: type))
            }
        }
    }

    /// A value in a document of its own, so that the definition around it need not be kept.
    private func own(_ value: Element) throws(DefinitionError) -> Element {
        do {
            return try Document(json: Array(value.bytes)).root
        } catch {
            throw DefinitionError("\(path): \(error.message)")
        }
    }

    private func addSlicing(_ definition: Element) throws(DefinitionError) {
        guard let slicing = definition["slicing"] else { return }
        var found: [Discriminator] = []
        for one in slicing["discriminator"].map({ Array($0.items) }) ?? [] {
            guard let kind = one.string("type").flatMap({ Discriminator.Kind(rawValue: $0) }),
                let discriminator = one.string("path").flatMap({ DiscriminatorPath($0) })
            else {
                throw DefinitionError(
                    "The slices of \(path) have a discriminator that cannot be read. Give it one of R4's types, and a path of names, "
                        + "extension(url), resolve() and ofType(type).")
            }
            found.append(Discriminator(kind: kind, path: discriminator))
        }
        if !found.isEmpty || discriminators == nil { discriminators = found }
        switch slicing.string("rules") {
        case "closed": rules = .closed
        case "openAtEnd": rules = .openAtEnd
        case .some, .none: break
        }
        if slicing["ordered"]?.bool == true { isOrdered = true }
    }

    private func addBinding(_ binding: Element) {
        if let set = binding.string("valueSet") {
            switch binding.string("strength") {
            case "required": add(ElementRule.Binding(valueSet: Canonical(set), isRequired: true))
            case "extensible": add(ElementRule.Binding(valueSet: Canonical(set), isRequired: false))
            // Preferred and example bindings are advice. https://hl7.org/fhir/R4/terminologies.html#strength
            case .some, .none: break
            }
        }
        for one in binding["extension"].map({ Array($0.items) }) ?? []
        where one.string("url") == "http://hl7.org/fhir/StructureDefinition/elementdefinition-maxValueSet" {
            guard let set = one.string("valueCanonical") ?? one.string("valueUri") else { continue }
            add(ElementRule.Binding(valueSet: Canonical(set), isRequired: true))
        }
    }

    private func add(_ binding: ElementRule.Binding) {
        if !bindings.contains(binding) { bindings.append(binding) }
    }

    private func add(constraint: Element, isSnapshot: Bool) {
        guard let key = constraint.string("key"), !constraints.contains(where: { $0.key == key }) else { return }
        let expression = constraint.string("expression") ?? ""
        let source = constraint.string("source")
        if ElementDraft.r4Keys.contains(key), isSnapshot || ElementDraft.r4Expressions.contains(expression) {
            let isR4 = source.map { R4.table.index[String($0.split(separator: "/").last ?? "")] != nil } ?? true
            if isR4 { return }
        }
        constraints.append(
            Constraint(
                key: key, severity: constraint.string("severity") == "warning" ? .warning : .error,
                human: constraint.string("human") ?? "", expression: expression, source: source))
    }

    /// Invariants that are checked without profiles.
    private static let r4Keys = Set(RuleTable.r4.invariants.map(\.key)).union(Rule.allCases.map(\.rawValue)).union(["dom-6"])
    private static let r4Expressions = Set(RuleTable.r4.invariants.map(\.expression))
}
