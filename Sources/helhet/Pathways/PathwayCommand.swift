import ArgumentParser
import Directory
import Foundation
import Pathways

struct PathwayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pathway",
        abstract: "Write pathways: check, draw, compare and adapt them, take them to FHIR and back, and see what came of them.",
        subcommands: [
            PathwayCheck.self, PathwayDraw.self, PathwayDiff.self, PathwayMerge.self, PathwayRevise.self, PathwayConvert.self,
            PathwaySchema.self, FiguresCommand.self,
        ])
}

/// A file of a pathway, by its path.
struct PathwayFile {
    let name: String
    let text: String

    init(_ name: String) throws {
        guard let data = name == "-" ? try? FileHandle.standardInput.readToEnd() : FileManager.default.contents(atPath: name) else {
            throw Problem.usage("\(name) cannot be read; name a file with a pathway.")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw Problem.refused("\(name) is not UTF-8; save it as UTF-8.")
        }
        self.name = name
        self.text = text
    }

    func tree() throws -> DefinitionTree {
        do {
            return try DefinitionTree.read(yaml: text, file: name)
        } catch {
            throw Problem.refused(error.description)
        }
    }

    /// What the file says; of a local version, the pathway that it makes.
    func definition(beside others: [String] = []) throws -> DefinitionTree {
        let tree = try tree()
        guard Adaptation.isOne(tree) else { return tree }
        do {
            let adaptation = try Adaptation.read(tree)
            return try adaptation.applied(to: try base(of: adaptation, beside: others))
        } catch let error as Mistakes {
            throw Problem.refused(error.description)
        }
    }

    /// The national version that a local one was written against: in the other files, beside it in its folder, or shipped.
    func base(of adaptation: Adaptation, beside others: [String] = []) throws -> DefinitionTree {
        let folder = URL(filePath: name).deletingLastPathComponent().path
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let near = names.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.sorted().map { folder + "/" + $0 }
        var found = (others + near).compactMap { try? PathwayFile($0).tree() }
        found += PathwayLibrary.shippedFiles.compactMap { try? DefinitionTree.read(yaml: $0.text, file: $0.name) }
        let base = found.first {
            !Adaptation.isOne($0) && $0["pathway"]?.text == adaptation.id && $0["version"]?.text == adaptation.base
        }
        guard let base else {
            throw Problem.refused(
                "\(name): There is no version \"\(adaptation.base)\" of the pathway \"\(adaptation.id)\" here. Name its file too, or put it in the same folder."
            )
        }
        return base
    }

    /// Writes a result to a file, or to standard output.
    static func write(_ text: String, to file: String?) throws {
        guard let file else {
            print(text, terminator: text.hasSuffix("\n") ? "" : "\n")
            return
        }
        guard FileManager.default.createFile(atPath: file, contents: Data(text.utf8)) else {
            throw Problem.failed("\(file) cannot be written. Look whether its folder is there and may be written to.")
        }
    }
}
