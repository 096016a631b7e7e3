import Directory
import FHIR
import Yams

/// A value in a definition file with its place: reading it notes each mistake and goes on, so that one run shows all of them.
struct DefinitionNode {
    let node: Node
    let file: String
    /// The key that it stands under, for messages.
    let key: String

    var place: Place { Place(file: file, line: node.mark?.line ?? 1) }
    var text: String? { node.scalar?.string }

    /// Its members, when it is a mapping with no keys but these.
    func members(_ known: [String], _ mistakes: inout [Mistake]) -> [String: DefinitionNode]? {
        guard case .mapping(let mapping) = node else {
            mistakes.append(
                Mistake(
                    .malformed, place, key: key, "\"\(key)\" has no keys of its own",
                    remedy: "Write them below it, indented: \(known.joined(separator: ", "))."))
            return nil
        }
        var result: [String: DefinitionNode] = [:]
        for (keyNode, value) in mapping {
            let name = keyNode.scalar?.string ?? ""
            guard known.contains(name) else {
                let line = keyNode.mark?.line ?? place.line
                mistakes.append(
                    Mistake(
                        .key, Place(file: file, line: line), key: name, "The key \"\(name)\" is not known here",
                        remedy: "Write one of these: \(known.joined(separator: ", "))."))
                continue
            }
            result[name] = DefinitionNode(node: value.mark == nil ? keyNode : value, file: file, key: name)
        }
        return result
    }

    /// Its items; a single value is a list of one.
    var items: [DefinitionNode] {
        guard case .sequence(let items) = node else { return [self] }
        return items.map { DefinitionNode(node: $0, file: file, key: key) }
    }

    func note(_ kind: Mistake.Kind, _ what: String, remedy: String, _ mistakes: inout [Mistake]) {
        mistakes.append(Mistake(kind, place, key: key, what, remedy: remedy))
    }

    /// A text that is not empty.
    func string(_ mistakes: inout [Mistake]) -> String? {
        guard let text, !text.isEmpty else {
            note(.value, "\"\(key)\" must be a text", remedy: "Write it on the same line, after the colon.", &mistakes)
            return nil
        }
        return text
    }

    /// An id: small letters, digits and hyphens.
    func id(_ mistakes: inout [Mistake]) -> String? {
        guard let text = string(&mistakes) else { return nil }
        let fits = text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
        guard fits, text.utf8.first.map({ (97...122).contains($0) }) ?? false else {
            note(
                .value, "\"\(text)\" cannot be an id", remedy: "Use small letters a to z, digits and hyphens, and begin with a letter.",
                &mistakes)
            return nil
        }
        return text
    }

    func day(_ mistakes: inout [Mistake]) -> Day? {
        if let day = text.flatMap({ Day($0) }) { return day }
        note(.value, "\"\(key)\" is no day", remedy: "Write it as year-month-day, such as 2026-01-31.", &mistakes)
        return nil
    }

    func number(_ mistakes: inout [Mistake]) -> Int? {
        if let number = text.flatMap({ Int($0) }), number >= 0 { return number }
        note(.value, "\"\(key)\" is no whole number", remedy: "Write digits only.", &mistakes)
        return nil
    }

    /// One of a closed set of words.
    func choice<Value: RawRepresentable & CaseIterable>(_: Value.Type, _ mistakes: inout [Mistake]) -> Value?
    where Value.RawValue == String {
        if let value = text.flatMap({ Value(rawValue: $0) }) { return value }
        let words = Value.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
        note(.value, "\"\(key)\" cannot be \"\(text ?? "a list")\"", remedy: "Write one of these: \(words).", &mistakes)
        return nil
    }

    func yesOrNo(_ mistakes: inout [Mistake]) -> Bool? {
        switch text {
        case "yes": return true
        case "no": return false
        default:
            note(.value, "\"\(key)\" must be yes or no", remedy: "Write yes or no.", &mistakes)
            return nil
        }
    }

    /// A text in all four languages.
    func wording(_ mistakes: inout [Mistake]) -> Wording? {
        guard let members = members(Wording.languages, &mistakes) else { return nil }
        var texts: [String: String] = [:]
        for language in Wording.languages {
            if let text = members[language]?.text, !text.isEmpty {
                texts[language] = text
            } else {
                (members[language] ?? self).note(
                    .value, "\"\(key)\" has no text in \(language)",
                    remedy: "Write \"\(language):\" and the text; people see it in nb, nn, da and en.", &mistakes)
            }
        }
        guard let nb = texts["nb"], let nn = texts["nn"], let da = texts["da"], let en = texts["en"] else { return nil }
        return Wording(nb: nb, nn: nn, da: da, en: en)
    }
}
