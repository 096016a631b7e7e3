/// The part of FHIRPath that discriminators may use. https://hl7.org/fhir/R4/profiling.html#discriminator
struct DiscriminatorPath: Sendable, Hashable {
    enum Step: Sendable, Hashable {
        case child(String)
        case `extension`(String)
        case resolve
        case ofType(String)
    }

    let text: String
    let steps: [Step]

    /// The item itself.
    static let this = DiscriminatorPath(text: "$this", steps: [])

    private init(text: String, steps: [Step]) {
        (self.text, self.steps) = (text, steps)
    }

    /// Nil when it has something that discriminators may not have.
    init?(_ text: String) {
        self.text = text
        var steps: [Step] = []
        for part in DiscriminatorPath.parts(of: text) where part != "$this" {
            guard let step = DiscriminatorPath.step(part) else { return nil }
            steps.append(step)
        }
        self.steps = steps
    }

    private static func step(_ part: Substring) -> Step? {
        guard let open = part.firstIndex(of: "(") else {
            let name = part.hasSuffix("[x]") ? part.dropLast(3) : part
            return !name.isEmpty && name.allSatisfy { $0.isLetter || $0.isNumber } ? .child(String(name)) : nil
        }
        guard part.last == ")" else { return nil }
        let argument = part[part.index(after: open)...].dropLast()
        switch part[..<open] {
        case "resolve": return argument.isEmpty ? .resolve : nil
        case "ofType": return argument.isEmpty ? nil : .ofType(String(argument.split(separator: ".").last ?? argument))
        case "extension":
            guard argument.count > 2, argument.first == "'" || argument.first == "\"", argument.last == argument.first else { return nil }
            return .extension(String(argument.dropFirst().dropLast()))
        default: return nil
        }
    }

    /// What stands between the points outside parentheses.
    private static func parts(of text: String) -> [Substring] {
        var parts: [Substring] = []
        var start = text.startIndex
        var depth = 0
        for at in text.indices {
            switch text[at] {
            case "(": depth += 1
            case ")": depth -= 1
            case "." where depth == 0:
                parts.append(text[start..<at])
                start = text.index(after: at)
            default: break
            }
        }
        parts.append(text[start...])
        return parts
    }
}
