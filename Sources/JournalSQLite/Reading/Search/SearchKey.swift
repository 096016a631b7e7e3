import Journal

/// The key of the next page: what came last, by all that results are sorted by, so that pages neither repeat nor omit what kept its place.
///
///     check-search-number[-value-rest]…      base 36; a value that is missing is empty
struct SearchKey: Equatable {
    /// One for each order; nil where the resource has no value.
    var values: [IndexEntry?]
    var number: UInt64

    private static let refusal = JournalError(
        .invalid, "The page key is not one of ours, or of another search; follow the link of the page before, or search anew.")

    /// - Parameter search: a number for what is asked, in every process the same.
    func text(_ search: UInt64) -> String {
        var words = [search, number].map { String($0, radix: 36) }
        for value in values { words += value.map { [String($0.value, radix: 36), String($0.rest, radix: 36)] } ?? ["", ""] }
        let content = words.joined(separator: "-")
        return String(Self.check(content), radix: 36) + "-" + content
    }

    init(values: [IndexEntry?], number: UInt64) {
        self.values = values
        self.number = number
    }

    /// Refuses what is no key of this search with `.invalid`.
    ///
    /// - Parameter fields: of the orders.
    init(_ text: String, search: UInt64, fields: [UInt64]) throws(JournalError) {
        guard let bar = text.firstIndex(of: "-") else { throw Self.refusal }
        let content = String(text[text.index(after: bar)...])
        guard String(Self.check(content), radix: 36) == text[..<bar] else { throw Self.refusal }
        let words = content.split(separator: "-", omittingEmptySubsequences: false).map { UInt64($0, radix: 36) }
        guard words.count == 2 + 2 * fields.count, words[0] == search, let number = words[1], number < 1 << 63 else { throw Self.refusal }
        self.number = number
        values = fields.indices.map { place in
            guard let value = words[2 + 2 * place], let rest = words[3 + 2 * place] else { return nil }
            return IndexEntry(field: fields[place], value: value, rest: rest)
        }
    }

    private static func check(_ content: String) -> UInt64 {
        var sum = KeySum()
        for byte in content.utf8 { sum.add(UInt64(byte)) }
        return sum.value
    }
}

/// A number for a sequence of numbers, in every process the same.
struct KeySum {
    private(set) var value: UInt64 = 0x6865_6c68_6574_0001

    mutating func add(_ word: UInt64) {
        let product = (value ^ word).multipliedFullWidth(by: 0x9e37_79b9_7f4a_7c15)
        value = product.high ^ product.low &+ 0xd1b5_4a32_d192_ed03
    }

    mutating func add(_ text: String) {
        for byte in text.utf8 { add(UInt64(byte)) }
        add(0x100)
    }

    mutating func add(_ query: IndexQuery) {
        switch query {
        case .entries(let ranges, _):
            add(1)
            for range in ranges {
                for word in [range.field, range.values.lowerBound, range.values.upperBound, range.rests.lowerBound, range.rests.upperBound]
                {
                    add(word)
                }
            }
        case .ids(let ids):
            add(2)
            for id in ids { add(id) }
        case .updated(let from, let to):
            add(3)
            add(UInt64(bitPattern: from ?? .min))
            add(UInt64(bitPattern: to ?? .max))
        case .refers(let field, let type, let inner):
            add(4)
            add(field)
            add(type)
            add(inner)
        case .isReferred(let type, let field, let inner):
            add(5)
            add(field)
            add(type)
            add(inner)
        case .isFiled(let subjects):
            add(6)
            for subject in subjects { add(UInt64(bitPattern: subject.value)) }
        case .not(let inner):
            add(7)
            add(inner)
        case .all(let all):
            add(8)
            for query in all { add(query) }
            add(0)
        case .any(let any):
            add(9)
            for query in any { add(query) }
            add(0)
        }
    }
}
