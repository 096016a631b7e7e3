public import Directory
import FHIR

extension PathwayDefinition {
    /// Reads and checks a definition; refuses it with every mistake, each with its line, its column and what to do.
    ///
    /// ```swift
    /// try PathwayDefinition.read(yaml: text, file: "pathways/hospital-stay.yaml").step("answer")?.title["nb"]
    /// ```
    public static func read(yaml text: String, file: String) throws(Mistakes) -> PathwayDefinition {
        try read(try DefinitionTree.read(yaml: text, file: file))
    }

    /// Reads and checks what a file says.
    public static func read(_ tree: DefinitionTree) throws(Mistakes) -> PathwayDefinition {
        let findings = check(tree)
        guard let definition = findings.definition else { throw Mistakes(findings.mistakes) }
        return definition
    }
}

/// Reads one definition, noting every mistake and the place of everything that later checks speak of.
struct DefinitionReader {
    /// Where the definition begins.
    let start: Place
    var mistakes: [Mistake] = []
    /// Places of things by a path of ids, such as `step answer` or `step answer owner`.
    var places: [String: Place] = [:]

    init(_ start: Place) { self.start = start }

    mutating func read(_ tree: DefinitionTree) -> PathwayDefinition? {
        guard let top = DefinitionNode(tree: tree, key: "pathway").members(.pathway, &mistakes) else {
            readParts(tree)
            return nil
        }
        for (key, node) in top { place(key, node) }
        let id = top["pathway"]?.id(&mistakes)
        let version = top["version"]?.string(&mistakes)
        let from = top["from"]?.day(&mistakes)
        let title = top["title"]?.wording(&mistakes)
        let about = top["text"]?.wording(&mistakes)
        let coordinator = top["coordinator"]?.string(&mistakes)
        let fallback = top["fallback"]?.string(&mistakes)
        let lists = lists(top)
        guard let id, let version, let from, let title, let about, let coordinator, let fallback else { return nil }
        var definition = PathwayDefinition(
            id: id, version: version, from: from, title: title, text: about, roles: lists.roles, coordinator: coordinator,
            fallback: fallback, starts: lists.starts, ends: lists.ends, responsible: lists.responsible, phases: lists.phases,
            steps: lists.steps, prices: lists.prices, tree: tree)
        addOptional(top, to: &definition)
        return definition
    }

    private struct Lists {
        var roles: [RoleDefinition]
        var phases: [PhaseDefinition]
        var steps: [StepDefinition]
        var prices: [PriceDefinition]
        var ends: [EndDefinition]
        var responsible: [ResponsibilityRule]
        var starts: [StartDefinition]
    }

    private mutating func lists(_ top: [String: DefinitionNode]) -> Lists {
        Lists(
            roles: list(top["roles"]) { $0.role($1) }, phases: list(top["phases"]) { $0.phase($1) },
            steps: list(top["steps"]) { $0.step($1) } + list(top["choices"]) { $0.choice($1) },
            prices: list(top["prices"]) { $0.price($1) }, ends: list(top["ends"]) { $0.end($1) },
            responsible: list(top["responsible"]) { $0.responsibility($1) }, starts: list(top["starts"]) { $0.startOfPathway($1) })
    }

    /// When the file as a whole cannot be read: what is wrong in its parts is shown all the same.
    private mutating func readParts(_ tree: DefinitionTree) {
        var parts: [String: DefinitionNode] = [:]
        for member in tree.members ?? [] { parts[member.key] = DefinitionNode(tree: member.value, key: member.key) }
        _ = lists(parts)
    }

    private mutating func addOptional(_ top: [String: DefinitionNode], to definition: inout PathwayDefinition) {
        if let status = top["status"]?.choice(Publication.Status.self, &mistakes) { definition.publication.status = status }
        definition.publication.signOff = names(top["sign-off"], "sign-off")
        definition.publication.signed = list(top["signed"]) { $0.signature($1) }
        if let scope = top["scope"]?.choice(PathwayDefinition.Scope.self, &mistakes) { definition.scope = scope }
        if let node = top["countries"] {
            let countries = list(node) { $1.choice(Country.self, &$0.mistakes) }
            definition.countries = Country.allCases.filter(countries.contains)
        }
        definition.municipalities = list(top["municipalities"]) { $1.string(&$0.mistakes) }
        definition.sources = list(top["sources"]) { $0.source($1) }
        definition.audience = top["for"]?.wording(&mistakes)
        definition.condition = top["condition"]?.condition(about: "Patient", variables: ["resources"], &mistakes)
        definition.goals = list(top["goals"]) { $0.goal($1) }
        definition.measurements = list(top["measurements"]) { $0.measurement($1) }
        definition.adherence = list(top["adherence"]) { $0.adherence($1) }
    }

    /// Every item that could be read.
    mutating func list<Value>(_ node: DefinitionNode?, _ read: (inout DefinitionReader, DefinitionNode) -> Value?) -> [Value] {
        (node?.items ?? []).compactMap { read(&self, $0) }
    }

    /// Ids of things that are elsewhere, each with its place below a path.
    mutating func names(_ node: DefinitionNode?, _ path: String) -> [String] {
        list(node) { reader, item in
            guard let name = item.string(&reader.mistakes) else { return nil }
            reader.place("\(path) \(name)", item)
            return name
        }
    }

    mutating func place(_ path: String, _ node: DefinitionNode?) {
        if let node { places[path] = node.place }
    }

    /// The place of the first of these paths that is known.
    func place(_ paths: String...) -> Place { paths.lazy.compactMap { places[$0] }.first ?? start }
}
