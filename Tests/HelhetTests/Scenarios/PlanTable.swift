import Exchange
import FHIR
import Pathways

/// A plan in words that a table can be written by hand in: stays with their steps, owners, due times and who is responsible.
enum PlanTable {
    static func lines(_ plan: Plan) -> [String] {
        plan.runs.flatMap { run -> [String] in
            var lines = ["stay \(run.state.rawValue)\(run.isCancelled ? " cancelled" : "") from \(run.start) to \(text(run.end))"]
            lines += run.segments.map { "  \($0.kind.rawValue) \($0.from) to \(text($0.until))" }
            lines += run.steps.map { step in
                let closing = step.closing.map { ", \($0.outcome.rawValue) \($0.at)" } ?? (step.opens == nil ? ", planned" : ", open")
                return "  \(step.id): \(plan.name(of: step.owner)), due \(text(step.due))\(closing)"
            }
            lines += run.responsibility.map { "  from \($0.from) \(plan.name(of: $0.organisation))" }
            return lines
        } + plan.attention.map { "attention \($0.name): \(plan.name(of: $0.owner))" }
            + plan.threads.map { "thread of \($0.letters.count)" }
    }

    private static func text(_ instant: Instant?) -> String { instant?.description ?? "-" }
}
