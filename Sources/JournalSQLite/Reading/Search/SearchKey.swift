import Journal

/// The key of the next page: what came last, by all that results are sorted by, so that pages neither repeat nor omit what kept its place.
///
///     check-search-number[-value-rest]…      base 36; a value that is missing is empty; of a text its bytes as hexadecimal, and no rest
struct SearchKey: Equatable {
    /// One for each order; nil where the resource has no value.
    var values: [SortValue?]
    var number: UInt64

    private static let refusal = JournalError(
        .invalid, "The page key is not one of ours, or of another search; follow the link of the page before, or search anew.")

    /// - Parameter search: a number for what is asked, in every process the same.
    func text(_ search: UInt64) -> String {
        var words = [search, number].map { String($0, radix: 36) }
        for value in values {
            switch value {
            case .entry(let entry): words += [String(entry.value, radix: 36), String(entry.rest, radix: 36)]
            case .text(let text): words += ["x" + text.hex, ""]
            case nil: words += ["", ""]
            }
        }
        let content = words.joined(separator: "-")
        return String(Self.check(content), radix: 36) + "-" + content
    }

    init(values: [SortValue?], number: UInt64) {
        self.values = values
        self.number = number
    }

    /// Refuses what is no key of this search with `.invalid`.
    ///
    init(_ text: String, search: UInt64, orders: [SortOrder]) throws(JournalError) {
        guard let bar = text.firstIndex(of: "-") else { throw Self.refusal }
        let content = String(text[text.index(after: bar)...])
        guard String(Self.check(content), radix: 36) == text[..<bar] else { throw Self.refusal }
        let words = content.split(separator: "-", omittingEmptySubsequences: false)
        guard words.count == 2 + 2 * orders.count, UInt64(words[0], radix: 36) == search, let number = UInt64(words[1], radix: 36),
            number < 1 << 63
        else { throw Self.refusal }
        self.number = number
        values = orders.enumerated().map { place, order -> SortValue? in
            let (first, second) = (words[2 + 2 * place], words[3 + 2 * place])
            if order.isByText { return first.isEmpty ? nil : [UInt8](hex: String(first.dropFirst())).map { SortValue.text($0) } }
            guard let value = UInt64(first, radix: 36), let rest = UInt64(second, radix: 36) else { return nil }
            return .entry(IndexEntry(field: order.field, value: value, rest: rest))
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
