public import FHIR

extension ResourceQuery {
    /// Whether the query asks for this resource. A store need not be asked: it also judges resources that no journal holds.
    ///
    /// - Parameter updated: when it was last changed; nil when nobody knows, which no bound excludes.
    public func matches(_ resource: Resource, updated: Instant?) -> Bool {
        guard resource.type == type else { return false }
        if let ids, !(resource.id.map(ids.contains) ?? false) { return false }
        if let updated {
            if let updatedFrom, updated < updatedFrom { return false }
            if let updatedTo, updated >= updatedTo { return false }
        }
        guard !terms.isEmpty else { return true }
        let own = SearchTerms.of(resource)
        return terms.allSatisfy { group in group.contains { own.contains($0) } }
    }
}
