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
        let contents = node.contents
        let hasBlocks = contents.contains { if case .element(let child) = $0 { blocks.contains(child.name) } else { false } }
        for content in contents {
            switch content {
            case .text(let text): if !hasBlocks || text.trimmed != nil { out += text }
            case .element(let child): appendElement(child, to: &out)
            }
        }
    }

    private static let blocks: Set<String> = [
        "p", "div", "ul", "ol", "li", "table", "thead", "tbody", "tr", "h1", "h2", "h3", "h4", "pre",
    ]

    private static func appendElement(_ child: XMLNode, to out: inout String) {
        if child.name == "br" {
            out += "\n"
        } else if blocks.contains(child.name) {
            breakLine(&out)
            if child.name == "tr" {
                out += child.children.map { of($0) }.joined(separator: " | ")
            } else {
                if child.name == "li" { out += "- " }
                append(child, to: &out)
            }
            breakLine(&out)
        } else {
            append(child, to: &out)
        }
    }

    private static func breakLine(_ out: inout String) {
        if !out.isEmpty && out.last?.isNewline != true { out += "\n" }
    }
}
