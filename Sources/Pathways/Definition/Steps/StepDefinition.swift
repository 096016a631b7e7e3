public import Directory
public import FHIR
public import Journal

/// What a citizen may do with a step.
public enum CitizenAct: String, Sendable, Hashable, CaseIterable { case `do`, move, skip, replace, comment }

/// How a step comes again by the clock.
public struct Recurrence: Sendable, Hashable {
    /// It opens that long after it was really done, by ``DeadlineTerm/opening(from:zone:holidays:)``.
    public var every: DeadlineTerm
    /// How often at most; nil until something stops it.
    public var times: Int?
    /// What stops it.
    public var until: [EventPattern] = []
}

/// A step that gives the citizen into others' hands: done when they accept, declined when they do not.
public struct HandOver: Sendable, Hashable {
    /// The role that it is offered to.
    public var to: String
    /// How long it has for its answer; nil for as long as the step.
    public var answerWithin: DeadlineTerm?
}

/// A score that a step asks for: `NEWS2` and the variant of its table.
public struct ScoreRequest: Sendable, Hashable {
    public var name: String
    public var variant: String?
}

/// A step of a pathway: who does what for whom, when it opens, by when, and what closes it.
public struct StepDefinition: Sendable, Hashable {
    public var id: String
    public var phase: String
    public var owner: String
    public var counterpart: String?
    /// For professionals, as a verb: "Answer the hospital whether you can receive".
    public var title: Wording
    /// A word or two for the drawing.
    public var short: Wording
    /// What the citizen reads.
    public var citizen: Wording
    /// What opens it: the earliest that fits. Empty for a step that is only expected.
    public var opens: [Trigger]
    /// Whether it opens anew when it was closed and its trigger comes again.
    public var repeats: Bool
    /// Asked of the Patient when it would open; false: it does not.
    public var condition: Condition?
    /// It comes again by the clock.
    public var recurrence: Recurrence?
    /// For a step that nobody is told to do by a time: the event whose time it is thought to happen at.
    public var expected: Fact.Kind?
    public var deadlines: [Deadline]
    public var done: [EventPattern]
    /// Resources that do it when they come after it opened.
    public var doneByResources: [ResourcePattern] = []
    /// Nothing but a person's act does it.
    public var isDoneByHandOnly: Bool { done.isEmpty && doneByResources.isEmpty }
    /// What may mean that it was done or not: it closes nothing, and a human reads it.
    public var unclear: [EventPattern]
    public var withdrawn: [EventPattern]
    /// Who hears of it when it is late, by role.
    public var late: [String]
    /// Who hears of it when it is done, by role.
    public var notify: [String] = []
    /// It is done by choosing.
    public var choice: ChoiceDefinition?
    /// A name that all pathways share: steps of one citizen with the same activity are done once.
    public var activity: String?
    /// Activities that should not stand beside it.
    public var conflicts: [String] = []
    /// What whoever does it must know how to do.
    public var needs: Wording?
    /// The citizen must be there.
    public var isVisit = false
    /// What the citizen may do with it.
    public var citizenMay: Set<CitizenAct> = []
    public var handOver: HandOver?
    public var score: ScoreRequest?

    /// The deadline that holds in a country for a step that opens on a day: the last to begin, one for the country before one for all.
    public func deadline(country: Country, on day: Day) -> Deadline? {
        let valid = deadlines.filter { ($0.country == nil || $0.country == country) && ($0.from.map { $0 <= day } ?? true) }
        let own = valid.filter { $0.country != nil }
        return (own.isEmpty ? valid : own).max { ($0.from?.ordinal ?? .min) < ($1.from?.ordinal ?? .min) }
    }
}
