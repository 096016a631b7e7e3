import Directory

/// The arrows of a definition's drawing: from what opens a step to the step, each turning in the free room before it.
struct DefinitionArrows {
    private let definition: PathwayDefinition
    private let pills: [DefinitionDrawing.StepPill]
    private let lanes: [DefinitionDrawing.LaneRow]
    private let words: ShortWords

    init(
        _ definition: PathwayDefinition, _ pills: [DefinitionDrawing.StepPill], _ lanes: [DefinitionDrawing.LaneRow], _ words: ShortWords
    ) {
        self.definition = definition
        self.pills = pills
        self.lanes = lanes
        self.words = words
    }

    var all: [DefinitionDrawing.Arrow] {
        var result: [DefinitionDrawing.Arrow] = []
        for step in definition.steps {
            guard let target = pills.first(where: { $0.step == step.id }) else { continue }
            for (index, trigger) in step.opens.enumerated() {
                if let arrow = arrow(trigger, to: target, index) { result.append(arrow) }
            }
        }
        return result
    }

    private func arrow(_ trigger: Trigger, to target: DefinitionDrawing.StepPill, _ index: Int) -> DefinitionDrawing.Arrow? {
        let half = DefinitionDrawing.pillHeight / 2
        var label: String?
        var isException = false
        let source: DefinitionDrawing.StepPill
        var y: Double
        switch trigger.source {
        case .step(let id, let outcome):
            guard let pill = pills.first(where: { $0.step == id }) else { return nil }
            (source, y) = (pill, pill.y + half)
            label = words.outcome(outcome)
            isException = outcome == .late || outcome == .declined || outcome == .skipped
        case .choice(let id, let option):
            guard let pill = pills.first(where: { $0.step == id }) else { return nil }
            let row = option.flatMap { option in pill.options.firstIndex { $0.id == option } }
            (source, y) = (pill, pill.y + half)
            if let row { y = pill.y + DefinitionDrawing.pillHeight + (Double(row) + 0.5) * DefinitionDrawing.optionHeight }
        case .event, .start, .measurement, .resource: return nil
        }
        if let wait = trigger.wait { label = [label, "+ \(words.length(wait))"].compactMap { $0 }.joined(separator: " ") }
        let points = way(from: source, y, to: target, Double(index % 3))
        return DefinitionDrawing.Arrow(points: points, label: label, isException: isException)
    }

    private func way(
        from source: DefinitionDrawing.StepPill, _ y: Double, to target: DefinitionDrawing.StepPill, _ nudge: Double
    ) -> [DefinitionDrawing.Point] {
        func point(_ x: Double, _ y: Double) -> DefinitionDrawing.Point { DefinitionDrawing.Point(x: x, y: y) }
        let end = target.y + DefinitionDrawing.pillHeight / 2
        let start = source.x + source.width
        if target.x > start {
            // Down or up in the room before the step, so that it crosses no other.
            let turn = target.x - 16 - nudge * 5
            if let low = gutter(from: source, y, to: turn) {
                let side = pills.filter { $0.x == source.x }.map { $0.x + $0.width }.max() ?? start
                let down = side + 8 + nudge * 4
                return [
                    point(start, y), point(down, y), point(down, low), point(turn, low), point(turn, end), point(target.x - 2, end),
                ]
            }
            if abs(y - end) < 0.5 { return [point(start, y), point(target.x - 2, end)] }
            return [point(start, y), point(turn, y), point(turn, end), point(target.x - 2, end)]
        }
        // Back to an earlier column: below the source and up on the left.
        let under = source.y + DefinitionDrawing.pillHeight + Double(source.options.count) * DefinitionDrawing.optionHeight + 3
        let turn = target.x - 12 - nudge * 3
        return [
            point(source.x + 20, source.y + DefinitionDrawing.pillHeight), point(source.x + 20, under), point(turn, under),
            point(turn, end),
            point(target.x - 2, end),
        ]
    }

    /// The free line below a lane, when other steps stand in the straight way.
    private func gutter(from source: DefinitionDrawing.StepPill, _ y: Double, to turn: Double) -> Double? {
        let isBlocked = pills.contains { pill in
            let height = DefinitionDrawing.pillHeight + Double(pill.options.count) * DefinitionDrawing.optionHeight
            return pill.x > source.x + source.width && pill.x < turn && pill.y - DefinitionDrawing.above < y && y < pill.y + height
        }
        guard isBlocked, let lane = lanes.first(where: { $0.top <= y && y < $0.top + $0.height }) else { return nil }
        return lane.top + lane.height - 5
    }
}
