import FHIR
import FHIRPath

/// A path that only walks down, such as `name.first().family` or `value.ofType(Quantity).unit`: what most columns are, read straight from
/// the document.
///
/// It answers only where it is sure to answer as the expression does; else the expression is asked.
struct DirectPath: Sendable {
    private struct Step: Sendable {
        /// As in a document: `valueQuantity`.
        let name: String
        /// The name under which a primitive's extensions stand; nil for a type with elements of its own.
        let companion: String?
        let type: Int32
        /// Only the first of all that the path leads to here.
        var takesFirst = false
    }

    enum Answer {
        case nothing
        case one(Element)
        case unsure
    }

    private let type: Int32
    private let steps: [Step]

    /// - Parameter type: of the item that the path is asked of.
    init?(_ text: String, on type: String?) {
        guard let type, let start = R4.table.index[type] else { return nil }
        var lexemes = Lexemes(text.trimmingSpace)
        var steps: [Step] = []
        var here = type
        var isStart = true
        repeat {
            guard let name = lexemes.name() else { return nil }
            if !steps.isEmpty, name == "first", lexemes.parenthesised()?.isEmpty == true {
                steps[steps.count - 1].takesFirst = true
            } else if !(isStart && name == type) {
                guard let (step, next) = Self.step(name, of: here, &lexemes) else { return nil }
                steps.append(step)
                here = next
            }
            if lexemes.next == 0x5B, !steps.isEmpty {
                guard lexemes.take("[0]") else { return nil }
                steps[steps.count - 1].takesFirst = true
            }
            isStart = false
        } while lexemes.take(0x2E)
        guard lexemes.isAtEnd, !steps.isEmpty else { return nil }
        self.type = start
        self.steps = steps
    }

    private static func step(_ name: String, of type: String, _ lexemes: inout Lexemes) -> (Step, type: String)? {
        guard let field = R4.fields(of: type).first(where: { $0.name == name }) else { return nil }
        var (name, target) = (name, field.types.first ?? "")
        if field.isChoice {
            guard lexemes.take(".ofType"), let wanted = lexemes.parenthesised(), field.types.contains(wanted) else { return nil }
            // An Age is a Quantity too: both would have to be looked for.
            guard field.types.filter({ isKind($0, of: wanted) }).count == 1 else { return nil }
            (name, target) = (name + wanted.prefix(1).uppercased() + wanted.dropFirst(), wanted)
        } else if field.types.count != 1 {
            return nil
        }
        guard let next = R4.table.index[target], let form = R4.form(of: target), form != .resource else { return nil }
        return (Step(name: name, companion: form == .object ? nil : "_" + name, type: next), target)
    }

    private static func isKind(_ type: String, of wanted: String) -> Bool {
        var here = R4.table.index[type]
        while let at = here {
            let entry = R4.table.types[Int(at)]
            if entry.name == wanted { return true }
            here = entry.base
        }
        return false
    }

    /// The only value.
    func value(of node: Node) -> Answer {
        guard node.typeIndex == type, let element = node.element, element.kind == .object else { return .unsure }
        var found: Element?
        var areSeveral = false
        var isSure = true
        walk(element, steps[...], &isSure) { value in
            areSeveral = found != nil
            found = value
            return !areSeveral
        }
        guard isSure, !areSeveral else { return .unsure }
        return found.map { .one($0) } ?? .nothing
    }

    /// What the path leads to, where that has elements of its own; nil where the expression must be asked.
    func items(of node: Node) -> [Item]? {
        guard let last = steps.last, last.companion == nil else { return nil }
        guard node.typeIndex == type, let element = node.element, element.kind == .object else { return nil }
        var items: [Item] = []
        var isSure = true
        walk(element, steps[...], &isSure) { value in
            items.append(.node(Node(element: value, companion: nil, typeIndex: last.type)))
            return true
        }
        return isSure ? items : nil
    }

    /// Calls `visit` for each value until it answers false; answers whether to go on.
    @discardableResult private func walk(
        _ element: Element, _ steps: ArraySlice<Step>, _ isSure: inout Bool, _ visit: (Element) -> Bool
    ) -> Bool {
        guard let step = steps.first else { return visit(element) }
        let rest = steps.dropFirst()
        let value = element[step.name]
        let isArray = value?.kind == .array
        // A primitive may have extensions and no value: an item too, but none that stands here.
        if let companion = step.companion, value == nil || isArray, element[companion] != nil { isSure = false }
        guard isSure, let value else { return isSure }
        guard isArray else { return enter(value, step, rest, &isSure, visit) }
        for item in value.items {
            guard enter(item, step, rest, &isSure, visit) else { return false }
        }
        return true
    }

    private func enter(
        _ value: Element, _ step: Step, _ rest: ArraySlice<Step>, _ isSure: inout Bool, _ visit: (Element) -> Bool
    ) -> Bool {
        let kind = value.kind
        if kind == .null { return true }
        // The value must be what R4 says it is for the next step to be asked of it.
        guard kind != .array, (kind == .object) == (step.companion == nil) else {
            isSure = false
            return false
        }
        return walk(value, rest, &isSure, visit) && !step.takesFirst
    }
}
