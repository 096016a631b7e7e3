import FHIR

extension ProfileWalk {
    /// Something against a profile; what is wrong is told.
    ///
    /// - Parameters:
    ///   - says: where the profile is named, for what is wrong with the name.
    ///   - isAsked: whether whoever asks for the validation names it: then it must be there.
    mutating func conform(_ item: Item, to canonical: Canonical, says place: Int, isAsked: Bool = false) {
        switch store.profile(canonical) {
        case .type(let type):
            if !table.isKind(item.type, of: type) {
                report(.profileOfOtherType, place, Sentence.profileOfOtherType(canonical, RuleTable.r4.name(ofType: type)))
            }
        case .profile(let profile):
            guard table.isKind(item.type, of: profile.type) else {
                return report(.profileOfOtherType, place, Sentence.profileOfOtherType(canonical, RuleTable.r4.name(ofType: profile.type)))
            }
            let check = Check(profile: profile.number, place: item.place)
            guard !running.contains(check), trial != nil || told.insert(check).inserted else { return }
            running.insert(check)
            self.check(item, profile.root, profile)
            running.remove(check)
        case .broken(let reason):
            if isAsked { return report(.profileUnknown, place, Sentence.profileBroken(canonical, reason)) }
            isNotChecked(.profileNotChecked, canonical.description, place, Sentence.profileBroken(canonical, reason))
        case nil:
            if isAsked { return report(.profileUnknown, place, Sentence.profileUnknown(canonical)) }
            if trial == nil { notLoaded.insert(canonical.description) }
            isNotChecked(.profileNotChecked, canonical.description, place, Sentence.profileUnknown(canonical))
        }
    }

    /// Whether something conforms to a profile, without telling what is wrong; nil when that cannot be known.
    mutating func conforms(_ item: Item, to canonical: Canonical) -> Bool? {
        let number: Int
        switch store.profile(canonical) {
        case .type(let type): return table.isKind(item.type, of: type)
        case .profile(let profile):
            guard table.isKind(item.type, of: profile.type) else { return false }
            number = profile.number
        case .broken, nil: return nil
        }
        let check = Check(profile: number, place: item.place)
        if let known = conforming[check] { return known }
        // What leads back to itself holds unless something else is wrong.
        if running.contains(check) { return true }
        let outer = trial
        trial = Trial()
        // A resource elsewhere in the document is looked at as if the walk had come there.
        let outside = enter(item)
        conform(item, to: canonical, says: item.place)
        leave(to: outside)
        let found = trial ?? Trial()
        trial = outer
        let answer: Bool? = found.hasFailed ? false : found.isComplete ? true : nil
        conforming[check] = .some(answer)
        return answer
    }

    /// Something against the profiles of its type: it must conform to one of them.
    mutating func conformToOne(_ item: Item, of profiles: [Canonical], _ profile: Profile, _ rule: ElementRule) {
        guard let first = profiles.first else { return }
        guard profiles.count > 1 else { return conform(item, to: first, says: item.place) }
        var isUnknown = false
        for one in profiles {
            switch conforms(item, to: one) {
            case true: return
            case false: continue
            case nil: isUnknown = true
            }
        }
        if isUnknown {
            isNotChecked(.profileNotChecked, rule.path, item.place, Sentence.noneOfProfilesKnown(profiles, rule.path, profile.url))
        } else {
            report(.profileType, item.place, Sentence.noneOfProfiles(profiles, profile.url))
        }
    }
}
