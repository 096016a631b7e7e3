import Foundation
import Testing

@testable import Pathways

@Suite("The drawing of a definition") struct DefinitionDrawingTests {
    @Test("shows every step once, inside it, and none upon another", arguments: ["nb", "nn", "da", "en"])
    func pills(_ language: String) throws {
        for definition in try PathwayLibrary.shipped().definitions + [try PathwayDefinition.read(yaml: EveryKey.text, file: "every.yaml")] {
            let drawing = DefinitionDrawing.make(definition, language: language)
            #expect(drawing.pills.map(\.step).sorted() == definition.steps.map(\.id).sorted())
            for (index, pill) in drawing.pills.enumerated() {
                #expect(pill.x >= 0 && pill.x + pill.width <= drawing.width && pill.y >= 0 && pill.y + 26 <= drawing.height)
                for other in drawing.pills[..<index] {
                    let isApart = pill.x >= other.x + other.width || other.x >= pill.x + pill.width || abs(pill.y - other.y) >= 26
                    #expect(isApart, "\(definition.id): \(pill.step) and \(other.step)")
                }
            }
        }
    }

    @Test("has an arrow for each step and option that opens another, and words for what comes from outside") func arrows() throws {
        let definition = try PathwayDefinition.read(yaml: EveryKey.text, file: "every.yaml")
        let drawing = DefinitionDrawing.make(definition, language: "en")
        let inside = definition.steps.flatMap(\.opens).count { trigger in
            switch trigger.source {
            case .step, .choice: true
            case .event, .start, .measurement, .resource: false
            }
        }
        #expect(drawing.arrows.count == inside && inside == 7)
        #expect(drawing.arrows.compactMap(\.label) == ["late", "closed + 3 d", "declined", "not done"])
        let visit = try #require(drawing.pills.first { $0.step == "visit" })
        #expect(visit.zone == .red && visit.above?.contains("Saturation") == true)
        #expect(drawing.pills.first { $0.step == "place" }?.options.map(\.text) == ["Home", "Hospital"])
        #expect(drawing.note.contains("Ends: Died, 2 wk after Back, 1 y after Start"))
    }

    @Test("is well-formed SVG whatever the texts say") func svg() throws {
        let text = EveryKey.text.replacing("en: Visit}\n    citizen", with: "en: \"<Visit> & \\\"more\\\"\"}\n    citizen")
        let drawing = DefinitionDrawing.make(try PathwayDefinition.read(yaml: text, file: "every.yaml"), language: "en")
        for svg in [drawing.svg(standsAlone: true), drawing.svg(standsAlone: false)] {
            #expect(svg.contains("&lt;Visit&gt; &amp; &quot;more&quot;") && svg.hasSuffix("</svg>\n"))
            #expect(svg.count(of: "<g ") == svg.count(of: "</g>") && svg.count(of: "<text") == svg.count(of: "</text>"))
        }
        #expect(!drawing.svg(standsAlone: false).contains("<style>"))
    }
}

extension String {
    fileprivate func count(of part: String) -> Int { components(separatedBy: part).count - 1 }
}
