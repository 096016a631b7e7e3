import Directory
import Foundation
import Testing

@testable import Pathways

@Suite("The page that teaches to write a pathway") struct DocumentationTests {
    private static let page: String = {
        let file = ConvertingTests.folder.deletingLastPathComponent().appending(path: "Documentation/pathways.md")
        return (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    }()

    /// The blocks of YAML between two headings.
    private static func blocks(_ from: String, _ to: String) -> [String] {
        let part = page.components(separatedBy: from).dropFirst().first?.components(separatedBy: to).first ?? ""
        return part.components(separatedBy: "```yaml\n").dropFirst().map { $0.components(separatedBy: "```").first ?? "" }
    }

    /// The file that a reader has at the end: the further steps go below the first, as the page says.
    static var example: String {
        var blocks = blocks("## Write a pathway", "## Your own version")
        guard blocks.count == 8 else { return "" }
        let signed = blocks.removeLast()
        let steps = blocks.remove(at: 5)
        return (blocks[0...3] + [steps] + blocks[4...] + [signed]).joined()
    }

    @Test("says which mistake its example has, and where") func mistake() {
        let findings = PathwayDefinition.check(yaml: Self.example, file: "coming-home.yaml")
        let told = "coming-home.yaml:39:104: error: The text ends before \"hvordan det går\""
        #expect(findings.mistakes.map { "\($0.place): error: \($0.what)" } == [told] && Self.page.contains(told))
    }

    @Test("leads to a pathway that is taken, with the warnings that it shows, and can be published") func example() throws {
        let mended = Self.example.replacing("da: Ringe og høre, hvordan det går", with: "da: \"Ringe og høre, hvordan det går\"")
        let findings = PathwayDefinition.check(yaml: mended, file: "coming-home.yaml")
        #expect(findings.mistakes.map(\.description) == [])
        #expect(findings.warnings.map(\.what) == ["Choosing \"fine\" opens nothing"])
        #expect(findings.warnings.first.map { Self.page.contains("\($0.place): warning: \($0.what). \($0.remedy)\n") } == true)
        #expect(findings.definition?.publication.missing == [])
        let library = try AdaptationTests.library(mended.replacing("status: draft", with: "status: published"))
        #expect(library.definitions.map(\.id) == ["coming-home"])
    }

    @Test("shows a local version that works") func adaptation() throws {
        let local = try #require(Self.blocks("## Your own version", "## Commands").first)
        let library = try PathwayLibrary.read(
            PathwayLibrary.shippedFiles.filter { $0.text.contains("pathway: hospital-stay\n") } + [
                SourceFile(name: "bergen.yaml", text: local)
            ])
        #expect(library.conflicts.isEmpty && library.definition("hospital-stay", version: "1.1-bergen.1") != nil)
    }

    @Test("names every key that there is") func keys() {
        func look(_ shape: Shape, _ found: inout Set<String>) {
            switch shape {
            case .list(let item): look(item, &found)
            case .any(let shapes): for shape in shapes { look(shape, &found) }
            case .table(let table):
                for key in table.keys {
                    found.insert(key.name)
                    look(key.shape, &found)
                }
            case .text, .id, .name, .day, .count, .yesOrNo, .words, .wording, .term, .event, .details, .expression, .resource, .code,
                .threshold:
                break
            }
        }
        var keys: Set<String> = []
        look(.table(.pathway), &keys)
        #expect(keys.filter { !Self.page.contains($0) }.sorted() == [])
    }
}
