import XML

/// What people read in the parts that PLO letters borrow from record standards: notes, warnings and medicines (`epj1` to `epj3`).
enum EPJText {
    /// The notes of an element: heading by code, else by the part of the record it stands in.
    static func notes(_ node: XMLNode) -> [(heading: String?, text: String)] {
        let part = node.attributes.first { $0.name == "informasjonskategori" }?.value.trimmed
        return node.each("Journaltekst").compactMap { note in
            let text = [note.first("Notat").map(PlainText.of)?.trimmed, note.text("Merknad")].compactMap(\.self).joined(separator: "\n")
            guard !text.isEmpty else { return nil }
            return (Coded(note.first("Overskriftskode")).flatMap { $0.name ?? $0.code } ?? part, text)
        }
    }

    /// The first note anywhere below.
    static func firstNote(_ node: XMLNode) -> String? {
        for child in node.children {
            if child.name == "Notat", let text = PlainText.of(child).trimmed { return text }
            if let text = firstNote(child) { return text }
        }
        return nil
    }

    /// Warnings and allergies, one line each.
    static func warnings(_ node: XMLNode) -> [String] {
        var lines: [String] = []
        for child in node.children {
            switch child.name {
            case "CaveStikkord": if let text = PlainText.of(child).trimmed { lines.append(text) }
            case "Allergi":
                let about = [
                    child.text("AllergiskMot"), child.value("AnafylaktiskeReaksjoner") == "1" ? "anafylaktiske reaksjoner" : nil,
                    child.text("Merknad"),
                ]
                let line = about.compactMap(\.self).joined(separator: ", ")
                if !line.isEmpty { lines.append("Allergi: \(line)") }
            case "Notat", "Merknad":
                if let text = PlainText.of(child).trimmed { lines.append(text) }
            default: lines += warnings(child)
            }
        }
        return lines
    }

    /// A medicine in one line: `Burinex tablett 1 mg: 2 tabl kl 08 og 13 (Fast) fra 01.02.2018`.
    static func medicine(_ node: XMLNode) -> String? {
        guard let info = node.first("Forskrivningsinfo"), let name = info.text("Navn") ?? info.value("Atc", "DN") else { return nil }
        var line = [name, info.value("Legemiddelform", "DN")?.lowercased(), info.first("Styrke").flatMap(Outline.value)]
            .compactMap(\.self).joined(separator: " ")
        if let status = Coded(node.first("StatusTilForskrivningen")), status.code != "1" {
            line = "\(status.name ?? status.code): \(line)"
        }
        if let dose = info.text("DosVeiledEnkel") { line += ": \(dose)" }
        if let use = info.value("Bruk", "DN") { line += " (\(use))" }
        if let from = info.value("DoseringStarttidspunkt") { line += " fra \(NorwegianTime.text(from))" }
        if let to = info.value("DoseringSluttidspunkt") { line += " til \(NorwegianTime.text(to))" }
        if let given = node.value("AdmStart") { line += ", gitt \(NorwegianTime.text(given))" }
        if node.value("InngaarIMultidose") == "2" { line += ". I multidose" }
        if let remark = node.text("Merknad") { line += ". \(remark)" }
        return line
    }
}
