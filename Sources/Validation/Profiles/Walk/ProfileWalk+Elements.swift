import FHIR

extension ProfileWalk {
    /// A value against what a profile asks of its element.
    mutating func check(_ item: Item, _ rule: ElementRule, _ profile: Profile) {
        guard depth < Walk.maximumDepth else { return }
        depth += 1
        let isInside = item.value >= 0 && item.value != scope.resource && item.type >= 0 && table.types[Int(item.type)].isResource
        let outer = isInside ? enter(item) : Outside(scope: scope, bundles: bundles.count)
        let isType = rule.types.isEmpty || checkType(item, rule, profile)
        if isType {
            checkValues(item, rule, profile)
            for binding in rule.bindings { check(item, binding, profile) }
            for constraint in rule.constraints { check(item, constraint, profile) }
            if !rule.children.isEmpty { checkChildren(item, rule, profile) }
            if let content = rule.content, let other = profile.contents[content] { check(item, other, profile) }
        }
        leave(to: outer)
        depth -= 1
    }

    /// The elements of a value: how many there are, and each of them.
    private mutating func checkChildren(_ item: Item, _ rule: ElementRule, _ profile: Profile) {
        let found = children(of: item, rule.children)
        for (child, items) in zip(rule.children, found) {
            if items.count < child.minimum {
                report(.profileMinimum, item.place, Sentence.profileMinimum(child.name, child.minimum, profile.url))
            }
            if let maximum = child.maximum, items.count > maximum {
                report(.profileMaximum, items[maximum].place, Sentence.profileMaximum(child.name, maximum, profile.url))
            }
            for one in items { check(one, child.rule, profile) }
            if let slicing = child.rule.slicing { check(items, slicing, child.rule, child.name, item, profile) }
        }
    }

    // MARK: - Finding elements

    /// The values of elements in a value, in the order of the document.
    func children(of item: Item, _ wanted: [ElementRule.Child]) -> [[Item]] {
        var found = [[Item]](repeating: [], count: wanted.count)
        eachMember(of: item) { member, value, companion in
            for (at, child) in wanted.enumerated() where child.fields.contains(member.field) {
                found[at] += items(value, companion, member)
            }
        }
        return found
    }

    /// The values of the element of this name.
    func children(of item: Item, named name: String) -> [Item] {
        var found: [Item] = []
        eachMember(of: item) { member, value, companion in
            if table.name(ofField: member.field) == name { found += items(value, companion, member) }
        }
        return found
    }

    /// The members of an object that R4 knows, each with the list or object that its name with an underscore has; those of a primitive are
    /// what that has.
    private func eachMember(of item: Item, _ body: (_ member: Member, _ value: Int, _ companion: Int) -> Void) {
        let isObject = item.value >= 0 && words.isObject(item.value)
        let object = isObject ? item.value : item.companion
        guard object >= 0, words.isObject(object) else { return }
        let type = isObject ? item.type : table.element
        guard type >= 0 else { return }
        let end = words.after(object)
        var child = object + 2
        while child < end {
            let name = words.text(child)
            let value = child + 1
            if name.first == 0x5F {
                // Where the value is there too, it is taken with that.
                let plain = UnsafeBufferPointer(rebasing: name.dropFirst())
                let member = table.member(type, plain)
                if member >= 0, sibling(object, plain, hasUnderscore: false) < 0 { body(table.members[member], -1, value) }
            } else {
                let member = table.member(type, name)
                if member >= 0 {
                    let isPrimitive = table.members[member].form == .primitive
                    body(table.members[member], value, isPrimitive ? sibling(object, name, hasUnderscore: true) : -1)
                }
            }
            child = words.after(value)
        }
    }

    private func sibling(_ object: Int, _ name: UnsafeBufferPointer<UInt8>, hasUnderscore: Bool) -> Int {
        let end = words.after(object)
        var child = object + 2
        while child < end {
            let other = words.text(child)
            if hasUnderscore {
                if other.first == 0x5F, Digest.equal(UnsafeBufferPointer(rebasing: other.dropFirst()), name) { return child + 1 }
            } else if Digest.equal(other, name) {
                return child + 1
            }
            child = words.after(child + 1)
        }
        return -1
    }

    /// The items of a value and its companion, which may be lists side by side.
    private func items(_ value: Int, _ companion: Int, _ member: Member) -> [Item] {
        let values = list(value)
        let companions = list(companion)
        var items: [Item] = []
        for at in 0..<Swift.max(values.count, companions.count) {
            let one = at < values.count && !words.isNull(values[at]) ? values[at] : -1
            let other = at < companions.count && !words.isNull(companions[at]) ? companions[at] : -1
            guard one >= 0 || other >= 0 else { continue }
            let type = member.form == .resource && one >= 0 ? resourceType(one) : member.type
            let isContained = member.form == .resource && table.name(ofField: member.field) == "contained"
            items.append(Item(value: one, companion: other, type: type, isContained: isContained))
        }
        return items
    }

    private func list(_ index: Int) -> [Int] {
        guard index >= 0 else { return [] }
        guard words.isArray(index) else { return [index] }
        let end = words.after(index)
        var items: [Int] = []
        var item = index + 2
        while item < end {
            items.append(item)
            item = words.after(item)
        }
        return items
    }
}
