import FHIR

/// What is to be reached, as Goals: those of the pathways and the citizen's own. https://hl7.org/fhir/R4/goal.html
struct GoalProjection {
    let plan: Plan
    let now: Instant

    func ids(of run: Run, _ definition: PathwayDefinition?) -> [String] { (definition?.goals ?? []).map { id(run, $0) } }

    private func id(_ run: Run, _ goal: GoalDefinition) -> String { PlanProjection.id("goal", run.key, goal.id, in: plan) }

    /// Of a run's definition; what the citizen said of one holds.
    private func shown(of run: Run, _ definition: PathwayDefinition?) -> [ShownGoal] {
        (definition?.goals ?? []).map { goal in
            ShownGoal(
                id: id(run, goal), goal: goal.id, own: plan.goals.first { $0.goal.id == goal.id }, run: run, defined: goal,
                measurement: goal.measurement.flatMap { definition?.measurement($0) })
        }
    }

    /// Those of all runs, by the definitions that these follow, and the citizen's own.
    func all(_ definitions: [PathwayDefinition?]) -> [ShownGoal] {
        var all: [ShownGoal] = []
        for (run, definition) in zip(plan.runs, definitions) { all += shown(of: run, definition) }
        return plan.goals.isEmpty ? all : all + own(definitions.compactMap(\.self))
    }

    /// Which no definition has.
    private func own(_ definitions: [PathwayDefinition]) -> [ShownGoal] {
        plan.goals.filter { own in !definitions.contains { $0.goal(own.goal.id) != nil } }.map { own in
            ShownGoal(
                id: own.goal.resource ?? PlanProjection.id("goal", "own", own.goal.id, in: plan), goal: own.goal.id, own: own)
        }
    }

    /// https://hl7.org/fhir/R4/valueset-goal-status.html
    private func status(_ goal: ShownGoal, isReached: Bool?) -> String {
        if let run = goal.run, run.isCancelled { return "entered-in-error" }
        if goal.run?.stopped != nil || goal.own?.isDropped ?? false { return "cancelled" }
        // What people say is reached is not gone after any more; what is measured can be lost again.
        return goal.isOver(at: now) || (isReached ?? false && goal.achievement == nil) ? "completed" : "active"
    }

    func resource(_ goal: ShownGoal) -> WrittenResource {
        WrittenResource.build("Goal", id: goal.id) { json in
            // What is measured goes before what is said.
            let said = goal.own.flatMap { own in own.goal.isReached.map { (isReached: $0, at: own.at) } }
            let achieved = goal.achievement.map { (isReached: $0.isReached, at: $0.reading.at) } ?? said
            json.field("lifecycleStatus", status(goal, isReached: achieved?.isReached))
            if let (isReached, at) = achieved {
                // https://hl7.org/fhir/R4/valueset-goal-achievement.html
                let code = isReached ? "achieved" : goal.isOver(at: now) ? "not-achieved" : "in-progress"
                json.object("achievementStatus") { json in
                    json.array("coding") { json in
                        json.object { json in
                            json.field("system", GoalChange.achievementSystem)
                            json.field("code", code)
                        }
                    }
                }
                json.field("statusDate", day(at, goal))
            }
            json.object("description") { $0.field("text", goal.own?.goal.title ?? goal.defined?.title.en ?? goal.goal) }
            json.object("subject") { $0.field("reference", "Patient/\(plan.subject)") }
            if let start = goal.run?.start ?? goal.own?.since { json.field("startDate", day(start, goal)) }
            let (target, by) = (goal.target, goal.own?.goal.by)
            if target != nil || by != nil {
                json.array("target") { json in
                    json.object { json in
                        if let measurement = goal.measurement { measure(measurement, &json) }
                        if let target { json.object("detailQuantity") { write(target, goal.measurement?.unit, &$0) } }
                        // Until the end of that day it is in time.
                        if let by { json.field("dueDate", day(by.adding(seconds: -1), goal)) }
                    }
                }
            }
            if case .citizen = goal.own?.by { json.object("expressedBy") { $0.field("reference", "Patient/\(plan.subject)") } }
        }
    }

    /// Where the citizen is.
    private func day(_ instant: Instant, _ goal: ShownGoal) -> String {
        (goal.run?.zone ?? plan.current(at: now)?.zone ?? .utc).day(at: instant).description
    }

    private func measure(_ measurement: MeasurementDefinition, _ json: inout JSONWriter) {
        json.object("measure") { json in
            json.array("coding") { json in
                json.object { json in
                    json.field("system", measurement.code.system)
                    json.field("code", measurement.code.code)
                }
            }
            json.field("text", measurement.title.en)
        }
    }

    private func write(_ target: Threshold, _ unit: String?, _ json: inout JSONWriter) {
        json.number("value", digits: target.written)
        if target.comparison != .equal { json.field("comparator", target.comparison.rawValue) }
        if let unit {
            json.field("unit", unit)
            json.field("system", "http://unitsofmeasure.org")
            json.field("code", unit)
        }
    }
}
