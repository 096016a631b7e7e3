import FHIR
import FHIRPath

/// One plan on its way to its requests, with the plans inside it.
final class PlanApplying {
    let run: ApplicationRun
    private let form: ApplicationForm
    private var goals: [Part] = []
    private var made: [Part] = []
    private var used: Set<String> = []
    private var plans: [String] = []
    private var actions = 0

    private static let deepest = 16
    private static let mostActions = 5_000

    init(_ run: ApplicationRun, as form: ApplicationForm) {
        self.run = run
        self.form = form
    }

    // MARK: What is answered

    func carePlan(_ group: Part, of plan: Resource) -> Part {
        let asked = run.application
        var contained = [group] + goals + made
        var care: Part = .object([("resourceType", .text("CarePlan"))])
        care.put("id", group["id"])
        care.put("language", asked.language.map { .text($0) })
        if !run.issues.isEmpty {
            let outcome = run.outcome(id: fresh("outcome"))
            contained.append(outcome)
            care.put("extension", .array([Self.messages(reference(outcome))]))
        }
        care.put("contained", .array(contained))
        care.put("instantiatesCanonical", group["instantiatesCanonical"])
        care.put("status", .text("active"))
        care.put("intent", .text("proposal"))
        care.put("title", nil)
        care.put("subject", group["subject"])
        care.put("encounter", group["encounter"])
        care.put("author", (asked.practitioner ?? asked.organization).map { .reference($0) })
        care.put("goal", .array(goals.map(reference)))
        care.put("activity", .array([.object([("reference", reference(group))])]))
        return care
    }

    func bundle(_ group: Part, of plan: Resource) -> Part {
        var group = group
        var extensions = Part.items(group["extension"])
        extensions += goals.map { goal in
            .object([("url", .text(Self.pertainsToGoal)), ("valueReference", reference(goal))])
        }
        if !run.issues.isEmpty {
            let outcome = run.outcome(id: fresh("outcome"))
            made.append(outcome)
            extensions.append(Self.messages(reference(outcome)))
        }
        group.put("extension", .array(extensions))
        return .object([
            ("resourceType", .text("Bundle")), ("id", group["id"] ?? .text("apply")), ("type", .text("collection")),
            ("entry", .array(([group] + goals + made).map { .object([("resource", $0)]) })),
        ])
    }

    static let pertainsToGoal = "http://hl7.org/fhir/StructureDefinition/resource-pertainsToGoal"

    private static func messages(_ reference: Part) -> Part {
        .object([
            ("url", .text("http://hl7.org/fhir/uv/crmi/StructureDefinition/crmi-messages")), ("valueReference", reference),
        ])
    }

    private func reference(_ made: Part) -> Part {
        let id = made["id"]?.string ?? ""
        return .reference(form == .carePlan ? "#" + id : "\(made["resourceType"]?.string ?? "")/\(id)")
    }

    /// An id that nothing made here has.
    private func fresh(_ wanted: String) -> String {
        let base = String(wanted.prefix(60))
        var id = base
        var count = 1
        while !used.insert(id).inserted {
            count += 1
            id = "\(base)\(count)"
        }
        return id
    }

    // MARK: Plans

    /// The RequestGroup of a plan. https://hl7.org/fhir/R4/requestgroup.html
    func group(of plan: Resource) throws -> Part {
        let url = plan.root.string("url")
        let canonical = url.map { url in plan.root.string("version").map { "\(url)|\($0)" } ?? url }
        let name = canonical ?? "#" + (plan.id ?? "")
        guard !plans.contains(name), plans.count < Self.deepest else {
            throw ApplicationRefusal("The plan contains itself. Mend its `definitionCanonical`.", at: "PlanDefinition.action")
        }
        plans.append(name)
        defer { plans.removeLast() }
        let asked = run.application
        var group: Part = .object([("resourceType", .text("RequestGroup"))])
        group.put("id", .text(fresh(plan.id ?? "plan")))
        group.put("language", asked.language.map { .text($0) })
        group.put("extension", .array(ApplicationRun.extensions(of: plan.root)))
        group.put("instantiatesCanonical", canonical.map { .array([.text($0)]) })
        group.put("status", .text("active"))
        group.put("intent", .text("proposal"))
        group.put("subject", .reference(asked.subject))
        group.put("encounter", asked.encounter.map { .reference($0) })
        group.put("author", asked.practitioner.map { .reference($0) })
        let goals = goals(of: plan)
        var parts: [Part] = []
        for (place, action) in (plan.root["action"].map { Array($0.items) } ?? []).enumerated() {
            if let part = try self.action(action, of: plan, goals, in: group, at: "PlanDefinition.action[\(place)]") { parts.append(part) }
        }
        group.put("action", .array(parts))
        return group
    }

    /// The plan's goals, and under which ids of the definition actions name them.
    private func goals(of plan: Resource) -> [String: Part] {
        var known: [String: Part] = [:]
        for element in plan.root["goal"].map({ Array($0.items) }) ?? [] {
            func part(_ name: String) -> Part? { element[name].map { Part($0, as: "CodeableConcept") } }
            var goal: Part = .object([("resourceType", .text("Goal"))])
            goal.put("id", .text(fresh(String(goals.count + 1))))
            goal.put("lifecycleStatus", .text("proposed"))
            goal.put("category", part("category").map { .array([$0]) })
            goal.put("priority", part("priority"))
            goal.put("description", part("description"))
            goal.put("subject", .reference(run.application.subject))
            goal.put("startCodeableConcept", part("start"))
            let targets = (element["target"].map { Array($0.items) } ?? []).map { target -> Part in
                var part = Part(target, as: "PlanDefinition.goal.target")
                if let due = part["due"] {
                    part.remove(["due"])
                    part.put("dueDuration", due)
                }
                return part
            }
            goal.put("target", .array(targets))
            goals.append(goal)
            if let id = element.string("id") { known[id] = reference(goal) }
        }
        return known
    }

    // MARK: Actions

    /// What a RequestGroup's action has of the definition's as it stands.
    private static let copied = [
        "title", "description", "textEquivalent", "priority", "code", "documentation", "condition", "relatedAction", "timingDateTime",
        "timingAge", "timingPeriod", "timingDuration", "timingRange", "timingTiming", "type", "groupingBehavior", "selectionBehavior",
        "requiredBehavior", "precheckBehavior", "cardinalityBehavior",
    ]

    /// The action of the group; nil when its conditions do not hold.
    private func action(
        _ element: Element, of plan: Resource, _ goals: [String: Part], in group: Part, at path: String
    ) throws -> Part? {
        actions += 1
        guard actions <= Self.mostActions else {
            throw ApplicationRefusal("The plan has more than \(Self.mostActions) actions with those inside it. Divide it.", at: path)
        }
        guard try applies(element, of: plan, at: path) else { return nil }
        var action: Part = .object([])
        action.put("id", element["id"].map { Part($0, as: "string") })
        var extensions = ApplicationRun.extensions(of: element)
        extensions += element.each("goalId").flatMap { $0.items.compactMap(\.text) }.compactMap { goals[$0] }.map { goal in
            .object([("url", .text(Self.pertainsToGoal)), ("valueReference", goal)])
        }
        action.put("extension", .array(extensions))
        for name in Self.copied {
            let type = R4.element("PlanDefinition.action.\(name)")?.types.first
            action.put(name, element[name].map { Part($0, as: type) })
        }
        action.put("participant", .array(participants(element)))
        let children = element["action"].map { Array($0.items) } ?? []
        let isAny = element.each("extension").flatMap { Array($0.items) }.contains { one in
            one.string("url") == "http://hl7.org/fhir/StructureDefinition/cqf-applicabilityBehavior"
                && ["valueCode", "valueString"].contains { one.string($0) == "any" }
        }
        var parts: [Part] = []
        for (place, child) in children.enumerated() {
            guard let part = try self.action(child, of: plan, goals, in: group, at: "\(path).action[\(place)]") else { continue }
            parts.append(part)
            // Of actions of which any will do the first that applies is the one.
            if isAny { break }
        }
        action.put("action", .array(parts))
        var made = try definition(of: element, of: plan, in: group, &action, at: path)
        for (place, value) in (element["dynamicValue"].map { Array($0.items) } ?? []).enumerated() {
            try set(value, of: plan, on: &action, &made, at: "\(path).dynamicValue[\(place)]")
        }
        if let made { self.made.append(made) }
        return action
    }

    /// All conditions of applicability must hold; what cannot be evaluated does not. Those of starting and stopping are for whoever acts.
    private func applies(_ element: Element, of plan: Resource, at path: String) throws -> Bool {
        for (place, condition) in (element["condition"].map { Array($0.items) } ?? []).enumerated()
        where condition.string("kind") == "applicability" {
            guard let expression = condition["expression"] else { continue }
            let at = "\(path).condition[\(place)]"
            guard let items = try run.values(of: expression, in: plan, at: at) else { return false }
            guard items.count == 1, items[0].asBoolean == true else {
                if items.contains(where: { $0.asBoolean == nil }) {
                    run.issues.append(ApplicationIssue("The condition gives no truth value, so the action is left out.", at: at))
                }
                return false
            }
        }
        return true
    }

    /// Who does it, as far as the question says who that is.
    private func participants(_ element: Element) -> [Part] {
        let asked = run.application
        return (element["participant"].map { Array($0.items) } ?? []).compactMap { participant in
            switch participant.string("type") {
            case "patient": asked.subject.hasPrefix("Patient/") ? .reference(asked.subject) : nil
            case "practitioner": asked.practitioner.map { .reference($0) }
            default: nil
            }
        }
    }

    // MARK: Definitions

    /// What the action's definition makes, referred to by the action.
    private func definition(
        of element: Element, of plan: Resource, in group: Part, _ action: inout Part, at path: String
    ) throws -> Part? {
        if let uri = element.string("definitionUri") {
            action.put("resource", .reference(uri))
            return nil
        }
        guard let canonical = element.string("definitionCanonical") else { return nil }
        guard let definition = try canonical.hasPrefix("#") ? contained(canonical, in: plan) : run.source.definition(canonical) else {
            run.issues.append(
                ApplicationIssue(
                    "What `definitionCanonical` names is not here, so nothing is made of it. Store it, and apply again.", at: path))
            return nil
        }
        var made: Part
        switch definition.type {
        case "PlanDefinition": made = try self.group(of: definition)
        case "ActivityDefinition":
            made = try ActivityApplying(run).request(of: definition)
            let own = definition.id ?? "request"
            made.put("id", .text(fresh(element.string("id").map { "\($0)-\(own)" } ?? own)))
            if made["resourceType"]?.string == "Task" {
                made.put("basedOn", .array([reference(group)]))
            }
            let done = participants(element)
            if let owner = done.first { made.assign(owner) }
        case "Questionnaire":
            made = Part(definition.root, as: "Questionnaire")
            made.remove(["meta"])
            made.put("id", .text(fresh(definition.id ?? "questionnaire")))
        default:
            run.issues.append(
                ApplicationIssue(
                    "`definitionCanonical` names a \(definition.type), of which no request is made: a PlanDefinition, an "
                        + "ActivityDefinition or a Questionnaire is.", at: path))
            return nil
        }
        action.put("resource", reference(made))
        return made
    }

    private func contained(_ reference: String, in plan: Resource) -> Resource? {
        let id = reference.dropFirst()
        return plan.root["contained"]?.items.first { $0.string("id").map { $0 == id || $0 == reference } ?? false }.map { Resource($0) }
    }

    /// A value that is worked out: for the action itself by `action.…`, else for what its definition made.
    private func set(_ value: Element, of plan: Resource, on action: inout Part, _ made: inout Part?, at place: String) throws {
        guard let path = value.string("path"), let expression = value["expression"],
            let items = try run.values(of: expression, in: plan, at: place), !items.isEmpty
        else { return }
        let values = items.compactMap { PartValue($0) }
        var steps = path.split(separator: ".").map { $0.hasPrefix("%") ? $0.dropFirst() : $0[...] }
        let isOfAction = steps.first.map { $0 == "action" || $0.hasPrefix("action[") } ?? false
        // However deep the path begins, it is about the action that it stands on.
        while let first = steps.first, first == "action" || first.hasPrefix("action["), steps.count > 1 { steps.removeFirst() }
        if !isOfAction, var request = made, let type = request["resourceType"]?.string {
            if steps.first.map(String.init) == type { steps.removeFirst() }
            request.set(steps.joined(separator: "."), to: values, in: type)
            made = request
        } else {
            action.set(steps.joined(separator: "."), to: values, in: "RequestGroup.action")
        }
    }
}

extension Part {
    static func items(_ part: Part?) -> [Part] {
        guard case .array(let items)? = part else { return [] }
        return items
    }
}
