import ArgumentParser
import Directory
import FHIR
import Foundation
import Journal
import JournalSQLite
import Pathways

struct StoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "store", abstract: "Look after the file of the store.", subcommands: [Upgrade.self, Sweep.self, Reindex.self])

    struct Sweep: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write the file anew, so that nothing of what was erased is left in it.",
            discussion: "`helhet erase` does it too. It needs as much space as the store has, and commits wait.")

        @OptionGroup var options: StoreOptions

        func run() async throws {
            let hub = try await Hub.open(try options.configuration(), creates: false)
            do {
                try await hub.journal.sweep()
                try await hub.journal.close()
            } catch let error as JournalError {
                throw Problem.failed(error.message)
            }
            Narration.say("The store is written anew.")
        }
    }

    struct Reindex: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make the search index anew from the resources.",
            discussion: """
                For a store whose index `helhet check` calls wrong. A hub may run meanwhile: it takes letters and changes as ever, and refuses \
                searches with 503 until the index is there again. What was interrupted goes on by itself at the next start.
                """)

        @OptionGroup var options: StoreOptions

        func run() async throws {
            let path = try options.configuration().store
            guard FileManager.default.fileExists(atPath: path) else {
                throw Problem.failed("There is no store at \(path). Name one with --store, or start one with `helhet serve`.")
            }
            do {
                let journal = try JournalSQLite.openStanding(path: path)
                try await journal.reindex { Narration.say("\($0) of \($1) resources are in the index.") }
                try await journal.close()
            } catch let error as JournalError {
                throw Problem.failed(error.message)
            }
            Narration.say("The search index is made anew.")
        }
    }

    struct Upgrade: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Bring the store to the form of this version, as its first start would.",
            discussion: """
                With --check it is tried on a copy, which is checked and taken away again; the store is only read, also while a hub of the \
                version before runs on it. The copy needs as much space as the store.
                """)

        @Flag(help: "Try it on a copy and say what would change.") var check = false
        @Option(help: "The folder of the copy. Default: that for temporary files.", completion: .directory) var copyIn: String?
        @OptionGroup var options: StoreOptions

        func run() async throws {
            let configuration = try options.configuration()
            let path = configuration.store
            do {
                let steps = try JournalSQLite.pendingSteps(path: path)
                if !check {
                    try await JournalSQLite.open(path: path).close()
                    report(steps, "done")
                } else {
                    let folder = copyIn ?? FileManager.default.temporaryDirectory.path
                    let upgrade = try await JournalSQLite.tryUpgrade(path: path, in: folder) { copy in
                        let hub = try await Hub.over(copy, configuration)
                        return try await Audit(journal: copy, reaction: hub.reaction).findings()
                    }
                    report(steps, "would do")
                    Narration.say(
                        "The copy went from \(upgrade.bytesBefore / 1000) to \(upgrade.bytesAfter / 1000) kB in "
                            + "\((upgrade.seconds * 10).rounded() / 10) seconds.")
                    for finding in upgrade.findings { print(finding.description) }
                    if upgrade.findings.contains(where: { $0.name == "plan-differs" || $0.name == "plan-missing" }) {
                        Narration.say("Plans that differ are worked out anew by `helhet refold`, after the upgrade.")
                    }
                    guard upgrade.findings.isEmpty else { throw Outcome.refused }
                    Narration.say("Nothing is wrong in the upgraded copy.")
                }
            } catch let error as JournalError {
                throw Problem.failed(error.message)
            }
        }

        private func report(_ steps: [String], _ verb: String) {
            if steps.isEmpty { Narration.say("The store has the form of this version; there is nothing to do.") }
            for step in steps { print("\(verb): \(step)") }
        }
    }
}
