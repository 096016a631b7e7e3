import Journal

/// Writes sorted postings as the bytes of one block.
///
/// Postings of one entry are a group: what the entry has more than the one before, then the numbers, each as what it has more than the one
/// before. All that grows is a varint (7 bits a byte, least significant first). A group is
///
///     head      bit 0: a field of its own follows; bits 1–2: the rest is 0, as before, or follows as varint, or as 8 bytes;
///               bits 3–7: how many numbers, or 0 when that follows as varint
///     field     8 bytes, least significant first
///     value     varint of what it has more than the value before (than 0 in a field of its own)
///     rest
///     count
///     marks     the first whole, then ((number - number before) * 2 + removal)
struct BlockEncoder {
    /// A block and its row fill one page of SQLite (4,096 bytes), whose row has room for 4,061 bytes: one read, and no overflow chain.
    static let limit = 4_040
    /// What one more group or number can take at most.
    private static let groupLimit = 1 + 8 + 10 + 10 + 3
    private static let markLimit = 10

    private(set) var bytes: [UInt8] = []
    private(set) var first: Posting?
    private(set) var net = 0
    private(set) var count = 0
    /// The group that is being collected: its count is written before its numbers.
    private var marks: [UInt64] = []
    private var marksBytes = 0
    private var entry = IndexEntry(field: 0, value: 0)
    private var before: IndexEntry?
    private let most: Int

    /// - Parameter most: as many bytes as a block may have: ``limit``, and less where many small blocks are to be tried.
    init(most: Int = limit) {
        self.most = most
        bytes.reserveCapacity(most)
    }

    var isEmpty: Bool { count == 0 }

    /// False when the block is full: finish it and begin another.
    mutating func add(_ posting: Posting) -> Bool {
        let begins = marks.isEmpty || posting.entry != entry
        let size = bytes.count + marksBytes + (marks.isEmpty ? 0 : Self.groupLimit)
        guard size + Self.markLimit + (begins ? Self.groupLimit : 0) <= most else { return false }
        if begins {
            endGroup()
            entry = posting.entry
        }
        if first == nil { first = posting }
        marksBytes += Self.length(marks.last.map { Self.step(from: $0, to: posting.mark) } ?? posting.mark)
        marks.append(posting.mark)
        net += posting.net
        count += 1
        return true
    }

    /// The bytes; the encoder is as new afterwards.
    mutating func finish() -> [UInt8] {
        endGroup()
        defer { self = BlockEncoder(most: most) }
        return bytes
    }

    private static func step(from old: UInt64, to new: UInt64) -> UInt64 { ((new >> 1) - (old >> 1)) << 1 | (new & 1) }

    private mutating func endGroup() {
        guard !marks.isEmpty else { return }
        let hasField = before?.field != entry.field
        let rest: UInt8 =
            entry.rest == 0 ? 0 : entry.rest == before?.rest ? 1 : entry.rest < 1 << 49 ? 2 : 3
        bytes.append((hasField ? 1 : 0) | rest << 1 | UInt8(marks.count < 32 ? marks.count : 0) << 3)
        if hasField { append(raw: entry.field) }
        append(entry.value &- (hasField ? 0 : before?.value ?? 0))
        if rest == 2 { append(entry.rest) } else if rest == 3 { append(raw: entry.rest) }
        if marks.count >= 32 { append(UInt64(marks.count)) }
        var last: UInt64?
        for mark in marks {
            append(last.map { Self.step(from: $0, to: mark) } ?? mark)
            last = mark
        }
        before = entry
        marks.removeAll(keepingCapacity: true)
        marksBytes = 0
    }

    private mutating func append(_ value: UInt64) {
        var value = value
        while value >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: value) | 0x80)
            value >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: value))
    }

    private mutating func append(raw value: UInt64) { withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) } }

    private static func length(_ value: UInt64) -> Int { max(1, (70 - value.leadingZeroBitCount) / 7) }
}
