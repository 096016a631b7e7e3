import FHIR

/// Works out by what each slice is told from others: what its rules say where the discriminators point.
struct CriteriaMaker {
    let profiles: CanonicalTable<FoundProfile>

    func criteria(of slices: [(slice: ProfileSlice, discriminators: [Discriminator])]) -> [[Criterion]?] {
        slices.map { slice, discriminators in
            let found = discriminators.compactMap { criterion($0, slice) }
            return found.isEmpty ? nil : found
        }
    }

    private func criterion(_ discriminator: Discriminator, _ slice: ProfileSlice) -> Criterion? {
        let path = discriminator.path
        switch discriminator.kind {
        case .value, .pattern:
            let rules = rules(at: path, from: slice.rule).filter(\.tells)
            if !rules.isEmpty { return .identity(path, rules) }
            // The address of an extension's definition is what its url says.
            let urls = slice.rule.types.flatMap(\.profiles).map(\.url)
            return path.steps == [.child("url")] && !urls.isEmpty ? .url(urls) : nil
        case .exists:
            guard let last = path.steps.last else { return nil }
            let above = path.steps.dropLast().reduce([slice.rule]) { rules, step in rules.flatMap { self.rules($0, step) } }
            for (least, most) in above.flatMap({ bounds($0, last) }) {
                if most == 0 { return .exists(path, false) }
                if least > 0 { return .exists(path, true) }
            }
            return nil
        case .type:
            let types = rules(at: path, from: slice.rule).flatMap(\.types).flatMap { said(by: $0) }
            if !types.isEmpty { return .type(path, types) }
            // A reference may be told by what it points at.
            let targets = targets(path, slice.rule).compactMap { type(of: $0) }
            return targets.isEmpty ? nil : .type(path, targets)
        case .profile:
            let named = rules(at: path, from: slice.rule).flatMap(\.types).flatMap(\.profiles)
            let found = named.isEmpty ? targets(path, slice.rule) : named
            return found.isEmpty ? nil : .profile(path, found)
        }
    }

    /// How often what a step leads to must and may be there.
    private func bounds(_ rule: ElementRule, _ step: DiscriminatorPath.Step) -> [(least: Int, most: Int?)] {
        switch step {
        case .child(let name): return rule.children.filter { $0.name == name }.map { ($0.minimum, $0.maximum) }
        case .extension(let url):
            let slices = rule.children.filter { $0.name == "extension" }.flatMap { $0.rule.slicing?.slices ?? [] }
            return slices.filter { names($0.rule, url) }.map { ($0.minimum, $0.maximum) }
        case .resolve, .ofType: return []
        }
    }

    /// What a reference that ends the path before `resolve()` may point at.
    private func targets(_ path: DiscriminatorPath, _ rule: ElementRule) -> [Canonical] {
        guard path.steps.last == .resolve else { return [] }
        let before = path.steps.dropLast().reduce([rule]) { rules, step in rules.flatMap { self.rules($0, step) } }
        return before.flatMap(\.types).flatMap(\.targets)
    }

    /// The types of the profiles, where they say more than the type itself: a Resource of a profile of Patient is a Patient.
    private func said(by choice: ElementRule.TypeChoice) -> [Int32] {
        let known = choice.profiles.compactMap { type(of: $0) }
        return known.count == choice.profiles.count && !known.isEmpty ? known : [choice.type]
    }

    private func type(of canonical: Canonical) -> Int32? {
        if case .profile(let profile) = profiles[canonical] { return profile.type }
        return Definitions.r4Type(canonical.url)
    }

    // MARK: - Rules along a path

    private func rules(at path: DiscriminatorPath, from rule: ElementRule) -> [ElementRule] {
        path.steps.reduce([rule]) { rules, step in rules.flatMap { self.rules($0, step) } }
    }

    private func rules(_ rule: ElementRule, _ step: DiscriminatorPath.Step) -> [ElementRule] {
        // What the element's own profiles say counts too.
        let all = [rule] + roots(rule.types.flatMap(\.profiles))
        switch step {
        case .child(let name):
            return all.flatMap { one in one.children.filter { $0.name == name }.flatMap { [$0.rule] + telling($0) } }
        case .extension(let url):
            return all.flatMap { one in one.children.filter { $0.name == "extension" } }.flatMap { $0.rule.slicing?.slices ?? [] }
                .filter { names($0.rule, url) }.map(\.rule)
        case .resolve: return roots(rule.types.flatMap(\.targets))
        case .ofType(let name):
            guard let type = R4.table.index[name] else { return [] }
            let slices = rule.slicing?.slices.map(\.rule).filter { $0.types.contains { $0.type == type } } ?? []
            return [rule] + slices
        }
    }

    /// The slices of an element that say what it is: those that must be there, and of a choice the only one.
    private func telling(_ child: ElementRule.Child) -> [ElementRule] {
        let slices = child.rule.slicing?.slices ?? []
        let isChoice = child.fields.contains { R4.table.fields[Int($0)].isChoice }
        return slices.filter { $0.minimum > 0 || isChoice && slices.count == 1 }.map(\.rule)
    }

    private func roots(_ profiles: [Canonical]) -> [ElementRule] {
        profiles.compactMap { canonical in
            if case .profile(let profile) = self.profiles[canonical] { profile.root } else { nil }
        }
    }

    /// Whether a slice of extensions is about the one at an address.
    private func names(_ rule: ElementRule, _ url: String) -> Bool {
        if rule.types.contains(where: { $0.profiles.contains { $0.url == url } }) { return true }
        return rule.children.contains { $0.name == "url" && $0.rule.fixed.contains { $0.equals(url) } }
    }
}
