import Access
import ArgumentParser
import Journal

struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copy the whole store to a new file while the hub runs.",
        discussion: "The access log is copied beside it. To restore, stop the hub and start it with --store and the copy.")

    @Argument(help: "The new file.", completion: .file()) var path: String
    @OptionGroup var options: StoreOptions

    func run() async throws {
        let hub = try await Hub.open(try options.configuration(), creates: false)
        do {
            let now = Clock.now()
            try hub.access.permit(Question(hub.access.asker, .backup, .wholeJournal, at: now))
            try await hub.leave(.backup, what: "backup", at: now)
            try await hub.journal.backup(to: path)
            // After the store: a log may know more than its store, never less.
            try await hub.access.log.backup(to: path + "-access-log")
            try await hub.close()
        } catch let error as JournalError {
            throw Problem.failed(error.message)
        }
        Narration.say("The store is copied to \(path).")
    }
}
