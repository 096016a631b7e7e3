import XML

/// The text of an element as people read it: XHTML's blocks become lines, and the white space of indentation goes.
enum PlainText {
    static func of(_ node: XMLNode) -> String {
        var raw = ""
        append(node, to: &raw)
        return tidy(raw)
    }

    /// Trims each line, joins runs of blanks, and keeps at most one empty line between two.
    static func tidy(_ text: String) -> String {
        var lines: [String] = []
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            let words = line.split(whereSeparator: { $0.isWhitespace }).joined(separator: " ")
            if words.isEmpty && lines.last?.isEmpty ?? true { continue }
            lines.append(words)
        }
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines.joined(separator: "\n")
    }

    private static func append(_ node: XMLNode, to out: inout String) {
        for content in node.contents {
            switch content {
            case .text(let text): out += text
            case .element(let child): appendElement(child, to: &out)
            }
        }
    }

    private static func appendElement(_ child: XMLNode, to out: inout String) {
        switch child.name {
        case "br": out += "\n"
        case "p", "div", "ul", "ol", "table", "tbody", "thead", "h1", "h2", "h3", "h4", "pre":
            out += "\n"
            append(child, to: &out)
            out += "\n"
        case "tr":
            out += "\n" + child.children.map { of($0) }.joined(separator: " | ") + "\n"
        case "li":
            out += "\n- "
            append(child, to: &out)
            out += "\n"
        default: append(child, to: &out)
        }
    }
}
