import FHIR
import Foundation
import Samples
import Testing

/// The published cases, which are no part of the project.
enum SharedViews {
    static let isThere = SharedData.has("data/sql-on-fhir")

    struct Case: Sendable, CustomTestStringConvertible {
        var file: String
        var title: String
        var view: Element
        var resources: [Resource]
        var body: Element

        var testDescription: String { file + ": " + title }
    }

    static let cases: [Case] = {
        SharedData.files("data/sql-on-fhir", endingIn: ".json").flatMap { file -> [Case] in
            guard let bytes = try? SharedData.bytes(file), let suite = try? Document(json: bytes) else { return [] }
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
