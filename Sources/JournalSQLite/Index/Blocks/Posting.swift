import Journal

/// That a resource has an entry, or (a removal) has it no longer.
///
/// A resource has an entry when its postings sum to one. So the order in which they came means nothing, any of them may be merged with any
/// other, and the number of resources with an entry is a sum too.
struct Posting: Comparable, Sendable {
    var entry: IndexEntry
    /// The resource's number, times two; and one for a removal.
    var mark: UInt64

    init(_ entry: IndexEntry, mark: UInt64) {
        self.entry = entry
        self.mark = mark
    }

    init(_ entry: IndexEntry, _ number: Int64, removes: Bool) {
        self.init(entry, mark: UInt64(bitPattern: number) << 1 | (removes ? 1 : 0))
    }

    var number: UInt64 { mark >> 1 }
    var net: Int { mark & 1 == 0 ? 1 : -1 }

    static func < (left: Posting, right: Posting) -> Bool {
        if left.entry.field != right.entry.field { return left.entry.field < right.entry.field }
        if left.entry.value != right.entry.value { return left.entry.value < right.entry.value }
        if left.entry.rest != right.entry.rest { return left.entry.rest < right.entry.rest }
        return left.mark < right.mark
    }

    func isOfSame(_ other: Posting) -> Bool { number == other.number && entry == other.entry }

    /// Sorts, and leaves of each entry of each resource what its postings sum to.
    static func settle(_ postings: inout [Posting]) {
        postings.sort()
        var kept = 0
        var next = 0
        while next < postings.count {
            let first = postings[next]
            var net = 0
            while next < postings.count, postings[next].isOfSame(first) {
                net += postings[next].net
                next += 1
            }
            guard net != 0 else { continue }
            postings[kept] = Posting(first.entry, mark: first.number << 1 | (net < 0 ? 1 : 0))
            kept += 1
        }
        postings.removeSubrange(kept...)
    }
}

/// A place among postings: before everything of the resource `number` with the entry.
struct PostingBound: Comparable, Sendable {
    var entry: IndexEntry
    var number: UInt64 = 0

    /// After everything with the entry.
    static func after(_ entry: IndexEntry) -> PostingBound { PostingBound(entry: entry, number: .max) }

    static func < (left: PostingBound, right: PostingBound) -> Bool {
        left.entry == right.entry ? left.number < right.number : left.entry < right.entry
    }
}
