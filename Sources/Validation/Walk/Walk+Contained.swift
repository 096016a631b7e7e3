import FHIR

extension Walk {
    /// A contained resource: part of the one around it, without life of its own. https://hl7.org/fhir/R4/references.html#contained
    mutating func containedResource(_ at: Int, _ type: Int32, _ outer: Scope) {
        scope.isContained = true
        if outer.isContained {
            report(.containedInContained, at, Sentence.containedInContained)
        }
        let meta = words.member(at, "meta")
        if meta >= 0 {
            if words.member(meta, "versionId") >= 0 || words.member(meta, "lastUpdated") >= 0 {
                report(.containedVersion, meta, Sentence.containedVersion)
            }
            if words.member(meta, "security") >= 0 { report(.containedSecurity, meta, Sentence.containedSecurity) }
        }
        let id = words.member(at, "id")
        if id < 0 { report(.containedWithoutID, at, Sentence.containedWithoutID) }
        let own = fragments.count
        object(at, type)
        let pointsBack = fragments[own...].contains { words.says($0.value, "#") }
        contained.append(Contained(index: at, id: id, type: type, pointsBack: pointsBack))
    }

    /// Every `#id` has its resource, of the right type, and every contained resource is pointed at.
    mutating func checkFragments() {
        var types: [String: Int32] = [:]
        for one in contained[scope.contained...] where one.id >= 0 {
            if types.updateValue(one.type, forKey: string(one.id)) != nil {
                report(.containedRepeatedID, one.id, Sentence.containedRepeatedID)
            }
        }
        var pointedAt: Set<String> = []
        for fragment in fragments[scope.fragments...] {
            let id = String(string(fragment.value).dropFirst())
            pointedAt.insert(id)
            // `#` alone is the resource that contains.
            guard let targets = fragment.targets, !id.isEmpty else { continue }
            guard let type = types[id] else {
                report(.brokenReference, fragment.value, Sentence.brokenReference)
                continue
            }
            if !table.allows(targets, type) {
                report(.referenceTarget, fragment.value, Sentence.referenceTarget(RuleTable.r4.names(ofTargets: targets)))
            }
        }
        for one in contained[scope.contained...] where !one.pointsBack && one.id >= 0 && !pointedAt.contains(string(one.id)) {
            report(.containedUnreferenced, one.index, Sentence.containedUnreferenced)
        }
    }

    /// The ids of elements are unique in a resource.
    mutating func checkElementIDs() {
        var seen: Set<String> = []
        for value in elementIDs[scope.elementIDs...] where !seen.insert(string(value)).inserted {
            report(.repeatedElementID, value, Sentence.repeatedElementID)
        }
    }
}
