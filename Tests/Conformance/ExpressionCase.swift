import FHIR
import FHIRPath
import Foundation
import Samples
import XML

/// One case of the public conformance suite, which is not part of the project.
struct ExpressionCase: Sendable {
    var name: String
    var input: String?
    var isStrict: Bool
    var isPredicate: Bool
    var expression: String
    /// `syntax`, `semantic` or `execution`: it must fail.
    var invalid: String?
    var outputs: [(type: String?, text: String)]

    static func all() throws -> [ExpressionCase] {
        let bytes = try SharedData.bytes("data/fhirpath/tests-fhir-r4.xml")
        return try XMLDocument(bytes).root.children.filter { $0.name == "group" }.flatMap(\.children).filter { $0.name == "test" }
            .map { node in
                let expression = node.children.first { $0.name == "expression" }
                return ExpressionCase(
                    name: node.attribute("name") ?? "", input: node.attribute("inputfile"), isStrict: node.attribute("mode") == "strict",
                    isPredicate: node.attribute("predicate") == "true", expression: expression?.text ?? "",
                    invalid: expression?.attribute("invalid"),
                    outputs: node.children.filter { $0.name == "output" }.map { ($0.attribute("type"), $0.text) })
            }
    }

    static func inputs() throws -> [String: Resource] {
        var inputs: [String: Resource] = [:]
        for file in SharedData.files("data/fhirpath/inputs", endingIn: ".json") {
            inputs[file.deletingPathExtension().lastPathComponent] = try Resource(json: SharedData.bytes(file))
        }
        return inputs
    }

    /// nil when all is as the suite wants it; else what came instead.
    func miss(_ resource: Resource?) -> String? {
        var environment = Environment()
        environment.now = TemporalValue(dateTime: "2026-01-01T12:00:00.000Z")
        environment.terminology = { _, _, _ in nil }
        let input = resource.map { [Item.node(Node($0))] } ?? []
        let found: [Item]
        do {
            found = try Expression(expression, type: isStrict || invalid == "semantic" ? resource?.type : nil).evaluate(
                input, in: environment)
        } catch {
            return invalid == nil ? "failed: \(error)" : nil
        }
        if invalid != nil { return "did not fail, and gave \(found.map(\.shown))" }
        if isPredicate { return found.isEmpty == (outputs.first?.text == "true") ? "gave \(found.map(\.shown))" : nil }
        guard found.count == outputs.count else { return "gave \(found.map(\.shown))" }
        for (item, output) in zip(found, outputs) where item.shown != output.text || !item.isOf(output.type) {
            return "gave \(found.map(\.shown))"
        }
        return nil
    }
}

extension Item {
    /// As the suite writes it.
    var shown: String {
        var item = self
        if case .node(let node) = self, node.isPrimitive { item = node.primitive ?? self }
        switch item {
        case .boolean(let value): return value ? "true" : "false"
        case .integer(let value): return String(value)
        case .decimal(let value): return value.description
        case .string(let text): return text
        case .temporal(let value): return (value.kind == .time ? "@T" : "@") + value.description
        case .quantity(let value): return value.description
        case .node(let node): return "<\(node.type ?? "?")>"
        }
    }

    func isOf(_ type: String?) -> Bool {
        guard let type else { return true }
        switch self {
        case .node(let node): return node.type.map { $0 == type } ?? node.primitive?.isOf(type) ?? false
        case .boolean: return type == "boolean"
        case .integer: return type == "integer"
        case .decimal: return type == "decimal"
        case .string: return type == "string"
        case .temporal(let value): return type == "\(value.kind)"
        case .quantity: return type == "Quantity"
        }
    }
}
