import FHIR

/// Where a resource stands in the order of a search: what a key of a page says.
public struct SearchPosition: Sendable, Hashable, Comparable {
    /// What one order makes of a resource.
    public enum Key: Sendable, Hashable {
        case number(value: UInt64, rest: UInt64)
        case text(String)
        /// It has no value: it comes last, whichever way.
        case missing
    }

    /// One for each order; descending ones are turned round when they are compared.
    public var keys: [Key]
    /// What decides among equals: a number that the store gave the resource.
    public var row: Int64
    private var isDescending: [Bool]

    public init(_ keys: [Key], row: Int64, order: [Search.Order]) {
        self.keys = keys
        self.row = row
        isDescending = order.map(\.isDescending)
    }

    public static func < (left: SearchPosition, right: SearchPosition) -> Bool {
        for at in left.keys.indices where at < right.keys.count {
            let isDescending = at < left.isDescending.count && left.isDescending[at]
            switch (left.keys[at], right.keys[at]) {
            case (.missing, .missing): continue
            case (.missing, _): return false
            case (_, .missing): return true
            case (.text(let one), .text(let other)):
                if one.utf8.elementsEqual(other.utf8) { continue }
                return one.utf8.lexicographicallyPrecedes(other.utf8) != isDescending
            case (.number(let one, let oneRest), .number(let other, let otherRest)):
                if (one, oneRest) == (other, otherRest) { continue }
                return ((one, oneRest) < (other, otherRest)) != isDescending
            case (.text, .number): return false
            case (.number, .text): return true
            }
        }
        return left.row < right.row
    }

    /// Text for an address; it says what the resource is sorted by.
    public var text: String {
        let keys = keys.map { key in
            switch key {
            case .number(let value, let rest): "n\(String(value, radix: 36)).\(String(rest, radix: 36))"
            case .text(let text): "t\(Array(text.utf8).hex)"
            case .missing: "m"
            }
        }
        return (keys + [String(row, radix: 36)]).joined(separator: "_")
    }

    /// Refuses what is no position in this order with `.invalid`.
    public init(_ text: String, order: [Search.Order]) throws(JournalError) {
        let refusal = JournalError(.invalid, "The page key is not one of ours; follow the link of the page before, or search anew.")
        let parts = text.split(separator: "_", omittingEmptySubsequences: false)
        guard parts.count == order.count + 1, let last = parts.last, let row = Int64(last, radix: 36), row > 0 else { throw refusal }
        var keys: [Key] = []
        for part in parts.dropLast() {
            switch part.first {
            case "m" where part.count == 1: keys.append(.missing)
            case "t":
                guard let bytes = [UInt8](hex: String(part.dropFirst())) else { throw refusal }
                keys.append(.text(String(decoding: bytes, as: UTF8.self)))
            case "n":
                let numbers = part.dropFirst().split(separator: ".").compactMap { UInt64($0, radix: 36) }
                guard numbers.count == 2 else { throw refusal }
                keys.append(.number(value: numbers[0], rest: numbers[1]))
            default: throw refusal
            }
        }
        self.init(keys, row: row, order: order)
    }
}

extension SearchParameters {
    /// What the orders make of a resource.
    public func keys(_ order: [Search.Order], of stored: StoredResource) -> [SearchPosition.Key] {
        guard !order.isEmpty else { return [] }
        // Worked out once, and only where an order needs them.
        lazy var entries = stored.resource.map { self.entries(of: $0.root, type: stored.type) } ?? []
        return order.map { order in
            guard let parameter = order.parameter else { return .number(value: SearchTime.key(stored.updated.nanoseconds), rest: 0) }
            if isOrderedByText(parameter) {
                let texts = stored.resource.map { values(parameter, $0.root).flatMap(\.texts) } ?? []
                func isBefore(_ left: String, _ right: String) -> Bool { left.utf8.lexicographicallyPrecedes(right.utf8) }
                return (order.isDescending ? texts.max(by: isBefore) : texts.min(by: isBefore)).map { .text($0) } ?? .missing
            }
            guard let field = field(of: order, type: stored.type) else { return .text(stored.id) }
            let own = entries.lazy.filter { $0.field == field }
            guard let entry = order.isDescending ? own.max() : own.min() else { return .missing }
            return .number(value: entry.value, rest: entry.rest)
        }
    }

    /// What `_sort` asks for: codes with commas between them, a minus sign before those that are descending.
    public func order(_ text: String, of type: String) throws(SearchError) -> [Search.Order] {
        var order: [Search.Order] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let code = String(part.hasPrefix("-") ? part.dropFirst() : part)
            let known = of(type).filter { isOrdered($0) }.map(\.code)
            guard code != "_lastUpdated" else {
                order.append(Search.Order(nil, isDescending: part.hasPrefix("-")))
                continue
            }
            guard let parameter = parameter(code, of: type), code == "_id" || isOrdered(parameter) else {
                let what = SearchError.shown(code).map { "\($0) is nothing that \(type) can be sorted by" } ?? "This is nothing to sort by"
                let names = (known + ["_id", "_lastUpdated"]).sorted().joined(separator: ", ")
                throw SearchError(.unknown, "\(what). It can be sorted by: \(names).")
            }
            order.append(Search.Order(parameter, isDescending: part.hasPrefix("-")))
        }
        return order
    }
}
