/// One media type of an `Accept` or `Content-Type` header, with its parameters: https://www.rfc-editor.org/rfc/rfc9110#name-media-type
struct MediaRange: Sendable, Hashable {
    /// `application/fhir+json`, in lower case; `*` stands for anything.
    var type: String
    var parameters: [String: String]

    /// nil when the text is no media type.
    init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ";").map { Self.trim($0) }
        guard let first = parts.first, first.split(separator: "/", omittingEmptySubsequences: false).count == 2 else { return nil }
        type = first.lowercased()
        parameters = [:]
        for part in parts.dropFirst() {
            let pair = part.split(separator: "=", maxSplits: 1).map { Self.trim($0) }
            guard pair.count == 2 else { continue }
            parameters[pair[0].lowercased()] = pair[1].hasPrefix("\"") ? String(pair[1].dropFirst().dropLast()) : pair[1]
        }
    }

    /// The ranges of an `Accept` header, the most wanted first; those with weight 0 are left out.
    static func list(_ header: String) -> [MediaRange] {
        header.split(separator: ",").compactMap { MediaRange($0) }.enumerated()
            .map { (range: $0.element, weight: $0.element.parameters["q"].flatMap(Double.init) ?? 1, place: $0.offset) }
            .filter { $0.weight > 0 }
            .sorted { ($1.weight, $0.range.vagueness, $0.place) < ($0.weight, $1.range.vagueness, $1.place) }
            .map(\.range)
    }

    private var vagueness: Int { type.count { $0 == "*" } }

    static func trim(_ text: some StringProtocol) -> String {
        String(text.drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }
}
