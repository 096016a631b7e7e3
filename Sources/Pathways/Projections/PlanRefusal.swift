/// Why a Task or Goal that a client sends is none that a plan can have: a sentence that says what to do, and where.
public struct PlanRefusal: Error, Sendable, Hashable {
    public var message: String
    public var path: String

    public init(_ message: String, at path: String) {
        self.message = message
        self.path = path
    }
}

extension PlanRefusal {
    static let otherCitizen = PlanRefusal(
        "The CarePlan is another citizen's, or `for` names none. Write in `for` whose plan it is.", at: "Task.for")
    static let severalPathways = PlanRefusal(
        "A step is one of one pathway. Name one CarePlan of the citizen's, as it stands now.", at: "Task.basedOn")
    static let noStep = PlanRefusal("The plan has no such step any more. Read the Task again.", at: "Task")
    static let contradicted = PlanRefusal(
        "A letter says something else of the step, so it does not become that. Read the Task again.", at: "Task.status")
    static let noGoal = PlanRefusal("The plan has no such goal any more. Read the Goal again.", at: "Goal")

    static func gone(_ type: String) -> PlanRefusal {
        PlanRefusal("The plan would not have it. Read the citizen's CarePlans again.", at: type)
    }
}
