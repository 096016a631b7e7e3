import FHIR

/// Whether a goal with a target is reached, by the latest value of its measurement.
public struct GoalAchievement: Sendable, Hashable {
    public var isReached: Bool
    public var target: Threshold
    public var reading: Reading
}

extension Run {
    /// Whether a goal of the run's definition is reached; nil when it has no target, or nothing has been measured since the run began.
    ///
    /// - Parameter own: what the citizen said of the goal: a target of theirs goes before that of the definition.
    public func achievement(of goal: GoalDefinition, own: PlanGoal? = nil) -> GoalAchievement? {
        guard let target = own?.goal.target.flatMap(Threshold.init) ?? goal.target,
            let reading = latest.first(where: { $0.measurement == goal.measurement }), let value = Double(reading.value)
        else { return nil }
        return GoalAchievement(isReached: target.holds(for: value), target: target, reading: reading)
    }
}
