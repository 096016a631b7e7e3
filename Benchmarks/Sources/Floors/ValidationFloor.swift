import FHIR
import Foundation
import Validation

/// Synthea's bundles from text to verdict, beside the models of fhir.resources.
struct ValidationFloor {
    private struct Answer: Decodable {
        var seconds: Double
        var valid: [Bool]
    }

    func run(rounds: Int) throws {
        let bundles = Corpus.synthea
        guard !bundles.isEmpty else { return say("WITHOUT the shared data (HELHET_SHARED): nothing to measure with.") }
        let size = Double(bundles.reduce(0) { $0 + $1.count })
        var whole: [Double] = []
        var parsing: [Double] = []
        var verdicts: [Bool] = []
        for round in 0..<rounds + 1 {
            var found: [Bool] = []
            let wholeTime = try time {
                for bundle in bundles { found.append(Validator.shared.validate(try Resource(json: bundle)).isValid) }
            }
            var blind = 0
            let parseTime = try time { for bundle in bundles { blind &+= try Resource(json: bundle).type.utf8.count } }
            guard round > 0 else { continue }
            whole.append(wholeTime)
            parsing.append(parseTime)
            verdicts = found
        }
        var line =
            "Validation: \(bundles.count) bundles, \((size / 1e6).short) MB, \(verdicts.count { $0 }) valid; "
            + "\((size / whole.median / 1e6).short) MB/s, \((parsing.median / whole.median).short) × merely parsing"
        let lines = Array(bundles.map { $0 + [0x0A] }.joined())
        if let answer = try Peer(name: "fhir.resources", script: "validation.py").answer(Answer.self, [("bundles.ndjson", lines)]) {
            if answer.valid == verdicts {
                line += "; \((answer.seconds / whole.median).short) × fhir.resources (the same verdicts)"
            } else {
                line += "; NO ratio: fhir.resources finds \(answer.valid.count { $0 }) valid"
            }
        }
        say(line + "; load \(Machine.load)")
    }

    private func time(_ body: () throws -> Void) rethrows -> Double {
        let start = Machine.thread
        try body()
        return Machine.thread - start
    }
}
