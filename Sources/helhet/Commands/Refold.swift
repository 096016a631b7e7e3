import ArgumentParser
import Exchange
import FHIR
import Journal
import Pathways

struct Refold: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Work every plan out anew from the letters: after a new pathway version, or to resume plans that stopped.")

    @OptionGroup var options: StoreOptions
    @Flag(help: "Only plans that stopped.") var stopped = false

    func run() async throws {
        let hub = try await Hub.open(try options.configuration(), creates: false)
        let clock = try await options.clock(of: hub)
        do {
            let count = try await Audit(journal: hub.journal, reaction: hub.reaction).refold(
                at: clock(), onlyStopped: stopped, directory: hub.directory.now)
            try await hub.close()
            print("\(count)")
            Narration.say("\(count) plans were worked out anew.")
        } catch let error as JournalError {
            throw Problem.failed(error.message)
        }
    }
}
