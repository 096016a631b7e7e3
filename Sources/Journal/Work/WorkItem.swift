public import FHIR

/// A line of *Today*: an open step that an organisation owes, found by owner without reading any plan.
public struct WorkItem: Sendable, Hashable {
    /// What people do about it, so that each list can be read from the index alone.
    public enum State: String, Sendable, CaseIterable {
        /// It may be done now.
        case open
        /// Its time has not come.
        case planned
        /// A human must look: a contradiction, a stopped plan.
        case attention
    }

    /// The citizen, as the root of the group.
    public var subject: SubjectID
    /// Unique within the citizen.
    public var key: String
    /// The organisation (enterprise) that owes it.
    public var owner: String
    /// The organisation that waits for it, if any.
    public var counterpart: String?
    public var state: State
    public var due: Instant?
    /// What the page needs to draw the line, as JSON written by `Pathways`.
    public var content: [UInt8]

    public init(
        subject: SubjectID, key: String, owner: String, counterpart: String?, state: State, due: Instant?, content: [UInt8]
    ) {
        self.subject = subject
        self.key = key
        self.owner = owner
        self.counterpart = counterpart
        self.state = state
        self.due = due
        self.content = content
    }
}

/// Which work to list, most urgent first: by due time, those without one last, then by citizen and key.
public struct WorkQuery: Sendable {
    public var owner: String?
    public var counterpart: String?
    public var states: [WorkItem.State] = [.open, .attention]
    public var limit = 100

    public init() {}
}

/// A moment at which a reaction wants to run again. It fires once for each (subject, key, due).
public struct Timer: Sendable, Hashable {
    public var subject: SubjectID
    public var key: String
    public var due: Instant

    public init(subject: SubjectID, key: String, due: Instant) {
        self.subject = subject
        self.key = key
        self.due = due
    }
}

/// How many lines an organisation has in each state, and how many are past their due time.
public struct WorkCount: Sendable, Hashable {
    public var open: Int
    public var late: Int
    public var planned: Int
    public var attention: Int

    public init(open: Int, late: Int, planned: Int, attention: Int) {
        self.open = open
        self.late = late
        self.planned = planned
        self.attention = attention
    }
}
