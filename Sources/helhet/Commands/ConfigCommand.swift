import ArgumentParser
import Directory
import Pathways

struct ConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Check or show the configuration.", subcommands: [CheckConfig.self, ShowConfig.self])

    struct CheckConfig: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check",
            abstract: "Read helhet.yaml and all that it names, and say what is wrong in which line.",
            discussion: "What is well written and most often not meant is told as a warning; the exit code is then 0 all the same.")
        @OptionGroup var options: StoreOptions

        func run() async throws {
            let configuration = try options.configuration()
            let directory = try Hub.readDirectory(configuration)
            let library = try Hub.readPathways(configuration)
            _ = try Hub.readSupport(configuration)
            _ = try DefinitionOptions.read(configuration.definitions)
            // The local texts hold; somebody should decide all the same.
            for conflict in library.conflicts { Narration.say(conflict.description) }
            for draft in library.drafts { Narration.say("\(draft.id) \(draft.version) is a draft: it does not run.") }
            let gaps = configuration.gaps(in: directory)
            for gap in gaps { Narration.say("\(gap.place): warning: \(gap.what). \(gap.remedy)") }
            Narration.say(gaps.isEmpty ? "Nothing is wrong." : "Nothing else is wrong.")
        }
    }

    struct ShowConfig: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Show every setting, its value and where that comes from.")
        @OptionGroup var options: StoreOptions

        func run() async throws { print(try options.configuration().shown, terminator: "") }
    }
}
