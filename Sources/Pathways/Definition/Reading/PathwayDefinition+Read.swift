public import Directory
import FHIR
import Yams

extension PathwayDefinition {
    /// Reads and checks a definition; refuses it with every mistake, each with its line and what to do.
    ///
    /// ```swift
    /// try PathwayDefinition.read(yaml: text, file: "pathways/hospital-stay.yaml").step("answer")?.title["nb"]
    /// ```
    public static func read(yaml text: String, file: String) throws(Mistakes) -> PathwayDefinition {
        var reader = DefinitionReader(file: file)
        let definition = reader.read(text)
        if let definition, reader.mistakes.isEmpty { reader.check(definition) }
        guard let definition, reader.mistakes.isEmpty else { throw Mistakes(reader.mistakes) }
        return definition
    }
}

/// Reads one file, noting every mistake and the line of everything that later checks speak of.
struct DefinitionReader {
    let file: String
    var mistakes: [Mistake] = []
    /// Lines of things by a path of ids, such as `step answer` or `step answer owner`.
    var lines: [String: Int] = [:]

    static let keys = [
        "pathway", "version", "from", "title", "text", "coordinator", "fallback", "starts", "ends", "roles", "responsible", "phases",
        "steps", "prices",
    ]

    init(file: String) { self.file = file }

    mutating func read(_ text: String) -> PathwayDefinition? {
        guard let root = root(text), let top = root.members(Self.keys, &mistakes) else { return nil }
        let optional: Set<String> = ["prices"]
        for key in Self.keys where top[key] == nil && !optional.contains(key) { missing(key, in: "The pathway", root.place) }

        let id = top["pathway"]?.id(&mistakes)
        let version = top["version"]?.string(&mistakes)
        let from = top["from"]?.day(&mistakes)
        let title = top["title"]?.wording(&mistakes)
        let about = top["text"]?.wording(&mistakes)
        let roles = list(top["roles"]) { $0.role($1) }
        let phases = list(top["phases"]) { $0.phase($1) }
        let steps = list(top["steps"]) { $0.step($1) }
        let prices = list(top["prices"]) { $0.price($1) }
        let ends = list(top["ends"]) { $0.end($1) }
        let responsible = list(top["responsible"]) { $0.responsibility($1) }
        let starts = list(top["starts"]) { $0.event($1) }
        let coordinator = top["coordinator"]?.string(&mistakes)
        let fallback = top["fallback"]?.string(&mistakes)
        for key in ["coordinator", "fallback"] { lines[key] = top[key]?.place.line }
        lines["roles"] = top["roles"]?.place.line
        guard let id, let version, let from, let title, let about, let coordinator, let fallback else { return nil }
        return PathwayDefinition(
            id: id, version: version, from: from, title: title, text: about, roles: roles, coordinator: coordinator, fallback: fallback,
            starts: starts, ends: ends, responsible: responsible, phases: phases, steps: steps, prices: prices)
    }

    private mutating func root(_ text: String) -> DefinitionNode? {
        do {
            if let node = try Yams.compose(yaml: text) { return DefinitionNode(node: node, file: file, key: "pathway") }
            mistakes.append(
                Mistake(
                    .malformed, Place(file: file, line: 1), "The file is empty",
                    remedy: "Write a pathway in it, or take the file out of the folder."))
        } catch {
            let (line, problem) = Self.problem(error)
            mistakes.append(
                Mistake(
                    .malformed, Place(file: file, line: line), "The file is no YAML: \(problem)",
                    remedy: "Look at the indentation, the colons and the quotation marks here and on the line above."))
        }
        return nil
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

    /// Every item that could be read.
    mutating func list<Value>(_ node: DefinitionNode?, _ read: (inout DefinitionReader, DefinitionNode) -> Value?) -> [Value] {
        guard let node, node.text?.isEmpty != true else { return [] }
        return node.items.compactMap { read(&self, $0) }
    }

    mutating func missing(_ key: String, in what: String, _ place: Place) {
        mistakes.append(Mistake(.key, place, key: key, "\(what) has no \"\(key)\"", remedy: "Write \"\(key):\" with its value."))
    }

    /// Members of an item, after noting which required ones are not there.
    mutating func members(_ node: DefinitionNode, _ required: [String], _ optional: [String] = [], what: String) -> [String:
        DefinitionNode]?
    {
        guard let members = node.members(required + optional, &mistakes) else { return nil }
        for key in required where members[key] == nil { missing(key, in: what, node.place) }
        return required.allSatisfy { members[$0] != nil } ? members : nil
    }

    mutating func line(_ path: String, _ node: DefinitionNode?) {
        if let node { lines[path] = node.place.line }
    }

    func place(_ path: String) -> Place { Place(file: file, line: lines[path] ?? 1) }
}
