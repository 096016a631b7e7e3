import FHIR
import XML

/// What people read in an epikrise or henvisning: clinical items by their type, comments and reasons by their heading.
enum MessageText {
    /// The lines of an `InfItem`: an observation in words or code, or a medicine.
    static func information(_ node: XMLNode) -> [String] {
        if let medicine = node.first("Medication") {
            let name = [medicine.value("DrugId", "DN") ?? medicine.value("DrugId"), medicine.first("UnitDose").flatMap(Outline.value)]
            let line = name.compactMap(\.self).joined(separator: " ")
            let use = medicine.value("Status", "DN").map { " (\($0))" } ?? ""
            return [[line + use, medicine.text("DosageText")].compactMap(\.self).joined(separator: ": ")]
        }
        guard let observation = node.first("Observation") else { return Outline.lines(node, except: ["Type"]) }
        var lines = observation.each("CodedDescr").compactMap { coded in
            let more = coded.each("Modifier/Value").compactMap(PLOText.concept)
            return coded.first("Concept").flatMap(PLOText.concept).map { ([$0] + more).joined(separator: ", ") }
        }
        lines += observation.each("Description").map(PlainText.of)
        lines += observation.each("Comment").map(PlainText.of)
        return lines.filter { !$0.isEmpty }
    }

    /// Paragraphs of an element whose parts are `InfItem`, `Comment`, `ReasonAsText` and `Diagnosis`, in document order.
    static func paragraphs(_ nodes: [XMLNode], author: String?, at: Moment?) -> [Paragraph] {
        var found: [Paragraph] = []
        func add(_ heading: String?, _ text: String) {
            guard !text.isEmpty else { return }
            if let last = found.indices.last, heading != nil, found[last].heading == heading {
                found[last].text += "\n" + text
            } else {
                found.append(Paragraph(heading: heading, text: text, author: author, at: at))
            }
        }
        for node in nodes {
            let heading = Coded(node.first("Heading")).flatMap { $0.name ?? $0.code }
            switch node.name {
            case "InfItem": add(Coded(node.first("Type"))?.name, information(node).joined(separator: "\n"))
            case "Comment", "ReasonAsText": add(heading, node.first("TextResultValue").map(PlainText.of) ?? "")
            case "Diagnosis": add("Diagnoser", node.each("Concept").compactMap(PLOText.concept).joined(separator: "\n"))
            default: break
            }
        }
        return found
    }
}
