import FHIR
import FHIRPath
import Foundation

/// FHIRPath on the resources of Synthea's bundles, beside fhirpathpy on a part of the same resources.
struct ExpressionFloor {
    private static let expressions = [
        "Patient.name.given", "name.where(use = 'official').family", "birthDate < today()", "Observation.value.value > 100",
        "code.coding.where(system = 'http://loinc.org').code", "identifier.where(system.exists()).value.first()",
        "extension.where(url.startsWith('http://hl7.org')).count()", "descendants().count()", "subject.reference.substring(9)",
        "(status = 'final' or status = 'finished') and id.exists()", "iif(period.exists(), period.start, issued)",
        "component.select(value.value).distinct().count()",
    ]
    /// fhirpathpy is given so many of the resources, spread evenly.
    private static let sample = 400

    private struct Answer: Decodable {
        var seconds: Double
        var items: Int
    }

    func run(rounds: Int) throws {
        let resources = try Corpus.synthea.flatMap { bundle in
            try Resource(json: bundle).root.each("entry.resource").map { Resource($0) }
        }
        guard !resources.isEmpty else { return say("WITHOUT the shared data (HELHET_SHARED): nothing to measure with.") }
        let step = max(1, resources.count / Self.sample)
        let some = stride(from: 0, to: resources.count, by: step).map { resources[$0] }
        let peers = try Peer(name: "fhirpathpy", script: "expressions.py").answer(
            [Answer].self,
            [
                ("expressions.json", Array(JSONEncoder().encode(Self.expressions))),
                ("resources.ndjson", Array(some.map { $0.bytes + [0x0A] }.joined())),
            ])
        var environment = Environment()
        environment.now = TemporalValue(dateTime: "2026-01-01T00:00:00Z")
        let bytes = resources.reduce(0) { $0 + $1.bytes.count }
        var ratios: [Double] = []
        for (index, text) in Self.expressions.enumerated() {
            let expression = try Expression(text)
            let nodes = resources.map { Node($0) }
            var seconds: [Double] = []
            for round in 0..<rounds + 1 {
                let start = Machine.thread
                for node in nodes { _ = try expression.evaluate(node, in: environment) }
                if round > 0 { seconds.append(Machine.thread - start) }
            }
            let each = seconds.median / Double(nodes.count)
            var line = "\(text): \((each * 1e9).short) ns each, \((Double(bytes) / seconds.median / 1e6).short) MB/s of resources"
            if let peers {
                let found = try some.reduce(0) { try $0 + expression.evaluate(Node($1), in: environment).count }
                let ratio = peers[index].seconds / Double(some.count) / each
                ratios.append(ratio)
                line +=
                    "; \(ratio.short) × fhirpathpy"
                    + (found == peers[index].items ? "" : " (which finds \(peers[index].items) items, we \(found))")
            }
            say(line)
        }
        guard !ratios.isEmpty else { return }
        let mean = exp(ratios.map { log($0) }.reduce(0, +) / Double(ratios.count))
        say(
            "FHIRPath, \(resources.count) resources: \(mean.short) × fhirpathpy (geometric mean; least \((ratios.min() ?? 0).short)); load \(Machine.load)"
        )
    }
}
