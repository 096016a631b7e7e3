public import FHIR

extension PathwayDefinition {
    /// As a transaction of one PlanDefinition and an ActivityDefinition for each step: what FHIR has a place for stands there, the rest in
    /// extensions. ``read(fhir:file:)`` gives the same definition. https://hl7.org/fhir/R4/plandefinition.html
    public var fhir: Resource {
        get throws(DocumentError) { try Resource(json: PlanWriter(tree).bundle) }
    }
}

/// Writes a checked definition as FHIR.
struct PlanWriter {
    private let tree: DefinitionTree
    private let id: String
    private let version: String
    private let status: String

    init(_ tree: DefinitionTree) {
        self.tree = tree
        id = tree["pathway"]?.text ?? ""
        version = tree["version"]?.text ?? ""
        status = tree["status"]?.text == "draft" ? "draft" : "active"
    }

    var bundle: [UInt8] {
        let steps = (tree["steps"]?.items ?? []) + (tree["choices"]?.items ?? [])
        let entries = [entry("PlanDefinition", id, plan)] + steps.map(activity)
        var writer = JSONWriter(capacity: 1 << 16)
        writer.value(.object([("resourceType", "Bundle"), ("type", "transaction"), ("entry", .array(entries))]))
        return writer.bytes
    }

    private func entry(_ type: String, _ id: String, _ resource: JSONValue) -> JSONValue {
        .object([
            ("fullUrl", .string("https://helhet.org/fhir/\(type)/\(id)")), ("resource", resource),
            ("request", .object([("method", "PUT"), ("url", .string("\(type)/\(id)"))])),
        ])
    }

    private var plan: JSONValue {
        var rest = tree
        var body = FHIRObject()
        body.set("url", FHIRNames.url(id))
        for key in ["pathway", "version", "status", "steps", "choices", "phases"] { rest[key] = nil }
        body.set("version", version)
        body.set("name", FHIRNames.computerName(id))
        body.set("title", wording: rest.take("title"))
        body.set(
            "type",
            .object([
                (
                    "coding",
                    .array([
                        .object([("system", "http://terminology.hl7.org/CodeSystem/plan-definition-type"), ("code", "clinical-protocol")])
                    ])
                )
            ]))
        body.set("status", status)
        body.set(
            "jurisdiction",
            list: (rest.take("countries")?.items ?? []).map { country in
                .object([
                    (
                        "coding",
                        .array([
                            .object([("system", .string(FHIRNames.countrySystem)), ("code", .string(country.text?.uppercased() ?? ""))])
                        ])
                    )
                ])
            })
        body.set("description", wording: rest.take("text"))
        body.set("purpose", wording: rest.take("for"))
        body.set("effectivePeriod", (rest.take("from")?.text).map { .object([("start", .string($0))]) })
        body.set("relatedArtifact", list: (rest.take("sources")?.items ?? []).map(source))
        body.set("endorser", list: (rest.take("signed")?.items ?? []).map(signature))
        body.set("goal", list: (rest.take("goals")?.items ?? []).map(goal))
        body.set("action", list: [root(starts: rest.take("starts"), condition: rest.take("condition"))])
        var plan = FHIRObject()
        plan.set("resourceType", "PlanDefinition")
        plan.set("id", id)
        plan.set(extensions: rest)
        return .object(plan.members + body.members)
    }

    private func source(_ source: DefinitionTree) -> JSONValue {
        var rest = source
        var body = FHIRObject()
        body.set("type", "documentation")
        body.set("display", rest.take("what")?.text)
        body.set("citation", rest.take("where")?.text)
        return with(rest, body)
    }

    private func signature(_ signature: DefinitionTree) -> JSONValue {
        var rest = signature
        var body = FHIRObject()
        body.set("name", rest.take("by")?.text)
        return with(rest, body)
    }

    private func goal(_ goal: DefinitionTree) -> JSONValue {
        var rest = goal
        var body = FHIRObject()
        body.set("id", rest.take("goal")?.text)
        var description = FHIRObject()
        description.set("text", wording: rest.take("title"))
        var target = FHIRObject()
        if let name = rest["measurement"]?.text, let measurement = tree[DefinitionPart(.measurement, name)] {
            target.set("measure", code(measurement["code"]?.text))
            if let text = rest["target"]?.text, let threshold = Threshold(text), JSONValue.isNumber(threshold.written) {
                rest["target"] = nil
                var quantity = FHIRObject()
                quantity.set("value", .number(threshold.written))
                if threshold.comparison != .equal { quantity.set("comparator", threshold.comparison.rawValue) }
                quantity.set("unit", measurement["unit"]?.text)
                quantity.set("system", FHIRNames.unitSystem)
                quantity.set("code", measurement["unit"]?.text)
                target.set("detailQuantity", quantity.json)
            }
        }
        body.set("description", description.json)
        if !target.members.isEmpty { body.set("target", list: [target.json]) }
        return with(rest, body)
    }

    /// `http://loinc.org|59408-5` as a CodeableConcept.
    private func code(_ text: String?) -> JSONValue? {
        text.flatMap { MeasurementCode($0) }.map { code in
            .object([("coding", .array([.object([("system", .string(code.system)), ("code", .string(code.code))])]))])
        }
    }

    private func root(starts: DefinitionTree?, condition: DefinitionTree?) -> JSONValue {
        var body = FHIRObject()
        body.set("id", FHIRNames.root)
        body.set("title", tree["title"]?["en"]?.text)
        let writer = StepWriter(tree)
        body.set("trigger", list: (starts?.items ?? []).compactMap { writer.trigger($0, order: nil) })
        body.set("condition", list: [writer.condition(condition)].compactMap { $0 })
        body.set("groupingBehavior", "logical-group")
        body.set("action", list: (tree["phases"]?.items ?? []).map { phase($0, writer) })
        return body.json
    }

    private func phase(_ phase: DefinitionTree, _ writer: StepWriter) -> JSONValue {
        let name = phase["phase"]?.text ?? ""
        var body = FHIRObject()
        body.set("id", FHIRNames.phase(name))
        body.set("title", wording: phase["title"])
        body.set("groupingBehavior", "logical-group")
        var actions: [JSONValue] = []
        for (order, step) in (tree["steps"]?.items ?? []).enumerated() where step["phase"]?.text == name {
            actions.append(writer.action(step, "step", order: order))
        }
        for (order, choice) in (tree["choices"]?.items ?? []).enumerated() where choice["phase"]?.text == name {
            actions.append(writer.action(choice, "choice", order: order))
        }
        body.set("action", list: actions)
        return body.json
    }

    private func with(_ rest: DefinitionTree, _ body: FHIRObject) -> JSONValue {
        var object = FHIRObject()
        object.set(extensions: rest)
        return .object(object.members + body.members)
    }

    /// What is done in a step: a Task.
    private func activity(_ step: DefinitionTree) -> JSONValue {
        let name = step["step"]?.text ?? step["choice"]?.text ?? ""
        let own = String("\(id).\(name)".prefix(64))
        var body = FHIRObject()
        body.set("resourceType", "ActivityDefinition")
        body.set("id", own)
        body.set("url", FHIRNames.url(id, step: name))
        body.set("version", version)
        body.set("name", FHIRNames.computerName("\(id)-\(name)"))
        body.set("title", wording: step["title"])
        body.set("status", status)
        body.set("description", wording: step["citizen"] ?? step["title"])
        body.set("kind", "Task")
        body.set(
            "code",
            (step["activity"]?.text).map {
                .object([
                    ("coding", .array([.object([("system", .string(FHIRNames.activitySystem)), ("code", .string($0))])])),
                    ("text", .string($0)),
                ])
            })
        body.set("intent", "plan")
        var participant = FHIRObject()
        participant.set("type", "practitioner")
        var role = FHIRObject()
        role.set("text", wording: step["needs"])
        participant.set("role", step["needs"].map { _ in role.json })
        if step["needs"] != nil { body.set("participant", list: [participant.json]) }
        return entry("ActivityDefinition", own, body.json)
    }
}
