import Directory
import FHIR
import FHIRPath

/// A value in a definition file with its place: reading it notes each mistake and goes on, so that one run shows all of them.
struct DefinitionNode {
    let tree: DefinitionTree
    /// The key that it stands under, for messages.
    let key: String

    var place: Place { tree.place }
    var text: String? { tree.text }

    /// Its members, after noting keys that the table does not have and those that it asks for and are not there; nil when one of these is
    /// missing.
    func members(_ table: KeyTable, _ mistakes: inout [Mistake]) -> [String: DefinitionNode]? {
        guard let members = tree.members else {
            mistakes.append(
                Mistake(
                    .malformed, place, key: key, "\"\(key)\" has no keys of its own",
                    remedy: "Write them below it, indented: \(table.keys.map(\.name).joined(separator: ", "))."))
            return nil
        }
        var result: [String: DefinitionNode] = [:]
        for member in members {
            guard table[member.key] != nil else {
                mistakes.append(Self.unknown(member, in: table))
                continue
            }
            result[member.key] = DefinitionNode(tree: member.value, key: member.key)
        }
        let missing = table.keys.filter { $0.isRequired && result[$0.name] == nil }
        for key in missing {
            mistakes.append(
                Mistake(
                    .key, place, key: key.name, "\(table.what) has no \"\(key.name)\"", remedy: "Write \"\(key.name):\" with its value."))
        }
        let chosen = table.oneOf.filter { result[$0] != nil }
        if !table.oneOf.isEmpty, chosen.count != 1 {
            let words = table.oneOf.map { "\"\($0):\"" }.joined(separator: ", ")
            mistakes.append(
                Mistake(
                    .key, place, key: key,
                    chosen.isEmpty ? "\(table.what) says none of \(words)" : "\(table.what) says several of \(words)",
                    remedy: "Write exactly one of them."))
            return nil
        }
        return missing.isEmpty ? result : nil
    }

    private static func unknown(_ member: DefinitionTree.Member, in table: KeyTable) -> Mistake {
        let known = table.keys.map(\.name).joined(separator: ", ")
        let remedy =
            table.nearest(to: member.key).map { "Did you mean \"\($0)\"? Known here are: \(known)." } ?? "Write one of these: \(known)."
        return Mistake(.key, member.place, key: member.key, "The key \"\(member.key)\" is not known here", remedy: remedy)
    }

    /// Its items; a single value is a list of one.
    var items: [DefinitionNode] { tree.items.map { DefinitionNode(tree: $0, key: key) } }

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

    /// A question in FHIRPath; what is wrong in it is noted at its own line and column.
    func condition(about type: String, variables: Set<String>, _ mistakes: inout [Mistake]) -> Condition? {
        guard let text = string(&mistakes) else { return nil }
        let condition: Condition
        do {
            condition = try Condition(text, about: type)
        } catch {
            mistakes.append(
                Mistake(
                    .value, place(of: error), key: key, "The condition cannot be read: \(error.message.withoutFullStop)",
                    remedy: "Mend the FHIRPath here; it is asked about a \(type). Documentation/fhirpath.md has the language."))
            return nil
        }
        let known = variables.union(["resource", "rootResource", "context", "ucum", "sct", "loinc"])
        for unknown in condition.variables.subtracting(known).sorted() {
            note(
                .reference, "There is no variable \"%\(unknown)\" here",
                remedy: "Write one of these: \(variables.sorted().map { "%\($0)" }.joined(separator: ", ")).", &mistakes)
        }
        if condition.variables.contains("resources"), condition.resourceTypes.isEmpty {
            note(
                .value, "It is not said which of the citizen's resources are meant",
                remedy: "Name their type: \"%resources.ofType(Condition)\".", &mistakes)
        }
        return condition
    }

    /// Where a mistake inside an expression stands in the file.
    private func place(of error: ExpressionError) -> Place {
        switch tree.style {
        case .block: Place(file: place.file, line: place.line + error.line)
        case .plain where error.line == 1: Place(file: place.file, line: place.line, column: place.column + error.column - 1)
        case .quoted where error.line == 1: Place(file: place.file, line: place.line, column: place.column + error.column)
        case .plain, .quoted: place
        }
    }

    /// A text in all four languages.
    func wording(_ mistakes: inout [Mistake]) -> Wording? {
        guard let found = tree.members else {
            note(.malformed, "\"\(key)\" has no keys of its own", remedy: "Write them below it, indented: nb, nn, da, en.", &mistakes)
            return nil
        }
        var members: [String: DefinitionNode] = [:]
        for member in found {
            if Wording.languages.contains(member.key) {
                members[member.key] = DefinitionNode(tree: member.value, key: key)
            } else if member.value.text == "" {
                mistakes.append(
                    Mistake(
                        .malformed, member.place, key: key, "The text ends before \"\(member.key)\"",
                        remedy: "Between { and } a comma ends a text: put the whole text in quotation marks."))
            } else {
                mistakes.append(
                    Mistake(
                        .key, member.place, key: member.key, "The key \"\(member.key)\" is not known here",
                        remedy: "Write one of these: \(Wording.languages.joined(separator: ", "))."))
            }
        }
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

extension String {
    /// For a sentence that goes on.
    fileprivate var withoutFullStop: String { hasSuffix(".") ? String(dropLast()) : self }
}
