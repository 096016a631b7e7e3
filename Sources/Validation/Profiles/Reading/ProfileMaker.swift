import FHIR

/// Makes profiles of drafts: leaves out what R4 asks for anyway.
struct ProfileMaker {
    /// The slices of all profiles made so far, with their discriminators.
    private(set) var slices: [(slice: ProfileSlice, discriminators: [Discriminator])] = []

    mutating func profile(_ draft: ProfileReader.Draft, url: String, number: Int) -> Profile {
        let contents = addContents(draft)
        var made: [String: ElementRule] = [:]
        for path in contents { made[path] = find(path, draft.root).map { rule($0, bare: true) } }
        return Profile(url: url, number: number, type: draft.type, root: rule(draft.root), contents: made)
    }

    // MARK: - Content that several elements share

    /// Gives elements whose content is that of another their content too. Answers the paths of those others.
    private func addContents(_ draft: ProfileReader.Draft) -> [String] {
        let typeName = R4.table.types[Int(draft.type)].name
        var found: Set<String> = []
        for (owner, entry) in R4.table.types.enumerated() where entry.name == typeName || entry.name.hasPrefix(typeName + ".") {
            for field in entry.fields {
                let field = R4.table.fields[Int(field)]
                guard let target = field.types.first, field.types.count == 1, target.hasPrefix(typeName + "."),
                    target != "\(R4.table.types[owner].name).\(field.name)", find(target, draft.root) != nil
                else { continue }
                var at: ElementDraft? = draft.root
                for step in "\(entry.name).\(field.name)".split(separator: ".").dropFirst() { at = at?.child(String(step)) }
                at?.content = target
                found.insert(target)
            }
        }
        return found.sorted()
    }

    /// The draft at a path without slices, if the profile says anything about it.
    private func find(_ path: String, _ root: ElementDraft) -> ElementDraft? {
        var at: ElementDraft? = root
        for step in path.split(separator: ".").dropFirst() { at = at?.children.first { $0.name == step } }
        return at
    }

    // MARK: - Rules

    /// - Parameter bare: only what is inside the element, for another one with the same content.
    private mutating func rule(_ draft: ElementDraft, bare: Bool = false) -> ElementRule {
        var children: [ElementRule.Child] = []
        for child in draft.children {
            let rule = rule(child)
            let minimum = child.minimum > child.r4Minimum ? child.minimum : 0
            let maximum = child.maximum == child.r4Maximum ? nil : child.maximum
            if rule.isEmpty && minimum == 0 && maximum == nil { continue }
            children.append(ElementRule.Child(name: child.name, fields: child.fields, minimum: minimum, maximum: maximum, rule: rule))
        }
        return ElementRule(
            path: draft.path, fixed: draft.fixed, patterns: draft.patterns, types: bare ? [] : types(draft), bindings: bindings(draft),
            maximumLength: draft.maximumLength, limits: draft.limits, constraints: draft.constraints, children: children,
            slicing: bare ? nil : slicing(draft), content: bare ? nil : draft.content)
    }

    private mutating func slicing(_ draft: ElementDraft) -> Slicing? {
        guard !draft.slices.isEmpty || draft.rules == .closed && draft.discriminators != nil else { return nil }
        var discriminators = draft.discriminators ?? []
        if discriminators.isEmpty && (draft.name == "extension" || draft.name == "modifierExtension") {
            discriminators = DiscriminatorPath("url").map { [Discriminator(kind: .value, path: $0)] } ?? []
        }
        // Slices inside a slice are told apart as those around them, unless something else is said.
        var made: [ProfileSlice] = []
        for one in draft.slices {
            if one.discriminators == nil && !one.slices.isEmpty { one.discriminators = discriminators }
            let slice = ProfileSlice(
                name: one.sliceName ?? "", rule: rule(one), minimum: one.minimum, maximum: one.maximum, number: slices.count)
            slices.append((slice, discriminators))
            made.append(slice)
        }
        return Slicing(discriminators: discriminators, rules: draft.rules, isOrdered: draft.isOrdered, slices: made)
    }

    /// The types that are fewer than R4's, or have profiles.
    private func types(_ draft: ElementDraft) -> [ElementRule.TypeChoice] {
        guard var types = draft.types else { return [] }
        for at in types.indices where types[at].targets.allSatisfy({ Definitions.r4Type($0.url) != nil }) {
            // What a reference may point at in R4 is checked without profiles.
            let names = Set(types[at].targets.compactMap { Definitions.r4Type($0.url) })
            if let member = r4Member(draft), RuleTable.r4.allowsExactly(member.targets, names) { types[at].targets = [] }
        }
        let isPlain = types.allSatisfy { $0.profiles.isEmpty && $0.targets.isEmpty }
        // Contents of other elements are types of their own in the table.
        let isAll = Set(draft.r4Types).isSubset(of: types.map(\.type)) || draft.r4Types.allSatisfy { RuleTable.r4.isPart($0) }
        return isPlain && isAll && draft.sliceName == nil ? [] : types
    }

    private func bindings(_ draft: ElementDraft) -> [ElementRule.Binding] {
        guard let member = r4Member(draft), member.binding >= 0 else { return draft.bindings }
        let known = RuleTable.r4.codes.sets[Int(member.binding)].url
        return draft.bindings.filter { $0.valueSet.url != known || !$0.isRequired }
    }

    /// A member of R4's table that is about the same field.
    private func r4Member(_ draft: ElementDraft) -> Member? {
        draft.fields.first.flatMap { ProfileMaker.members[$0] }
    }

    private static let members: [Int32: Member] = {
        var members: [Int32: Member] = [:]
        for member in RuleTable.r4.members where members[member.field] == nil || member.targets >= 0 { members[member.field] = member }
        return members
    }()
}
