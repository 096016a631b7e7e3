import Journal

/// Where a block begins, and what stands before it in its run: enough to find an entry and to count entries without reading blocks between.
struct Fence: Sendable, Equatable {
    /// Its first posting: the removal's bit does not matter.
    var first: PostingBound
    /// What all postings before it sum to.
    var netBefore: Int
    /// How many bytes the blocks before it take.
    var offset: Int

    static let size = 6 * 8

    static func pack(_ fences: some Collection<Fence>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(fences.count * size)
        for fence in fences {
            for word in [
                fence.first.entry.field, fence.first.entry.value, fence.first.entry.rest, fence.first.number,
                UInt64(bitPattern: Int64(fence.netBefore)), UInt64(fence.offset),
            ] { withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) } }
        }
        return bytes
    }

    static func unpack(_ bytes: UnsafeRawBufferPointer) throws(JournalError) -> [Fence] {
        guard bytes.count.isMultiple(of: size) else { throw JournalError.indexDamaged }
        var input = PackedBytes(bytes)
        var fences: [Fence] = []
        fences.reserveCapacity(bytes.count / size)
        while !input.isAtEnd {
            let entry = IndexEntry(field: try input.word(), value: try input.word(), rest: try input.word())
            let first = PostingBound(entry: entry, number: try input.word())
            let net = Int(Int64(bitPattern: try input.word()))
            guard let offset = Int(exactly: try input.word()) else { throw JournalError.indexDamaged }
            fences.append(Fence(first: first, netBefore: net, offset: offset))
        }
        return fences
    }
}
