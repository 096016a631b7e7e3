import ArgumentParser
import Directory
import Pathways

struct PathwayDraw: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "draw",
        abstract: "Draw a pathway: who does what after what, and by when.",
        discussion: "The drawing is SVG, for any browser. A draft is drawn too; a file with mistakes is not.")

    enum Language: String, ExpressibleByArgument, CaseIterable { case nb, nn, da, en }

    @Argument(help: "A file of a pathway or a local version.", completion: .file()) var file: String
    @Option(help: "nb, nn, da or en.") var language = Language.nb
    @Option(help: "The file to write, instead of standard output.", completion: .file()) var to: String?

    func run() async throws {
        do {
            let definition = try PathwayDefinition.read(try PathwayFile(file).definition())
            let drawing = DefinitionDrawing.make(definition, language: language.rawValue)
            try PathwayFile.write(drawing.svg(standsAlone: true), to: to)
        } catch let error as Mistakes {
            throw Problem.refused(error.description)
        }
    }
}
