import FHIR
import Foundation
import Testing
import Views

@Suite("The published cases of SQL-on-FHIR", .enabled(if: SharedViews.isThere, "no shared data")) struct PublishedCaseTests {
    @Test("There are cases") func count() {
        #expect(SharedViews.cases.count >= 100)
    }

    @Test("Each gives the rows, or the refusal, that it expects", arguments: SharedViews.cases) func passes(_ test: SharedViews.Case) throws
    {
        if test.body["expectError"]?.bool == true {
            #expect(throws: (any Error).self) {
                let view = try View(test.view)
                for resource in test.resources { try view.rows(of: resource) { _ in } }
            }
            return
        }
        let view = try View(test.view)
        var rows: [String] = []
        for resource in test.resources {
            try view.rows(of: resource) { row in
                var json: [UInt8] = [0x7B]
                for (index, cell) in row.enumerated() {
                    json += Array("\(index == 0 ? "" : ",")\"\(view.columns[index].name)\":".utf8)
                    cell.writeJSON(to: &json)
                }
                rows.append(Self.normal(try Document(json: json + [0x7D]).root))
            }
        }
        if let expected = test.body["expect"] {
            #expect(rows.sorted() == expected.items.map(Self.normal).sorted())
        }
        if let count = test.body["expectCount"]?.int { #expect(rows.count == count) }
        if let columns = test.body["expectColumns"] { #expect(view.columns.map(\.name) == columns.items.compactMap(\.text)) }
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
