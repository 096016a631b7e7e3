import ArgumentParser
import Directory
import Exchange
import Journal

struct DirectoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "directory", abstract: "Show who there is, or check new files.",
        subcommands: [ShowDirectory.self, ImportDirectory.self])

    struct ShowDirectory: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "List organisations, units, addresses and what the hub is for each, learned ones too.")
        @OptionGroup var options: StoreOptions

        func run() async throws {
            let hub = try await Hub.open(try options.configuration())
            print(hub.directory.now.listing(), terminator: "")
            try await hub.journal.close()
        }
    }

    struct ImportDirectory: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "import", abstract: "Check directory files and say what they would change.",
            discussion: "The directory is its files: put them under `directory:` in helhet.yaml to use them.")
        @Argument(help: "CSV and YAML files.", completion: .file()) var files: [String]
        @OptionGroup var options: StoreOptions

        func run() async throws {
            let configuration = try options.configuration()
            let old = try Hub.readDirectory(configuration)
            do {
                let new = try Directory.read(
                    try files.map { SourceFile(name: $0, text: try Hub.text(of: $0)) }, unknownParties: configuration.unknownParties)
                for change in old.changes(to: new) { print(change) }
            } catch let mistakes as Mistakes {
                throw Problem.refused(mistakes.description)
            }
        }
    }
}
