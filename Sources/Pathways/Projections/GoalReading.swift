import Directory
import FHIR

/// What a client's Goal says, as a plan can have it: https://hl7.org/fhir/R4/goal.html
struct GoalReading {
    let goal: Element
    /// What days are days of.
    let zone: Zone
    let now: Instant

    func title() throws(PlanRefusal) -> String {
        guard goal["description"]?.stranger(beside: ["text"]) == nil else {
            throw PlanRefusal("A goal of a plan is said in words. Leave all but `description.text` out.", at: "Goal.description")
        }
        guard let text = goal.string("description.text"), text.contains(where: { !$0.isWhitespace }) else {
            throw PlanRefusal("Nobody could read what is to be reached. Say it in `description.text`.", at: "Goal.description.text")
        }
        return text
    }

    /// Whether it is reached; nil when it does not say.
    func isReached() throws(PlanRefusal) -> Bool? {
        guard let status = goal["achievementStatus"] else { return nil }
        let codes = status.each("coding").filter { $0.string("system") == GoalChange.achievementSystem }.compactMap { $0.string("code") }
        switch codes.first {
        case "achieved": return true
        case "in-progress", "not-achieved": return false
        default:
            throw PlanRefusal(
                "Of a goal of a plan people say that it is reached or not. Write `achieved`, `in-progress` or `not-achieved` of the system "
                    + "\(GoalChange.achievementSystem).", at: "Goal.achievementStatus")
        }
    }

    /// The beginning of a day that has come; nil when it does not say, or it is today.
    func past(_ name: String) throws(PlanRefusal) -> Instant? {
        guard let text = goal.string(name), let instant = Moment(text, zone: zone)?.instant else { return nil }
        let (day, today) = (zone.day(at: instant), zone.day(at: now))
        guard day <= today else { throw PlanRefusal("`\(name)` lies in the future. Correct the day.", at: "Goal.\(name)") }
        return day == today ? nil : zone.instant(day, secondOfDay: 0)
    }

    /// The one target; nil when there is none.
    func target() throws(PlanRefusal) -> Element? {
        let all = goal.each("target")
        guard all.count < 2 else { throw PlanRefusal("A goal of a plan has one target. Send a Goal for each.", at: "Goal.target") }
        if let name = all.first?.stranger(beside: ["measure", "detailQuantity", "dueDate"]) {
            throw PlanRefusal(
                "The target of a goal of a plan has no `\(name)`. Say it with `detailQuantity` and `dueDate`, or in words in "
                    + "`description.text`.", at: "Goal.target.\(name)")
        }
        return all.first
    }

    /// By when: until the end of that day it is in time.
    func by() throws(PlanRefusal) -> Instant? {
        guard let text = try target()?.string("dueDate") else { return nil }
        guard let day = Day(text) else {
            throw PlanRefusal("A goal is to be reached by a day. Write it as `2026-01-31`.", at: "Goal.target.dueDate")
        }
        guard day >= zone.day(at: now) else {
            throw PlanRefusal("The day by which it is to be reached has passed. Name a later one.", at: "Goal.target.dueDate")
        }
        return zone.instant(day.adding(days: 1), secondOfDay: 0)
    }

    /// Whether the target is measured under this code.
    func asks(for measurement: MeasurementDefinition) throws(PlanRefusal) -> Bool {
        try target()?.each("measure.coding").contains {
            $0.string("system") == measurement.code.system && $0.string("code") == measurement.code.code
        } ?? false
    }

    /// The value to be reached, in the unit of the measurement; nil when it says none.
    func threshold(of measurement: MeasurementDefinition?) throws(PlanRefusal) -> Threshold? {
        guard let target = try target(), target["detailQuantity"] != nil || target["measure"] != nil else { return nil }
        guard let measurement else {
            throw PlanRefusal(
                "No running pathway measures that. Say in `description.text` what is to be reached, and leave `measure` and "
                    + "`detailQuantity` out.", at: "Goal.target.detailQuantity")
        }
        if target["measure"] != nil, !(try asks(for: measurement)) {
            throw PlanRefusal("The pathway measures this goal by another code. Leave `measure` as it is.", at: "Goal.target.measure")
        }
        guard let quantity = target["detailQuantity"] else { return nil }
        guard let unit = quantity.string("code") ?? quantity.string("unit"), unit == measurement.unit else {
            throw PlanRefusal(
                "The target is compared in the unit `\(measurement.unit)` (UCUM). Write it in that.", at: "Goal.target.detailQuantity.code")
        }
        let digits = quantity["value"].map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
        guard let threshold = Threshold("\(quantity.string("comparator") ?? "=") \(digits)") else {
            throw PlanRefusal(
                "The target is a number with one of the comparators `<`, `<=`, `>`, `>=`, or none. Write it so.",
                at: "Goal.target.detailQuantity")
        }
        return threshold
    }
}

extension Element {
    /// The name of the first member that is none of these, short enough to be shown.
    func stranger(beside names: Set<String>) -> String? {
        members.first { !names.contains($0.name) }.map { String($0.name.prefix(40)) }
    }
}
