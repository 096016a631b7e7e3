import FHIR
import Journal

/// One thing that results are sorted by.
struct SortOrder {
    var field: UInt64
    var isDescending: Bool
    private enum Kind {
        case id
        case updated
        /// By the entries of the field.
        case parameter
        /// By what the values look like: the entries of the field stand in no order.
        case text
    }

    private let kind: Kind
    private let order: Search.Order

    init(_ order: Search.Order, _ type: String, _ ground: SearchGround) throws {
        isDescending = order.isDescending
        self.order = order
        switch order.parameter?.code {
        case nil, "_lastUpdated":
            kind = .updated
            field = OwnEntries.updated(type)
        case "_id":
            kind = .id
            field = OwnEntries.id(type)
        case let code?:
            kind = ground.meaning.isByText(order) ? .text : .parameter
            guard let found = ground.meaning.field(order, type) else {
                throw JournalError(.invalid, "Results cannot be sorted by \(code); choose another parameter.")
            }
            field = found
        }
    }

    var isByText: Bool { kind == .text }

    /// How it is called in a refusal.
    var code: String { order.parameter?.code ?? "_lastUpdated" }

    /// The value that a resource stands at: its first in this order. Nil when it has none.
    func value(_ stored: StoredResource, _ meaning: SearchMeaning) -> SortValue? {
        switch kind {
        case .updated: return .entry(IndexEntry(field: field, value: OwnEntries.value(stored.updated.nanoseconds)))
        case .id: return .entry(OwnEntries.id(stored.id, stored.type))
        case .text:
            let own = texts(stored, meaning).lazy.map { SortValue.text($0.text) }
            return isDescending ? own.max() : own.min()
        case .parameter:
            guard let root = stored.resource?.root else { return nil }
            let own = meaning.ordering(root, stored.type, order).lazy.filter { $0.field == field }
            return (isDescending ? own.max() : own.min()).map { .entry($0) }
        }
    }

    /// What the numbers look like that a resource has in the field.
    func texts(_ stored: StoredResource, _ meaning: SearchMeaning) -> [IndexText] {
        stored.resource.map { meaning.texts($0.root, stored.type, order) } ?? []
    }

    /// Whether one stands before the other; nil when they are equals. What is missing stands last, whichever way.
    func isBefore(_ left: SortValue?, _ right: SortValue?) -> Bool? {
        if left == right { return nil }
        guard let left else { return false }
        guard let right else { return true }
        return isDescending ? right < left : left < right
    }
}

/// What a resource stands at in an order.
enum SortValue: Hashable, Comparable {
    case entry(IndexEntry)
    case text([UInt8])

    static func < (left: SortValue, right: SortValue) -> Bool {
        switch (left, right) {
        case (.entry(let one), .entry(let other)): one < other
        case (.text(let one), .text(let other)): one.lexicographicallyPrecedes(other)
        case (.entry, .text): true
        case (.text, .entry): false
        }
    }
}
