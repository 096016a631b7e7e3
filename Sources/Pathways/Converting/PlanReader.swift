public import Directory
public import FHIR

extension PathwayDefinition {
    /// Reads what ``fhir`` writes: a Bundle with a PlanDefinition and its ActivityDefinitions, or the PlanDefinition alone. What it makes is
    /// checked as a file is.
    public static func read(fhir resource: Resource, file: String) throws(Mistakes) -> PathwayDefinition {
        try read(try DefinitionTree.read(fhir: resource, file: file))
    }
}

extension DefinitionTree {
    /// What a PlanDefinition says, in the language of definitions.
    public static func read(fhir resource: Resource, file: String) throws(Mistakes) -> DefinitionTree {
        let resources = resource.type == "Bundle" ? resource.root.each("entry.resource") : [resource.root]
        guard let plan = resources.first(where: { $0.string("resourceType") == "PlanDefinition" }) else {
            throw Mistakes([
                Mistake(
                    .malformed, Place(file: file, line: 0), "There is no PlanDefinition in it",
                    remedy: "Give a PlanDefinition, or a Bundle with one and its ActivityDefinitions.")
            ])
        }
        let activities = resources.filter { $0.string("resourceType") == "ActivityDefinition" }
        // It has no lines of its own: places are those of the YAML that it makes.
        return try DefinitionTree.read(yaml: PlanReader(plan, activities).tree.yaml, file: file)
    }
}

/// Reads a PlanDefinition.
private struct PlanReader {
    private let plan: Element
    private let steps: StepReader

    init(_ plan: Element, _ activities: [Element]) {
        self.plan = plan
        steps = StepReader(activities)
    }

    var tree: DefinitionTree {
        var tree = DefinitionTree(extensionsOf: plan)
        let prefix = FHIRNames.url("")
        let url = plan.string("url") ?? ""
        tree["pathway"] = DefinitionTree(url.hasPrefix(prefix) ? String(url.dropFirst(prefix.count)) : plan.string("id") ?? "")
        tree["version"] = plan.string("version").map { DefinitionTree($0) }
        tree["from"] = plan.string("effectivePeriod.start").map { DefinitionTree(String($0.prefix(10))) }
        if plan.string("status") == "draft" { tree["status"] = DefinitionTree("draft") }
        tree["title"] = DefinitionTree(wording: "title", of: plan)
        tree["text"] = DefinitionTree(wording: "description", of: plan)
        tree["for"] = DefinitionTree(wording: "purpose", of: plan)
        set(&tree, "countries", plan.each("jurisdiction.coding").compactMap { $0.string("code").map { DefinitionTree($0.lowercased()) } })
        set(&tree, "sources", plan.each("relatedArtifact").map { part($0, [("what", "display"), ("where", "citation")], .source) })
        set(&tree, "signed", plan.each("endorser").map { part($0, [("by", "name")], .signature) })
        set(&tree, "goals", plan.each("goal").map(goal))
        readActions(&tree)
        return tree.ordered(by: .pathway)
    }

    private func set(_ tree: inout DefinitionTree, _ key: String, _ items: [DefinitionTree]) {
        if !items.isEmpty { tree[key] = DefinitionTree(.list(items)) }
    }

    private func part(_ element: Element, _ names: [(key: String, name: String)], _ table: KeyTable) -> DefinitionTree {
        var part = DefinitionTree(extensionsOf: element)
        for (key, name) in names { part[key] = element.string(name).map { DefinitionTree($0) } }
        return part.ordered(by: table)
    }

    private func goal(_ element: Element) -> DefinitionTree {
        var goal = DefinitionTree(extensionsOf: element)
        goal["goal"] = element.string("id").map { DefinitionTree($0) }
        goal["title"] = element.first("description").flatMap { DefinitionTree(wording: "text", of: $0) }
        if let quantity = element.first("target.detailQuantity"), let value = quantity["value"] {
            goal["target"] = DefinitionTree("\(quantity.string("comparator") ?? "=") \(String(decoding: value.bytes, as: UTF8.self))")
        }
        return goal.ordered(by: .goal)
    }

    private func readActions(_ tree: inout DefinitionTree) {
        guard let root = plan.each("action").first(where: { $0.string("id") == FHIRNames.root }) ?? plan.first("action") else { return }
        set(&tree, "starts", root.each("trigger").map { steps.trigger($0, isStart: true).tree })
        tree["condition"] = root.string("condition.expression.expression").map { DefinitionTree($0) }
        let phases = root.each("action")
        set(
            &tree, "phases",
            phases.map { phase in
                var part = DefinitionTree.none
                part["phase"] = DefinitionTree(Self.id(of: phase))
                part["title"] = DefinitionTree(wording: "title", of: phase)
                return part
            })
        var found: [StepReader.Found] = []
        for phase in phases { found += phase.each("action").map { steps.step($0, phase: Self.id(of: phase)) } }
        for (key, isChoice) in [("steps", false), ("choices", true)] {
            let sorted = found.enumerated().filter { $0.element.isChoice == isChoice }
                .sorted { ($0.element.order, $0.offset) < ($1.element.order, $1.offset) }
            set(&tree, key, sorted.map(\.element.tree))
        }
    }

    private static func id(of phase: Element) -> String {
        let id = phase.string("id") ?? ""
        return id.hasPrefix(FHIRNames.phase("")) ? String(id.dropFirst(FHIRNames.phase("").count)) : id
    }
}

extension DefinitionTree {
    /// With its keys in the order of the table.
    func ordered(by table: KeyTable) -> DefinitionTree {
        guard let members else { return self }
        let places = Dictionary(table.keys.enumerated().map { ($0.element.name, $0.offset) }) { first, _ in first }
        let sorted = members.enumerated().sorted {
            (places[$0.element.key] ?? .max, $0.offset) < (places[$1.element.key] ?? .max, $1.offset)
        }
        return DefinitionTree(.members(sorted.map(\.element)), at: place)
    }
}
