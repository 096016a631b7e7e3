import FHIR
import FHIRPath
import Synchronization

/// The expressions of parameters, compiled when they are first asked for, and what they give.
final class ValueExpressions: Sendable {
    private struct Key: Hashable {
        var text: String
        var type: String
    }

    private let known = Mutex<[Key: Expression?]>([:])

    private func expression(_ text: String, _ type: String) -> Expression? {
        let key = Key(text: text, type: type)
        if let found = known.withLock({ $0[key] }) { return found }
        let made = try? Expression(text, type: type)
        known.withLock { $0[key] = .some(made) }
        return made
    }

    /// References are taken to point at what they say, whether or not it is there.
    static let environment: Environment = {
        var environment = Environment()
        environment.resolver = { reference in
            var reference = reference
            let type = reference.withUTF8 { ReferenceText($0).type.map { String(decoding: $0, as: UTF8.self) } }
            return type.map { Resource.build($0) { _ in } }
        }
        return environment
    }()

    /// - Parameter root: the resource that `node` stands in.
    func items(_ text: String, of node: Node, in root: Element) -> [Item] {
        guard !text.isEmpty, let type = node.type, let expression = expression(text, type) else { return [] }
        var environment = Self.environment
        environment.resource = Node(root)
        return (try? expression.evaluate(node, in: environment)) ?? []
    }

    func values(_ text: String, _ kind: SearchParameter.Kind, of node: Node, in root: Element) -> [SearchValue] {
        items(text, of: node, in: root).flatMap { item -> [SearchValue] in
            switch item {
            case .node(let node):
                guard let element = node.element, let type = node.type else { return [] }
                return SearchValue.read(element, Self.general(type, element), kind)
            case .boolean(let isTrue): return kind == .token ? [.token(SearchValue.Token(code: "\(isTrue)"))] : []
            case .integer, .decimal, .string, .temporal, .quantity: return []
            }
        }
    }

    /// A resource inside another is read as one, whichever it is.
    private static func general(_ type: String, _ element: Element) -> String { R4.isKnown(type) ? "Resource" : type }
}
