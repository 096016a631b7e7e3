import FHIR
import Journal

/// The value of a search parameter, taken apart: https://hl7.org/fhir/R4/search.html#escaping
enum SearchValue {
    /// What stands between commas that are not escaped; the escapes stay.
    static func alternatives(_ value: String) throws(Problem) -> [String] {
        var parts = [""]
        var isEscaped = false
        for character in value {
            if character == ",", !isEscaped {
                parts.append("")
            } else {
                parts[parts.count - 1].append(character)
            }
            isEscaped = character == "\\" && !isEscaped
        }
        guard parts.allSatisfy({ !$0.isEmpty }) else {
            throw Problem(.badValue, "A search parameter has no value. Give it one, or leave it out.")
        }
        return parts
    }

    /// The value without escapes.
    static func plain(_ value: String) -> String {
        guard value.contains("\\") else { return value }
        var text = ""
        var isEscaped = false
        for character in value {
            if character == "\\", !isEscaped {
                isEscaped = true
            } else {
                text.append(character)
                isEscaped = false
            }
        }
        return text
    }

    /// The terms of which one is enough.
    static func terms(
        _ value: String, of parameter: TermParameter, on type: String, modifier: String?, base: String
    ) throws(Problem) -> [Term] {
        if let modifier {
            guard parameter.kind == .reference, ResourceTypes.isKnown(modifier) else {
                throw KnownParameters.unknown("\(parameter.name):\(modifier)", on: type)
            }
        }
        let text = plain(value)
        switch parameter.kind {
        case .identifier, .uri: return [Term(parameter.name, text)]
        case .token:
            guard !text.hasSuffix("|") else {
                throw Problem(.badValue, "`\(parameter.name)` is found by its code. Write the code after the sign `|`.")
            }
            guard text.contains("|"), ResourceTypes.isPrimitive(parameter.path, on: type) else { return [Term(parameter.name, text)] }
            throw Problem(.badValue, "`\(parameter.name)` is a plain code without a system. Write the code alone.")
        case .reference: return try references(text, parameter, on: type, modifier, base).map { Term(parameter.name, $0) }
        }
    }

    /// The ways in which a reference to the same thing may be written.
    private static func references(
        _ text: String, _ parameter: TermParameter, on type: String, _ modifier: String?, _ base: String
    ) throws(Problem) -> [String] {
        func both(_ reference: String) -> [String] { [reference, "\(base)/\(reference)"] }
        if text.hasPrefix(base + "/") { return both(String(text.dropFirst(base.count + 1))) }
        if text.contains(":") { return [text] }
        if text.contains("/") { return both(text) }
        if let modifier { return both("\(modifier)/\(text)") }
        if parameter.name == "patient" { return both("Patient/\(text)") }
        let targets = ResourceTypes.targets(of: parameter.name, on: type)
        guard !targets.isEmpty else {
            throw Problem(.badValue, "`\(parameter.name)` may point at any type. Write the type too: `\(parameter.name)=Patient/ID`.")
        }
        return targets.flatMap { both("\($0)/\(text)") }
    }
}
