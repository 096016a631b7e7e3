public import Exchange
public import FHIR

/// What a line of *Today* shows without reading the plan: who, where, since when, and enough for its small drawing.
public struct WorkContent: Sendable, Hashable {
    /// What the line is about.
    public enum Subject: Sendable, Hashable {
        /// A step of a definition.
        case step(id: String, key: String)
        case attention(Attention.Kind, name: String, letter: Int64?)
    }

    public var subject: Subject
    public var pathway: String
    public var version: String
    public var stay: Int64
    /// The key of the run, when it is not the one that its stay is drawn by.
    public var run: String?
    /// The step's own title, when no definition has it.
    public var title: String?
    /// The key of the step that attention is about, and of the one beside it.
    public var step: String?
    public var other: String?
    public var name: String?
    public var born: Day?
    public var isProtected: Bool
    /// What others call the hospital of the stay; nil for a run of the citizen's.
    public var hospital: String?
    public var unit: String?
    public var state: Stay.State
    public var zone: Zone
    public var start: Instant
    /// When the stay ended; nil while it lasts, and for a run of the citizen's.
    public var end: Instant?
    public var ready: Instant?
    public var expectedDischarge: Instant?
    /// When the step opened, or since when it needs a human.
    public var opens: Instant?
    /// Somebody other than the owner stands in for a role that nobody or several have.
    public var isStandIn: Bool
    /// What others call the organisation that waits for it.
    public var counterpart: String?
    /// What others call the owner.
    public var owner: String
    /// What was said with what needs a human; nil for a step.
    public var said: Said?
}
