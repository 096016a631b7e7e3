extension DefinitionDrawing {
    /// The drawing as SVG.
    ///
    /// - Parameter standsAlone: with its own colours, light and dark, for a file; without, in those of the page that it stands in.
    public func svg(standsAlone: Bool) -> String {
        var lines: [String] = []
        let size = standsAlone ? " width=\"\(n(width))\" height=\"\(n(height))\"" : ""
        lines.append(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"definition\" viewBox=\"0 0 \(n(width)) \(n(height))\"\(size) role=\"img\" aria-label=\"\(escaped(title))\">"
        )
        if standsAlone {
            lines.append(
                "<title>\(escaped(title))</title><style>\(Self.style)</style><rect class=\"paper\" width=\"100%\" height=\"100%\"/>")
        }
        lines.append(
            "<defs><marker id=\"da\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto-start-reverse\"><path class=\"head\" d=\"M0 0 8 4 0 8z\"/></marker></defs>"
        )
        for lane in lanes {
            if lane.isShaded {
                lines.append("<rect class=\"lane\" x=\"0\" y=\"\(n(lane.top))\" width=\"\(n(width))\" height=\"\(n(lane.height))\"/>")
            }
            lines.append(text(8, lane.top + 30, "l", lane.name))
        }
        lines.append(text(8, 22, "h", title))
        for phase in phases {
            lines.append("<path class=\"rule\" d=\"M\(n(phase.x)) 40V\(n(height - 34))\"/>")
            lines.append(text(phase.x + 8, 54, "s", phase.name))
        }
        for arrow in arrows { lines += path(arrow) }
        for pill in pills { lines += group(pill) }
        lines.append(text(8, height - 12, "s", note))
        lines.append("</svg>")
        return lines.joined(separator: "\n") + "\n"
    }

    private func path(_ arrow: Arrow) -> [String] {
        let way = arrow.points.enumerated().map { "\($0.offset == 0 ? "M" : "L")\(n($0.element.x)) \(n($0.element.y))" }.joined()
        var lines = ["<path class=\"arrow\(arrow.isException ? " exception" : "")\" marker-end=\"url(#da)\" d=\"\(way)\"/>"]
        if let label = arrow.label, let first = arrow.points.first {
            lines.append(text(first.x + 5, first.y - 5, arrow.isException ? "s say warn" : "s say", label))
        }
        return lines
    }

    private func group(_ pill: StepPill) -> [String] {
        let kind = pill.isChoice ? "choice" : pill.isExpected ? "planned" : "step"
        var lines = ["<g class=\"pill \(kind)\" id=\"step-\(escaped(pill.step))\"><title>\(escaped(pill.tip))</title>"]
        if let above = pill.above {
            let zone = pill.zone.map { " \($0.rawValue)" } ?? ""
            lines.append("<circle class=\"dot\(zone)\" cx=\"\(n(pill.x + 14))\" cy=\"\(n(pill.y - 8))\" r=\"3.5\"/>")
            lines.append(text(pill.x + 22, pill.y - 4, "s", above))
        }
        lines.append(
            "<rect x=\"\(n(pill.x))\" y=\"\(n(pill.y))\" width=\"\(n(pill.width))\" height=\"\(n(Self.pillHeight))\" rx=\"\(pill.isChoice ? "4" : "13")\"/>"
        )
        lines.append(text(pill.x + 12, pill.y + 17.5, nil, pill.text))
        for (index, option) in pill.options.enumerated() {
            let y = pill.y + Self.pillHeight + (Double(index) + 0.5) * Self.optionHeight
            lines.append("<circle class=\"option\" cx=\"\(n(pill.x + 14))\" cy=\"\(n(y))\" r=\"4\"/>")
            lines.append(text(pill.x + 24, y + 4.5, "s", option.text))
        }
        return lines + ["</g>"]
    }

    private func text(_ x: Double, _ y: Double, _ kind: String?, _ text: String) -> String {
        "<text\(kind.map { " class=\"\($0)\"" } ?? "") x=\"\(n(x))\" y=\"\(n(y))\">\(escaped(text))</text>"
    }

    private func n(_ value: Double) -> String {
        let tenths = (value * 10).rounded() / 10
        return tenths == tenths.rounded() ? String(Int(tenths)) : String(tenths)
    }

    private func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
    }

    private static let style = """
        svg{--paper:#fbfaf7;--card:#fff;--ink:#1c2126;--soft:#565f69;--line:#e4e1d9;--lane:#f3f1ea;--blue:#1f4e79;--blue-soft:#dfe9f3;--done:#3b6b50;--late:#a03723;--wait:#855a0c;--plan:#6b737b}
        @media (prefers-color-scheme:dark){svg{--paper:#15181b;--card:#1c2024;--ink:#e8e6e1;--soft:#a9b1b9;--line:#343a40;--lane:#1a1e21;--blue:#8fbbe6;--blue-soft:#22344a;--done:#8fc3a6;--late:#ee9a86;--wait:#e3bd70;--plan:#959da5}}
        .paper{fill:var(--paper)}text{font:13px Inter,"Noto Sans",sans-serif;fill:var(--ink)}.h{font-size:16px;font-weight:650}.l{font-weight:600}.s{fill:var(--soft);font-size:12px}.warn{fill:var(--late)}
        \(shapes)
        """

    /// Shapes that a page's own style does not have yet.
    public static let shapes = """
        .definition .lane{fill:var(--lane)}.definition .rule{stroke:var(--line);fill:none}.definition .head{fill:var(--soft)}.definition .arrow{stroke:var(--soft);stroke-width:1.3;fill:none}
        .definition .arrow.exception{stroke:var(--late);stroke-dasharray:4 3}.definition .say{paint-order:stroke;stroke:var(--paper);stroke-width:4px;stroke-linejoin:round}.definition .warn{fill:var(--late)}
        .definition .pill.step rect{fill:var(--card);stroke:var(--blue);stroke-width:1.3}.definition .pill.planned rect{fill:none;stroke:var(--plan);stroke-dasharray:4 4}
        .definition .pill.choice rect{fill:var(--blue-soft);stroke:none}.definition .option{fill:var(--card);stroke:var(--blue);stroke-width:1.3}
        .definition .dot{fill:var(--blue)}.definition .dot.red{fill:var(--late)}.definition .dot.yellow{fill:var(--wait)}.definition .dot.green{fill:var(--done)}
        """
}
