import FHIR

/// What is to be reached, as Goals: those of the pathways and the citizen's own. https://hl7.org/fhir/R4/goal.html
struct GoalProjection {
    let plan: Plan
    let now: Instant

    func ids(of run: Run, _ definition: PathwayDefinition?) -> [String] {
        (definition?.goals ?? []).map { PlanProjection.id("goal", run.key, $0.id, in: plan) }
    }

    /// Of a run's definition; what the citizen said of one holds.
    func goals(of run: Run, _ definition: PathwayDefinition?) -> [WrittenResource] {
        (definition?.goals ?? []).map { goal in
            let own = plan.goals.first { $0.goal.id == goal.id }
            let status =
                run.isCancelled
                ? "entered-in-error"
                : run.stopped != nil || own?.isDropped ?? false ? "cancelled" : run.isOver(at: now) ? "completed" : "active"
            let measurement = goal.measurement.flatMap { definition?.measurement($0) }
            return resource(
                PlanProjection.id("goal", run.key, goal.id, in: plan), status, own?.goal.title ?? goal.title.en, start: run.start, own,
                measurement, own?.goal.target.flatMap(Threshold.init) ?? goal.target, run.achievement(of: goal, own: own),
                isOver: run.isOver(at: now))
        }
    }

    /// The citizen's own, which no definition has.
    func own(_ definitions: [PathwayDefinition]) -> [WrittenResource] {
        plan.goals.filter { own in !definitions.contains { $0.goal(own.goal.id) != nil } }.map { own in
            resource(
                PlanProjection.id("goal", "own", own.goal.id, in: plan), "active", own.goal.title ?? own.goal.id, start: own.at, own, nil,
                own.goal.target.flatMap(Threshold.init))
        }
    }

    private func resource(
        _ id: String, _ status: String, _ title: String, start: Instant, _ own: PlanGoal?, _ measurement: MeasurementDefinition?,
        _ target: Threshold?, _ achievement: GoalAchievement? = nil, isOver: Bool = false
    ) -> WrittenResource {
        WrittenResource.build("Goal", id: id) { json in
            json.field("lifecycleStatus", status)
            // What is measured goes before what is said.
            let said = own.flatMap { own in own.goal.isReached.map { (isReached: $0, at: own.at) } }
            if let (isReached, at) = achievement.map({ (isReached: $0.isReached, at: $0.reading.at) }) ?? said {
                // https://hl7.org/fhir/R4/valueset-goal-achievement.html
                let code = isReached ? "achieved" : isOver ? "not-achieved" : "in-progress"
                json.object("achievementStatus") { json in
                    json.array("coding") { json in
                        json.object { json in
                            json.field("system", "http://terminology.hl7.org/CodeSystem/goal-achievement")
                            json.field("code", code)
                        }
                    }
                }
                json.field("statusDate", String(at.description.prefix(10)))
            }
            json.object("description") { $0.field("text", title) }
            json.object("subject") { $0.field("reference", "Patient/\(plan.subject)") }
            json.field("startDate", String(start.description.prefix(10)))
            if target != nil || own?.goal.by != nil {
                json.array("target") { json in
                    json.object { json in
                        if let measurement {
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
                        if let target { json.object("detailQuantity") { write(target, measurement?.unit, &$0) } }
                        if let by = own?.goal.by { json.field("dueDate", String(by.description.prefix(10))) }
                    }
                }
            }
            if case .citizen = own?.by { json.object("expressedBy") { $0.field("reference", "Patient/\(plan.subject)") } }
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
