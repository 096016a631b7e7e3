import FHIR

/// Writes steps, choices and what opens them as actions of a PlanDefinition.
struct StepWriter {
    private let tree: DefinitionTree
    private let pathway: String

    init(_ tree: DefinitionTree) {
        self.tree = tree
        pathway = tree["pathway"]?.text ?? ""
    }

    func action(_ step: DefinitionTree, _ key: String, order: Int) -> JSONValue {
        var rest = step
        let id = rest.take(key)?.text ?? ""
        // These stand elsewhere: the phase around the action, the rest in the ActivityDefinition.
        for key in ["phase", "activity", "needs"] { rest[key] = nil }
        var body = FHIRObject()
        body.set("title", wording: rest.take("title"))
        body.set("description", wording: rest.take("citizen"))
        var triggers: [JSONValue] = []
        var related: [JSONValue] = []
        for (order, opening) in (rest.take("opens")?.items ?? []).enumerated() {
            if let trigger = trigger(opening, order: order) { triggers.append(trigger) } else { related.append(relation(opening, order)) }
        }
        body.set("trigger", list: triggers)
        body.set("condition", list: [condition(rest.take("when"))].compactMap { $0 })
        body.set("relatedAction", list: related)
        let deadline = timing(&rest, &body)
        body.set("participant", list: participants(&rest))
        if key == "choice" { choose(&rest, id, &body) }
        body.set("definitionCanonical", FHIRNames.url(pathway, step: id) + "|" + (tree["version"]?.text ?? ""))
        body.set("dynamicValue", list: deadline.map { [due($0)] } ?? [])
        if key == "choice" { body.set("action", list: options(of: step, id)) }
        var action = FHIRObject()
        action.set("id", id)
        action.set(extensions: rest, and: [Self.order(order), Self.mark("kind", key)])
        return .object(action.members + body.members)
    }

    private func options(of step: DefinitionTree, _ id: String) -> [JSONValue] {
        (step["options"]?.items ?? []).map { option in
            var body = FHIRObject()
            body.set("id", FHIRNames.option(id, option["option"]?.text ?? ""))
            body.set("title", wording: option["title"])
            body.set("condition", list: [condition(option["when"])].compactMap { $0 })
            return body.json
        }
    }

    private func choose(_ rest: inout DefinitionTree, _ id: String, _ body: inout FHIRObject) {
        rest["options"] = nil
        body.set("groupingBehavior", "logical-group")
        let behaviour =
            switch rest.take("pick")?.text {
            case "at most one": "at-most-one"
            case "any": "any"
            case "all": "all"
            default: "exactly-one"
            }
        body.set("selectionBehavior", behaviour)
    }

    /// How often it comes again, or else how long it may take: FHIR has room for one of them. Gives the length of the deadline.
    private func timing(_ rest: inout DefinitionTree, _ body: inout FHIRObject) -> FHIRDuration? {
        let within = FHIRDuration(rest["due"]?.items.first?["within"]?.text)
        if let every = FHIRDuration(rest["every"]?.text) {
            rest["every"] = nil
            var timing = FHIRObject()
            timing.set("count", (rest.take("times")?.text).map { .number($0) })
            timing.set("period", .number("\(every.count)"))
            timing.set("periodUnit", every.unit)
            body.set("timingTiming", .object([("repeat", timing.json)]))
        } else if let within, var items = rest["due"]?.items, !items.isEmpty {
            items[0]["within"] = nil
            rest["due"] = DefinitionTree(.list(items))
            body.set("timingDuration", within.json(atMost: true))
        }
        return within
    }

    /// What `$apply` writes into the Task: it is worked out from the deadline, and not read back.
    private func due(_ length: FHIRDuration) -> JSONValue {
        .object([
            ("path", "restriction.period.end"),
            (
                "expression",
                .object([("language", .string(FHIRNames.language)), ("expression", .string("now() + \(length.literal ?? "")"))])
            ),
        ])
    }

    private func participants(_ rest: inout DefinitionTree) -> [JSONValue] {
        var result: [JSONValue] = []
        for key in ["owner", "counterpart"] {
            guard let role = rest.take(key)?.text else { continue }
            var object = FHIRObject()
            if key != "owner" { object.set("extension", list: [Self.mark("part", key)]) }
            object.set("type", "practitioner")
            object.set(
                "role", .object([("coding", .array([.object([("system", .string(FHIRNames.roleSystem)), ("code", .string(role))])]))]))
            result.append(object.json)
        }
        return result
    }

    func condition(_ text: DefinitionTree?) -> JSONValue? {
        text.map { .object([("kind", "applicability"), ("expression", expression($0))]) }
    }

    private func expression(_ text: DefinitionTree) -> JSONValue {
        .object([("language", .string(FHIRNames.language)), ("expression", .string(text.text ?? ""))])
    }

    /// An event, a resource or a measurement; nil for what comes after another action.
    func trigger(_ opening: DefinitionTree, order: Int?) -> JSONValue? {
        var rest = opening
        var body = FHIRObject()
        if let event = opening.text ?? rest.take("after")?.text ?? rest.take("event")?.text {
            if opening.text != nil { rest = .none }
            body.set("type", "named-event")
            body.set("name", event)
        } else if let type = rest.take("resource")?.text {
            body.set("type", "data-added")
            body.set("data", list: [.object([("type", .string(type))])])
            body.set("condition", rest.take("where").map(expression))
        } else if let name = rest["after measurement"]?.text {
            let code = tree[DefinitionPart(.measurement, name)]?["code"]?.text.flatMap { MeasurementCode($0) }
            let codes = code.map { JSONValue.object([("system", .string($0.system)), ("code", .string($0.code))]) }
            body.set("type", "data-added")
            body.set(
                "data",
                list: [
                    .object([
                        ("type", "Observation"),
                        ("codeFilter", .array([.object([("path", "code"), ("code", .array([codes].compactMap { $0 }))])])),
                    ])
                ])
        } else {
            return nil
        }
        var object = FHIRObject()
        object.set(extensions: rest, and: order.map { [Self.order($0)] } ?? [])
        return .object(object.members + body.members)
    }

    private func relation(_ opening: DefinitionTree, _ order: Int) -> JSONValue {
        var rest = opening
        var body = FHIRObject()
        if rest.take("after start") != nil {
            body.set("actionId", FHIRNames.root)
            body.set("relationship", "after-start")
        } else if let choice = rest["after choice"]?.text {
            let option = rest.take("option")?.text
            if option != nil { rest["after choice"] = nil }
            body.set("actionId", option.map { FHIRNames.option(choice, $0) } ?? choice)
            body.set("relationship", "after-end")
        } else {
            body.set("actionId", rest.take("after step")?.text)
            body.set("relationship", "after-end")
        }
        if let wait = FHIRDuration(rest["wait"]?.text) {
            rest["wait"] = nil
            body.set("offsetDuration", wait.json(atMost: false))
        }
        var object = FHIRObject()
        object.set(extensions: rest, and: [Self.order(order)])
        return .object(object.members + body.members)
    }

    private static func order(_ order: Int) -> JSONValue {
        .object([("url", .string(FHIRNames.extensionBase + "order")), ("valueInteger", .number("\(order)"))])
    }

    private static func mark(_ name: String, _ value: String) -> JSONValue {
        .object([("url", .string(FHIRNames.extensionBase + name)), ("valueCode", .string(value))])
    }
}
