import ArgumentParser
import Pathways

struct PathwayDiff: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Say what is different between two versions of a pathway.",
        discussion: """
            One line for each difference: the part, the key, what it was and what it is. The order of keys and how they are written do not \
            count. Exit code 0, whether there are differences or not.
            """)

    @Argument(help: "The older file.", completion: .file()) var old: String
    @Argument(help: "The newer file.", completion: .file()) var new: String

    func run() async throws {
        let found = DefinitionDifference.all(
            from: try PathwayFile(old).definition(beside: [new]), to: try PathwayFile(new).definition(beside: [old]))
        for difference in found { print(difference) }
        Narration.say(found.isEmpty ? "They say the same." : "\(found.count) differences.")
    }
}
