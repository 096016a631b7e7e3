import ArgumentParser
import Journal

struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copy the whole store to a new file while the hub runs.",
        discussion: "To restore, stop the hub and start it with --store and the copy.")

    @Argument(help: "The new file.", completion: .file()) var path: String
    @OptionGroup var options: StoreOptions

    func run() async throws {
        let hub = try await Hub.open(try options.configuration(), creates: false)
        do {
            try await hub.journal.backup(to: path)
            try await hub.journal.close()
        } catch let error as JournalError {
            throw Problem.failed(error.message)
        }
        Narration.say("The store is copied to \(path).")
    }
}
