import FHIR
import FHIRPath

/// A path that only walks down, such as `name.first().family` or `value.ofType(Quantity).unit`: what most columns are, read straight from
/// the document.
///
/// It answers only where it is sure to answer as the expression does; else the expression is asked.
struct DirectPath: Sendable {
    private struct Step {
        /// As in a document: `valueQuantity`. The bytes are never freed: there are as many as views have paths.
        let name: UnsafeBufferPointer<UInt8>
        /// Whether an object under `_name` may stand beside the value: a primitive's extensions.
        let isPrimitive: Bool
        let type: Int32
        /// Only the first of all that the path leads to here.
        var takesFirst = false
    }

    /// Plain bits, so that going through them counts no references.
    private final class Steps: @unchecked Sendable {
        // Sendable because nothing is written after `init`.
        let all: UnsafeMutableBufferPointer<Step>

        init(_ steps: [Step]) {
            all = .allocate(capacity: steps.count)
            _ = all.initialize(from: steps)
        }

        deinit { all.deallocate() }
    }

    enum Answer {
        case nothing
        case one(Element)
        case unsure
    }

    private let type: Int32
    private let steps: Steps

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
        self.steps = Steps(steps)
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
        return (Step(name: kept(name), isPrimitive: form != .object, type: next), target)
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

    /// The bytes of a name, for ever.
    private static func kept(_ name: String) -> UnsafeBufferPointer<UInt8> {
        let bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: name.utf8.count)
        _ = bytes.initialize(from: name.utf8)
        return UnsafeBufferPointer(bytes)
    }

    /// The only value.
    func value(of node: Node) -> Answer {
        guard node.typeIndex == type, let element = node.element else { return .unsure }
        return element.withWords { words, index in
            var found = -1
            var areSeveral = false
            var walk = Walk(words: words, steps: UnsafeBufferPointer(steps.all))
            walk.go(index, 0) { value in
                areSeveral = found >= 0
                found = value
                return !areSeveral
            }
            guard walk.isSure, !areSeveral else { return .unsure }
            return found < 0 ? .nothing : .one(element.at(found))
        }
    }

    /// What the path leads to, where that has elements of its own; nil where the expression must be asked.
    func items(of node: Node) -> [Item]? {
        guard let last = steps.all.last, !last.isPrimitive, node.typeIndex == type, let element = node.element else { return nil }
        return element.withWords { words, index in
            var items: [Item] = []
            var walk = Walk(words: words, steps: UnsafeBufferPointer(steps.all))
            walk.go(index, 0) { value in
                items.append(.node(Node(element: element.at(value), companion: nil, typeIndex: last.type)))
                return true
            }
            return walk.isSure ? items : nil
        }
    }

    /// On its way through a document.
    private struct Walk {
        let words: TapeWords
        let steps: UnsafeBufferPointer<Step>
        /// Whether the expression would come to the same.
        var isSure = true

        /// Calls `visit` for each value that the steps from `position` on lead to, until it answers false; answers whether to go on.
        @discardableResult mutating func go(_ index: Int, _ position: Int, _ visit: (Int) -> Bool) -> Bool {
            guard position < steps.count else { return visit(index) }
            let step = steps[position]
            guard words.isObject(index) else {
                isSure = false
                return false
            }
            let (value, companion) = member(index, step)
            let isArray = value >= 0 && words.isArray(value)
            // A primitive may have extensions and no value: an item too, but none that stands here.
            if companion, value < 0 || isArray { isSure = false }
            guard isSure, value >= 0 else { return isSure }
            guard isArray else { return enter(value, position, visit) }
            let end = words.after(value)
            var item = value + 2
            while item < end {
                guard enter(item, position, visit) else { return false }
                item = words.after(item)
            }
            return true
        }

        private mutating func enter(_ value: Int, _ position: Int, _ visit: (Int) -> Bool) -> Bool {
            if words.isNull(value) { return true }
            // The value must be what R4 says it is for the next step to be asked of it.
            let step = steps[position]
            guard !words.isArray(value), words.isObject(value) != step.isPrimitive else {
                isSure = false
                return false
            }
            return go(value, position + 1, visit) && !step.takesFirst
        }

        /// The value of a member, -1 when there is none, and whether a primitive's extensions stand beside it.
        private mutating func member(_ index: Int, _ step: Step) -> (value: Int, companion: Bool) {
            let end = words.after(index)
            var child = index + 2
            var value = -1
            var companion = false
            while child < end {
                let name = words.text(child)
                if words.isEscaped(child) {
                    isSure = false
                } else if name.count == step.name.count {
                    if value < 0, Self.isSame(name, step.name, from: 0) { value = child + 1 }
                } else if step.isPrimitive, name.count == step.name.count + 1, name[0] == 0x5F {
                    companion = companion || Self.isSame(name, step.name, from: 1)
                }
                if value >= 0, !step.isPrimitive { break }
                child = words.after(child + 1)
            }
            return (value, companion)
        }

        @inline(__always) private static func isSame(
            _ name: UnsafeBufferPointer<UInt8>, _ wanted: UnsafeBufferPointer<UInt8>, from start: Int
        ) -> Bool {
            for at in 0..<wanted.count where name[at + start] != wanted[at] { return false }
            return true
        }
    }
}
