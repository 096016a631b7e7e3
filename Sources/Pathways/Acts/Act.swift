public import Directory
public import FHIR

/// What a person did with a plan on a page or through the API: kept as a fact, undone by a further one, never erased.
///
/// A step is named by its key (`12/answer`), a run by its own (`12`, `copd.1`). None of them ever blocks: what fits nothing any more is
/// kept, and put before a human.
public struct Act: Sendable, Hashable {
    public enum Deed: Sendable, Hashable {
        /// The step was done outside the letters.
        case done(step: String)
        /// Whoever owes it has seen it, takes it, or is at it: nobody needs to ask whether.
        case begun(step: String, Step.Progress.Kind)
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

        /// It is due at another time than the definition says.
        case moved(step: String, due: Instant)
        /// The citizen has a step that the definition does not know.
        case added(OwnStep)
        /// Another step is done in its place.
        case replaced(step: String, by: OwnStep)
        /// Undo: what moved, assigned or replaced the step until then does not count.
        case restored(step: String)
        /// Somebody remarked on it: `text`.
        case commented(step: String)
        /// Something was chosen, by the ids of the options.
        case chosen(step: String, options: [String])

        /// The pathway begins for this citizen; in a stay (by its anchor) when it is one of stays.
        case started(pathway: String, stay: Int64?)
        /// A run or a step rests: nobody owes anything, and what is due is due that much later.
        case paused(what: String, until: Instant?)
        /// Undo of a pause, and of a stop.
        case resumed(what: String)
        case stopped(run: String)
        /// The run follows another version of its definition.
        case versionMoved(run: String, to: String)

        /// Somebody else is asked to take the step over. Until they accept, whoever owes it still does. A later offer takes this one's place.
        case offered(step: String, to: Recipient, answerBy: Instant?)
        /// The receiver of the offer owes it from now on.
        case accepted(step: String, by: Recipient)
        /// `text` says why, `counter` what the receiver could do instead.
        case declined(step: String, by: Recipient, counter: String?)
        case offerWithdrawn(step: String)

        /// The citizen's own goal, or one of a definition by its id; set again under the same id it says something else.
        case goalSet(OwnGoal)
        case goalDropped(String)
        /// What matters to the citizen: `text`; empty takes it back.
        case matters
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

/// Who did something: somebody at an organisation, or the citizen.
public enum Author: Sendable, Hashable {
    case organisation(OrganisationID)
    case citizen

    /// As the custodian of a fact.
    public var custodian: String {
        switch self {
        case .organisation(let id): id.text
        case .citizen: Self.citizensOwn
        }
    }

    public init(custodian: String) {
        self = custodian == Self.citizensOwn ? .citizen : .organisation(OrganisationID(custodian))
    }

    /// The custodian of what the citizen says: no address and no key of a directory is written so.
    private static let citizensOwn = "urn:helhet:citizen"

    public var organisation: OrganisationID? { if case .organisation(let id) = self { id } else { nil } }
}

/// A step that one citizen has and no definition knows.
public struct OwnStep: Sendable, Hashable {
    /// Unique within the run; small letters, digits and hyphens. The step's key is the run's with it.
    public var id: String
    /// The run that it is done in.
    public var run: String
    /// As its author wrote it, in their language.
    public var title: String
    /// Who does it; nil for the citizen.
    public var owner: OrganisationID?
    public var due: Instant?
    /// The id of the Task that a FHIR client made it by, which it keeps; nil for one that people added on a page.
    public var resource: String?

    public init(id: String, run: String, title: String, owner: OrganisationID?, due: Instant?, resource: String? = nil) {
        self.id = id
        self.run = run
        self.title = title
        self.owner = owner
        self.due = due
        self.resource = resource
    }

    public var key: String { "\(run)/\(id)" }
}

/// Whom a step is offered to.
public enum Recipient: Sendable, Hashable {
    case organisation(OrganisationID)
    /// Somebody whom the hub does not reach: named, for the coordinator to write to or to call.
    case person(String)

    /// As people call it when nothing names it better.
    public var text: String {
        switch self {
        case .organisation(let id): id.text
        case .person(let name): name
        }
    }
}

/// What the citizen wants to reach.
public struct OwnGoal: Sendable, Hashable {
    /// Unique within the citizen: that of a definition's goal, or one of its own.
    public var id: String
    /// In the citizen's own words; nil for a definition's goal.
    public var title: String?
    /// Such as `>= 2000`, in the unit of the measurement.
    public var target: String?
    /// By when.
    public var by: Instant?
    /// Whether it is reached, as people say; nil when nobody has said. Where it stands alone, what was said of the goal before still holds.
    public var isReached: Bool?
    /// The id of the Goal that a FHIR client made it by, which it keeps; nil for one that people set on a page.
    public var resource: String?

    public init(
        id: String, title: String?, target: String? = nil, by: Instant? = nil, isReached: Bool? = nil, resource: String? = nil
    ) {
        self.id = id
        self.title = title
        self.target = target
        self.by = by
        self.isReached = isReached
        self.resource = resource
    }

    /// Nothing but whether it is reached.
    var isJudgement: Bool { isReached != nil && title == nil && target == nil && by == nil }
}
