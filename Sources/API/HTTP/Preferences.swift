import HTTPTypes

/// What the client prefers, from its `Prefer` header: https://www.rfc-editor.org/rfc/rfc7240, https://hl7.org/fhir/R4/http.html#ops
struct Preferences: Sendable, Hashable {
    enum Return: String, Sendable, CaseIterable {
        case minimal, representation
        case outcome = "OperationOutcome"
    }

    /// What to answer to a change; nil when the client did not say.
    var returns: Return?
    /// Whether unknown search parameters are ignored (and named in the answer) instead of refused.
    var isLenient = false

    init(_ headers: HTTPFields) {
        guard let header = headers.text("Prefer") else { return }
        for part in header.split(whereSeparator: { $0 == "," || $0 == ";" }) {
            let pair = part.split(separator: "=", maxSplits: 1).map { MediaRange.trim($0) }
            guard pair.count == 2 else { continue }
            let value = pair[1].filter { $0 != "\"" }
            switch pair[0].lowercased() {
            case "return": returns = Return.allCases.first { $0.rawValue.lowercased() == value.lowercased() } ?? returns
            case "handling": isLenient = value.lowercased() == "lenient"
            default: break
            }
        }
    }
}
