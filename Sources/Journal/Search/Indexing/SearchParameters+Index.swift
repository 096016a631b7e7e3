public import FHIR
import Synchronization

/// The programs of types, made when they are first asked for.
final class CompiledParameters: Sendable {
    /// By type, and by code within the type; an empty code stands for all parameters.
    private let programs = Mutex<[String: [String: EntryProgram]]>([:])
    let values = ValueExpressions()

    func program(_ type: String, _ code: String = "", _ parameters: () -> [SearchParameter]) -> EntryProgram {
        if let known = programs.withLock({ $0[type]?[code] }) { return known }
        let made = EntryProgram(type, parameters(), isWhole: code.isEmpty)
        programs.withLock { $0[type, default: [:]][code] = made }
        return made
    }
}

extension SearchParameters {
    func program(_ type: String) -> EntryProgram { compiled.program(type) { of(type) } }

    /// Where an index finds a resource, ascending, each once.
    public func entries(of root: Element, type: String) -> [IndexEntry] { entries(of: root, program(type)) }

    /// Those of them that may decide its place in an order, with some that do not.
    public func entries(of root: Element, type: String, for order: Search.Order) -> [IndexEntry] {
        guard let asked = order.parameter else { return [] }
        let parameter = parameter(asked.code, of: type) ?? asked
        return entries(of: root, compiled.program(type, parameter.code) { [parameter] })
    }

    /// What the values of an order that goes by text look like: each with the number that its entries have.
    public func texts(of root: Element, type: String, for order: Search.Order) -> [IndexText] {
        guard let asked = order.parameter, isOrderedByText(asked) else { return [] }
        let parameter = parameter(asked.code, of: type) ?? asked
        let program = compiled.program(type, parameter.code) { [parameter] }
        return root.withWords { words, index in
            var run = EntryRun(root, words, program, gathersTexts: true)
            run.run(index)
            return run.texts
        }
    }

    private func entries(of root: Element, _ program: EntryProgram) -> [IndexEntry] {
        var entries = root.withWords { words, index in
            var run = EntryRun(root, words, program)
            run.run(index)
            return run.entries
        }
        entries.sort { $0.field != $1.field ? $0.field < $1.field : $0.value != $1.value ? $0.value < $1.value : $0.rest < $1.rest }
        var count = 0
        for at in entries.indices where at == 0 || entries[at] != entries[count - 1] {
            entries[count] = entries[at]
            count += 1
        }
        entries.removeSubrange(count...)
        return entries
    }

    /// The field whose entries give the order: ascending by the least of a resource, descending by its greatest. nil when the parameter has
    /// none: `_id` and the time of the last change, which a store knows without an index, and what has no order.
    ///
    /// Of an order that goes by text (``isOrderedByText(_:)``), the entries stand there in none: ``texts(of:type:for:)`` tells.
    public func field(of order: Search.Order, type: String) -> UInt64? {
        order.parameter.flatMap { isOrdered($0) ? IndexEntry.field(type, $0.code, .value) : nil }
    }

    /// The value that an entry has for a reference to a resource of ours.
    public func reference(to type: String, id: String) -> UInt64 { LocalReference(type: type, id: id).key }

    func isOrdered(_ parameter: SearchParameter) -> Bool {
        switch parameter.kind {
        case .date, .string, .number, .quantity: !["_lastUpdated", "_text", "_content"].contains(parameter.code)
        case .token, .reference, .uri: isOrderedByText(parameter)
        case .composite, .special: false
        }
    }

    /// Whether it is sorted by what its values look like: codes, references and addresses.
    public func isOrderedByText(_ parameter: SearchParameter) -> Bool {
        switch parameter.kind {
        case .token, .reference, .uri: parameter.code != "_id"
        case .date, .string, .number, .quantity, .composite, .special: false
        }
    }
}
