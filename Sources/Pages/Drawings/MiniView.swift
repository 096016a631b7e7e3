import FHIR
import Pathways

/// The small drawing of a line, ready for the template.
struct MiniView {
    var ticks: [String]
    var stay: String?
    var expected: String?
    var due: String?
    var now: String

    static let width = 420.0
}

extension MiniView {
    init(_ content: WorkContent, due: Instant?, now: Instant, axis: MiniDrawing.Axis) {
        let drawing = MiniDrawing.make(content, due: due, now: now, axis: axis)
        ticks = axis.days.map { "M\(Self.text($0.x)) 11V23" }
        stay = drawing.stay.map { "M\(Self.text($0.x)) 17H\(Self.text($0.end))" }
        expected = drawing.expected.map { "M\(Self.text($0.x + 4)) 17H\(Self.text($0.end))" }
        self.due = drawing.mark.map { "M\(Self.text($0)) 8l7 9-7 9-7-9z" }
        self.now = "M\(Self.text(drawing.now)) 2V32"
    }

    private static func text(_ value: Double) -> String { String((value * 10).rounded() / 10) }

    /// The names of the days that the axis shows.
    static func days(_ axis: MiniDrawing.Axis, _ phrasing: Phrasing) -> [String] {
        let today = phrasing.zone.day(at: phrasing.now)
        return axis.days.dropLast().map { knot in
            phrasing.zone.day(at: knot.at) == today ? phrasing.say(.today) : phrasing.axisDay(knot.at)
        }
    }
}
