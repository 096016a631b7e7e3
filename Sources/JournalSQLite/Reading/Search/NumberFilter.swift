/// Numbers of resources, to be asked of each of many others whether it is among them.
struct NumberFilter: Sendable {
    /// More words than this are not made: then numbers are looked up in their order.
    private static let mostWords: UInt64 = 1 << 18

    private let first: UInt64
    /// How many numbers there are from the first to the last.
    private let span: UInt64
    /// A bit for each of these.
    private let words: [UInt64]
    private let sorted: [UInt64]

    /// - Parameter numbers: ascending.
    init(_ numbers: [UInt64]) {
        guard let first = numbers.first, let last = numbers.last else {
            (first, span, words, sorted) = (0, 0, [], [])
            return
        }
        self.first = first
        let span = last - first + 1
        guard span / 64 < Self.mostWords else {
            (self.span, words, sorted) = (span, [], numbers)
            return
        }
        var words = [UInt64](repeating: 0, count: Int(span / 64) + 1)
        for number in numbers {
            let place = number - first
            words[Int(place / 64)] |= 1 << (place % 64)
        }
        (self.span, self.words, sorted) = (span, words, [])
    }

    init(_ set: NumberSet) {
        switch set {
        case .sorted(let numbers): self.init(numbers)
        case .bits(let bits, _): self.init(bits: bits)
        }
    }

    private init(bits: [UInt64]) { (first, span, words, sorted) = (0, UInt64(bits.count) * 64, bits, []) }

    @inline(__always) func contains(_ number: UInt64) -> Bool {
        let place = number &- first
        guard place < span else { return false }
        guard sorted.isEmpty else {
            let found = NumberSet.place(number, in: sorted)
            return found < sorted.count && sorted[found] == number
        }
        return words[Int(place / 64)] & (1 << (place % 64)) != 0
    }
}
