import Directory
import Foundation
import Testing

@testable import Pathways

/// The files of `pathways/` as they stand in the folder.
enum ShippedContent {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "pathways")

    /// Every definition by its file's name, without adaptations.
    static let texts: [String: String] = {
        var texts: [String: String] = [:]
        do {
            for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name.hasSuffix(".yaml") {
                texts[name] = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
            }
        } catch {
            Issue.record("\(error)")
        }
        return texts
    }()

    /// Every definition that could be read; what is wrong with the others is recorded.
    static let definitions: [PathwayDefinition] = texts.sorted { $0.key < $1.key }.compactMap { name, text in
        do {
            return try PathwayDefinition.read(yaml: text, file: "pathways/\(name)")
        } catch {
            Issue.record("\(error)")
            return nil
        }
    }

    static func definition(_ id: String) throws -> PathwayDefinition { try #require(definitions.first { $0.id == id }) }
}
