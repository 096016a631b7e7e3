import Journal

/// Which resources have entries.
extension IndexView {
    /// Numbers of resources as they come out of several runs.
    private struct Gathering {
        /// Those that are of interest; nil: all.
        var filter: NumberFilter?
        var added: [UInt64] = []
        var removed: [UInt64] = []

        mutating func add(_ marks: ArraySlice<UInt64>, hasRemovals: Bool) {
            if let filter {
                for mark in marks where filter.contains(mark >> 1) { take(mark) }
            } else if hasRemovals {
                for mark in marks { take(mark) }
            } else {
                added.append(contentsOf: marks.lazy.map { $0 >> 1 })
            }
        }

        private mutating func take(_ mark: UInt64) {
            if mark & 1 == 0 { added.append(mark >> 1) } else { removed.append(mark >> 1) }
        }

        /// Numbers with more additions than removals; in no order, some more than once.
        func settled() -> [UInt64] {
            guard !removed.isEmpty else { return added }
            var left: [UInt64: Int] = [:]
            for number in removed { left[number, default: 0] -= 1 }
            // Few are removed of many, and only these need be counted.
            let counted = NumberFilter(removed.sorted())
            var numbers: [UInt64] = []
            numbers.reserveCapacity(added.count)
            for number in added {
                if counted.contains(number), let count = left[number] { left[number] = count + 1 } else { numbers.append(number) }
            }
            for (number, count) in left where count > 0 { numbers.append(number) }
            return numbers
        }
    }

    func count(_ entry: IndexEntry) throws -> Int { try count(from: PostingBound(entry: entry), to: .after(entry)) }

    /// The bounds around a range. What is between them may have a rest outside of it.
    static func bounds(_ range: IndexRange) -> (low: PostingBound, high: PostingBound) {
        (
            PostingBound(entry: IndexEntry(field: range.field, value: range.values.lowerBound, rest: range.rests.lowerBound)),
            .after(IndexEntry(field: range.field, value: range.values.upperBound, rest: range.rests.upperBound))
        )
    }

    /// Entries between the bounds of ranges: more than there are resources, where one has several of them.
    func count(_ ranges: [IndexRange]) throws -> Int {
        try ranges.reduce(0) { sum, range in
            let (low, high) = Self.bounds(range)
            return try sum + count(from: low, to: high)
        }
    }

    /// The entries that there are, or were, between the bounds of a range; nil when there are more.
    func entries(_ range: IndexRange, atMost limit: Int) throws -> [IndexEntry]? {
        let (low, high) = Self.bounds(range)
        var found: Set<IndexEntry> = []
        for run in runs {
            var place = try position(low, in: run)
            let end = try position(high, in: run)
            while place < end {
                let block = try block(run, place.block)
                let entry = block.groups[block.groupHolding(place.offset)].entry
                found.insert(entry)
                guard found.count <= limit else { return nil }
                place = try position(.after(entry), in: run)
            }
        }
        return found.sorted()
    }

    /// Resources from `low` on and below `high` that have one of the entries, ascending.
    func numbers(_ entries: [IndexEntry], from low: UInt64 = 0, to high: UInt64 = .max) throws -> [UInt64] {
        var gathering = Gathering()
        for run in runs {
            for entry in entries {
                let start = try position(PostingBound(entry: entry, number: low), in: run)
                let end = try position(PostingBound(entry: entry, number: high), in: run)
                try each(run, from: start, to: end) { block, range in
                    gathering.add(block.marks[range], hasRemovals: block.removals > 0)
                }
            }
        }
        return NumberSet.ascending(gathering.settled())
    }

    /// Resources that have an entry in one of the ranges; in no order, some more than once.
    ///
    /// - Parameter filter: those that are of interest; nil: all.
    func numbers(_ ranges: [IndexRange], among filter: NumberFilter? = nil) throws -> [UInt64] {
        var gathering = Gathering(filter: filter)
        try each(ranges) { block, offsets in gathering.add(block.marks[offsets], hasRemovals: block.removals > 0) }
        return gathering.settled()
    }

    /// The same as a set.
    ///
    /// - Parameter last: no resource has a greater number.
    func set(_ ranges: [IndexRange], among filter: NumberFilter? = nil, upTo last: UInt64) throws -> NumberSet {
        let count = try count(ranges)
        guard NumberSet.isDense(count, upTo: last) else { return NumberSet(try numbers(ranges, among: filter), upTo: last) }
        var bits = NumberBits(upTo: last)
        try each(ranges) { block, offsets in bits.add(block.marks[offsets], among: filter) }
        return bits.settled()
    }

    /// Visits what stands in ranges, stretch by stretch.
    private func each(_ ranges: [IndexRange], _ visit: (IndexBlock, Range<Int>) throws -> Void) throws {
        for run in runs {
            for range in ranges {
                let (low, high) = Self.bounds(range)
                let isWhole =
                    range.values.lowerBound == range.values.upperBound || range.rests == 0...UInt64.max
                try each(run, from: position(low, in: run), to: position(high, in: run)) { block, offsets in
                    guard !isWhole else { return try visit(block, offsets) }
                    var group = block.groupHolding(offsets.lowerBound)
                    var offset = offsets.lowerBound
                    while offset < offsets.upperBound {
                        let end = min(block.end(of: group), offsets.upperBound)
                        if range.rests.contains(block.groups[group].entry.rest) { try visit(block, offset..<end) }
                        (offset, group) = (end, group + 1)
                    }
                }
            }
        }
    }

    /// Of some resources, ascending, those that have one of the entries: found by search, so that what lies between costs nothing.
    func filter(_ numbers: [UInt64], having entries: [IndexEntry]) throws -> [UInt64] {
        guard !numbers.isEmpty else { return [] }
        var net = [Int32](repeating: 0, count: numbers.count)
        for run in runs {
            for entry in entries {
                var next = 0
                while next < numbers.count {
                    let place = try position(PostingBound(entry: entry, number: numbers[next]), in: run)
                    guard place.block < run.fences.count else { break }
                    let block = try block(run, place.block)
                    let group = block.groupHolding(place.offset)
                    guard block.groups[group].entry == entry else { break }
                    let end = block.end(of: group)
                    var offset = place.offset
                    while next < numbers.count, offset < end {
                        offset = block.offset(numbers[next], from: offset, to: end)
                        guard offset < end else { break }
                        while offset < end, block.marks[offset] >> 1 == numbers[next] {
                            net[next] += block.marks[offset] & 1 == 0 ? 1 : -1
                            offset += 1
                        }
                        next += 1
                    }
                    // What is left of the entry, if anything, is in the next block.
                    if group + 1 < block.groups.count { break }
                }
            }
        }
        return numbers.indices.compactMap { net[$0] > 0 ? numbers[$0] : nil }
    }
}

/// Going over a whole field.
extension IndexView {
    private func each(in field: UInt64, _ visit: (IndexBlock, _ group: Int, Range<Int>) throws -> Void) throws {
        let low = PostingBound(entry: IndexEntry(field: field, value: 0))
        let high = PostingBound.after(IndexEntry(field: field, value: .max, rest: .max))
        for run in runs {
            try each(run, from: position(low, in: run), to: position(high, in: run)) { block, offsets in
                var group = block.groupHolding(offsets.lowerBound)
                var offset = offsets.lowerBound
                while offset < offsets.upperBound {
                    let end = min(block.end(of: group), offsets.upperBound)
                    try visit(block, group, offset..<end)
                    (offset, group) = (end, group + 1)
                }
            }
        }
    }

    /// Resources that have, in a field, an entry that is wanted; in no order, some more than once.
    func numbers(in field: UInt64, _ isWanted: (IndexEntry) -> Bool) throws -> [UInt64] {
        var gathering = Gathering()
        try each(in: field) { block, group, range in
            guard isWanted(block.groups[group].entry) else { return }
            gathering.add(block.marks[range], hasRemovals: block.removals > 0)
        }
        return gathering.settled()
    }

    /// The values that resources have in a field.
    func values(in field: UInt64, of isWanted: (UInt64) -> Bool) throws -> Set<UInt64> {
        var left: [UInt64: [UInt64: Int]] = [:]
        try each(in: field) { block, group, range in
            for mark in block.marks[range] where isWanted(mark >> 1) {
                left[block.groups[group].entry.value, default: [:]][mark >> 1, default: 0] += mark & 1 == 0 ? 1 : -1
            }
        }
        return Set(left.filter { $0.value.contains { $0.value > 0 } }.keys)
    }
}
