import FHIR
import Pathways

/// A drawing with its words, ready for the template: every number is already text.
struct DrawingView {
    var box: String
    var label: String
    var laneWidth: String
    var bottom: String
    var lanes: [LaneView]
    var ticks: [TickView]
    var bands: [BandView]
    var arrows: [ArrowView]
    var pills: [PillView]
    var marks: [MarkView]
    var now: NowView?
    var legend: [LegendView]
    var thin: String

    struct LaneView {
        var y: String
        var height: String
        var name: String
        var detail: String
        var nameY: String
        var detailY: String
        var isShaded: Bool
    }

    struct TickView {
        var x: String
        var textX: String
        var text: String
    }

    struct BandView {
        var path: String
        var kind: String
        var isOpen: Bool
    }

    struct ArrowView {
        var path: String
        var isCancelled: Bool
    }

    struct PillView {
        var x: String
        var y: String
        var width: String
        var height: String
        var radius: String
        var textX: String
        var textY: String
        var text: String
        var state: String
    }

    struct MarkView {
        var x: String
        var y: String
        var textX: String
        var textY: String
        var text: String
        var isEstimate: Bool
    }

    struct NowView {
        var x: String
        var textY: String
        var text: String
    }

    struct LegendView {
        var state: String
        var text: String
    }
}

/// The template of every drawing.
enum DrawingSource {
    static let source = """
        <figure class="drawing" id="drawing" tabindex="0" role="group" aria-label="{{label}}"><svg viewBox="{{box}}" role="img" aria-label="{{label}}"><defs><marker id="a" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path class="head" d="M0 0 8 4 0 8z"/></marker></defs>
        {{#lanes}}{{#isShaded}}<rect class="lane" x="0" y="{{y}}" width="{{laneWidth}}" height="{{height}}"/>{{/isShaded}}<text class="l" x="8" y="{{nameY}}">{{name}}</text><text class="s" x="8" y="{{detailY}}">{{detail}}</text>{{/lanes}}
        {{#ticks}}<path class="rule" d="M{{x}} 32V{{bottom}}"/><text class="s" x="{{textX}}" y="24">{{text}}</text>{{/ticks}}
        {{#.now}}<path class="now" d="M{{x}} 30V{{bottom}}"/><text class="l" x="{{x}}" y="{{textY}}" text-anchor="middle">{{text}}</text>{{/.now}}
        {{#bands}}<path class="band {{kind}}{{#isOpen}} open{{/isOpen}}" d="{{path}}"/>{{/bands}}
        {{#arrows}}<path class="arrow{{#isCancelled}} cancelled{{/isCancelled}}" marker-end="url(#a)" d="{{path}}"/>{{/arrows}}
        {{#marks}}<circle class="mark{{#isEstimate}} estimate{{/isEstimate}}" cx="{{x}}" cy="{{y}}" r="5"/><text class="say" x="{{textX}}" y="{{textY}}">{{text}}</text>{{/marks}}
        {{#pills}}<g class="pill {{state}}"><rect x="{{x}}" y="{{y}}" width="{{width}}" height="{{height}}" rx="{{radius}}"/><text x="{{textX}}" y="{{textY}}">{{text}}</text></g>{{/pills}}</svg>
        <figcaption class="legend">{{#legend}}<span class="{{state}}"><i></i>{{text}}</span>{{/legend}}<span>{{thin}}</span></figcaption></figure>
        """
}

extension DrawingView {
    init(_ drawing: Drawing, run: Run, words: Words) {
        func n(_ value: Double) -> String {
            let tenths = (value * 10).rounded() / 10
            return tenths == tenths.rounded() ? String(Int(tenths)) : String(tenths)
        }
        box = "0 0 \(n(drawing.width)) \(n(drawing.height))"
        label = words.say(.drawingLabel)
        laneWidth = n(drawing.width)
        bottom = n(drawing.height - 24)
        lanes = drawing.lanes.map { lane in
            LaneView(
                y: n(lane.top), height: n(lane.height), name: words.shortName(of: lane.lane), detail: words.detail(of: lane),
                nameY: n(lane.top + 26), detailY: n(lane.top + 44), isShaded: lane.isShaded)
        }
        ticks = drawing.ticks.map { tick in
            let text = words.label(tick.label)
            // A line at the right edge has no room for its words.
            let fits = tick.x + 4 + Double(text.count) * 6.8 <= drawing.width
            return TickView(x: n(tick.x), textX: n(tick.x + 4), text: fits ? text : "")
        }
        bands = drawing.bands.map { band in
            BandView(path: "M\(n(band.x)) \(n(band.y))H\(n(max(band.end, band.x + 1)))", kind: band.kind.rawValue, isOpen: band.isOpen)
        }
        arrows = drawing.arrows.map { ArrowView(path: "M\(n($0.x)) \(n($0.from))V\(n($0.to))", isCancelled: $0.isCancelled) }
        pills = drawing.pills.map { pill in
            PillView(
                x: n(pill.x), y: n(pill.y), width: n(pill.width), height: n(pill.height), radius: n(pill.height / 2),
                textX: n(pill.x + 12), textY: n(pill.y + pill.height / 2 + 4.5), text: words.label(pill.label),
                state: pill.wasLate && pill.state == .done ? "done waslate" : pill.state.rawValue)
        }
        marks = drawing.marks.map { mark in
            MarkView(
                x: n(mark.x), y: n(mark.y), textX: n(mark.textX + 8), textY: n(mark.textY), text: words.label(mark.label),
                isEstimate: mark.isEstimate)
        }
        now = drawing.now.map { x in
            NowView(x: n(x), textY: n(drawing.height - 8), text: "\(words.say(.now)) \(words.phrasing.clock(words.phrasing.now))")
        }
        legend = [("done", Text.stateDone), ("open", .stateOpen), ("late", .stateLate), ("planned", .statePlanned)].map {
            LegendView(state: $0.0, text: words.say($0.1))
        }
        thin = words.say(.thinLine)
    }
}
