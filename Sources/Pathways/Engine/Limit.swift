/// What one run may take before it is stopped: more than any pathway needs in a lifetime.
enum Limit {
    /// Times that one step may come.
    static let occasions = 4_000
    /// Steps of one run.
    static let steps = 10_000
    /// How often steps that are done once for several runs are looked at anew.
    static let rounds = 12
    /// Steps of an evaluation of FHIRPath.
    static let conditionSteps = 1_000_000
}

/// Why a run was stopped: a sentence for its pathway's owner.
struct RunFailure: Error {
    var message: String

    static func circle(_ steps: [String]) -> RunFailure {
        RunFailure(message: "The steps \(steps.joined(separator: ", ")) wait for each other. Let one of them come after an event.")
    }

    static func occasions(_ step: String) -> RunFailure {
        RunFailure(
            message:
                "The step \(step) came more than \(Limit.occasions) times. Let it wait longer, or say how often it comes or what stops it.")
    }

    static let steps = RunFailure(
        message: "The pathway came to more than \(Limit.steps) steps. Say of those that repeat how often they come or what stops them.")

    static let unsettled = RunFailure(
        message: "Steps that are done once for several pathways did not settle. Give those that open each other different activities.")
}
