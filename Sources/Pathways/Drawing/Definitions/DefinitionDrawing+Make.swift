import Directory

extension DefinitionDrawing {
    static let pillHeight = 26.0
    static let optionHeight = 20.0
    /// Room above a pill for what opens it.
    static let above = 18.0
    static let left = 150.0
    static let gap = 46.0
    static let top = 66.0

    /// - Parameter language: `nb`, `nn`, `da` or `en`.
    public static func make(_ definition: PathwayDefinition, language: String) -> DefinitionDrawing {
        DefinitionLayout(definition, language).drawing()
    }
}

/// Puts the steps of a definition into columns and rows.
private struct DefinitionLayout {
    let definition: PathwayDefinition
    let language: String
    let words: ShortWords
    /// Columns by step.
    private var columns: [String: Int] = [:]
    private var firstColumns: [Int] = []
    private var texts: [String: (text: String, above: String?, width: Double)] = [:]

    init(_ definition: PathwayDefinition, _ language: String) {
        self.definition = definition
        self.language = language
        words = ShortWords(language)
        setColumns()
        for step in definition.steps { texts[step.id] = text(of: step) }
    }

    /// Each phase begins right of the one before; inside it a step stands right of those that open it.
    private mutating func setColumns() {
        var next = 0
        for phase in definition.phases {
            firstColumns.append(next)
            let steps = definition.steps.filter { $0.phase == phase.id }
            var depth: [String: Int] = [:]
            for _ in steps {
                for step in steps {
                    depth[step.id] = (Self.before(step).compactMap { $0 == step.id ? nil : depth[$0] }.max() ?? -1) + 1
                }
            }
            for step in steps { columns[step.id] = next + min(depth[step.id] ?? 0, steps.count) }
            next += (depth.values.max() ?? 0) + 1
        }
    }

    static func before(_ step: StepDefinition) -> [String] {
        step.opens.compactMap {
            switch $0.source {
            case .step(let id, _), .choice(let id, _): id
            case .event, .start, .measurement, .resource: nil
            }
        }
    }

    private func text(of step: StepDefinition) -> (text: String, above: String?, width: Double) {
        var parts = [step.short[language]]
        let lengths = step.deadlines.map { "≤ " + words.length($0.term) }
        let distinct = lengths.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        if !distinct.isEmpty { parts.append(distinct.count > 2 ? "\(distinct[0]) …" : distinct.joined(separator: " / ")) }
        if let recurrence = step.recurrence { parts.append("↻ \(words.length(recurrence.every))") }
        if let to = step.handOver?.to { parts.append("→ \(definition.role(to)?.title[language] ?? to)") }
        if step.condition != nil { parts.append("?") }
        let text = parts.joined(separator: " · ")
        let sources = step.opens.compactMap(outside).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        let above = sources.isEmpty ? nil : sources.joined(separator: " / ")
        let options = step.choice?.options.map { Self.width($0.title[language], 6.3) + 26 } ?? []
        let width = max(Self.width(text, 7.1) + 28, (options.max() ?? 0), 70)
        return (text, above.map { Self.fitted($0, to: max(width, 170)) }, width)
    }

    /// What opens a step from outside the drawing.
    private func outside(_ trigger: Trigger) -> String? {
        let source: String? =
            switch trigger.source {
            case .event(let pattern): words.event(pattern)
            case .start: words.start
            case .measurement(let id, _): definition.measurement(id)?.title[language] ?? id
            case .resource(let pattern): pattern.type
            case .step, .choice: nil
            }
        guard let source else { return nil }
        let country = trigger.country.map { definition.countries.count > 1 ? " (\($0.rawValue.uppercased()))" : "" } ?? ""
        return source + (trigger.wait.map { " + \(words.length($0))" } ?? "") + country
    }

    private static func width(_ text: String, _ sign: Double) -> Double { Double(text.count) * sign }

    private static func fitted(_ text: String, to width: Double) -> String {
        let room = Int(width / 6.1)
        return text.count > room ? text.prefix(max(1, room - 1)) + "…" : text
    }

    func drawing() -> DefinitionDrawing {
        let lefts = columnLefts()
        var pills: [DefinitionDrawing.StepPill] = []
        var lanes: [DefinitionDrawing.LaneRow] = []
        var top = DefinitionDrawing.top
        let owners = definition.roles.filter { role in definition.steps.contains { $0.owner == role.id } }
        for (index, role) in owners.enumerated() {
            let made = lane(role.id, top: top, lefts)
            pills += made.pills
            lanes.append(
                DefinitionDrawing.LaneRow(name: role.title[language], top: top, height: made.height, isShaded: index.isMultiple(of: 2)))
            top += made.height
        }
        let phases = zip(definition.phases, firstColumns).map { phase, column in
            DefinitionDrawing.PhaseColumn(name: phase.title[language], x: lefts[column] - 18)
        }
        let title = definition.title[language] + (definition.publication.status == .draft ? " (\(words.draft))" : "")
        return DefinitionDrawing(
            title: title, note: note, width: (lefts.last ?? DefinitionDrawing.left) + 8, height: top + 34, lanes: lanes, phases: phases,
            pills: pills, arrows: DefinitionArrows(definition, pills, lanes, words).all)
    }

    /// The left edge of each column, and the right edge of the last.
    private func columnLefts() -> [Double] {
        let count = (columns.values.max() ?? 0) + 1
        var result: [Double] = []
        var x = DefinitionDrawing.left + 18
        for column in 0..<count {
            result.append(x)
            let widths = definition.steps.filter { columns[$0.id] == column }.compactMap { texts[$0.id]?.width }
            // The name of a phase needs its room too.
            let names = zip(definition.phases, firstColumns).filter { $0.1 == column }.map { Self.width($0.0.title[language], 7.2) }
            x += max(widths.max() ?? 0, names.max() ?? 0, 60) + DefinitionDrawing.gap
        }
        return result + [x]
    }

    private func lane(_ role: String, top: Double, _ lefts: [Double]) -> (pills: [DefinitionDrawing.StepPill], height: Double) {
        var bottoms: [Int: Double] = [:]
        var pills: [DefinitionDrawing.StepPill] = []
        for step in definition.steps where step.owner == role {
            guard let column = columns[step.id], let text = texts[step.id] else { continue }
            let y = bottoms[column] ?? (top + 8)
            let options = step.choice?.options.map { DefinitionDrawing.Option(id: $0.id, text: $0.title[language]) } ?? []
            let zone = step.opens.lazy.compactMap { trigger in
                if case .measurement(_, let zone) = trigger.source { zone } else { nil }
            }.first
            pills.append(
                DefinitionDrawing.StepPill(
                    step: step.id, x: lefts[column], y: y + DefinitionDrawing.above, width: text.width, text: text.text, above: text.above,
                    zone: zone, isChoice: step.choice != nil, isExpected: step.expected != nil, options: options, tip: tip(step)))
            bottoms[column] =
                y + DefinitionDrawing.above + DefinitionDrawing.pillHeight + Double(options.count) * DefinitionDrawing.optionHeight + 6
        }
        return (pills, max((bottoms.values.max() ?? top) - top + 10, 64))
    }

    private func tip(_ step: StepDefinition) -> String {
        let owner = definition.role(step.owner)?.title[language] ?? step.owner
        let due = step.deadlines.map { "≤ \(words.length($0.term))" + ($0.country.map { " (\($0.rawValue.uppercased()))" } ?? "") }
        return ([step.title[language], owner] + due).joined(separator: " · ")
    }

    private var note: String {
        let starts = definition.starts.map { start in
            switch start {
            case .event(let pattern): words.event(pattern)
            case .resource(let pattern): pattern.type
            case .byHand: words.byHand
            }
        }
        let ends = definition.ends.map { end in
            let what =
                switch end.source {
                case .event(let kind): words.event(EventPattern(kind))
                case .step(let id): definition.step(id)?.short[language] ?? id
                case .start: words.start
                }
            return end.term.map { "\(words.length($0)) \(words.after) \(what)" } ?? what
        }
        return "\(words.starts): \(starts.joined(separator: ", ")) · \(words.ends): \(ends.joined(separator: ", "))"
    }
}
