public import Directory
import FHIR
import FHIRPath

extension ScoreDefinition {
    /// Reads and checks a score; refuses it with every mistake, each with its line and what to do.
    public static func read(yaml text: String, file: String) throws(Mistakes) -> ScoreDefinition {
        var reader = ScoreReader()
        let definition = reader.read(try DefinitionTree.read(yaml: text, file: file))
        guard let definition, reader.mistakes.isEmpty else { throw Mistakes(reader.mistakes) }
        return definition
    }
}

/// Reads one score, noting every mistake.
private struct ScoreReader {
    var mistakes: [Mistake] = []
    private var inputs: [ScoreDefinition.Input] = []

    mutating func read(_ tree: DefinitionTree) -> ScoreDefinition? {
        guard let top = DefinitionNode(tree: tree, key: "score").members(.scoreFile, &mistakes) else { return nil }
        for node in top["inputs"]?.items ?? [] {
            if let input = input(node) { inputs.append(input) }
        }
        let items = list(top["items"]) { $0.item($1) }
        let bands = list(top["bands"]) { $0.band($1) }
        let sources = list(top["sources"]) { $0.source($1) }
        guard let name = top["score"]?.string(&mistakes), let variant = top["variant"]?.id(&mistakes),
            let from = top["from"]?.day(&mistakes), let title = top["title"]?.wording(&mistakes),
            let audience = top["for"]?.wording(&mistakes), let rangeNode = top["range"],
            let ends = rangeNode.members(.scoreRange, &mistakes), let least = ends["from"]?.number(&mistakes),
            let most = ends["to"]?.number(&mistakes)
        else { return nil }
        let possible = items.reduce((0, 0)) { sum, item in
            let points = item.rows.map(\.points)
            return (sum.0 + (points.min() ?? 0), sum.1 + (points.max() ?? 0))
        }
        if mistakes.isEmpty, possible != (least, most) {
            rangeNode.note(
                .value, "The rows give \(possible.0) to \(possible.1), not \(least) to \(most)",
                remedy: "Compare every row with the published table.", &mistakes)
        }
        guard mistakes.isEmpty else { return nil }
        return ScoreDefinition(
            name: name, variant: variant, from: from, title: title, audience: audience, sources: sources, range: least...most,
            inputs: inputs, items: items, bands: bands)
    }

    private mutating func list<Value>(_ node: DefinitionNode?, _ read: (inout ScoreReader, DefinitionNode) -> Value?) -> [Value] {
        (node?.items ?? []).compactMap { read(&self, $0) }
    }

    private mutating func source(_ node: DefinitionNode) -> SourceNote? {
        guard let parts = node.members(.source, &mistakes), let what = parts["what"]?.string(&mistakes),
            let location = parts["where"]?.string(&mistakes), let isVerified = parts["verified"]?.yesOrNo(&mistakes)
        else { return nil }
        return SourceNote(what: what, location: location, read: parts["read"].flatMap { $0.day(&mistakes) }, isVerified: isVerified)
    }

    private mutating func input(_ node: DefinitionNode) -> ScoreDefinition.Input? {
        guard let parts = node.members(.scoreInput, &mistakes), let id = parts["input"]?.id(&mistakes),
            let title = parts["title"]?.wording(&mistakes)
        else { return nil }
        if inputs.contains(where: { $0.id == id }) {
            node.note(.overlap, "The input \"\(id)\" is there twice", remedy: "Give one of them another id.", &mistakes)
        }
        var code: MeasurementCode?
        if let written = parts["code"] {
            code = written.text.flatMap { MeasurementCode($0) }
            if code == nil {
                written.note(
                    .value, "\"\(written.text ?? "")\" is no code",
                    remedy: "Write its system, a bar and the code: \"http://loinc.org|59408-5\".", &mistakes)
            }
        }
        if let answers = parts["answers"] {
            return ScoreDefinition.Input(id: id, title: title, code: code, kind: .answers(list(answers) { $0.answer($1) }))
        }
        guard let unit = parts["unit"]?.string(&mistakes) else { return nil }
        var measure = ScoreDefinition.Measure(
            unit: unit, least: decimal(parts["least"]) ?? DecimalNumber(0), most: decimal(parts["most"]) ?? DecimalNumber(99_999))
        measure.decimals = parts["decimals"].flatMap { $0.number(&mistakes) }
        for other in parts["units"]?.items ?? [] {
            guard let pair = other.members(.scoreUnit, &mistakes), let name = pair["unit"]?.string(&mistakes),
                let factor = decimal(pair["times"])
            else { continue }
            measure.others[name] = factor
        }
        return ScoreDefinition.Input(id: id, title: title, code: code, kind: .number(measure))
    }

    /// `yes`, `no`, or an answer with its title.
    private mutating func answer(_ node: DefinitionNode) -> ScoreDefinition.Answer? {
        switch node.text {
        case "yes": return ScoreDefinition.Answer(id: "yes", title: Wording(nb: "ja", nn: "ja", da: "ja", en: "yes"))
        case "no": return ScoreDefinition.Answer(id: "no", title: Wording(nb: "nei", nn: "nei", da: "nej", en: "no"))
        default:
            guard let parts = node.members(.scoreAnswer, &mistakes), let id = parts["answer"]?.id(&mistakes),
                let title = parts["title"]?.wording(&mistakes)
            else { return nil }
            return ScoreDefinition.Answer(id: id, title: title)
        }
    }

    private mutating func decimal(_ node: DefinitionNode?) -> DecimalNumber? {
        guard let node else { return nil }
        if let number = node.text.flatMap({ DecimalNumber($0) }) { return number }
        node.note(.value, "\"\(node.key)\" is no number", remedy: "Write digits and at most one point.", &mistakes)
        return nil
    }

    private mutating func item(_ node: DefinitionNode) -> ScoreDefinition.Item? {
        guard let parts = node.members(.scoreItem, &mistakes), let id = parts["item"]?.id(&mistakes) else { return nil }
        let rows = list(parts["points"]) { $0.row($1) }
        let title = parts["title"]?.wording(&mistakes)
        if let of = parts["of"] {
            guard let input = known(of) else { return nil }
            return ScoreDefinition.Item(id: id, title: title ?? input.title, source: .input(input.id), rows: rows)
        }
        let summands = list(parts["sum of"]) { $0.part($1) }
        guard let title else {
            node.note(.key, "The item has no \"title\"", remedy: "Write one: a sum has no input to take it from.", &mistakes)
            return nil
        }
        return ScoreDefinition.Item(id: id, title: title, source: .sum(summands), rows: rows)
    }

    private mutating func known(_ node: DefinitionNode) -> ScoreDefinition.Input? {
        if let input = inputs.first(where: { $0.id == node.text }) { return input }
        node.note(
            .reference, "There is no input \"\(node.text ?? "")\"",
            remedy: "Write one of these: \(inputs.map(\.id).joined(separator: ", ")).", &mistakes)
        return nil
    }

    private mutating func part(_ node: DefinitionNode) -> ScoreDefinition.Part? {
        guard let parts = node.members(.scorePart, &mistakes), let input = parts["input"].flatMap({ known($0) }),
            let points = parts["points"]?.number(&mistakes)
        else { return nil }
        return ScoreDefinition.Part(input: input.id, points: points, insteadOf: parts["instead of"].flatMap { known($0)?.id })
    }

    private mutating func row(_ node: DefinitionNode) -> ScoreDefinition.Row? {
        guard let parts = node.members(.scoreRow, &mistakes), let points = parts["points"]?.number(&mistakes) else { return nil }
        var with: [String: String] = [:]
        for member in parts["with"]?.tree.members ?? [] {
            if known(DefinitionNode(tree: DefinitionTree(member.key, at: member.place), key: "with")) == nil { continue }
            with[member.key] = member.value.text
        }
        if let answers = parts["is"] {
            return ScoreDefinition.Row(rule: .isAnswer(list(answers) { $1.string(&$0.mistakes) }), with: with, points: points)
        }
        return threshold(parts["when"]).map { ScoreDefinition.Row(rule: .when($0), with: with, points: points) }
    }

    private mutating func threshold(_ node: DefinitionNode?) -> Threshold? {
        guard let node else { return nil }
        if let threshold = node.text.flatMap({ Threshold($0) }) { return threshold }
        node.note(
            .value, "\"\(node.text ?? "")\" is no comparison with a number",
            remedy: "Write <, <=, >, >= or = and the number, in quotes: \">= 92\".", &mistakes)
        return nil
    }

    private mutating func band(_ node: DefinitionNode) -> ScoreDefinition.Band? {
        guard let parts = node.members(.scoreBand, &mistakes), let id = parts["band"]?.id(&mistakes),
            let title = parts["title"]?.wording(&mistakes), let isVerified = parts["verified"]?.yesOrNo(&mistakes)
        else { return nil }
        if let any = parts["any item"] {
            return any.number(&mistakes).map { ScoreDefinition.Band(id: id, rule: .anyItem($0), title: title, isVerified: isVerified) }
        }
        return threshold(parts["when"]).map { ScoreDefinition.Band(id: id, rule: .total($0), title: title, isVerified: isVerified) }
    }
}
