import FHIR

extension ProfileWalk {
    /// Sorts the items of an element into slices, and checks each against its slice.
    mutating func check(_ items: [Item], _ slicing: Slicing, _ rule: ElementRule, _ name: String, _ owner: Item, _ profile: Profile) {
        var sorted = [[Item]](repeating: [], count: slicing.slices.count)
        var last = -1
        var isPastEnd = false
        var isUnknown = false
        for item in items {
            var found: Int?
            for (at, slice) in slicing.slices.enumerated() {
                switch isIn(slice, item) {
                case true: found = at
                case false: continue
                case nil: isUnknown = true
                }
                if found != nil { break }
            }
            guard let found else {
                isPastEnd = true
                // What has a wrong type was told of already.
                let hasType = rule.types.isEmpty || rule.types.contains { item.type >= 0 && table.isKind(item.type, of: $0.type) }
                if slicing.rules == .closed && hasType && !isUnknown {
                    report(.sliceClosed, item.place, Sentence.sliceClosed(rule.path, profile.url))
                }
                continue
            }
            if slicing.isOrdered && found < last {
                report(.sliceOrder, item.place, Sentence.sliceOrder(rule.path, profile.url))
            } else if slicing.rules == .openAtEnd && isPastEnd {
                report(.sliceOrder, item.place, Sentence.sliceAtEnd(rule.path, profile.url))
            }
            last = Swift.max(last, found)
            sorted[found].append(item)
        }
        if isUnknown { isNotChecked(.sliceNotChecked, rule.path, owner.place, Sentence.sliceNotChecked(rule.path, profile.url)) }
        for (slice, items) in zip(slicing.slices, sorted) {
            if items.count < slice.minimum && !isUnknown {
                report(.sliceMinimum, owner.place, Sentence.sliceMinimum(slice.name, name, slice.minimum, profile.url))
            }
            if let maximum = slice.maximum, items.count > maximum {
                report(.sliceMaximum, items[maximum].place, Sentence.sliceMaximum(slice.name, name, maximum, profile.url))
            }
            for item in items { check(item, slice.rule, profile) }
            if let inner = slice.rule.slicing { check(items, inner, slice.rule, name, owner, profile) }
        }
    }

    /// Whether an item is in a slice; nil when that cannot be known.
    private mutating func isIn(_ slice: ProfileSlice, _ item: Item) -> Bool? {
        guard let criteria = store.criteria[slice.number] else { return nil }
        var answer: Bool? = true
        for criterion in criteria {
            switch holds(criterion, item) {
            case true: continue
            case false: return false
            case nil: answer = nil
            }
        }
        return answer
    }

    private mutating func holds(_ criterion: Criterion, _ item: Item) -> Bool? {
        switch criterion {
        case .identity(let path, let rules):
            let found = items(at: path, from: item)
            var answer: Bool? = true
            for rule in rules {
                switch any(found, { walk, one in walk.isIdentical(one, rule) }) {
                case true: continue
                case false: return false
                case nil: answer = nil
                }
            }
            return answer
        case .exists(let path, let isWanted): return items(at: path, from: item).isEmpty != isWanted
        case .type(let path, let types):
            let found = items(at: path, from: item)
            if found.isEmpty, path.steps.last == .resolve { return typeOfTarget(path, item, types) }
            return found.contains { one in one.type >= 0 && types.contains { table.isKind(one.type, of: $0) } }
        case .profile(let path, let profiles):
            return any(items(at: path, from: item)) { walk, one in
                var answer: Bool? = false
                for profile in profiles {
                    switch walk.conforms(one, to: profile) {
                    case true: return true
                    case false: continue
                    case nil: answer = nil
                    }
                }
                return answer
            }
        case .url(let urls):
            guard item.value >= 0 else { return false }
            return urls.contains(text(words.member(item.value, "url")))
        }
    }

    /// Whether something holds of one of them.
    private mutating func any(_ items: [Item], _ holds: (inout ProfileWalk, Item) -> Bool?) -> Bool? {
        var answer: Bool? = false
        for item in items {
            switch holds(&self, item) {
            case true: return true
            case false: continue
            case nil: answer = nil
            }
        }
        return answer
    }

    /// The type of what a reference points at, where only its address says it.
    private mutating func typeOfTarget(_ path: DiscriminatorPath, _ item: Item, _ types: [Int32]) -> Bool? {
        let references = path.steps.dropLast().reduce([item]) { items, step in items.flatMap { self.items($0, step) } }
        return any(references) { walk, one in
            guard one.value >= 0, walk.words.isObject(one.value) else { return false }
            let written = walk.words.member(one.value, "reference")
            guard written >= 0, let end = Walk.typeAtEnd(walk.words.text(written), walk.table) else { return nil }
            return types.contains { walk.table.isKind(end.type, of: $0) }
        }
    }

    // MARK: - Identity

    /// Whether a value is as a rule says by fixed values, patterns and codes, in itself and inside it.
    private func isIdentical(_ item: Item, _ rule: ElementRule) -> Bool? {
        let value = item.value >= 0 ? root.at(item.value) : nil
        guard rule.fixed.allSatisfy({ value.map($0.isSame) ?? false }), rule.patterns.allSatisfy({ value.map($0.isPattern) ?? false })
        else {
            return false
        }
        var answer: Bool? = true
        for binding in rule.bindings where binding.isRequired {
            switch isMember(item, of: binding) {
            case true: continue
            case false: return false
            case nil: answer = nil
            }
        }
        let telling = rule.children.filter { $0.rule.tells }
        for (child, items) in zip(telling, children(of: item, telling)) {
            var found: Bool? = false
            for one in items where found != true {
                switch isIdentical(one, child.rule) {
                case true: found = true
                case false: continue
                case nil: found = nil
                }
            }
            if found == false { return false }
            if found == nil { answer = nil }
        }
        return answer
    }

    // MARK: - Paths

    /// What a discriminator's path leads to.
    mutating func items(at path: DiscriminatorPath, from item: Item) -> [Item] {
        var items = [item]
        for step in path.steps { items = items.flatMap { self.items($0, step) } }
        return items
    }

    private mutating func items(_ item: Item, _ step: DiscriminatorPath.Step) -> [Item] {
        switch step {
        case .child(let name): return children(of: item, named: name)
        case .extension(let url):
            return children(of: item, named: "extension").filter { $0.value >= 0 && text(words.member($0.value, "url")) == url }
        case .resolve: return target(of: item).map { [$0] } ?? []
        case .ofType(let name):
            guard let type = R4.table.index[name] else { return [] }
            return item.type >= 0 && table.isKind(item.type, of: type) ? [item] : []
        }
    }
}
