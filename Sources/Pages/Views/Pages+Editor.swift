import Directory
import FHIR
import Pathways

extension Pages {
    /// The editor: with `?pathway=` the text of one that comes with Helhet, else an empty page.
    func editor(_ visit: Visit) throws -> PageResponse {
        let text = visit.request.query["pathway"].flatMap { PathwayLibrary.shippedText($0) } ?? ""
        return try editor(text, visit)
    }

    /// Says what is to be said of a definition's text; nothing of it is kept.
    func editor(_ text: String, _ visit: Visit) throws -> PageResponse {
        // A form sends the ends of lines as two signs; a file has one.
        let text = text.replacing("\r\n", with: "\n")
        let isEmpty = text.allSatisfy(\.isWhitespace)
        let findings = isEmpty ? nil : PathwayDefinition.check(yaml: text, file: "", scores: settings.scores)
        let words = findings?.definition.map { DefinitionWords(definition: $0, phrasing: visit.phrasing) }
        return try visit.page(
            EditorPage(
                frame: visit.frame(visit.say(.editorHeading), tab: .pathways), heading: visit.say(.editorHeading),
                lead: visit.say(.editorLead), token: token, label: visit.say(.editorLabel), text: text, check: visit.say(.checkIt),
                mistakes: rows(findings?.mistakes, visit.say(.mistakesHeading), visit),
                warnings: rows(findings?.warnings, visit.say(.warningsHeading), visit),
                fine: findings?.mistakes.isEmpty == true ? visit.say(.nothingWrong) : nil, title: words?.title, facts: words?.facts ?? "",
                drawing: words?.drawing, drawingLabel: visit.say(.definitionLabel)))
    }

    private func rows(_ mistakes: [Mistake]?, _ heading: String, _ visit: Visit) -> EditorPage.Findings? {
        guard let mistakes, !mistakes.isEmpty else { return nil }
        return .init(
            heading: heading,
            rows: mistakes.map { mistake in
                let line = mistake.place.line > 0 ? "\(visit.say(.lineWord)) \(mistake.place.line)" : ""
                return .init(
                    place: mistake.place.column > 0 ? "\(line):\(mistake.place.column)" : line, what: mistake.what, remedy: mistake.remedy)
            })
    }
}

extension PathwayLibrary {
    /// The file of a pathway that comes with Helhet, as it is written.
    static func shippedText(_ id: String) -> String? {
        shippedFiles.first { $0.text.split(separator: "\n").contains("pathway: \(id)") }?.text
    }
}
