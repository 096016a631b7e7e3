public import Directory
public import FHIR
public import Journal

/// Everything that the pages show of one citizen: each stay as one run of its pathway, with what is done, what is owed, by whom and when.
///
/// A plan says the same whenever it is worked out: nothing in it depends on the time of reading. What is late or over is asked with an
/// instant (`step.state(at:)`, `run.responsible(at:)`), so a page that is read a minute later needs no new plan.
public struct Plan: Sendable, Hashable {
    /// The citizen, as the root of the group.
    public var subject: SubjectID
    public var citizen: PlanCitizen
    /// One for each stay that was not taken back, by start; those of cancelled stays too, with `isCancelled`. Beside them one for each other
    /// pathway that something has started.
    public var runs: [Run]
    /// Conversations, with the letters of each in reading order.
    public var threads: [PlanThread]
    /// What a human must look at, by key.
    public var attention: [Attention]
    /// Everybody that runs and letters name, by id.
    public var organisations: [PlanOrganisation]
    /// Letters of no stay, in reading order. Those of stays are in their runs.
    public var letters: [PlanLetter]
    /// What the citizen wants to reach.
    public var goals: [PlanGoal] = []
    /// What matters to the citizen, as said last.
    public var matters: Matters?

    public init(subject: SubjectID, citizen: PlanCitizen) {
        self.subject = subject
        self.citizen = citizen
        self.runs = []
        self.threads = []
        self.attention = []
        self.organisations = []
        self.letters = []
    }

    /// What people call an organisation; its id when nothing named it.
    public func name(of id: OrganisationID) -> String {
        organisations.first { $0.id == id }?.name ?? id.text
    }

    /// The run that a stay is drawn by.
    public func run(_ stay: Int64) -> Run? { runs.first { $0.stay == stay && $0.scope == .stay } }

    public func run(key: String) -> Run? { runs.first { $0.key == key } }

    /// The run that a page opens with: the last begun of those that are not over, else the last begun; that of a stay before any other.
    public func current(at now: Instant) -> Run? {
        let begun = runs.filter { !$0.isCancelled && $0.start <= now }
        return begun.last { $0.isMain && !$0.isOver(at: now) } ?? begun.last { !$0.isOver(at: now) } ?? begun.last(where: \.isMain)
            ?? begun.last ?? runs.last { !$0.isCancelled } ?? runs.last
    }

    /// A step and its run by the step's key.
    public func step(_ key: String) -> (run: Run, step: Step)? {
        for run in runs {
            if let step = run.steps.first(where: { $0.key == key }) { return (run, step) }
        }
        return nil
    }
}

/// The citizen as pages name them. The age is the page's to work out from `born`.
public struct PlanCitizen: Sendable, Hashable {
    /// National number, CPR or another identifier's value, for those who may see it; never for a log.
    public var number: String?
    public var given: String?
    public var family: String?
    public var born: Day?
    public var gender: String?
    /// A protected address is never shown, and where the citizen is must not be told by other means either.
    public var isProtected: Bool
    public var died: Instant?

    public init(
        number: String? = nil, given: String? = nil, family: String? = nil, born: Day? = nil, gender: String? = nil,
        isProtected: Bool = false, died: Instant? = nil
    ) {
        self.number = number
        self.given = given
        self.family = family
        self.born = born
        self.gender = gender
        self.isProtected = isProtected
        self.died = died
    }

    /// Given and family name; nil when the letters say neither.
    public var name: String? {
        let parts = [given, family].compactMap { $0 }.filter { !$0.isEmpty }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }
}

public struct PlanOrganisation: Sendable, Hashable {
    public var id: OrganisationID
    public var name: String

    public init(id: OrganisationID, name: String) {
        self.id = id
        self.name = name
    }
}

public struct PlanThread: Sendable, Hashable {
    public var id: String
    public var letters: [Int64]

    public init(id: String, letters: [Int64]) {
        self.id = id
        self.letters = letters
    }
}

/// A letter as a drawing shows it: from whom to whom, and when.
public struct PlanLetter: Sendable, Hashable {
    /// The journal's number of it.
    public var number: Int64
    public var type: String
    /// The enterprises that send and receive it.
    public var sender: OrganisationID
    public var receiver: OrganisationID?
    /// By the sender's own clock.
    public var sent: Instant
    /// Taken back or replaced by a later letter.
    public var isCancelled: Bool

    public init(number: Int64, type: String, sender: OrganisationID, receiver: OrganisationID?, sent: Instant, isCancelled: Bool) {
        self.number = number
        self.type = type
        self.sender = sender
        self.receiver = receiver
        self.sent = sent
        self.isCancelled = isCancelled
    }
}
