import Directory
import Exchange
public import FHIR
import Journal

extension Drawing {
    /// Draws a run as it is at an instant.
    ///
    /// - Parameters:
    ///   - letters: the letters to draw as arrows; the run's own when nil.
    ///   - width: of the whole, in the unit of the page. Heights follow from what must fit.
    ///   - left: how much of it the names of the lanes take.
    ///   - measure: how wide the words of a label are, without padding.
    public static func make(
        _ run: Run, letters: [PlanLetter]? = nil, now: Instant, width: Double = 1110, left: Double = 160,
        measure: (Label) -> Double = { _ in 96 }
    ) -> Drawing {
        Draughtsman(run: run, letters: letters ?? run.letters, now: now, width: width, left: left).drawing(measure)
    }
}

/// Places everything of one drawing.
private struct Draughtsman {
    let run: Run
    let letters: [PlanLetter]
    let now: Instant
    let width: Double
    let left: Double

    static let axisHeight = 36.0
    static let bandY = 14.0
    static let markY = 48.0
    static let markRow = 18.0
    static let pillHeight = 26.0
    static let pillRow = 32.0
    static let padding = 10.0

    func drawing(_ measure: (Label) -> Double) -> Drawing {
        let axis = axis()
        let marks = marks(axis, measure)
        var pills: [[Drawing.Pill]] = run.lanes.indices.map { self.pills(lane: $0, axis, measure) }
        let responsible = run.responsible(at: now)
        var lanes: [Drawing.DrawnLane] = []
        var top = Self.axisHeight
        for (index, lane) in run.lanes.enumerated() {
            let head = index == 0 ? Self.markY + Self.markRow * Double((marks.map(\.row).max() ?? 0) + 1) - 4 : Self.padding
            for place in pills[index].indices { pills[index][place].y += top + head }
            let bottom = pills[index].map { $0.y + Self.pillHeight }.max() ?? top + head
            let height = max(index == run.lanes.count - 1 ? 44 : 64, bottom + Self.padding - top)
            lanes.append(
                Drawing.DrawnLane(
                    lane: lane, top: top, height: height,
                    isResponsible: lane.role == responsible?.role && lane.organisation != nil, isShaded: index.isMultiple(of: 2)))
            top += height
        }
        let origin = lanes.first?.top ?? Self.axisHeight
        return Drawing(
            width: width, height: top + 24, left: left, lanes: lanes, ticks: axis.ticks(every: 56), bands: bands(axis, origin),
            marks: marks.map { $0.mark(below: origin) }, arrows: arrows(axis, lanes), pills: pills.flatMap { $0 },
            now: axis.start <= now && now <= axis.end ? axis.x(of: now) : nil, axis: axis)
    }

    private func axis() -> TimeAxis {
        let happened = run.events.filter { !$0.isEstimate }.map(\.at)
        let owed = run.steps.filter { $0.closing == nil || $0.closing?.outcome == .ended }.compactMap { $0.due ?? $0.expected }
        let closed = run.steps.compactMap { $0.closing?.outcome == .ended ? nil : $0.closing?.at }
        var end = (happened + owed + closed + [run.start] + (run.expectedDischarge.map { [$0] } ?? [])).max() ?? run.start
        if !run.isOver(at: now) { end = max(end, now.adding(seconds: 86_400)) }
        if let last = run.end { end = max(end, last) }
        let near = run.isOver(at: now) ? run.start : now
        return TimeAxis.make(
            from: min(run.start, happened.min() ?? run.start), to: end, now: near, zone: run.zone, left: left, right: width,
            happening: happened + closed, due: owed + (run.expectedDischarge.map { [$0] } ?? []))
    }

    private func bands(_ axis: TimeAxis, _ top: Double) -> [Drawing.Band] {
        var result = run.segments.map { segment in
            let until = segment.until ?? max(segment.from, min(now, axis.end))
            return Drawing.Band(
                kind: Drawing.Band.Kind(rawValue: segment.kind.rawValue) ?? .inpatient, x: axis.x(of: segment.from),
                end: axis.x(of: until), y: top + Self.bandY, isOpen: segment.until == nil)
        }
        if let last = run.segments.last, last.until == nil, let expected = run.expectedDischarge, expected > now {
            result.append(
                Drawing.Band(
                    kind: .expected, x: axis.x(of: max(now, last.from)), end: axis.x(of: expected), y: top + Self.bandY, isOpen: true))
        }
        return result
    }

    /// A mark before it is known where its lane stands.
    private struct PlacedMark {
        var x: Double
        var textX: Double
        var row: Int
        var label: Label
        var isEstimate: Bool
        var letter: Int64?

        func mark(below top: Double) -> Drawing.Mark {
            Drawing.Mark(
                x: x, y: top + Draughtsman.bandY, label: label, textX: textX,
                textY: top + Draughtsman.markY + Draughtsman.markRow * Double(row) - 4, isEstimate: isEstimate,
                letter: letter)
        }
    }

    private func marks(_ axis: TimeAxis, _ measure: (Label) -> Double) -> [PlacedMark] {
        var rows = Rows(gap: 12)
        var seen: Set<PlanEvent> = []
        var result: [PlacedMark] = []
        for event in run.events where Fact.Kind.movements.contains(event.kind) {
            var bare = event
            bare.letter = nil
            bare.details = [:]
            guard !event.isEstimate, seen.insert(bare).inserted else { continue }
            let label = Label(.event(event.kind.rawValue), at: event.at, hasClock: event.hasClock)
            let size = measure(label)
            let x = axis.x(of: event.at)
            let textX = max(left, min(x, width - size - 2))
            result.append(
                PlacedMark(
                    x: x, textX: textX, row: rows.place(textX, size), label: label, isEstimate: false, letter: event.letter))
        }
        if let expected = run.expectedDischarge, run.segments.last?.until == nil {
            let label = Label(.event(Fact.Kind.dischargeExpected.rawValue), at: expected, hasClock: false)
            let size = measure(label)
            let x = axis.x(of: expected)
            let textX = max(left, min(x, width - size - 2))
            result.append(PlacedMark(x: x, textX: textX, row: rows.place(textX, size), label: label, isEstimate: true, letter: nil))
        }
        return result
    }

    /// Letters between two lanes, from edge to edge.
    private func arrows(_ axis: TimeAxis, _ lanes: [Drawing.DrawnLane]) -> [Drawing.Arrow] {
        letters.compactMap { letter in
            guard let from = lanes.firstIndex(where: { $0.lane.organisation == letter.sender }),
                let to = lanes.firstIndex(where: { $0.lane.organisation == letter.receiver && letter.receiver != nil }), from != to
            else { return nil }
            func edge(_ lane: Int, down: Bool) -> Double {
                if lane == 0 { return lanes[0].top + Self.bandY + 8 }
                return down ? lanes[lane].top + lanes[lane].height - 4 : lanes[lane].top + 4
            }
            return Drawing.Arrow(
                x: axis.x(of: letter.sent), from: edge(from, down: from < to), to: edge(to, down: to < from), letter: letter.number,
                isCancelled: letter.isCancelled)
        }
    }

    /// Steps of a lane, from their opening on (planned ones at their time), in as many rows as it takes for none to touch another. Withdrawn
    /// ones, and planned ones whose time nobody knows, are in the list only.
    private func pills(lane index: Int, _ axis: TimeAxis, _ measure: (Label) -> Double) -> [Drawing.Pill] {
        var found: [Drawing.Pill] = []
        for step in run.steps where step.role == run.lanes[index].role {
            let state = step.state(at: now)
            let time: Instant?
            let shown: Instant?
            switch state {
            case .withdrawn: continue
            case .planned: (time, shown) = (step.expected ?? step.due ?? step.opens, step.expected ?? step.due ?? step.opens)
            case .open, .late: (time, shown) = (step.opens, step.due)
            case .done, .skipped: (time, shown) = (step.opens.map { min($0, step.closing?.at ?? $0) } ?? step.closing?.at, step.closing?.at)
            }
            guard let time, !(state == .planned && run.isOver(at: now)) else { continue }
            let label = Label(.step(step.id), at: shown, state: state, since: step.opens)
            let size = min(measure(label) + 28, width - left - 4)
            let x = max(left + 2, min(axis.x(of: time), width - size - 2))
            found.append(
                Drawing.Pill(
                    x: x, y: 0, width: size, height: Self.pillHeight, lane: index, step: step.key, state: state,
                    wasLate: step.wasLate(at: now), label: label))
        }
        var rows = Rows(gap: 6)
        return found.sorted { ($0.x, $0.step) < ($1.x, $1.step) }.map { pill in
            var pill = pill
            pill.y = Double(rows.place(pill.x, pill.width)) * Self.pillRow
            return pill
        }
    }
}

/// Finds for each thing the first row in which it touches nothing placed before.
struct Rows {
    let gap: Double
    private var taken: [[(from: Double, to: Double)]] = []

    init(gap: Double) { self.gap = gap }

    mutating func place(_ x: Double, _ width: Double) -> Int {
        for row in taken.indices where taken[row].allSatisfy({ x >= $0.to + gap || x + width + gap <= $0.from }) {
            taken[row].append((x, x + width))
            return row
        }
        taken.append([(x, x + width)])
        return taken.count - 1
    }
}
