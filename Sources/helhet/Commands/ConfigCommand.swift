import ArgumentParser
import Directory

struct ConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Check or show the configuration.", subcommands: [CheckConfig.self, ShowConfig.self])

    struct CheckConfig: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check",
            abstract: "Read helhet.yaml, the directory, the pathways and the definitions, and say what is wrong in which line.")
        @OptionGroup var options: StoreOptions

        func run() async throws {
            let configuration = try options.configuration()
            _ = try Hub.readDirectory(configuration)
            _ = try Hub.readPathways(configuration)
            _ = try DefinitionOptions.read(configuration.definitions)
            Narration.say("Nothing is wrong.")
        }
    }

    struct ShowConfig: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Show every setting, its value and where that comes from.")
        @OptionGroup var options: StoreOptions

        func run() async throws { print(try options.configuration().shown, terminator: "") }
    }
}
