import ArgumentParser
import FHIR
import FHIRPath
import Validation

struct FHIRPathCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fhirpath", abstract: "Ask a resource something in FHIRPath.",
        discussion: """
            Each item of the answer is one line: a primitive as its text, an element as JSON. An empty answer prints nothing. `-` reads \
            the resource from standard input.
            """)

    @Argument(help: "The expression, such as \"name.where(use = 'official').family\".") var expression: String
    @Argument(help: "A file with one resource, JSON or XML, or -.") var file: String
    @Option(help: "The time that now() gives, such as 2026-01-01T12:00:00Z.") var at: String?
    @OptionGroup var definitions: DefinitionOptions
    @Flag(help: "Do not refuse elements that the resource's type does not have.") var lenient = false

    func run() async throws {
        let resource = try ResourceFile(file).read().resource
        var environment = Environment()
        if !definitions.definitions.isEmpty { environment.load(try definitions.read()) }
        let now = at ?? Clock.now().description
        guard let moment = TemporalValue(dateTime: now) else {
            throw Problem.usage("--at takes a time such as 2026-01-01T12:00:00Z; “\(now)” is none.")
        }
        environment.now = moment
        environment.trace = { name, items in
            for item in items { Narration.say("\(name): \(item.line)") }
        }
        do throws(ExpressionError) {
            let expression = try Expression(self.expression, type: lenient ? nil : resource.type)
            for item in try expression.evaluate(Node(resource), in: environment) { print(item.line) }
        } catch {
            throw Problem.refused("\(error)")
        }
    }
}

extension Item {
    /// As a line of text: an element as the JSON that it is.
    fileprivate var line: String {
        if case .node(let node) = self {
            if let value = node.primitive { return value.description }
            return node.element.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
        }
        return description
    }
}
