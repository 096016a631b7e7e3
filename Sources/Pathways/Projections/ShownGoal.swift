import FHIR

/// A goal as one resource shows it: one of a run's definition with what was said of it, or one that the citizen alone has.
struct ShownGoal {
    /// The resource's.
    let id: String
    /// Unique within the citizen.
    let goal: String
    let own: PlanGoal?
    /// Of a definition's goal.
    var run: Run?
    var defined: GoalDefinition?
    var measurement: MeasurementDefinition?

    /// The citizen's own goes before the definition's.
    var target: Threshold? { own?.goal.target.flatMap(Threshold.init) ?? defined?.target }

    /// What the measurement says of it.
    var achievement: GoalAchievement? { defined.flatMap { defined in run?.achievement(of: defined, own: own) } }

    func isOver(at now: Instant) -> Bool { run?.isOver(at: now) ?? false }
}
