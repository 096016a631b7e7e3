import ArgumentParser
import Pathways

struct PathwaySchema: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the JSON Schema of pathway files, for editors.")

    func run() async throws { try PathwayFile.write(DefinitionSchema.json, to: nil) }
}
