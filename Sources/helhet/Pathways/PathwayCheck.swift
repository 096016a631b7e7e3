import ArgumentParser
import Directory
import Pathways

struct PathwayCheck: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Say what is wrong in files of pathways, and what should be looked at.",
        discussion: """
            Each finding is one line: file, line, column, error or warning, what it is and what to do. Exit code 1 when anything is an error. \
            A local version (one that begins with adapts:) is checked as it is, and as the pathway that it makes of its base.
            """)

    @Argument(help: "Files of pathways and local versions.", completion: .file()) var files: [String]
    @Flag(help: "Leave warnings out.") var errorsOnly = false

    func run() async throws {
        var isFine = true
        for name in files {
            let findings = try findings(name)
            isFine = isFine && findings.mistakes.isEmpty
            for mistake in findings.mistakes { print(line("error", mistake)) }
            if !errorsOnly { for warning in findings.warnings { print(line("warning", warning)) } }
            if findings.mistakes.isEmpty {
                let steps = findings.definition.map { ": \($0.steps.count) steps in \($0.phases.count) phases" } ?? ""
                Narration.say("\(name) has no mistakes\(steps), and \(findings.warnings.count) warnings.")
            }
        }
        if !isFine { throw Outcome.refused }
    }

    private func line(_ severity: String, _ mistake: Mistake) -> String {
        "\(mistake.place): \(severity): \(mistake.what). \(mistake.remedy)"
    }

    private func findings(_ name: String) throws -> DefinitionFindings {
        let file = try PathwayFile(name)
        do {
            let tree = try DefinitionTree.read(yaml: file.text, file: name)
            guard Adaptation.isOne(tree) else { return PathwayDefinition.check(tree) }
            let adaptation = try Adaptation.read(tree)
            return PathwayDefinition.check(try adaptation.applied(to: try file.base(of: adaptation, beside: files)))
        } catch let error as Mistakes {
            return DefinitionFindings(definition: nil, mistakes: error.list, warnings: [])
        }
    }
}
