public import Directory
public import FHIR

extension Step {
    /// What people did with a step beside closing it.
    public struct Adapting: Sendable, Hashable {
        /// Its title in its author's language, for a step that no definition has.
        public var title: String?
        /// The id of the Task that a FHIR client made it by.
        public var resource: String?
        /// The key of the step that it is done in place of.
        public var replaces: String?
        /// When it would be due by the definition, for a step that somebody moved.
        public var movedFrom: Instant?
        public var isMoved = false
        /// Who owed it from when on, in order; empty when nobody but the owner ever has.
        public var owners: [Ownership] = []
        /// To whom it was offered, in order. At most the last one waits.
        public var offers: [Offer] = []
        public var pauses: [Pause] = []
        /// What can be chosen in a step that is done by choosing, and what was.
        public var options: [String] = []
        public var chosen: [String] = []
        public var comments: [Comment] = []
        /// How far its owner said to be; nil when nobody has said anything.
        public var progress: Progress?

        public init() {}

        var isNothing: Bool { self == Adapting() }
    }

    /// Its owner has seen it, or is at it.
    public struct Progress: Sendable, Hashable {
        /// As FHIR names it: https://hl7.org/fhir/R4/valueset-task-status.html
        public enum Kind: String, Sendable, Hashable, CaseIterable {
            case received, accepted, ready
            case inProgress = "in-progress"
        }

        public var kind: Kind
        public var at: Instant
        public var act: Int64
    }

    /// Whether it is the citizen's own, or somebody's for this citizen alone: no definition has it.
    public var isOwn: Bool { adapting?.title != nil }

    /// Whether the citizen does it. An organisation answers for it all the same.
    public var isCitizens: Bool { role == Lane.citizen }

    /// The one organisation that owes it at an instant.
    public func owner(at now: Instant) -> OrganisationID {
        guard let owners = adapting?.owners, let first = owners.first else { return owner }
        return (owners.last { $0.from <= now } ?? first).organisation
    }

    /// The offer that waits for an answer at an instant; nil when the step is closed by then.
    public func offer(at now: Instant) -> Offer? {
        guard let offer = adapting?.offers.last(where: { $0.at <= now }), offer.answer.map({ $0.at > now }) ?? true else { return nil }
        return closing.map { $0.at > now } ?? true ? offer : nil
    }
}

/// Who owes a step from an instant on.
public struct Ownership: Sendable, Hashable {
    public var from: Instant
    public var organisation: OrganisationID
    /// Somebody outside the hub who does it; the organisation answers for it.
    public var person: String?
    /// The act that made it so; nil for the first owner.
    public var act: Int64?

    public init(from: Instant, organisation: OrganisationID, person: String? = nil, act: Int64? = nil) {
        self.from = from
        self.organisation = organisation
        self.person = person
        self.act = act
    }
}

/// A step that somebody is asked to take over.
public struct Offer: Sendable, Hashable {
    public struct Answer: Sendable, Hashable {
        public enum Kind: String, Sendable, Hashable, CaseIterable {
            case accepted, declined
            /// By whoever made the offer.
            case withdrawn
            /// A later offer took its place.
            case replaced
        }

        public var kind: Kind
        public var at: Instant
        public var act: Int64?
        public var text: String?
        /// What the receiver could do instead.
        public var counter: String?
    }

    public var to: Recipient
    public var by: OrganisationID
    public var at: Instant
    public var answerBy: Instant?
    /// The act that made it; nil when the definition did.
    public var act: Int64?
    public var text: String?
    /// nil while it waits.
    public var answer: Answer?
    /// Whether the hub reaches the receiver.
    public var isOutside = false
}

/// A time in which nobody owes anything.
public struct Pause: Sendable, Hashable {
    public var from: Instant
    /// nil until somebody resumes.
    public var until: Instant?
    public var act: Int64?
    public var text: String?

    public func contains(_ instant: Instant) -> Bool { from <= instant && until.map { instant < $0 } ?? true }
}

/// What somebody remarked on a step.
public struct Comment: Sendable, Hashable {
    public var text: String
    public var by: Author
    public var at: Instant
    public var act: Int64
}

/// A measurement that changed its zone.
public struct Reading: Sendable, Hashable {
    public var measurement: String
    /// When the hub was told.
    public var at: Instant
    /// The value as it was written, in the measurement's unit.
    public var value: String
    /// nil when no band fits.
    public var zone: MeasurementDefinition.Zone?
    /// The unit that it came in, when it cannot be read in the measurement's own.
    public var unit: String?

    public init(measurement: String, at: Instant, value: String, zone: MeasurementDefinition.Zone?, unit: String? = nil) {
        self.unit = unit
        self.measurement = measurement
        self.at = at
        self.value = value
        self.zone = zone
    }
}

/// What the citizen wants to reach.
public struct PlanGoal: Sendable, Hashable {
    public var goal: OwnGoal
    public var by: Author
    /// When something was said of it last.
    public var at: Instant
    public var act: Int64
    /// When something was said of it first.
    public var since: Instant
    /// The citizen does not go after it any more. Pages show it where a pathway has it, and clients as cancelled.
    public var isDropped = false
}

/// What matters to the citizen, in their own words or a professional's.
public struct Matters: Sendable, Hashable {
    public var text: String
    public var by: Author
    public var at: Instant
    public var act: Int64
}
