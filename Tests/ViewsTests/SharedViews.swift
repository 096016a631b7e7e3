import FHIR
import Foundation
import Testing

/// The published cases, which are no part of the project: where they are, and a loud word when they are not there.
enum SharedViews {
    static let folder: URL = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let shared = ProcessInfo.processInfo.environment["HELHET_SHARED"].map { URL(filePath: $0, relativeTo: root) }
        return (shared ?? root.appending(path: "../shared")).standardizedFileURL.appending(path: "data/sql-on-fhir")
    }()

    static let isThere: Bool = {
        let there = FileManager.default.fileExists(atPath: folder.path)
        if !there {
            FileHandle.standardError.write(Data("SKIPPED: no data in \(folder.path); set HELHET_SHARED to the shared folder.\n".utf8))
        }
        return there
    }()

    struct Case: Sendable, CustomTestStringConvertible {
        var file: String
        var title: String
        var view: Element
        var resources: [Resource]
        var body: Element

        var testDescription: String { file + ": " + title }
    }

    static let cases: [Case] = {
        guard isThere else { return [] }
        let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        return files.filter { $0.pathExtension == "json" }.sorted { $0.path < $1.path }.flatMap { file -> [Case] in
            guard let data = try? Data(contentsOf: file), let suite = try? Document(json: Array(data)) else { return [] }
            guard let tests = suite.root["tests"], tests.kind == .array, let resources = suite.root["resources"] else { return [] }
            return tests.items.compactMap { test in
                guard let view = test["view"] else { return nil }
                return Case(
                    file: file.deletingPathExtension().lastPathComponent, title: test["title"]?.text ?? "", view: view,
                    resources: resources.items.map { Resource($0) }, body: test)
            }
        }
    }()
}
