extension DefinitionTree {
    /// As YAML that a nurse can read: short parts on one line, texts in quotes where they need them.
    public var yaml: String {
        var writer = YAMLWriter()
        writer.block(self, indent: 0, isItem: false)
        return writer.text
    }

    /// On one line, for messages.
    public var line: String {
        let text = YAMLWriter.flow(self)
        return text.count > 300 ? String(text.prefix(297)) + "…" : text
    }
}

private struct YAMLWriter {
    private(set) var text = ""
    private static let width = 120

    mutating func block(_ tree: DefinitionTree, indent: Int, isItem: Bool) {
        let margin = String(repeating: " ", count: indent)
        switch tree.content {
        case .text, .list([]), .members([]):
            text += Self.flow(tree) + "\n"
        case .list(let items):
            for item in items {
                text += margin + "- "
                write(item, indent: indent + 2, used: indent + 2, isItem: true)
            }
        case .members(let members):
            for (index, member) in members.enumerated() {
                if index > 0 || !isItem { text += margin }
                let key = Self.scalar(member.key) + ":"
                text += key
                write(member.value, indent: indent + 2, used: indent + key.count + 1, isItem: false)
            }
        }
    }

    /// A value after its key or dash: on the same line when it is short.
    private mutating func write(_ tree: DefinitionTree, indent: Int, used: Int, isItem: Bool) {
        let line = Self.flow(tree)
        if tree.isShallow, used + line.count <= Self.width || tree.text != nil {
            text += (isItem ? "" : " ") + line + "\n"
        } else {
            if !isItem { text += "\n" }
            block(tree, indent: indent, isItem: isItem)
        }
    }

    static func flow(_ tree: DefinitionTree) -> String {
        switch tree.content {
        case .text(let text): scalar(text)
        case .list(let items): "[" + items.map(flow).joined(separator: ", ") + "]"
        case .members(let members): "{" + members.map { scalar($0.key) + ": " + flow($0.value) }.joined(separator: ", ") + "}"
        }
    }

    private static func scalar(_ text: String) -> String {
        if isPlain(text) { return text }
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            default:
                if scalar.value < 0x20 || scalar.value == 0x7F || scalar.value == 0x85 || scalar.value == 0xFEFF
                    || (0x2028...0x2029).contains(scalar.value)
                {
                    let hex = String(scalar.value, radix: 16, uppercase: true)
                    result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + "\""
    }

    /// Whether it may stand without quotes anywhere, and is no number that other programs would round.
    private static func isPlain(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, first.properties.isAlphabetic || ("0"..."9").contains(first) || first == "§" else {
            return false
        }
        let last = text.unicodeScalars.last
        if last == " " || last == ":" || text.contains(": ") || text.contains(" #") { return false }
        if text.unicodeScalars.contains(where: { "{}[],\"'\\\n\t|>".unicodeScalars.contains($0) || $0.value < 0x20 || $0.value > 0xFFFD }) {
            return false
        }
        if text.unicodeScalars.contains(where: { [0x7F, 0x85, 0x2028, 0x2029].contains($0.value) }) { return false }
        let isNumeric = text.allSatisfy { $0.isNumber || $0 == "." || $0 == "_" || $0 == "e" }
        return !isNumeric || (text.first != "0" && text.allSatisfy { $0.isNumber }) || text == "0"
    }
}

extension DefinitionTree {
    /// Whether it is a text, or holds only texts and lists of texts.
    fileprivate var isShallow: Bool {
        switch content {
        case .text: true
        case .list(let items): items.allSatisfy { $0.text != nil }
        case .members(let members):
            members.allSatisfy { member in
                switch member.value.content {
                case .text: true
                case .list(let items): items.allSatisfy { $0.text != nil }
                case .members(let inner): inner.allSatisfy { $0.value.text != nil }
                }
            }
        }
    }
}
