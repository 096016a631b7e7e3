import Testing

@testable import Pathways

/// Scores from the files, and what to ask them.
enum ScoreCase {
    static let library: ScoreLibrary = {
        do {
            return try ScoreLibrary.shipped()
        } catch {
            Issue.record("\(error)")
            return ScoreLibrary([])
        }
    }()

    static func score(_ name: String, _ variant: String) throws -> ScoreDefinition {
        try #require(library.score(name, variant: variant))
    }

    /// The points of one item for one value.
    static func points(_ name: String, _ variant: String, _ item: String, _ value: String, with: [String: String] = [:]) throws -> Int? {
        let score = try score(name, variant)
        let input = try #require(score.input(item))
        var inputs: [String: ScoreInput] = with.mapValues { .answer($0) }
        switch input.kind {
        case .number(let measure): inputs[item] = ScoreInput.quantity(value, measure.unit)
        case .answers: inputs[item] = .answer(value)
        }
        return score.result(of: inputs).items.first { $0.id == item }?.points
    }

    /// Somebody well: every item gives nothing.
    static func well(_ score: ScoreDefinition) -> [String: ScoreInput] {
        let numbers = [
            "respiration": "16", "saturation": score.variant.contains("scale-2") ? "90" : "98", "systolic": "120", "pulse": "70",
            "temperature": "37.0", "length-of-stay": "0", "emergency-visits": "0", "haemoglobin": "14", "sodium": "140", "admissions": "0",
        ]
        var inputs: [String: ScoreInput] = [:]
        for input in score.inputs {
            switch input.kind {
            case .number(let measure): inputs[input.id] = ScoreInput.quantity(numbers[input.id] ?? "0", measure.unit)
            case .answers(let answers): inputs[input.id] = .answer(answers.first?.id == "alert" ? "alert" : "no")
            }
        }
        return inputs
    }
}
