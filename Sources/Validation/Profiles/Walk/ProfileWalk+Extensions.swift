import FHIR

extension ProfileWalk {
    /// The extensions of a resource against their definitions, where those are loaded: the url of an extension names its profile.
    mutating func extensions(in at: Int) {
        guard depth < Walk.maximumDepth else { return }
        depth += 1
        if words.isObject(at) {
            let end = words.after(at)
            var child = at + 2
            while child < end {
                let value = child + 1
                if words.says(child, "extension") || words.says(child, "modifierExtension") {
                    eachItem(value) { walk, place in walk.extension(place) }
                }
                // Resources inside are come to by themselves.
                if !words.says(child, "contained") && !words.says(child, "resource") { extensions(in: value) }
                child = words.after(value)
            }
        } else if words.isArray(at) {
            eachItem(at) { walk, place in walk.extensions(in: place) }
        }
        depth -= 1
    }

    private mutating func `extension`(_ place: Int) {
        let url = words.member(place, "url")
        guard url >= 0, words.isText(url) else { return }
        let canonical = Canonical(text(url))
        guard case .profile(let profile) = store.profile(canonical), profile.type == table.extension else { return }
        conform(Item(value: place, type: table.extension), to: canonical, says: place)
    }
}
