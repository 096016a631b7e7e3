/// Numbers of resources.
enum NumberSet: Sendable {
    /// Ascending, each once.
    case sorted([UInt64])
    /// A bit for each number from 0, and how many are set.
    case bits([UInt64], count: Int)

    static let empty = NumberSet.sorted([])

    /// - Parameters:
    ///   - numbers: in any order, some more than once.
    ///   - limit: no number is greater.
    init(_ numbers: [UInt64], upTo limit: UInt64) {
        guard Self.isDense(numbers.count, upTo: limit) else {
            self = .sorted(Self.ascending(numbers))
            return
        }
        var bits = [UInt64](repeating: 0, count: Int(limit / 64) + 1)
        var count = 0
        for number in numbers where number <= limit {
            let (word, bit) = (Int(number / 64), UInt64(1) << (number % 64))
            if bits[word] & bit == 0 {
                bits[word] |= bit
                count += 1
            }
        }
        self = .bits(bits, count: count)
    }

    /// Whether so many numbers are better kept as bits, which cost an eighth of a byte for each resource there is and are looked up in one step.
    static func isDense(_ count: Int, upTo limit: UInt64) -> Bool { count > 256 && UInt64(count) > limit / 64 }

    static func ascending(_ numbers: [UInt64]) -> [UInt64] {
        guard var low = numbers.first, var high = numbers.first else { return [] }
        var before: UInt64?
        var isAscending = true
        for number in numbers {
            if let before, before >= number { isAscending = false }
            before = number
            low = min(low, number)
            high = max(high, number)
        }
        if isAscending { return numbers }
        // Where they lie close together a bit for each is set and all are read off in their order.
        if numbers.count > 256, (high - low) / 64 < UInt64(numbers.count) * 4 { return ascending(numbers, from: low, to: high) }
        var all = numbers
        all.sort()
        var kept = 0
        for number in all where kept == 0 || all[kept - 1] != number {
            all[kept] = number
            kept += 1
        }
        all.removeSubrange(kept...)
        return all
    }

    private static func ascending(_ numbers: [UInt64], from low: UInt64, to high: UInt64) -> [UInt64] {
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: Int((high - low) / 64) + 1) { words in
            words.initialize(repeating: 0)
            for number in numbers {
                let place = number - low
                words[Int(place >> 6)] |= 1 << (place & 63)
            }
            return [UInt64](unsafeUninitializedCapacity: numbers.count) { found, count in
                for (place, word) in words.enumerated() {
                    var left = word
                    while left != 0 {
                        found[count] = low + UInt64(place << 6 | left.trailingZeroBitCount)
                        count += 1
                        left &= left - 1
                    }
                }
            }
        }
    }

    var count: Int {
        switch self {
        case .sorted(let numbers): numbers.count
        case .bits(_, let count): count
        }
    }

    func contains(_ number: UInt64) -> Bool {
        switch self {
        case .sorted(let numbers):
            let place = Self.place(number, in: numbers)
            return place < numbers.count && numbers[place] == number
        case .bits(let bits, _):
            let word = Int(number / 64)
            return word < bits.count && bits[word] & (1 << (number % 64)) != 0
        }
    }

    /// Where the first number stands that is not below `number`.
    static func place(_ number: UInt64, in numbers: [UInt64]) -> Int {
        var low = 0
        var high = numbers.count
        while low < high {
            let middle = (low + high) / 2
            if numbers[middle] < number { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Those from `low` on and below `high`, ascending.
    func numbers(from low: UInt64 = 0, to high: UInt64 = .max) -> [UInt64] {
        switch self {
        case .sorted(let numbers): return Array(numbers[Self.place(low, in: numbers)..<Self.place(high, in: numbers)])
        case .bits(let bits, _):
            var found: [UInt64] = []
            var word = Int(low / 64)
            while word < bits.count, UInt64(word) * 64 < high {
                var left = bits[word]
                while left != 0 {
                    let number = UInt64(word * 64 + left.trailingZeroBitCount)
                    if number >= low, number < high { found.append(number) }
                    left &= left - 1
                }
                word += 1
            }
            return found
        }
    }
}
