import Access
import ArgumentParser
import Directory
import Exchange
import FHIR
import Foundation
import Journal
import Pathways

struct FiguresCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "figures",
        abstract: "Count what came of pathways, by their own definitions.",
        discussion: """
            For each step and organisation: done on time, done late, past due and not done (these three are what fell due), how late, skipped, \
            waiting; for each figure of the definition how many runs met it, of how many; what people did otherwise, and why. The days are \
            those on which the runs began, as the hub's clock has them. A reason that was given for one citizen alone leaves that citizen's \
            trace in the access log, and is left out for protected addresses.
            """)

    @OptionGroup var options: StoreOptions
    @Option(help: "The id of a pathway; every one that somebody has had when left out.") var pathway: String?
    @Option(help: "Only runs that follow this version.") var version: String?
    @Option(help: "Only runs that began on this day or later: 2026-01-01.") var from: String?
    @Option(help: "Only runs that began on this day or earlier.") var to: String?
    @Option(help: "text, csv or json: one object a line.") var format = FigureFormat.text

    func run() async throws {
        let (first, last) = (try day(from, "--from"), try day(to, "--to"))
        let hub = try await Hub.open(try options.configuration(), creates: false)
        let clock = try await options.clock(of: hub)
        do {
            try hub.access.permit(Question(hub.access.asker, .export, .wholeJournal, at: clock()))
            let keeper = FigureKeeper(journal: hub.journal)
            while try await !keeper.catchUp().isWhole {}
            let zone = hub.configuration.timeZone
            let ids = if let pathway { [pathway] } else { await keeper.pathways }
            var all: [(String, PathwayFigures)] = []
            for id in ids {
                guard hub.library.definitions.contains(where: { $0.id == id }) || pathway == nil else {
                    throw Problem.usage("The hub has no pathway “\(id)”. Write the id of one, as on the page Pathways.")
                }
                let question = FigureQuestion(
                    pathway: id, version: version, from: first.map { zone.instant($0, secondOfDay: 0) },
                    until: last.map { zone.instant($0.adding(days: 1), secondOfDay: 0) })
                all.append((id, await keeper.figures(question, library: hub.library, at: clock())))
            }
            let alone = all.reduce(into: Set<SubjectID>()) { $0.formUnion($1.1.alone) }
            let hidden = try await hub.journal.read { try $0.protected(among: alone) }
            let shown = alone.subtracting(hidden).sorted().map { LogEntry.Shown("Patient/\($0)", of: $0) }
            try await hub.leave(.export, what: "figures", shown: shown, at: clock())
            try await hub.close()
            let directory = hub.directory.now
            let table = FigureTable(format: format, hidden: hidden) { directory.organisation($0)?.name ?? $0.text }
            for line in table.head { print(line) }
            for (id, figures) in all { for line in table.lines(id, figures) { print(line) } }
        } catch let error as JournalError {
            throw Problem.failed(error.message)
        }
    }

    private func day(_ text: String?, _ name: String) throws -> Day? {
        guard let text else { return nil }
        guard let day = Day(text) else { throw Problem.usage("\(name) takes a day such as 2026-01-01; “\(text)” is none.") }
        return day
    }
}

enum FigureFormat: String, ExpressibleByArgument, CaseIterable { case text, csv, json }
