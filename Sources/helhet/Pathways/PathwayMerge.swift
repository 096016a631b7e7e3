import ArgumentParser
import Directory
import Pathways

struct PathwayMerge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Carry a local version over to a new national one.",
        discussion: """
            The local file with the new base goes to standard output. What only one side changed is taken; where both changed the same, the \
            local text stays, and both stand in a comment above it and on standard error: exit code 1 until somebody has decided.
            """)

    @Argument(help: "The file of the local version.", completion: .file()) var local: String
    @Argument(help: "The file of the new national version.", completion: .file()) var newBase: String
    @Option(help: "The file of the national version that the local one was written against, when it is not found.", completion: .file())
    var base: String?
    @Option(help: "What the carried version is called.") var version: String?
    @Option(help: "The file to write, instead of standard output.", completion: .file()) var to: String?

    func run() async throws {
        do {
            let file = try PathwayFile(local)
            let adaptation = try Adaptation.read(try file.tree())
            let national = try PathwayFile(newBase).tree()
            let old = try base.map { try PathwayFile($0).tree() } ?? file.base(of: adaptation)
            let carried = try CarriedAdaptation.make(file.text, file: local, base: old, national: national, version: version)
            try PathwayFile.write(carried.text, to: to)
            for conflict in carried.conflicts { Narration.say(conflict.description) }
            for mistake in carried.mistakes { Narration.say("\(mistake.place): error: \(mistake.what). \(mistake.remedy)") }
            for change in carried.settled { Narration.say("\(change.place): The national version says the same now: this change can go.") }
            Narration.say("\(carried.conflicts.count) conflicts.")
            if !carried.conflicts.isEmpty || !carried.mistakes.isEmpty { throw Outcome.refused }
        } catch let error as Mistakes {
            throw Problem.refused(error.description)
        }
    }
}
