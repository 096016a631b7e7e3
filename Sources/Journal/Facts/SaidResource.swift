public import FHIR

/// A version of a resource that somebody wrote through the API, and when: what pathways are asked about beside letters and acts.
///
/// What was said stays said: a later version, or a deletion, stands beside it and takes nothing away from what it led to.
public struct SaidResource: Sendable {
    public var type: String
    public var id: String
    public var version: Int64
    /// When it was said, by the hub's clock.
    public var said: Instant
    /// The number of the fact that tells of it.
    public var fact: Int64
    /// The organisation that answers for it.
    public var custodian: String
    /// nil when this version is a deletion.
    public var resource: Resource?

    public init(type: String, id: String, version: Int64, said: Instant, fact: Int64, custodian: String, resource: Resource?) {
        self.type = type
        self.id = id
        self.version = version
        self.said = said
        self.fact = fact
        self.custodian = custodian
        self.resource = resource
    }
}

extension JournalReader {
    /// All that a reaction folds: what was said of the group of this subject, and the resources that it reads.
    ///
    /// Only what facts name is looked for, so a citizen of whom only letters tell costs nothing more.
    public func history(of subject: SubjectID, for reaction: any Reaction) throws -> History {
        let history = try history(of: subject)
        return try history.reading(reaction.resourceTypes(for: history), from: self)
    }
}

extension History {
    /// The same with every version of the citizen's own resources of these types that its facts name. One whose content was erased is
    /// left out.
    public func reading(_ types: Set<String>, from reader: some JournalReader) throws -> History {
        if types.isEmpty { return self }
        var history = self
        for fact in facts where fact.kind == .resourcesChanged {
            for change in fact.resourceChanges where types.contains(change.type) {
                guard let stored = try reader.version(change.type, change.id, change.version) else { continue }
                guard stored.resource != nil || change.deed == .deleted else { continue }
                history.resources.append(
                    SaidResource(
                        type: change.type, id: change.id, version: change.version, said: fact.said, fact: fact.number,
                        custodian: fact.custodian, resource: stored.resource))
            }
        }
        return history
    }
}
