import FHIR
import FHIRPath

/// The parameters of a type as one walk through a resource: which members to go into, and what to take where.
final class EntryProgram: @unchecked Sendable {
    // Sendable because nothing is written after `init`.

    struct Node {
        var firstChild = 0
        var endChild = 0
        var firstAction = 0
        var endAction = 0
    }

    struct Child {
        let name: UnsafeBufferPointer<UInt8>
        let node: Int
        let takesFirst: Bool
        /// -1 for none.
        let condition: Int
    }

    enum Action {
        case take(ValueForm, parameter: Int)
        case compose(Int)
    }

    /// A composite parameter: where its components stand below one element.
    struct Composite {
        let parameter: Int
        /// The node of a program for each component, and whether it is asked of the whole resource.
        let components: [(node: Int, isOfResource: Bool)]
    }

    /// The fields of a parameter, by aspect.
    struct Fields {
        private var numbers: [UInt64]

        init(_ type: String, _ code: String) {
            numbers = [0] + (1...16).map { IndexAspect(rawValue: $0).map { IndexEntry.field(type, code, $0) } ?? 0 }
        }

        @inline(__always) subscript(aspect: IndexAspect) -> UInt64 { numbers[Int(aspect.rawValue)] }
    }

    let nodes: [Node]
    let children: [Child]
    let actions: [Action]
    let conditions: [DirectPath.Condition]
    let composites: [Composite]
    let fields: [Fields]
    let parameters: [SearchParameter]
    /// What each parameter can find; empty where only evaluation tells.
    /// The parameters that ask whether there is a value.
    let presences: [Int]
    let forms: [Set<ValueForm>]
    /// What no walk can do.
    let expressions: [(expression: Expression, parameter: Int)]
    /// Whether it gives everything that a resource of the type is found by, its words too.
    let isWhole: Bool
    let all: IndexEntry
    let textField: UInt64
    let contentField: UInt64
    private let names: [UnsafeBufferPointer<UInt8>]

    private final class Growing {
        var actions: [Action] = []
        var children: [(step: DirectPath.Step, node: Growing)] = []

        func child(_ step: DirectPath.Step) -> Growing {
            if let known = children.first(where: { $0.step == step }) { return known.node }
            let node = Growing()
            children.append((step, node))
            return node
        }

        func add(_ path: DirectPath, _ action: Action) {
            var node = self
            for step in path.steps { node = node.child(step) }
            node.actions.append(action)
        }
    }

    init(_ type: String, _ parameters: [SearchParameter], isWhole: Bool = true) {
        self.parameters = parameters
        self.isWhole = isWhole
        all = .all(type)
        textField = IndexEntry.field(type, "_text", .words)
        contentField = IndexEntry.field(type, "_content", .words)
        var nodes: [Node] = []
        var children: [Child] = []
        var actions: [Action] = []
        var conditions: [DirectPath.Condition] = []
        var fields: [Fields] = []
        var presences: [Int] = []
        var expressions: [(expression: Expression, parameter: Int)] = []
        let root = Growing()
        var roots: [Growing] = [root]
        var forms: [Set<ValueForm>] = []
        var composites: [(parameter: Int, roots: [(root: Int, isOfResource: Bool)])] = []
        for (at, parameter) in parameters.enumerated() {
            fields.append(Fields(type, parameter.code))
            var found: Set<ValueForm> = []
            if let member = Self.presence(parameter.expression) {
                for path in DirectPath.all(member, of: type) ?? [] { root.add(path, .take(.presence, parameter: at)) }
                found = [.presence]
                presences.append(at)
            } else if parameter.kind == .composite {
                if let (paths, parts) = Self.composite(parameter, type) {
                    let here = composites.count
                    composites.append((at, []))
                    for part in parts {
                        let inner = Growing()
                        for (path, form) in part.values { inner.add(path, .take(form, parameter: at)) }
                        composites[here].roots.append((roots.count, part.isOfResource))
                        roots.append(inner)
                    }
                    for path in paths { root.add(path, .compose(here)) }
                }
            } else if ["_id", "_lastUpdated"].contains(parameter.code) || parameter.expression.isEmpty {
                found = []
            } else if let paths = DirectPath.all(parameter.expression, of: type) {
                for path in paths {
                    guard let form = ValueForm(parameter.kind, path.type) else { continue }
                    root.add(path, .take(form, parameter: at))
                    found.insert(form)
                }
            } else if let expression = try? Expression(parameter.expression, type: type) {
                expressions.append((expression, at))
            }
            forms.append(found)
        }
        var names: [String: UnsafeBufferPointer<UInt8>] = [:]
        var numbers: [Int] = []
        func flatten(_ growing: Growing) -> Int {
            let here = nodes.count
            nodes.append(Node())
            let firstAction = actions.count
            actions += growing.actions
            let below = growing.children.map { flatten($0.node) }
            let firstChild = children.count
            for (node, child) in zip(below, growing.children) {
                let name = names[child.step.name] ?? Self.kept(child.step.name)
                names[child.step.name] = name
                var condition = -1
                if let wanted = child.step.condition {
                    condition = conditions.count
                    conditions.append(wanted)
                }
                children.append(Child(name: name, node: node, takesFirst: child.step.takesFirst, condition: condition))
            }
            nodes[here] = Node(
                firstChild: firstChild, endChild: children.count, firstAction: firstAction, endAction: firstAction + growing.actions.count)
            return here
        }
        for root in roots { numbers.append(flatten(root)) }
        self.nodes = nodes
        self.children = children
        self.actions = actions
        self.conditions = conditions
        self.fields = fields
        self.presences = presences
        self.expressions = expressions
        self.composites = composites.map { found in
            Composite(parameter: found.parameter, components: found.roots.map { (numbers[$0.root], $0.isOfResource) })
        }
        self.forms = forms
        self.names = Array(names.values)
    }

    deinit {
        for name in names { name.deallocate() }
    }

    private static func kept(_ name: String) -> UnsafeBufferPointer<UInt8> {
        let bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: name.utf8.count)
        _ = bytes.initialize(from: name.utf8)
        return UnsafeBufferPointer(bytes)
    }

    /// `deceased.exists() and deceased != false` asks for `deceased`.
    private static func presence(_ expression: String) -> String? {
        let words = expression.split(separator: " ").map(String.init)
        guard words.count == 5, words[0] == words[2] + ".exists()", words[1] == "and", words[3] == "!=", words[4] == "false" else {
            return nil
        }
        return words[2]
    }

    private typealias Part = (values: [(DirectPath, ValueForm)], isOfResource: Bool)

    /// nil where a component has no kind or is more than a way down.
    private static func composite(_ parameter: SearchParameter, _ type: String) -> ([DirectPath], [Part])? {
        guard let paths = DirectPath.all(parameter.expression, of: type), let element = paths.first?.type else { return nil }
        var parts: [Part] = []
        for component in parameter.components {
            guard let kind = component.kind else { return nil }
            let isOfResource = component.expression.hasPrefix("%resource.")
            let expression = isOfResource ? String(component.expression.dropFirst("%resource.".count)) : component.expression
            guard let values = DirectPath.all(expression, of: isOfResource ? type : element) else { return nil }
            parts.append((values.compactMap { path in ValueForm(kind, path.type).map { (path, $0) } }, isOfResource))
        }
        return (paths, parts)
    }
}
