import FHIR
import Foundation
import Views

/// Tables of the resources of Synthea's bundles, beside sqlonfhir on a part of the same resources.
struct ViewFloor {
    private struct Case {
        var name: String
        var type: String
        var definition: String
    }

    private struct Answer: Decodable {
        var rows: Double
        var lines: Double
        var count: Int
        var differing: Int
    }

    /// sqlonfhir is given so many of the resources, spread evenly.
    private static let sample = 400

    func run(rounds: Int) throws {
        let resources = try Corpus.synthea.flatMap { bundle in
            try Resource(json: bundle).root.each("entry.resource").map { Resource($0) }
        }
        guard !resources.isEmpty else { return say("WITHOUT the shared data (HELHET_SHARED): nothing to measure with.") }
        var ratios: [Double] = []
        for one in Self.cases {
            if let ratio = try measure(one, resources.filter { $0.type == one.type }, rounds) { ratios.append(ratio) }
        }
        guard ratios.count == Self.cases.count else { return }
        let mean = exp(ratios.map { log($0) }.reduce(0, +) / Double(ratios.count))
        say("Views: \(mean.short) × sqlonfhir (geometric mean; least \((ratios.min() ?? 0).short)); load \(Machine.load)")
    }

    /// The smaller of the ratios to sqlonfhir; nil when there is none.
    private func measure(_ one: Case, _ resources: [Resource], _ rounds: Int) throws -> Double? {
        let definition = Array(one.definition.utf8)
        let view = try View(json: definition)
        let text = Array(resources.map { $0.bytes + [0x0A] }.joined())
        var rows: [Double] = []
        var lines: [Double] = []
        var parsing: [Double] = []
        var count = 0
        for round in 0..<rounds + 1 {
            let rowTime = try time {
                var table = Table(view, .ndjson) { _ in }
                for resource in resources { try table.add(resource) }
                count = try table.finish().rows
            }
            let lineTime = try time { _ = try view.write(.ndjson, of: Self.pieces(of: text), to: { _ in }) }
            let parseTime = try time {
                var reader = ResourceLines()
                let next = Self.pieces(of: text)
                while let piece = next() { try reader.read(piece) { _, _ in } }
            }
            guard round > 0 else { continue }
            rows.append(rowTime)
            lines.append(lineTime)
            parsing.append(parseTime)
        }
        let each = 1 / Double(resources.count)
        var line =
            "\(one.name): \(resources.count) \(one.type)s, \(count) rows; \((rows.median * each * 1e6).short) µs a resource, "
            + "\((lines.median * each * 1e6).short) µs from text to text: \((Double(text.count) / lines.median / 1e6).short) MB/s, "
            + "\((parsing.median / lines.median).short) × merely parsing"
        let ratio = try ratio(view, definition, resources, rows.median * each, lines.median * each, &line)
        say(line)
        return ratio
    }

    private func ratio(
        _ view: View, _ definition: [UInt8], _ resources: [Resource], _ rows: Double, _ lines: Double, _ line: inout String
    ) throws -> Double? {
        let step = max(1, resources.count / Self.sample)
        let some = stride(from: 0, to: resources.count, by: step).map { resources[$0] }
        var output: [UInt8] = []
        var table = Table(view, .ndjson) { output += $0 }
        for resource in some { try table.add(resource) }
        let count = try table.finish().rows
        let answer = try Peer(name: "sqlonfhir", script: "views.py").answer(
            Answer.self,
            [("view.json", definition), ("resources.ndjson", Array(some.map { $0.bytes + [0x0A] }.joined())), ("rows.ndjson", output)])
        guard let answer else { return nil }
        guard answer.count == count, answer.differing == 0 else {
            line += "; NO ratio: sqlonfhir makes \(answer.count) rows, we \(count), and \(answer.differing) differ"
            return nil
        }
        let ofRows = answer.rows / Double(some.count) / rows
        let ofLines = answer.lines / Double(some.count) / lines
        line += "; \(ofRows.short) × sqlonfhir, \(ofLines.short) × from text to text (the same \(count) rows)"
        return min(ofRows, ofLines)
    }

    private func time(_ body: () throws -> Void) rethrows -> Double {
        let start = Machine.thread
        try body()
        return Machine.thread - start
    }

    private static func pieces(of text: [UInt8]) -> () -> [UInt8]? {
        var start = 0
        return {
            guard start < text.count else { return nil }
            defer { start += 1 << 18 }
            return Array(text[start..<min(text.count, start + 1 << 18)])
        }
    }

    private static let cases = [
        Case(
            name: "Columns", type: "Observation",
            definition: """
                {"resourceType":"ViewDefinition","resource":"Observation","select":[{"column":[
                {"name":"id","path":"id"},{"name":"status","path":"status"},{"name":"patient","path":"subject.reference"},
                {"name":"encounter","path":"encounter.reference"},{"name":"code","path":"code.coding.first().code"},
                {"name":"display","path":"code.coding.first().display"},{"name":"at","path":"effective.ofType(dateTime)"},
                {"name":"value","path":"value.ofType(Quantity).value"},{"name":"unit","path":"value.ofType(Quantity).unit"},
                {"name":"text","path":"value.ofType(CodeableConcept).text"}]}]}
                """),
        Case(
            name: "Where", type: "Observation",
            definition: """
                {"resourceType":"ViewDefinition","resource":"Observation","constant":[{"name":"weight","valueCode":"29463-7"}],
                "where":[{"path":"code.coding.where(system = 'http://loinc.org' and code = %weight).exists()"},
                {"path":"value.ofType(Quantity).value > 60"}],
                "select":[{"column":[{"name":"id","path":"id"},{"name":"kg","path":"value.ofType(Quantity).value"}]}]}
                """),
        Case(
            name: "Nested forEach", type: "Claim",
            definition: """
                {"resourceType":"ViewDefinition","resource":"Claim","select":[{"column":[{"name":"id","path":"id"}]},
                {"forEach":"item","column":[{"name":"sequence","path":"sequence"}],"select":[
                {"forEach":"productOrService.coding","column":[{"name":"code","path":"code"},{"name":"display","path":"display"}]},
                {"forEachOrNull":"encounter","column":[{"name":"encounter","path":"reference"}]}]}]}
                """),
        Case(
            name: "Union", type: "Patient",
            definition: """
                {"resourceType":"ViewDefinition","resource":"Patient","select":[{"column":[{"name":"id","path":"id"}]},{"unionAll":[
                {"forEach":"telecom","column":[{"name":"kind","path":"system"},{"name":"value","path":"value"}]},
                {"forEach":"identifier","column":[{"name":"kind","path":"type.text"},{"name":"value","path":"value"}]},
                {"forEach":"name","column":[{"name":"kind","path":"use"},{"name":"value","path":"family"}]}]}]}
                """),
        Case(
            name: "Expressions", type: "Encounter",
            definition: """
                {"resourceType":"ViewDefinition","resource":"Encounter","where":[{"path":"status = 'finished' and period.exists()"}],
                "select":[{"column":[{"name":"id","path":"id"},{"name":"patient","path":"subject.reference.replace('urn:uuid:', '')"},
                {"name":"codes","path":"type.coding.code.join(',')"},{"name":"participants","path":"participant.count()"},
                {"name":"who","path":"participant.where(individual.display.startsWith('Dr')).individual.display.first()"}]}]}
                """),
    ]
}
