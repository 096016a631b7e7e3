import FHIR

/// Reads actions of a PlanDefinition as steps and choices.
struct StepReader {
    private let activities: [Element]

    init(_ activities: [Element]) { self.activities = activities }

    struct Found {
        var tree: DefinitionTree
        var order: Int
        var isChoice: Bool
    }

    func step(_ action: Element, phase: String) -> Found {
        let isChoice = Self.mark("kind", of: action) == "choice" || action.string("selectionBehavior") != nil
        var tree = DefinitionTree(extensionsOf: action)
        for key in ["order", "kind"] { tree[key] = nil }
        let id = action.string("id") ?? ""
        tree[isChoice ? "choice" : "step"] = DefinitionTree(id)
        tree["phase"] = DefinitionTree(phase)
        tree["title"] = DefinitionTree(wording: "title", of: action)
        tree["citizen"] = DefinitionTree(wording: "description", of: action)
        for participant in action.each("participant") {
            tree[Self.mark("part", of: participant) ?? "owner"] = participant.string("role.coding.code").map { DefinitionTree($0) }
        }
        tree["when"] = action.string("condition.expression.expression").map { DefinitionTree($0) }
        let openings = action.each("trigger").map { trigger($0, isStart: false) } + action.each("relatedAction").map(relation)
        if !openings.isEmpty { tree["opens"] = DefinitionTree(.list(openings.sorted { $0.order < $1.order }.map(\.tree))) }
        readTiming(action, &tree)
        if isChoice { readChoice(action, id, &tree) }
        let canonical = action.string("definitionCanonical") ?? ""
        if let activity = activities.first(where: { $0.string("url").map { canonical == $0 || canonical.hasPrefix($0 + "|") } ?? false }) {
            tree["activity"] = activity.string("code.coding.code").map { DefinitionTree($0) }
            tree["needs"] = activity.first("participant.role").flatMap { DefinitionTree(wording: "text", of: $0) }
        }
        return Found(tree: tree.ordered(by: isChoice ? .choice : .step), order: Self.order(action), isChoice: isChoice)
    }

    private func readTiming(_ action: Element, _ tree: inout DefinitionTree) {
        if let timing = action.first("timingTiming.repeat") {
            tree["every"] = FHIRDuration(period: timing)?.text.map { DefinitionTree($0) }
            tree["times"] = timing["count"]?.int.map { DefinitionTree("\($0)") }
        }
        if let within = FHIRDuration(action.first("timingDuration"))?.text {
            var items = tree["due"]?.items ?? []
            if items.isEmpty { items.append(.none) }
            items[0]["within"] = DefinitionTree(within)
            items[0] = items[0].ordered(by: .deadline)
            tree["due"] = DefinitionTree(.list(items))
        }
    }

    private func readChoice(_ action: Element, _ id: String, _ tree: inout DefinitionTree) {
        let pick =
            switch action.string("selectionBehavior") {
            case "at-most-one": "at most one"
            case "any", "one-or-more": "any"
            case "all", "all-or-none": "all"
            default: "one"
            }
        tree["pick"] = DefinitionTree(pick)
        let options = action.each("action").map { option in
            var part = DefinitionTree.none
            let name = option.string("id") ?? ""
            part["option"] = DefinitionTree(name.hasPrefix(id + ".") ? String(name.dropFirst(id.count + 1)) : name)
            part["title"] = DefinitionTree(wording: "title", of: option)
            part["when"] = option.string("condition.expression.expression").map { DefinitionTree($0) }
            return part
        }
        tree["options"] = DefinitionTree(.list(options))
    }

    func trigger(_ element: Element, isStart: Bool) -> (tree: DefinitionTree, order: Int) {
        var tree = DefinitionTree(extensionsOf: element)
        tree["order"] = nil
        if let name = element.string("name") {
            if isStart, tree.members?.isEmpty ?? true { return (DefinitionTree(name), Self.order(element)) }
            tree[isStart ? "event" : "after"] = DefinitionTree(name)
        } else if tree["after measurement"] == nil {
            tree["resource"] = element.string("data.type").map { DefinitionTree($0) }
            tree["where"] = element.string("condition.expression").map { DefinitionTree($0) } ?? tree["where"]
        }
        return (tree.ordered(by: isStart ? .start : .trigger), Self.order(element))
    }

    private func relation(_ element: Element) -> (tree: DefinitionTree, order: Int) {
        var tree = DefinitionTree(extensionsOf: element)
        tree["order"] = nil
        let id = element.string("actionId") ?? ""
        let parts = id.split(separator: ".", maxSplits: 1).map(String.init)
        if id == FHIRNames.root {
            tree["after start"] = DefinitionTree("yes")
        } else if parts.count == 2 {
            tree["after choice"] = DefinitionTree(parts[0])
            tree["option"] = DefinitionTree(parts[1])
        } else if tree["after choice"] == nil {
            tree["after step"] = DefinitionTree(id)
        }
        if let wait = FHIRDuration(element.first("offsetDuration"))?.text { tree["wait"] = DefinitionTree(wait) }
        return (tree.ordered(by: .trigger), Self.order(element))
    }

    private static func extended(_ name: String, _ element: Element) -> Element? {
        element.each("extension").first { $0.string("url") == FHIRNames.extensionBase + name }
    }

    private static func order(_ element: Element) -> Int { extended("order", element)?["valueInteger"]?.int ?? .max }

    private static func mark(_ name: String, of element: Element) -> String? { extended(name, element)?.string("valueCode") }
}
