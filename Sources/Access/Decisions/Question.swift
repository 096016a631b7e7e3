public import FHIR
public import Journal

/// All that a decision depends on.
public struct Question: Sendable, Hashable {
    public var actor: Actor
    public var deed: Deed
    public var matter: Matter
    public var purpose: Purpose
    /// The care relationships of the actor's organisation, or of the actor.
    public var care: [CareRelationship]
    public var at: Instant

    public init(
        _ actor: Actor, _ deed: Deed, _ matter: Matter, for purpose: Purpose = .unstated, care: [CareRelationship] = [], at: Instant
    ) {
        self.actor = actor
        self.deed = deed
        self.matter = matter
        self.purpose = purpose
        self.care = care
        self.at = at
    }

    /// Every identity of those whom the actor's organisation has to do with now.
    var citizensInCare: Set<SubjectID> {
        var citizens: Set<SubjectID> = []
        for one in care where one.organisation == actor.organisation && one.holds(at: at) { citizens.formUnion(one.identities) }
        return citizens
    }

    /// Every identity of the citizen who asks.
    var own: Set<SubjectID> {
        guard let subject = SubjectID(text: actor.id) else { return [] }
        return Set([subject] + care.filter { $0.organisation == nil && $0.identities.contains(subject) }.flatMap(\.identities))
    }
}

/// Whose data, or which, is asked for.
public enum Matter: Sendable, Hashable {
    /// No data of the journal: what the hub says of itself, or what came with the question.
    case nobody
    /// Resources of a type; whose they are is not known before they are found or made.
    case type(String)
    /// One resource, filed in the journal of this identity or of none.
    case resource(String, SubjectID?)
    /// The pathway, letters or events of a citizen.
    case citizen(SubjectID)
    /// Everything: an export, a backup, the whole log.
    case wholeJournal
}

/// That an organisation has to do with a citizen, from a time on, until a time or until further notice.
public struct CareRelationship: Sendable, Hashable {
    /// The citizen's identities: all that are linked.
    public var identities: [SubjectID]
    /// The organisation by its id in the directory; nil: the citizen, whose identities these are.
    public var organisation: String?
    public var from: Instant
    /// Exclusive.
    public var to: Instant?

    public init(_ identities: [SubjectID], organisation: String?, from: Instant, to: Instant? = nil) {
        self.identities = identities
        self.organisation = organisation
        self.from = from
        self.to = to
    }

    func holds(at instant: Instant) -> Bool { from <= instant && to.map { instant < $0 } ?? true }
}
