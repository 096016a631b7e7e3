import Access
import ArgumentParser
import Directory
import FHIR
import Journal
import Pathways

struct PathwayRevise: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revise",
        abstract: "Draft the next version of a pathway from why citizens' plans differ from this one.",
        discussion: """
            The draft goes to standard output. What it says differently, and what only people can decide, is told on standard error, the most \
            frequent reason first. Reasons are in people's own words: read them before you hand the file on.
            """)

    @Argument(help: "The pathway's id.") var pathway: String
    @OptionGroup var options: StoreOptions
    @Option(help: "The version that runs follow now. Default: the one in force today.") var of: String?
    @Option(help: "What the draft is called.") var version: String
    @Option(help: "The first day that it should hold, such as 2026-06-01.") var from: String
    @Option(help: "How many acts for one reason make a proposal.") var atLeast = 5
    @Option(help: "The file to write, instead of standard output.", completion: .file()) var to: String?

    func run() async throws {
        guard let day = Day(from) else { throw Problem.usage("--from takes a day such as 2026-06-01; “\(from)” is none.") }
        guard atLeast > 0 else { throw Problem.usage("--at-least takes a number from 1 on.") }
        let hub = try await Hub.open(try options.configuration(), creates: false)
        let clock = try await options.clock(of: hub)
        let today = hub.configuration.timeZone.day(at: clock())
        let found = of.map { hub.library.definition(pathway, version: $0) } ?? hub.library.definition(pathway, on: today)
        guard let definition = found else {
            throw Problem.refused(
                "There is no such version of a pathway \(pathway) here. `helhet config show` names the folder of pathways.")
        }
        guard definition.version != version else { throw Problem.usage("The draft must have another name than version \(version) has.") }
        try hub.access.permit(Question(hub.access.asker, .export, .type("CarePlan"), at: clock()))
        var plans: [(plan: Plan, facts: [Fact])] = []
        var last: SubjectID?
        while true {
            let roots = try await hub.journal.read { [last] in try $0.roots(after: last, limit: 200) }
            guard let end = roots.last else { break }
            last = end
            let page = try await hub.journal.read { reader in
                try roots.compactMap { root -> (plan: Plan, facts: [Fact])? in
                    guard let plan = try reader.plan(of: root).flatMap({ Plan(json: $0.plan) }),
                        plan.runs.contains(where: { $0.pathway == definition.id && $0.version == definition.version })
                    else { return nil }
                    return (plan, try reader.history(of: root).facts)
                }
            }
            let shown = page.map { LogEntry.Shown("CarePlan", of: $0.plan.subject) }
            if !shown.isEmpty { try await hub.leave(.export, what: "pathway revise", shown: shown, at: clock()) }
            plans += page
        }
        try await hub.close()
        let revision = Revision.make(of: definition, plans: plans, version: version, from: day, atLeast: atLeast)
        for proposal in revision.proposals {
            let count = proposal.count
            let what = "\(count.count) × \(count.kind.rawValue) \(count.step ?? "")".trimmingSuffix(" ")
            Narration.say(
                "\(what)\(count.reason.isEmpty ? "" : " (\(count.reason))"): \(proposal.isWritten ? "in the draft" : "for people to decide")"
            )
        }
        Narration.say(
            "\(plans.count) citizens have version \(definition.version); \(revision.proposals.count { $0.isWritten }) changes are in the draft."
        )
        try PathwayFile.write(revision.tree.yaml, to: to)
    }
}

extension String {
    fileprivate func trimmingSuffix(_ suffix: String) -> String { hasSuffix(suffix) ? String(dropLast(suffix.count)) : self }
}
