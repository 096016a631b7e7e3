public import FHIRPath

/// What somebody says for one input of a score.
public enum ScoreInput: Sendable, Hashable {
    /// With its unit as in UCUM.
    case quantity(DecimalNumber, unit: String)
    case answer(String)

    /// `quantity("37.2", "Cel")`; nil when the text is no number.
    public static func quantity(_ text: String, _ unit: String) -> ScoreInput? {
        DecimalNumber(text).map { .quantity($0, unit: unit) }
    }
}
