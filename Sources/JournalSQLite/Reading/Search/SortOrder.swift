import FHIR
import Journal

/// One thing that results are sorted by.
struct SortOrder {
    var field: UInt64
    var isDescending: Bool
    private enum Kind {
        case id
        case updated
        case parameter
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
            kind = .parameter
            guard let found = ground.meaning.field(order, type) else {
                throw JournalError(.invalid, "Results cannot be sorted by \(code); choose another parameter.")
            }
            field = found
        }
    }

    /// The value that a resource stands at: its first in this order. Nil when it has none.
    func value(_ stored: StoredResource, _ meaning: SearchMeaning) -> IndexEntry? {
        switch kind {
        case .updated: return IndexEntry(field: field, value: OwnEntries.value(stored.updated.nanoseconds))
        case .id: return OwnEntries.id(stored.id, stored.type)
        case .parameter: break
        }
        guard let root = stored.resource?.root else { return nil }
        let own = meaning.ordering(root, stored.type, order).lazy.filter { $0.field == field }
        return isDescending ? own.max() : own.min()
    }

    /// Whether one stands before the other; nil when they are equals. What is missing stands last, whichever way.
    func isBefore(_ left: IndexEntry?, _ right: IndexEntry?) -> Bool? {
        if left == right { return nil }
        guard let left else { return false }
        guard let right else { return true }
        return isDescending ? right < left : left < right
    }
}
