import FHIR

/// Joins R4's elements with the rules about them.
struct RuleTableBuilder {
    private let source: RuleSource
    private let r4: R4
    private(set) var members: [Member] = []
    private(set) var types: [TypeRule] = []
    private(set) var names: [UInt8] = []
    private(set) var codes: CodeTable
    private(set) var targets: [UInt64] = []
    private(set) var invariants: [Invariant] = []
    let wordsPerSet: Int

    /// Rules of a field in `R4.table.fields`; types that inherit the field share them.
    private struct FieldRules {
        var binding: Int32 = -1
        var targets: Int32 = -1
        var invariants: [RuleSource.Written] = []
    }

    private var fieldRules: [Int32: FieldRules] = [:]
    private var targetSets: [[String]: Int32] = [:]

    init(_ source: RuleSource, _ r4: R4) {
        self.source = source
        self.r4 = r4
        wordsPerSet = (r4.types.count + 63) / 64
        codes = CodeTable(source.valueSets)
    }

    mutating func run() {
        for (key, rules) in source.fields {
            guard let dot = key.lastIndex(of: "."), let type = r4.index[String(key[..<dot])] else { continue }
            let name = key[key.index(after: dot)...]
            guard let field = r4.types[Int(type)].fields.first(where: { r4.fields[Int($0)].name == name }) else { continue }
            fieldRules[field] = FieldRules(
                binding: rules.binding.flatMap { codes.index(of: $0) } ?? -1, targets: set(of: rules.targets), invariants: rules.invariants)
        }
        for at in r4.types.indices { add(Int32(at)) }
    }

    /// The set of these types, shared by all fields that have the same.
    private mutating func set(of names: [String]) -> Int32 {
        guard !names.isEmpty else { return -1 }
        if let known = targetSets[names] { return known }
        let new = Int32(targetSets.count)
        targetSets[names] = new
        targets += [UInt64](repeating: 0, count: wordsPerSet)
        for type in names.compactMap({ r4.index[$0] }) { targets[Int(new) * wordsPerSet + Int(type) / 64] |= 1 << UInt64(type % 64) }
        return new
    }

    private mutating func add(_ at: Int32) {
        let entry = r4.types[Int(at)]
        let chain = chain(of: at)
        var rule = TypeRule(
            role: role(of: chain), isResource: entry.isResource, isElement: chain.contains { r4.types[Int($0)].name == "Element" })
        var bits: [String: UInt8] = [:]
        for (bit, field) in entry.fields.enumerated() where bit < 64 {
            let value = r4.fields[Int(field)]
            bits[value.name] = UInt8(bit)
            if value.minimum > 0 { rule.required |= 1 << UInt64(bit) }
            if value.name == "id" { rule.id = 1 << UInt64(bit) }
        }
        let written = chain.flatMap { source.types[r4.types[Int($0)].name]?.invariants ?? [] }
        rule.invariants = add(written, about: at)
        types.append(rule)
        for (name, member) in entry.members {
            let field = r4.fields[Int(member.field)]
            let rules = fieldRules[member.field] ?? FieldRules()
            let type = r4.types[Int(member.type)]
            let form: Member.Form =
                switch type.form {
                case .object: .object
                case .resource: .resource
                case .string, .number, .boolean, .xhtml: .primitive
                }
            members.append(
                Member(
                    nameStart: Int32(names.count), nameCount: Int32(name.utf8.count), owner: at, type: member.type, field: member.field,
                    binding: rules.binding, targets: type.name == "Reference" ? rules.targets : -1,
                    invariants: add(rules.invariants, about: member.type), bit: bits[field.name] ?? 0, form: form,
                    primitive: Primitive(type.name, isID: field.name == "id", ofElement: rule.isElement), isArray: member.isArray,
                    isChoice: field.isChoice))
            names += name.utf8
        }
    }

    /// The type and what it is derived from, the first one last.
    private func chain(of at: Int32) -> [Int32] {
        var chain = [at]
        while let last = chain.last, let base = r4.types[Int(last)].base, chain.count < 8 { chain.append(base) }
        return chain
    }

    private func role(of chain: [Int32]) -> TypeRule.Role {
        guard let first = chain.first else { return .none }
        return switch r4.types[Int(first)].name {
        case "Extension": .extension
        case "Bundle": .bundle
        case "ElementDefinition": .elementDefinition
        default: .none
        }
    }

    /// Makes invariants of a type; those that are checked by hand, and advice on best practice, are left out.
    private mutating func add(_ written: [RuleSource.Written], about type: Int32) -> Range32 {
        let start = Int32(invariants.count)
        let entry = r4.types[Int(type)]
        for one in written where Rule(rawValue: one.key) == nil && one.key != "dom-6" {
            invariants.append(
                Invariant(
                    key: one.key, severity: one.severity == "error" ? .error : .warning, expression: one.expression, type: entry.name,
                    test: PresenceTest(one.expression, PresenceFields(r4, entry))))
        }
        return Range32(start: start, end: Int32(invariants.count))
    }
}
