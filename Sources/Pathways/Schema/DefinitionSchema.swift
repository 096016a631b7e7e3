import Journal

/// The JSON Schema of definition files, for editors: made from the table of keys that the reader uses. https://json-schema.org/draft/2020-12
///
/// YAML editors read `yes` and `2026-01-01` as they please, so texts may also be given as what YAML makes of them.
public enum DefinitionSchema {
    public static var json: String {
        var writer = SchemaWriter()
        let root = writer.members(
            [
                ("$schema", "\"https://json-schema.org/draft/2020-12/schema\""),
                ("$id", "\"https://helhet.org/schema/pathway.schema.json\""),
                ("title", "\"A pathway of Helhet, or a local version of one\""),
                ("type", "\"object\""),
                ("if", "{\"required\": [\"adapts\"]}"),
                ("then", writer.reference(to: .adaptation)),
                ("else", writer.reference(to: .pathway)),
                ("$defs", nil),
            ], indent: 0)
        return root + "\n"
    }
}

private struct SchemaWriter {
    /// Tables in the order in which they are met.
    private var tables: [(name: String, table: KeyTable)] = []

    static func name(of table: KeyTable) -> String {
        table.what.lowercased().split(separator: " ").filter { $0 != "the" }.joined(separator: "-")
    }

    mutating func reference(to table: KeyTable) -> String {
        let name = Self.name(of: table)
        if !tables.contains(where: { $0.name == name }) { tables.append((name, table)) }
        return "{\"$ref\": \"#/$defs/\(name)\"}"
    }

    mutating func members(_ members: [(key: String, value: String?)], indent: Int) -> String {
        let margin = String(repeating: " ", count: indent + 2)
        let lines = members.map { "\(margin)\(Self.text($0.key)): \($0.value ?? definitions(indent: indent + 2))" }
        return "{\n" + lines.joined(separator: ",\n") + "\n" + String(repeating: " ", count: indent) + "}"
    }

    private mutating func definitions(indent: Int) -> String {
        var written: [(String, String?)] = [("wording", Self.wording), ("length", Self.length)]
        var index = 0
        while index < tables.count {
            written.append((tables[index].name, table(tables[index].table, indent: indent + 2)))
            index += 1
        }
        return members(written, indent: indent)
    }

    private mutating func table(_ table: KeyTable, indent: Int) -> String {
        let properties = table.keys.map { key -> (String, String?) in (key.name, described(schema(key.shape), key.about)) }
        let required = table.keys.filter(\.isRequired).map { Self.text($0.name) }
        var parts: [(String, String?)] = [
            ("type", "\"object\""), ("additionalProperties", "false"),
            ("properties", members(properties, indent: indent + 2)),
        ]
        if !required.isEmpty { parts.append(("required", "[\(required.joined(separator: ", "))]")) }
        if !table.oneOf.isEmpty {
            parts.append(("oneOf", "[\(table.oneOf.map { "{\"required\": [\(Self.text($0))]}" }.joined(separator: ", "))]"))
        }
        return members(parts, indent: indent)
    }

    private func described(_ schema: String, _ about: String) -> String {
        "{\"description\": \(Self.text(about)), \(schema.dropFirst())"
    }

    private mutating func schema(_ shape: Shape) -> String {
        switch shape {
        case .text, .expression: "{\"type\": [\"string\", \"number\", \"boolean\"]}"
        case .name: "{\"type\": \"string\", \"pattern\": \"^[a-z][a-z0-9-]*$\"}"
        case .id: "{\"type\": \"string\", \"pattern\": \"^[a-z][a-z0-9-]*$\"}"
        case .day: "{\"type\": \"string\", \"pattern\": \"^[0-9]{4}-[0-9]{2}-[0-9]{2}$\"}"
        case .count: "{\"type\": [\"integer\", \"string\"], \"pattern\": \"^[0-9]+$\", \"minimum\": 0}"
        case .yesOrNo: "{\"enum\": [\"yes\", \"no\", true, false]}"
        case .words(let words): "{\"enum\": [\(words.flatMap(Self.spellings).joined(separator: ", "))]}"
        case .wording: "{\"$ref\": \"#/$defs/wording\"}"
        case .term: "{\"$ref\": \"#/$defs/length\"}"
        case .event: "{\"enum\": [\(DefinitionReader.events.map { Self.text($0.rawValue) }.joined(separator: ", "))]}"
        case .details: "{\"type\": \"object\"}"
        case .resource: "{\"type\": \"string\", \"pattern\": \"^[A-Z][A-Za-z]*$\"}"
        case .code: "{\"type\": \"string\", \"pattern\": \"^[^|\\\\s]+[|][^|\\\\s]+$\"}"
        case .threshold: "{\"type\": \"string\", \"pattern\": \"^(<|<=|>|>=|=) *-?[0-9]+([.][0-9]+)?$\"}"
        case .list(let item): list(schema(item))
        case .table(let table): reference(to: table)
        case .any(let shapes): "{\"anyOf\": [\(any(shapes))]}"
        }
    }

    private mutating func any(_ shapes: [Shape]) -> String {
        var schemas: [String] = []
        for shape in shapes { schemas.append(schema(shape)) }
        return schemas.joined(separator: ", ")
    }

    /// A single value is a list of one.
    private func list(_ item: String) -> String { "{\"anyOf\": [{\"type\": \"array\", \"items\": \(item)}, \(item)]}" }

    /// `yes` and `no` are also true and false for programs that read YAML so.
    private static func spellings(_ word: String) -> [String] {
        switch word {
        case "yes": [text(word), "true"]
        case "no": [text(word), "false"]
        default: [text(word)]
        }
    }

    private static let wording =
        "{\"type\": \"object\", \"additionalProperties\": false, \"properties\": {\(Wording.languages.map { "\(text($0)): {\"type\": \"string\", \"minLength\": 1}" }.joined(separator: ", "))}, \"required\": [\(Wording.languages.map(text).joined(separator: ", "))]}"

    private static let length =
        "{\"type\": \"string\", \"pattern\": \"^([0-9]+ (minutes?|hours?|days?|working days?|weeks?|months?|years?)|(working )?day [0-9]+ at [0-2][0-9]:[0-5][0-9])$\"}"

    private static func text(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
