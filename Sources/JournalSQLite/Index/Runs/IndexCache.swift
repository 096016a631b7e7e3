import Journal
import Synchronization

/// What was read of the index, for every reader of one journal.
///
/// Runs never change and their numbers are never given again, so that nothing here can be out of date; which of them a reader sees is for
/// its own view of the file to say.
final class IndexCache: Sendable {
    /// Which runs there are, by two counters in the file: runs made, and changes other than adding one.
    struct Manifest: Sendable {
        var made: Int64
        var folds: Int64
        var runs: [IndexRun]
        /// Parts that do not answer yet.
        var undone: [PartRow]
        /// What all parts are made by.
        var definitions: [String]
    }

    /// Some of the blocks, under a lock of their own: every step of every search looks here, and whoever waits for a lock that its holder keeps
    /// while it is put aside waits for long.
    private final class Shard: Sendable {
        private struct State {
            /// Blocks used of late, and those that were before: a block that nobody uses falls out with the second.
            var young: [Int64: IndexBlock] = [:]
            var old: [Int64: IndexBlock] = [:]
            var youngSize = 0
        }

        private let state = Mutex(State())

        func block(_ row: Int64) -> IndexBlock? {
            state.withLock { state in
                if let block = state.young[row] { return block }
                guard let block = state.old[row] else { return nil }
                Self.keep(block, row, &state)
                return block
            }
        }

        func keep(_ block: IndexBlock, _ row: Int64) { state.withLock { Self.keep(block, row, &$0) } }

        private static func keep(_ block: IndexBlock, _ row: Int64, _ state: inout State) {
            if state.youngSize > IndexCache.half {
                state.old = state.young
                state.young = [:]
                state.youngSize = 0
            }
            if state.young.updateValue(block, forKey: row) == nil { state.youngSize += block.size }
        }
    }

    /// A power of two.
    private static let count = 16
    /// Half of what unpacked blocks may take in memory, of each shard.
    private static let half = (32 << 20) / count

    private let shards = (0..<count).map { _ in Shard() }
    private let held = Mutex<Manifest?>(nil)

    var manifest: Manifest? { held.withLock { $0 } }

    /// Keeps what a reader has seen, unless another has seen later.
    func keep(_ manifest: Manifest) {
        held.withLock { held in
            if let known = held, known.made > manifest.made || known.folds > manifest.folds { return }
            held = manifest
        }
    }

    func block(_ row: Int64) -> IndexBlock? { shard(row).block(row) }

    func keep(_ block: IndexBlock, _ row: Int64) { shard(row).keep(block, row) }

    /// Rows of neighbours differ in their last bits, those of runs in the higher ones.
    private func shard(_ row: Int64) -> Shard {
        shards[Int(truncatingIfNeeded: row ^ row >> RunRow.blockBits) & (Self.count - 1)]
    }
}
