import Journal

/// Numbers of resources with a bit each, put together from postings in one pass: what most resources have is found several times as quickly
/// as by keeping their numbers in a list.
struct NumberBits {
    private let last: UInt64
    private var words: [UInt64]
    /// Numbers that came more than once.
    private var again: [UInt64] = []
    private var removed: [UInt64: Int] = [:]

    /// - Parameter last: no number is greater.
    init(upTo last: UInt64) {
        self.last = last
        words = [UInt64](repeating: 0, count: Int(last / 64) + 1)
    }

    /// - Parameters:
    ///   - marks: as ``Posting`` has them.
    ///   - filter: resources that are of interest; nil: all.
    mutating func add(_ marks: ArraySlice<UInt64>, among filter: NumberFilter?) {
        var (again, gone) = ([UInt64](), [UInt64]())
        let last = last
        words.withUnsafeMutableBufferPointer { words in
            marks.withUnsafeBufferPointer { marks in
                for mark in marks {
                    let number = mark >> 1
                    guard number <= last else { continue }
                    if let filter, !filter.contains(number) { continue }
                    let (word, bit) = (Int(number >> 6), UInt64(1) << (number & 63))
                    if mark & 1 != 0 {
                        gone.append(number)
                    } else if words[word] & bit != 0 {
                        again.append(number)
                    } else {
                        words[word] |= bit
                    }
                }
            }
        }
        self.again += again
        for number in gone { removed[number, default: 0] += 1 }
    }

    /// Those with more additions than removals.
    consuming func settled() -> NumberSet {
        if !removed.isEmpty {
            for number in again { if let count = removed[number] { removed[number] = count - 1 } }
            for (number, count) in removed where count > 0 { words[Int(number >> 6)] &= ~(UInt64(1) << (number & 63)) }
        }
        let count = words.reduce(0) { $0 + $1.nonzeroBitCount }
        return .bits(words, count: count)
    }
}
