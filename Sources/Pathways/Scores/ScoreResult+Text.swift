extension ScoreResult {
    /// The result in words, a line for each item: `Puls: 96 /min (<= 110) → 1`. The last line says that it does not decide.
    public func lines(in language: String) -> [String] {
        let words = ScoreWords.self
        var lines = items.map { item -> String in
            let values = item.values.map { value in
                let given = value.given.map { " (\($0))" } ?? ""
                return value.title == item.title
                    ? value.text[language] + given : "\(value.title[language]): \(value.text[language])\(given)"
            }.joined(separator: "; ")
            let row = item.row.map { " [\($0)]" } ?? ""
            let points = item.points.map { "\($0)" } ?? words.missing[language]
            return "\(item.title[language]): \(values.isEmpty ? "" : values + row + " ")→ \(points)"
        }
        if let total {
            lines.append(
                "\(title[language]): \(total) (\(range.lowerBound)–\(range.upperBound))" + (band.map { ". \(text($0, language))" } ?? ""))
        } else {
            let names = missing.map { "\($0.title[language])\($0.reason.text(language))" }.joined(separator: ", ")
            lines.append("\(title[language]): \(words.atLeast[language]) \(soFar)" + (reached.map { ". \(text($0, language))" } ?? ""))
            lines.append("\(words.lacking[language]): \(names)")
        }
        return lines + [words.supports[language]]
    }

    private func text(_ band: ScoreDefinition.Band, _ language: String) -> String {
        band.title[language] + (band.isVerified ? "" : " (\(ScoreWords.unverified[language]))")
    }
}

extension ScoreResult.Missing.Reason {
    fileprivate func text(_ language: String) -> String {
        switch self {
        case .notGiven: ""
        case .unit(let unit): " (\(ScoreWords.otherUnit[language]): \(unit))"
        case .impossible: " (\(ScoreWords.impossible[language]))"
        case .unknownAnswer: " (\(ScoreWords.unknownAnswer[language]))"
        }
    }
}

/// The words between the numbers.
private enum ScoreWords {
    static let missing = Wording(nb: "mangler", nn: "manglar", da: "mangler", en: "missing")
    static let lacking = Wording(nb: "Mangler", nn: "Manglar", da: "Mangler", en: "Missing")
    static let atLeast = Wording(nb: "minst", nn: "minst", da: "mindst", en: "at least")
    static let unverified = Wording(
        nb: "ikke kontrollert mot kilden", nn: "ikkje kontrollert mot kjelda", da: "ikke kontrolleret mod kilden",
        en: "not checked against its source")
    static let otherUnit = Wording(nb: "ukjent enhet", nn: "ukjend eining", da: "ukendt enhed", en: "unknown unit")
    static let impossible = Wording(nb: "kan ikke stemme", nn: "kan ikkje stemme", da: "kan ikke passe", en: "cannot be right")
    static let unknownAnswer = Wording(nb: "ukjent svar", nn: "ukjent svar", da: "ukendt svar", en: "unknown answer")
    static let supports = Wording(
        nb: "Poengene støtter vurderingen. De avgjør ikke.", nn: "Poenga støttar vurderinga. Dei avgjer ikkje.",
        da: "Pointene støtter vurderingen. De afgør den ikke.", en: "The points support the assessment. They do not decide.")
}
