public import Directory
public import FHIR
public import Journal

/// What a person did with a plan on a page or through the API: kept as a fact, undone by a further one, never erased.
public struct Act: Sendable, Hashable {
    public enum Deed: Sendable, Hashable {
        /// The step was done outside the letters.
        case done(step: String)
        /// It will not be done; `text` says why.
        case skipped(step: String)
        /// Undo: whatever had closed it until then does not count. Later letters and acts do.
        case reopened(step: String)
        /// Another organisation owes it from now on.
        case assigned(step: String, to: OrganisationID)
        /// The municipality can or cannot receive.
        case answered(stay: Int64, canReceive: Bool)
        case contactedAtHome(stay: Int64)
        /// Somebody looked at what needed a human.
        case seen(attention: String)
    }

    public var deed: Deed
    /// The person's reason or remark.
    public var text: String?
    /// When it happened, when that is not when it was said.
    public var happened: Instant?

    public init(_ deed: Deed, text: String? = nil, happened: Instant? = nil) {
        self.deed = deed
        self.text = text
        self.happened = happened
    }
}

extension Fact.Kind {
    public static let stepDone = Fact.Kind("step done")
    public static let stepSkipped = Fact.Kind("step skipped")
    public static let stepReopened = Fact.Kind("step reopened")
    public static let stepAssigned = Fact.Kind("step assigned")
    public static let attentionSeen = Fact.Kind("attention seen")
    /// The citizen was admitted again before the follow-up ended: worked out, never said by a letter.
    public static let readmitted = Fact.Kind("readmitted")
}
