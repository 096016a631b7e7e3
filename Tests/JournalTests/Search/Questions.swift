import FHIR
import FHIRPath
import Samples

@testable import Journal

/// Searches that the values of resources suggest.
struct Questions {
    let parameters: SearchParameters

    init(_ parameters: SearchParameters) { self.parameters = parameters }

    func about(
        _ parameter: SearchParameter, _ stored: [StoredResource], _ most: Int, _ numbers: inout SeededNumbers
    ) -> [(String, String)] {
        let code = parameter.code
        if code == "_id" { return stored.prefix(1).map { ("_id", $0.id) } }
        if code == "_lastUpdated" { return [("_lastUpdated", "2026-01-01"), ("_lastUpdated", "ne2026")] }
        let roots = stored.compactMap(\.resource?.root).shuffled(using: &numbers)
        if code == "_text" || code == "_content" {
            return roots.prefix(most).flatMap { root -> [(String, String)] in
                let words = SearchParameters.words(root, ofNarrativeAlone: code == "_text").subtracting(["and", "or"]).sorted()
                    .shuffled(using: &numbers).prefix(3)
                guard let first = words.first, let last = words.last else { return [] }
                return words.prefix(2).map { (code, $0) } + [
                    (code, "\(first) \(last)"), (code, "\(first) OR \(last)"), (code, "NOT \(first)"), (code, "NOT (\(first) and \(last))"),
                    (code, "(\(first) OR nowhere) AND NOT \(last)"),
                ]
            }
        }
        if parameter.kind == .composite { return composites(parameter, roots, most, &numbers) }
        var found = [("\(code):missing", "true"), ("\(code):missing", "false")]
        for root in roots.lazy.filter({ !parameters.values(parameter, $0).isEmpty }).prefix(most) {
            for value in parameters.values(parameter, root).shuffled(using: &numbers).prefix(3) {
                for (modifier, text) in questions(value, parameter.kind, &numbers) where !text.isEmpty {
                    found.append((code + modifier, text))
                }
            }
        }
        return found
    }

    private func composites(
        _ parameter: SearchParameter, _ roots: [Element], _ most: Int, _ numbers: inout SeededNumbers
    ) -> [(String, String)] {
        var found: [(String, String)] = []
        for root in roots {
            for item in parameters.compiled.values.items(parameter.expression, of: Node(root), in: root) {
                guard case .node(let node) = item else { continue }
                var parts: [[String]] = []
                for component in parameter.components {
                    guard let kind = component.kind else { continue }
                    let values = parameters.compiled.values.values(component.expression, kind, of: node, in: root)
                    parts.append(values.flatMap { questions($0, kind, &numbers).filter { $0.0.isEmpty }.map(\.1) }.filter { !$0.isEmpty })
                }
                guard parts.allSatisfy({ !$0.isEmpty }) else { continue }
                for _ in 0..<4 {
                    let text = parts.map { $0.randomElement(using: &numbers) ?? "" }.joined(separator: "$")
                    found.append((parameter.code, text))
                }
            }
            if found.count > most * 8 { break }
        }
        return found
    }

    private func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, sign in
            if [",", "$", "|", "\\"].contains(sign) { result.append("\\") }
            result.append(sign)
        }
    }

    /// Modifiers with their colon, and values.
    private func questions(_ value: SearchValue, _ kind: SearchParameter.Kind, _ numbers: inout SeededNumbers) -> [(String, String)] {
        switch value {
        case .token(let token):
            var found: [(String, String)] = []
            if let system = token.system { found.append(("", "\(escaped(system))|")) }
            if let code = token.code.map(escaped), !code.isEmpty {
                found += [("", code), ("", code.uppercased()), (":not", code), ("", "|\(code)"), ("", "http://nowhere.example|\(code)")]
                if let system = token.system { found.append(("", "\(escaped(system))|\(code)")) }
            }
            return found
        case .label(let text):
            let start = String(text.prefix(Int.random(in: 1...20, using: &numbers)))
            return FoldedText.of(start).isEmpty ? [] : [(":text", escaped(start))]
        case .typed(let system, let code, let value): return [(":of-type", [system, code, value].map(escaped).joined(separator: "|"))]
        case .text(let text, _):
            let start = String(text.prefix(Int.random(in: 1...24, using: &numbers)))
            let inside = String(text.dropFirst(Int.random(in: 0...12, using: &numbers)).prefix(Int.random(in: 1...20, using: &numbers)))
            return [("", start), (":exact", text), (":exact", start), (":contains", inside)].filter { !FoldedText.of($0.1).isEmpty }
                .map { ($0.0, escaped($0.1)) }
        case .reference(let text), .canonical(let text):
            guard !text.hasPrefix("#"), text.contains("/") || text.contains(":") else { return [] }
            let last = text.split(separator: "/").last.map(String.init) ?? ""
            let bare = text.split(separator: "|").first.map(String.init) ?? text
            let isLocal = LocalReference(text, base: "") != nil
            let isAddress = text.contains(":")
            return (isLocal || isAddress ? [("", escaped(text)), ("", escaped(bare))] : []) + (isLocal ? [("", escaped(last))] : [])
        case .contained(let type, let id): return [("", "\(type)/\(id)")]
        case .identifier(let system, let value):
            return [(":identifier", "\(escaped(system ?? ""))|\(escaped(value))"), (":identifier", escaped(value))]
        case .uri(let text):
            let upper = text.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
            return [("", escaped(text)), (":above", escaped(text + "/more")), (":below", escaped(text))]
                + (upper.isEmpty ? [] : [(":below", escaped(upper))])
        case .time(let time, _):
            let instant = Instant(nanoseconds: Bool.random(using: &numbers) || time.end == .max ? time.start : time.end)
            guard instant.nanoseconds > .min, instant.seconds > 0 else { return [] }
            let full = instant.description
            let text =
                [full, String(full.prefix(10)), String(full.prefix(7)), String(full.prefix(4)), String(full.prefix(16))].randomElement(
                    using: &numbers) ?? full
            return SearchTest.Comparison.allCases.map { ("", $0.rawValue + text) }
        case .number(let from, let to, _, let system, let code, let unit):
            guard let number = from ?? to else { return [] }
            let text = [number.description, "\(number.double * 1.01)", "\(Int(number.double))"].randomElement(using: &numbers) ?? ""
            var units = [""]
            if kind == .quantity {
                if let code { units += ["|\(escaped(system ?? "urn:none"))|\(escaped(code))", "||\(escaped(code))"] }
                if let unit { units.append("||\(escaped(unit))") }
            }
            return SearchTest.Comparison.allCases.flatMap { comparison in units.map { ("", comparison.rawValue + text + $0) } }
        case .place(let latitude, let longitude):
            return [("", "\(latitude)|\(longitude)|5|km"), ("", "\(latitude + 1)|\(longitude)|100|km")]
        }
    }
}
