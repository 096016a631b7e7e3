import FHIR
import FHIRPath
import HTTPTypes
import Journal

/// An expression on a resource that comes with it, as public FHIRPath test pages ask: Parameters in, Parameters out.
///
/// In: `expression`, `resource`, and where wanted `context` (an expression whose items it is evaluated on one by one), `variables` (a part
/// for each) and `validate` (true: `parseDebugTree` comes too). Out: a `result` for each item of the context, with a part for each item of
/// the answer, named by its type, and a `trace` part for each that `trace()` was given.
struct EvaluateFHIRPath: Interaction {
    let method = HTTPRequest.Method.post
    let address = Address(.fhir, .literal("$fhirpath"))
    let listing = Listing.operation(name: "fhirpath", definition: "http://fhirpath-lab.org/OperationDefinition/fhirpath")
    let mayBeBundled = false

    func work(for call: Call) throws(Problem) -> Work {
        _ = try call.parameters()
        let question = try FHIRPathQuestion(call.resource())
        let now = call.context.now
        return .later { Answer(.ok, .resource(try question.answer(at: now))) }
    }
}

/// What is asked, read from Parameters.
private struct FHIRPathQuestion: Sendable {
    let expression: String
    let context: String?
    let resource: Resource
    let variables: [String: [Item]]
    let wantsTree: Bool

    /// An evaluation for a stranger may take this many steps.
    private static let maximumSteps = 1_000_000

    init(_ parameters: Resource) throws(Problem) {
        guard parameters.type == "Parameters" else {
            throw Problem(
                .invalid, "The question is no Parameters resource. Send one with `expression` and `resource`.", path: "resourceType")
        }
        func parameter(_ name: String) -> Element? {
            parameters.root["parameter"]?.items.first { $0.string("name") == name }
        }
        guard let expression = parameter("expression")?.string("valueString"), !expression.isEmpty else {
            throw Problem(.invalid, "The Parameters have no `expression`; add it as a valueString.", path: "Parameters.parameter")
        }
        guard let resource = parameter("resource")?["resource"] else {
            throw Problem(
                .invalid, "The Parameters have no `resource`; add the resource that is asked about.", path: "Parameters.parameter")
        }
        self.expression = expression
        self.resource = Resource(resource)
        context = parameter("context")?.string("valueString").flatMap { $0.isEmpty ? nil : $0 }
        wantsTree = parameter("validate")?["valueBoolean"]?.bool ?? false
        var variables: [String: [Item]] = [:]
        if let parts = parameter("variables")?["part"] {
            for part in parts.items {
                guard let name = part.string("name") else { continue }
                variables[name] = Self.values(part)
            }
        }
        self.variables = variables
    }

    /// The value of a part as FHIRPath sees `value`.
    private static func values(_ part: Element) -> [Item] {
        let found = try? Expression("value | resource").evaluate(Node(part, type: "Parameters.parameter"))
        return found ?? []
    }

    func answer(at now: Instant) throws -> [UInt8] {
        do {
            return try written(at: now)
        } catch let error as ExpressionError {
            throw Problem(.unprocessable, "The expression cannot be used: \(error.description)", path: "Parameters.parameter")
        }
    }

    private func written(at now: Instant) throws -> [UInt8] {
        let compiled = try Expression(expression)
        let tree = try wantsTree ? Expression.tree(expression) : nil
        var environment = Environment()
        environment.resource = Node(resource)
        environment.variables = variables
        environment.now = TemporalValue(dateTime: now.description)
        environment.maximumSteps = Self.maximumSteps
        environment.maximumTime = .seconds(2)
        let inputs = try context.map { try Expression($0).evaluate(Node(resource), in: environment) } ?? [.node(Node(resource))]
        var results: [(path: String?, items: [Item], traces: [Traces.Entry])] = []
        for (index, input) in inputs.enumerated() {
            let traces = Traces()
            environment.trace = { traces.add($0, $1) }
            let items = try compiled.evaluate([input], in: environment)
            results.append((context.map { "\($0)[\(index)]" }, items, traces.entries))
        }
        return Resource.build("Parameters", id: "fhirpath") { json in
            json.array("parameter") { json in
                json.object { json in
                    json.field("name", "parameters")
                    json.array("part") { json in
                        json.part("evaluator", "Helhet")
                        if let tree { json.part("parseDebugTree", String(decoding: tree, as: UTF8.self)) }
                        if let context { json.part("context", context) }
                        json.part("expression", expression)
                        json.object { json in
                            json.field("name", "resource")
                            json.raw("resource", resource.bytes)
                        }
                    }
                }
                for result in results {
                    json.object { json in
                        json.field("name", "result")
                        json.field("valueString", result.path)
                        guard !result.items.isEmpty || !result.traces.isEmpty else { return }
                        json.array("part") { json in
                            for item in result.items { json.object { item.write(to: &$0) } }
                            for trace in result.traces {
                                json.object { json in
                                    json.field("name", "trace")
                                    json.field("valueString", trace.name)
                                    if !trace.items.isEmpty {
                                        json.array("part") { json in for item in trace.items { json.object { item.write(to: &$0) } } }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }.bytes
    }
}

extension JSONWriter {
    fileprivate mutating func part(_ name: String, _ text: String) {
        object { json in
            json.field("name", name)
            json.field("valueString", text)
        }
    }
}

extension Item {
    /// As a part: its type for a name, and the value under the name that R4 has for it, else as JSON in an extension.
    fileprivate func write(to json: inout JSONWriter) {
        switch self {
        case .node(let node): Self.write(node, to: &json)
        case .boolean(let value):
            json.field("name", "boolean")
            json.field("valueBoolean", value)
        case .integer(let value):
            json.field("name", "integer")
            json.field("valueInteger", value)
        case .decimal(let value):
            json.field("name", "decimal")
            json.number("valueDecimal", digits: value.description)
        case .string(let text):
            json.field("name", "string")
            // FHIR has no empty strings.
            if text.isEmpty { Self.write(json: Array("\"\"".utf8), to: &json) } else { json.field("valueString", text) }
        case .temporal(let value):
            let type =
                switch value.kind {
                case .date: "date"
                case .dateTime: "dateTime"
                case .time: "time"
                }
            json.field("name", type)
            json.field("value" + type.prefix(1).uppercased() + type.dropFirst(), value.description)
        case .quantity(let value):
            json.field("name", "Quantity")
            json.object("valueQuantity") { json in
                json.number("value", digits: value.value.description)
                json.field("unit", value.unit)
                if !value.isCalendar {
                    json.field("system", "http://unitsofmeasure.org")
                    json.field("code", value.unit)
                }
            }
        }
    }

    private static func write(_ node: Node, to json: inout JSONWriter) {
        let type = node.type ?? "Element"
        json.field("name", type)
        guard let element = node.element else { return write(json: Array("null".utf8), to: &json) }
        let name = "value" + type.prefix(1).uppercased() + type.dropFirst()
        if element["resourceType"] != nil {
            json.raw("resource", element.bytes)
        } else if R4.element("Parameters.parameter.\(name)") != nil {
            json.raw(name, element.bytes)
            if let companion = node.companion { json.raw("_" + name, companion.bytes) }
        } else {
            write(json: Array(element.bytes), to: &json)
        }
    }

    private static func write(json value: [UInt8], to json: inout JSONWriter) {
        json.array("extension") { json in
            json.object { json in
                json.field("url", "http://fhir.forms-lab.com/StructureDefinition/json-value")
                json.field("valueString", String(decoding: value, as: UTF8.self))
            }
        }
    }
}
