import FHIR

/// One way from a resource down to values: what R4's expressions are made of, in steps that an index can go without evaluating anything.
struct DirectPath: Sendable {
    enum Condition: Sendable, Hashable {
        /// A member of the element says this.
        case says(member: String, text: String)
        /// The element is a reference to a resource of the type.
        case refers(to: String)
    }

    struct Step: Sendable, Hashable {
        /// As in a document: `valueQuantity`.
        var name: String
        var takesFirst = false
        var condition: Condition?
    }

    var steps: [Step] = []
    /// Of what it leads to.
    var type: String

    /// All the ways of an expression that is asked of an element of the type; nil when it is more than ways down.
    static func all(_ expression: String, of type: String) -> [DirectPath]? {
        var found: [DirectPath] = []
        for alternative in parts(expression, at: "|") {
            guard let paths = paths(alternative.trimmed, of: type) else { return nil }
            found += paths
        }
        return found
    }

    private static func paths(_ expression: String, of type: String) -> [DirectPath]? {
        var paths = [DirectPath(type: type)]
        // Choices of which nothing has yet said which: the name, and the types.
        var choice: (name: String, types: [String])?
        let words = parts(expression, at: ".").map(\.trimmed)
        for (at, word) in words.enumerated() {
            if word == "$this" || (at == 0 && word == type) { continue }
            if let wanted = argument(of: "ofType", word) ?? argument(of: "as", word) {
                if let open = choice {
                    guard open.types.contains(wanted) else { return nil }
                    paths = paths.map { $0.stepping(into: open.name + wanted.capitalised, type: wanted) }
                    choice = nil
                } else {
                    paths.removeAll { $0.type != wanted }
                }
                continue
            }
            if let open = choice {
                paths = paths.flatMap { path in open.types.map { path.stepping(into: open.name + $0.capitalised, type: $0) } }
                choice = nil
            }
            if let condition = argument(of: "where", word).flatMap(condition) {
                for index in paths.indices {
                    guard let last = paths[index].steps.indices.last, paths[index].steps[last].condition == nil else { return nil }
                    paths[index].steps[last].condition = condition
                }
                continue
            }
            if let url = argument(of: "extension", word).flatMap(literal) {
                paths = paths.map { path in
                    var next = path.stepping(into: "extension", type: "Extension")
                    next.steps[next.steps.count - 1].condition = .says(member: "url", text: url)
                    return next
                }
                continue
            }
            guard let (next, open) = stepping(paths, word) else { return nil }
            (paths, choice) = (next, open)
        }
        if let open = choice {
            paths = paths.flatMap { path in open.types.map { path.stepping(into: open.name + $0.capitalised, type: $0) } }
        }
        return paths
    }

    private typealias Choice = (name: String, types: [String])

    /// Into a member, which all the types must have.
    private static func stepping(_ paths: [DirectPath], _ word: String) -> ([DirectPath], Choice?)? {
        let takesFirst = word.hasSuffix("[0]")
        let name = takesFirst ? String(word.dropLast(3)) : word
        guard !name.isEmpty, name.utf8.allSatisfy({ (0x41...0x5A).contains($0 & 0xDF) || $0 &- 0x30 < 10 }) else { return nil }
        var next: [DirectPath] = []
        var choice: Choice?
        for path in paths {
            guard let field = R4.fields(of: path.type).first(where: { $0.name == name }) else { continue }
            if field.isChoice {
                guard paths.count == 1, !takesFirst, !field.isArray else { return nil }
                choice = (name, field.types)
                next.append(path)
            } else {
                guard let type = field.types.first, field.types.count == 1 else { return nil }
                var step = path.stepping(into: name, type: type)
                step.steps[step.steps.count - 1].takesFirst = takesFirst
                next.append(step)
            }
        }
        return next.isEmpty ? nil : (next, choice)
    }

    private func stepping(into name: String, type: String) -> DirectPath {
        var next = self
        next.steps.append(Step(name: name))
        next.type = type
        return next
    }

    /// `resolve() is Patient`, `system = 'phone'`
    private static func condition(_ text: String) -> Condition? {
        if text.hasPrefix("resolve() is ") { return .refers(to: text.dropFirst("resolve() is ".count).trimmed) }
        let sides = parts(text, at: "=").map(\.trimmed)
        guard sides.count == 2, sides[0].utf8.allSatisfy({ (0x41...0x5A).contains($0 & 0xDF) }), let literal = literal(sides[1]) else {
            return nil
        }
        return .says(member: sides[0], text: literal)
    }

    private static func literal(_ text: String) -> String? {
        guard text.utf8.count >= 2, text.hasPrefix("'"), text.hasSuffix("'"), !text.contains("\\") else { return nil }
        return String(text.dropFirst().dropLast())
    }

    private static func argument(of function: String, _ word: String) -> String? {
        guard word.hasPrefix(function + "("), word.hasSuffix(")") else { return nil }
        return word.dropFirst(function.utf8.count + 1).dropLast().trimmed
    }

    /// What stands between the separators outside parentheses and quotes.
    static func parts(_ text: String, at separator: Character) -> [String] {
        var parts = [""]
        var depth = 0
        var isQuoted = false
        for sign in text {
            if sign == "'" { isQuoted.toggle() }
            if !isQuoted { depth += sign == "(" ? 1 : sign == ")" ? -1 : 0 }
            if sign == separator, depth == 0, !isQuoted {
                parts.append("")
            } else {
                parts[parts.count - 1].append(sign)
            }
        }
        return parts
    }
}

extension StringProtocol {
    fileprivate var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }

    fileprivate var capitalised: String { prefix(1).uppercased() + dropFirst() }
}
