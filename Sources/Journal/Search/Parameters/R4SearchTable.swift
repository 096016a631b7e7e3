import CR4
import FHIR

/// The table of search parameters and compartments that is embedded in the executable; its grammar is described in
/// `Scripts/generate-r4-search`.
struct R4SearchTable: Sendable {
    var parameters: [SearchParameter] = []
    /// By compartment and type: the codes of the parameters that put a resource there.
    var compartments: [String: [String: [String]]] = [:]

    static let shared = R4SearchTable()

    static let prefix = "http://hl7.org/fhir/SearchParameter/"

    private init() {
        let bytes = UnsafeBufferPointer(start: helhet_r4_search_bytes(), count: helhet_r4_search_count())
        var type = ""
        for line in bytes.split(separator: 0x0A) {
            let words = line.split(separator: 0x20, maxSplits: 5).map { String(decoding: $0, as: UTF8.self) }
            switch words.first {
            case "t" where words.count == 2, "m" where words.count == 2: type = words[1]
            case "p" where words.count == 6:
                guard let kind = SearchParameter.Kind(rawValue: words[2]) else { continue }
                let targets =
                    switch words[4] {
                    case "-": [String]()
                    case "*": R4.resourceTypes
                    default: words[4].split(separator: "|").map(String.init)
                    }
                parameters.append(
                    SearchParameter(
                        type: type, code: words[1], kind: kind, url: Self.prefix + words[3],
                        expression: words[5] == "-" ? "" : words[5], targets: targets))
            case "s" where words.count > 1 && !parameters.isEmpty:
                parameters[parameters.count - 1].systems = words[1...].flatMap { $0.split(separator: " ").map(String.init) }
            case "c" where words.count > 2 && !parameters.isEmpty:
                parameters[parameters.count - 1].components.append(
                    SearchParameter.Component(definition: Self.prefix + words[1], expression: words[2...].joined(separator: " ")))
            case "w" where words.count > 2:
                compartments[type, default: [:]][words[1]] = words[2...].flatMap { $0.split(separator: " ").map(String.init) }
            default: continue
            }
        }
    }
}
