import FHIR
import FHIRPath

/// Evaluates those invariants that take more than knowing which elements are there. This is all that knows of FHIRPath's engine.
struct InvariantEngine: Sendable {
    static let shared = InvariantEngine(RuleTable.r4.invariants)

    /// Nil where the expression cannot be read.
    private let expressions: [Expression?]

    private init(_ invariants: [Invariant]) {
        var read: [String: Expression] = [:]
        expressions = invariants.map { invariant in
            if let known = read[invariant.expression] { return known }
            let expression = try? Expression(invariant.expression)
            read[invariant.expression] = expression
            return expression
        }
    }

    /// Whether an invariant is an expression at all.
    func canRead(_ index: Int) -> Bool { expressions[index] != nil }

    /// Whether an invariant holds; nil when it cannot be evaluated. An empty answer is no "yes".
    func holds(_ index: Int, _ invariant: Invariant, _ words: TapeWords, _ root: Element, _ at: Int, _ type: Int32, _ scope: Walk.Scope)
        -> Bool?
    {
        guard let expression = expressions[index] else { return nil }
        var environment = Environment()
        environment.resource = Node(element: root.at(scope.resource), companion: nil, typeIndex: scope.resourceType)
        environment.rootResource = Node(element: root.at(scope.root), companion: nil, typeIndex: scope.rootType)
        // Definitions of two thousand elements compare each with each.
        environment.maximumSteps = 4_000_000
        let node = Node(element: root.at(at), companion: nil, typeIndex: type)
        guard let items = try? expression.evaluate(node, in: environment) else { return nil }
        guard let first = items.first else { return false }
        guard items.count == 1 else { return nil }
        // A single item that is no boolean counts as true. https://hl7.org/fhirpath/N1/#singleton-evaluation-of-collections
        if case .boolean(let answer) = first { return answer }
        return true
    }
}
