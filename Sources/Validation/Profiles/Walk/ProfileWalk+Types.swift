import FHIR

extension ProfileWalk {
    /// Whether a value has one of the types that the profile allows; then it must conform to what is asked of that type.
    mutating func checkType(_ item: Item, _ rule: ElementRule, _ profile: Profile) -> Bool {
        let fitting = rule.types.filter { item.type >= 0 && table.isKind(item.type, of: $0.type) }
        guard !fitting.isEmpty else {
            // What R4 does not know was told of already.
            if item.type >= 0 {
                let names = Sentence.list(rule.types.map { table.name(ofType: $0.type) }, "or")
                report(.profileType, item.place, Sentence.profileType(names, profile.url))
            }
            return false
        }
        if fitting.allSatisfy({ !$0.profiles.isEmpty }) {
            var wanted: [Canonical] = []
            for one in fitting.flatMap(\.profiles) where !wanted.contains(one) { wanted.append(one) }
            conformToOne(item, of: wanted, profile, rule)
        }
        if item.type == table.reference, item.value >= 0, fitting.allSatisfy({ !$0.targets.isEmpty }) {
            checkTarget(item, fitting.flatMap(\.targets), rule, profile)
        }
        return true
    }

    // MARK: - References

    /// What a reference points at, where it is in the document.
    mutating func target(of item: Item) -> Item? {
        guard item.value >= 0 else { return nil }
        let written = words.isObject(item.value) ? words.member(item.value, "reference") : item.value
        guard written >= 0, words.isText(written) else { return nil }
        let address = text(written)
        if address == "#" { return Item(value: scope.root, type: scope.rootType) }
        if address.first == "#" {
            let list = words.member(scope.root, "contained")
            guard list >= 0 else { return nil }
            let id = String(address.dropFirst())
            var found: Int?
            eachItem(list) { walk, place in if walk.text(walk.words.member(place, "id")) == id { found = found ?? place } }
            return found.map { Item(value: $0, type: resourceType($0), isContained: true) }
        }
        for bundle in bundles.reversed() {
            if let found = addresses(of: bundle)[address] { return Item(value: found, type: resourceType(found)) }
        }
        return nil
    }

    /// The resources of a Bundle by their fullUrl, and by type and id.
    private mutating func addresses(of bundle: Int) -> [String: Int] {
        if let known = entries[bundle] { return known }
        var found: [String: Int] = [:]
        let list = words.member(bundle, "entry")
        if list >= 0 {
            eachItem(list) { walk, entry in
                let resource = walk.words.member(entry, "resource")
                guard resource >= 0, walk.words.isObject(resource) else { return }
                let id = walk.text(walk.words.member(resource, "id"))
                if !id.isEmpty { found["\(walk.text(walk.words.member(resource, "resourceType")))/\(id)"] = resource }
                let url = walk.text(walk.words.member(entry, "fullUrl"))
                if !url.isEmpty { found[url] = resource }
            }
        }
        entries[bundle] = found
        return found
    }

    private mutating func checkTarget(_ item: Item, _ targets: [Canonical], _ rule: ElementRule, _ profile: Profile) {
        if let target = target(of: item) {
            var isUnknown = false
            for one in targets {
                switch conforms(target, to: one) {
                case true: return
                case false: continue
                case nil: isUnknown = true
                }
            }
            if !isUnknown { return wrongTarget(item, targets, profile) }
        } else if let type = statedType(item) {
            let fitting = targets.filter { one in
                switch store.profile(one) {
                case .type(let allowed): table.isKind(type, of: allowed)
                case .profile(let allowed): table.isKind(type, of: allowed.type)
                case .broken, nil: true
                }
            }
            if fitting.isEmpty { return wrongTarget(item, targets, profile) }
            if fitting.contains(where: { if case .type = store.profile($0) { true } else { false } }) { return }
        }
        isNotChecked(
            .targetNotChecked, rule.path, item.place,
            Sentence.targetNotChecked(Sentence.list(targets.map(\.description), "or"), profile.url))
    }

    private mutating func wrongTarget(_ item: Item, _ targets: [Canonical], _ profile: Profile) {
        let reference = words.member(item.value, "reference")
        report(
            .profileTarget, reference >= 0 ? reference : item.value,
            Sentence.profileTarget(Sentence.list(targets.map(\.description), "or"), profile.url))
    }

    /// The type of what a reference points at, by its address or by what it says.
    private func statedType(_ item: Item) -> Int32? {
        let written = words.member(item.value, "reference")
        if written >= 0, words.isText(written), let end = Walk.typeAtEnd(words.text(written), table) { return end.type }
        let type = words.member(item.value, "type")
        guard type >= 0, words.isText(type) else { return nil }
        let found = table.resource(words.text(type))
        return found >= 0 ? found : nil
    }
}
