import Yams

extension Row {
    /// The rows of a YAML file: lists called `organisations` and `parts`, whose items have the CSV columns as keys.
    static func read(yaml file: SourceFile, into mistakes: inout [Mistake]) -> [(table: Table, rows: [Row])] {
        guard let root = YAML.root(file, &mistakes) else { return [] }
        guard case .mapping(let tables) = root else {
            mistakes.append(
                Mistake(
                    .malformed, file.place(root), "The file is no directory",
                    remedy: "Begin it with \"organisations:\" or \"parts:\" and a list below."))
            return []
        }
        var result: [(Table, [Row])] = []
        for (key, value) in tables {
            let name = key.scalar?.string ?? ""
            guard let table = Table(rawValue: name) else {
                mistakes.append(unknownKey(name, file.place(key), Table.allCases.map(\.rawValue), "key"))
                continue
            }
            if YAML.isAbsent(value) { continue }
            guard case .sequence(let items) = value else {
                mistakes.append(
                    Mistake(.malformed, file.place(value), key: name, "\"\(name)\" is no list", remedy: "Begin each item with \"- \"."))
                continue
            }
            result.append((table, items.compactMap { row($0, table, file, &mistakes) }))
        }
        return result
    }

    private static func row(_ node: Node, _ table: Table, _ file: SourceFile, _ mistakes: inout [Mistake]) -> Row? {
        guard case .mapping(let mapping) = node else {
            mistakes.append(
                Mistake(
                    .malformed, file.place(node), "The item has no keys",
                    remedy: "Write one key on each line: \(table.columns.map { $0 + ":" }.joined(separator: ", "))."))
            return nil
        }
        var row = Row(place: file.place(mapping.first?.key ?? node), fields: [:])
        let before = mistakes.count
        for (key, value) in mapping {
            let name = key.scalar?.string ?? ""
            let place = file.place(key)
            guard table.columns.contains(name) else {
                mistakes.append(unknownKey(name, place, table.columns, "key"))
                continue
            }
            if YAML.isAbsent(value) { continue }
            switch value {
            case .scalar(let scalar):
                row.fields[name] = Field(pieces: [scalar.string], line: place.line, isList: false)
            case .sequence(let items) where Table.lists.contains(name) && items.allSatisfy { $0.scalar != nil }:
                row.fields[name] = Field(pieces: items.compactMap { $0.scalar?.string }, line: place.line, isList: true)
            default:
                mistakes.append(
                    Mistake(.value, place, key: name, "\"\(name)\" must be one value", remedy: "Write it on one line, after the colon."))
            }
        }
        return mistakes.count == before ? row : nil
    }
}

/// YAML with the line of everything.
enum YAML {
    /// The top of the document; nil when the file is empty or, with the mistake noted, no YAML.
    static func root(_ file: SourceFile, mayBeEmpty: Bool = false, _ mistakes: inout [Mistake]) -> Node? {
        do {
            if let root = try Yams.compose(yaml: file.text) { return root }
            if mayBeEmpty { return nil }
            mistakes.append(
                Mistake(.malformed, Place(file: file.name, line: 1), "The file is empty", remedy: "Write it, or do not name it."))
        } catch {
            let (line, problem) = Self.problem(error)
            mistakes.append(
                Mistake(
                    .malformed, Place(file: file.name, line: line), "The file is no YAML: \(problem)",
                    remedy: "Look at the indentation, the colons and the quotation marks here and on the line above."))
        }
        return nil
    }

    /// Whether a value is written as nothing.
    static func isAbsent(_ node: Node) -> Bool {
        guard let scalar = node.scalar, scalar.style == .plain || scalar.style == .any else { return false }
        return ["", "~", "null"].contains(scalar.string)
    }

    private static func problem(_ error: any Error) -> (line: Int, text: String) {
        guard let error = error as? YamlError else { return (1, "it cannot be read") }
        return switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
            (mark.line, problem)
        case .duplicatedKeysInMapping(let duplicates, let context):
            (context.mark.line, "a key is there twice (\(duplicates.map { "\($0)" }.sorted().joined(separator: ", ")))")
        case .reader(let problem, _, _, _): (1, problem)
        default: (1, "it cannot be read")
        }
    }
}

extension SourceFile {
    /// The line of a node.
    func place(_ node: Node) -> Place { Place(file: name, line: node.mark?.line ?? 1) }
}
