public import Directory
import Yams

extension DefinitionTree {
    /// What may be read: more than any pathway needs, and nothing that could keep a computer busy.
    enum Limit {
        static let bytes = 1 << 20
        static let values = 50_000
        static let depth = 24
    }

    /// Reads YAML; refuses what is none with the line on which it goes wrong.
    public static func read(yaml text: String, file: String) throws(Mistakes) -> DefinitionTree {
        func refusal(_ line: Int, _ column: Int, _ what: String, _ remedy: String) -> Mistakes {
            Mistakes([Mistake(.malformed, Place(file: file, line: line, column: column), what, remedy: remedy)])
        }
        guard text.utf8.count <= Limit.bytes else {
            throw refusal(1, 0, "The file is larger than a megabyte", "Divide it into several pathways.")
        }
        let node: Node?
        do {
            node = try Yams.compose(yaml: text)
        } catch {
            let (line, column, problem) = Self.problem(error)
            throw refusal(
                line, column, "The file is no YAML: \(problem)",
                "Look at the indentation, the colons and the quotation marks here and on the line above.")
        }
        guard let node else {
            throw refusal(1, 1, "The file is empty", "Write a pathway in it, or take the file out of the folder.")
        }
        var rest = Limit.values
        guard let tree = DefinitionTree(node, file, Place(file: file, line: 1, column: 1), depth: 0, &rest) else {
            throw refusal(
                1, 1, "The file has more than \(Limit.values) values, or values inside each other deeper than \(Limit.depth)",
                "Write out what anchors repeat, and divide the file into several pathways.")
        }
        return tree
    }

    /// nil when there is too much of it.
    private init?(_ node: Node, _ file: String, _ outer: Place, depth: Int, _ rest: inout Int) {
        rest -= 1
        guard rest > 0, depth < Limit.depth else { return nil }
        let place = node.mark.map { Place(file: file, line: $0.line, column: $0.column) } ?? outer
        switch node {
        case .scalar(let scalar):
            let style: Style =
                switch scalar.style {
                case .doubleQuoted, .singleQuoted: .quoted
                case .literal, .folded: .block
                case .any, .plain: .plain
                }
            self.init(.text(scalar.string), at: place, style: style)
        case .alias:
            self.init(.text(""), at: place)
        case .sequence(let sequence):
            var items: [DefinitionTree] = []
            for item in sequence {
                guard let item = DefinitionTree(item, file, place, depth: depth + 1, &rest) else { return nil }
                items.append(item)
            }
            self.init(.list(items), at: place)
        case .mapping(let mapping):
            var members: [Member] = []
            for (key, value) in mapping {
                let keyPlace = key.mark.map { Place(file: file, line: $0.line, column: $0.column) } ?? place
                guard let value = DefinitionTree(value, file, keyPlace, depth: depth + 1, &rest) else { return nil }
                members.append(Member(key.scalar?.string ?? "", value, at: keyPlace))
            }
            self.init(.members(members), at: place)
        }
    }

    private static func problem(_ error: any Error) -> (line: Int, column: Int, text: String) {
        guard let error = error as? YamlError else { return (1, 1, "it cannot be read") }
        return switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
            (mark.line, mark.column, problem)
        case .duplicatedKeysInMapping(let duplicates, let context):
            (
                context.mark.line, context.mark.column,
                "a key is there twice (\(duplicates.map { "\($0)" }.sorted().joined(separator: ", ")))"
            )
        case .reader(let problem, _, _, _): (1, 1, problem)
        default: (1, 1, "it cannot be read")
        }
    }
}
