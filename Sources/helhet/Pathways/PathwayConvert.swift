import ArgumentParser
import Directory
import FHIR
import Pathways

struct PathwayConvert: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert",
        abstract: "Take a pathway to FHIR, or back.",
        discussion: """
            A pathway becomes a transaction of one PlanDefinition and an ActivityDefinition for each step; JSON or XML of these becomes a \
            pathway. Nothing is lost either way: what FHIR has no place for stands in extensions.
            """)

    @Argument(help: "A file of a pathway, or of a PlanDefinition or a Bundle with one.", completion: .file()) var file: String
    @Option(help: "The file to write, instead of standard output.", completion: .file()) var to: String?

    func run() async throws {
        let first = try PathwayFile(file).text.first { !$0.isWhitespace }
        do {
            if first == "{" || first == "<" {
                let definition = try PathwayDefinition.read(fhir: try ResourceFile(file).read().resource, file: file)
                try PathwayFile.write(definition.tree.yaml, to: to)
            } else {
                let definition = try PathwayDefinition.read(try PathwayFile(file).definition())
                try PathwayFile.write(String(decoding: try definition.fhir.bytes, as: UTF8.self), to: to)
            }
        } catch let error as Mistakes {
            throw Problem.refused(error.description)
        } catch let error as DocumentError {
            throw Problem.refused("\(file): \(error.message)")
        }
    }
}
