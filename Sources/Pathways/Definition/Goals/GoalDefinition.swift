/// What the citizen and the team want to reach.
public struct GoalDefinition: Sendable, Hashable {
    public var id: String
    public var title: Wording
    /// The measurement that shows it, and when it is reached.
    public var measurement: String?
    public var target: Threshold?
}
