import Exchange
import FHIR
import Pathways

/// A plan in words that a table can be written by hand in: stays with their steps, owners, due times and who is responsible.
enum PlanTable {
    static func lines(_ plan: Plan) -> [String] {
        plan.runs.flatMap { run -> [String] in
            var lines = ["stay \(run.state.rawValue)\(run.isCancelled ? " cancelled" : "") from \(run.start) to \(text(run.end))"]
            lines += run.segments.map { "  \($0.kind.rawValue) \($0.from) to \(text($0.until))" }
            lines += run.steps.map { "  \($0.id): \(plan.name(of: $0.owner)), due \(text($0.due)), \(state($0))" }
            lines += run.responsibility.map { "  from \($0.from) \(plan.name(of: $0.organisation))" }
            return lines
        } + plan.attention.map { "attention \($0.name): \(plan.name(of: $0.owner))" }
            + plan.threads.map { "thread of \($0.letters.count)" }
    }

    private static func state(_ step: Step) -> String {
        if let closing = step.closing { return "\(closing.outcome.rawValue) \(closing.at)" }
        return step.opens == nil ? "planned" + (step.expected.map { " for \($0)" } ?? "") : "open"
    }

    private static func text(_ instant: Instant?) -> String { instant?.description ?? "-" }
}
