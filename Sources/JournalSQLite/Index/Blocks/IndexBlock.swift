import Journal

/// The postings of one block, unpacked: groups of numbers, each under its entry.
final class IndexBlock: Sendable {
    struct Group: Sendable {
        var entry: IndexEntry
        /// Where its numbers begin; they end where those of the next group begin.
        var start: Int
    }

    let groups: [Group]
    /// Marks of ``Posting``, ascending within a group.
    let marks: [UInt64]
    let removals: Int

    /// What it takes in memory.
    var size: Int { groups.count * MemoryLayout<Group>.stride + marks.count * 8 + 128 }
    var net: Int { marks.count - 2 * removals }

    /// - Parameter postings: sorted.
    init(_ postings: [Posting]) {
        var groups: [Group] = []
        for (place, posting) in postings.enumerated() where groups.last?.entry != posting.entry {
            groups.append(Group(entry: posting.entry, start: place))
        }
        self.groups = groups
        marks = postings.map(\.mark)
        removals = postings.count { $0.net < 0 }
    }

    /// Unpacks what ``BlockEncoder`` has written; refuses anything else with `.damaged`.
    init(packed bytes: UnsafeRawBufferPointer) throws(JournalError) {
        guard let base = bytes.baseAddress else {
            (groups, marks, removals) = ([], [], 0)
            return
        }
        let end = bytes.count
        var at = 0
        var isDamaged = false
        // Everything below reads through these two, neither of which leaves the block: what is damaged is told once, at the end.
        func varint() -> UInt64 {
            guard at < end else {
                isDamaged = true
                return 0
            }
            var value = UInt64(base.load(fromByteOffset: at, as: UInt8.self))
            at &+= 1
            guard value >= 0x80 else { return value }
            value &= 0x7f
            var shift: UInt64 = 7
            while at < end, shift < 64 {
                let byte = UInt64(base.load(fromByteOffset: at, as: UInt8.self))
                at &+= 1
                value |= (byte & 0x7f) &<< shift
                if byte < 0x80 { return value }
                shift &+= 7
            }
            isDamaged = true
            return 0
        }
        func word() -> UInt64 {
            guard end &- at >= 8 else {
                isDamaged = true
                at = end
                return 0
            }
            defer { at &+= 8 }
            return UInt64(littleEndian: base.loadUnaligned(fromByteOffset: at, as: UInt64.self))
        }
        var groups: [Group] = []
        groups.reserveCapacity(64)
        var removals = 0
        // A mark takes a byte at least, mostly more: what is kept must not have the room that might have been needed.
        let marks = withUnsafeTemporaryAllocation(of: UInt64.self, capacity: end) { marks in
            var total = 0
            var entry = IndexEntry(field: 0, value: 0)
            var lastRest: UInt64 = 0
            while at < end, !isDamaged {
                let head = base.load(fromByteOffset: at, as: UInt8.self)
                at &+= 1
                if head & 1 != 0 {
                    entry.field = word()
                    entry.value = 0
                }
                entry.value &+= varint()
                switch head >> 1 & 3 {
                case 0: entry.rest = 0
                case 1: entry.rest = lastRest
                case 2: entry.rest = varint()
                default: entry.rest = word()
                }
                lastRest = entry.rest
                let count = head >> 3 == 0 ? varint() : UInt64(head >> 3)
                guard count > 0, count <= UInt64(end &- total) else {
                    isDamaged = true
                    break
                }
                groups.append(Group(entry: entry, start: total))
                var mark = varint()
                marks[total] = mark
                total &+= 1
                removals &+= Int(mark & 1)
                for _ in 1..<count {
                    let step = varint()
                    mark = ((mark &>> 1) &+ (step &>> 1)) &<< 1 | (step & 1)
                    marks[total] = mark
                    total &+= 1
                    removals &+= Int(mark & 1)
                }
            }
            return Array(marks[0..<total])
        }
        guard !isDamaged else { throw JournalError.indexDamaged }
        self.groups = groups
        self.marks = marks
        self.removals = removals
    }

    func end(of group: Int) -> Int { group + 1 < groups.count ? groups[group + 1].start : marks.count }

    /// The first group whose entry is not below `entry`.
    func group(_ entry: IndexEntry) -> Int {
        var low = 0
        var high = groups.count
        while low < high {
            let middle = (low + high) / 2
            if groups[middle].entry < entry { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// How many marks stand before a place.
    func offset(_ bound: PostingBound) -> Int {
        let group = group(bound.entry)
        guard group < groups.count else { return marks.count }
        guard groups[group].entry == bound.entry else { return groups[group].start }
        return offset(bound.number, from: groups[group].start, to: end(of: group))
    }

    /// The first mark between two offsets of one group that is not of a resource below `number`.
    func offset(_ number: UInt64, from low: Int, to high: Int) -> Int {
        guard number != .max else { return high }
        // What is looked for is mostly near: steps grow from the beginning.
        var low = low
        var step = 1
        while low + step < high, marks[low + step] >> 1 < number {
            low += step
            step *= 2
        }
        var high = min(high, low + step + 1)
        while low < high {
            let middle = (low + high) / 2
            if marks[middle] >> 1 < number { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// What the marks before an offset sum to.
    func net(before offset: Int) -> Int {
        guard removals > 0 else { return offset }
        return marks[..<offset].reduce(0) { $0 + ($1 & 1 == 0 ? 1 : -1) }
    }

    /// Visits each posting between two offsets.
    func each(_ range: Range<Int>, _ visit: (Posting) throws -> Void) rethrows {
        guard !range.isEmpty else { return }
        var group = groupHolding(range.lowerBound)
        for offset in range {
            while end(of: group) <= offset { group += 1 }
            try visit(Posting(groups[group].entry, mark: marks[offset]))
        }
    }

    func groupHolding(_ offset: Int) -> Int {
        var low = 0
        var high = groups.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if groups[middle].start <= offset { low = middle } else { high = middle }
        }
        return low
    }
}

extension JournalError {
    static let indexDamaged = JournalError(
        .damaged, "The search index is damaged. Run `helhet store reindex`; if that fails, restore a backup.")
}
