import ArgumentParser
import Directory
import Exchange
import Foundation
import Journal

struct DirectoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "directory", abstract: "Show who there is, or merge new files.",
        subcommands: [ShowDirectory.self, ImportDirectory.self])

    struct ShowDirectory: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "List organisations, units, addresses and what the hub is for each, learned ones too.",
            discussion: """
                Everything with its days; with --at, what exists then. Learned parties are those of the store, if there is one: it is only read.
                """)
        @OptionGroup var options: StoreOptions

        func run() async throws {
            let configuration = try options.configuration()
            let instant = try options.fixed()
            guard FileManager.default.fileExists(atPath: configuration.store) else {
                return print(try Hub.readDirectory(configuration).listing(at: instant), terminator: "")
            }
            let hub = try await Hub.reading(configuration)
            print(hub.directory.now.listing(at: instant), terminator: "")
            try await hub.journal.close()
        }
    }

    struct ImportDirectory: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "import", abstract: "Merge files into the directory, and say what that changes.",
            discussion: """
                The directory is its files. With --out the merged directory is written as organisations.csv and parts.csv into a folder: \
                name them under `directory:` in helhet.yaml to use them. Without, nothing is written.
                """)
        @Argument(help: "CSV and YAML files.", completion: .file()) var files: [String]
        @Option(help: "A folder for the merged files.", completion: .directory) var out: String?
        @OptionGroup var options: StoreOptions

        func run() async throws {
            let configuration = try options.configuration()
            let old = try Hub.readDirectory(configuration)
            do {
                let new = try Directory.read(
                    try files.map { SourceFile(name: $0, text: try Hub.text(of: $0)) }, merging: old,
                    unknownParties: configuration.unknownParties)
                for change in old.changes(to: new) { print(change) }
                if let out { try Self.write(new, to: out) }
            } catch let mistakes as Mistakes {
                throw Problem.refused(mistakes.description)
            }
        }

        private static func write(_ directory: Directory, to folder: String) throws {
            do {
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
                for (name, text) in [("organisations.csv", directory.organisationsCSV), ("parts.csv", directory.partsCSV)] {
                    try Data(text.utf8).write(to: URL(filePath: folder).appending(path: name), options: .atomic)
                }
            } catch {
                throw Problem.failed("The folder \(folder) cannot be written to; check who may.")
            }
        }
    }
}
