import Glibc
public import Journal

/// How full the disk of the store is, so that letters are refused while there is still room to finish what was begun.
public struct Disk: Sendable {
    /// The store's file or folder.
    public var path: String
    /// From this percentage on no new letters are taken: 95 unless configured otherwise.
    public var refusalPercent: Int

    public init(path: String, refusalPercent: Int = 95) {
        self.path = path
        self.refusalPercent = refusalPercent
    }

    public struct Usage: Sendable, Hashable {
        /// Bytes that this process could have in all.
        public var total: UInt64
        /// Bytes that it can still write.
        public var available: UInt64

        public init(total: UInt64, available: UInt64) {
            self.total = total
            self.available = available
        }

        /// From 0 to 100, rounded up, as `df` shows it: what only root may write counts as used.
        public var percent: Int {
            guard total > 0, available < total else { return total > 0 ? 0 : 100 }
            return Int(((total - available) * 100 + total - 1) / total)
        }
    }

    /// nil when the file system cannot be asked: there is no such path.
    public func usage() -> Usage? {
        var state = statvfs()
        guard statvfs(path, &state) == 0 else { return nil }
        let block = UInt64(state.f_frsize)
        let used = UInt64(state.f_blocks - state.f_bfree)
        return Usage(total: (used + UInt64(state.f_bavail)) * block, available: UInt64(state.f_bavail) * block)
    }

    /// Throws `.full` when a letter should not be taken any more. It costs one system call.
    public func refuseWhenFull() throws(JournalError) {
        guard let usage = usage() else { return }
        try refuse(usage)
    }

    func refuse(_ usage: Usage) throws(JournalError) {
        guard usage.percent >= refusalPercent else { return }
        throw JournalError(
            .full,
            "The disk of the store is \(usage.percent) % full, and letters are taken below \(refusalPercent) %. "
                + "Nothing was kept: send again later. Whoever runs the hub must make room.")
    }
}
