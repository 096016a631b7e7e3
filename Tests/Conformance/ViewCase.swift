import FHIR
import Foundation
import Samples
import Views

/// One of the published cases of SQL-on-FHIR, which are not part of the project.
public struct ViewCase: Sendable, CustomStringConvertible {
    public var file: String
    public var title: String
    private var view: Element
    private var resources: [Resource]
    private var body: Element

    public var description: String { file + ": " + title }

    public static let all: [ViewCase] = SharedData.files("data/sql-on-fhir", endingIn: ".json").flatMap { file -> [ViewCase] in
        guard let bytes = try? SharedData.bytes(file), let suite = try? Document(json: bytes) else { return [] }
        guard let tests = suite.root["tests"], tests.kind == .array, let resources = suite.root["resources"] else { return [] }
        return tests.items.compactMap { test in
            guard let view = test["view"] else { return nil }
            return ViewCase(
                file: file.deletingPathExtension().lastPathComponent, title: test["title"]?.text ?? "", view: view,
                resources: resources.items.map { Resource($0) }, body: test)
        }
    }

    /// What came instead of what the case expects; nil when it passes.
    public func miss() -> String? {
        let mustFail = body["expectError"]?.bool == true
        do {
            let view = try View(view)
            var rows: [String] = []
            for resource in resources {
                try view.rows(of: resource) { row in
                    var json: [UInt8] = [0x7B]
                    for (index, cell) in row.enumerated() {
                        json += Array("\(index == 0 ? "" : ",")\"\(view.columns[index].name)\":".utf8)
                        cell.writeJSON(to: &json)
                    }
                    rows.append(Self.normal(try Document(json: json + [0x7D]).root))
                }
            }
            if mustFail { return "was not refused, and gave \(rows.count) rows" }
            if let expected = body["expect"], rows.sorted() != expected.items.map(Self.normal).sorted() { return "gave \(rows)" }
            if let count = body["expectCount"]?.int, rows.count != count { return "gave \(rows.count) rows for \(count)" }
            if let columns = body["expectColumns"], view.columns.map(\.name) != columns.items.compactMap(\.text) {
                return "has the columns \(view.columns.map(\.name))"
            }
            return nil
        } catch {
            return mustFail ? nil : "was refused: \(error)"
        }
    }

    /// A row as one text: names sorted, nulls left out, numbers without regard to how they are written.
    private static func normal(_ row: Element) -> String {
        row.members.filter { $0.value.kind != .null }.sorted { $0.name < $1.name }.map { name, value in
            let text =
                value.kind == .number
                ? value.text.flatMap { Decimal(string: $0) }?.description ?? "" : String(decoding: value.canonical(), as: UTF8.self)
            return "\(name)=\(text)"
        }.joined(separator: "; ")
    }
}
