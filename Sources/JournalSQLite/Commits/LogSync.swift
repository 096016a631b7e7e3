import Dispatch
import GRDBSQLite
import Journal
import Synchronization

/// Syncs SQLite's write-ahead log beside the writer: while one group is on its way to the disk, the next is written.
///
/// A group may be acknowledged, and what a read saw be shown, when a sync that began after the commit has ended; one sync serves every group
/// before it. After a failed sync nobody knows what the disk holds: whatever waits and whatever comes later fails until the store is opened
/// anew, which starts from what can be read back.
final class LogSync: Sendable {
    /// Syncs the log of the writer's connection; gives SQLite's result code.
    typealias Sync = @Sendable (LogFile) -> Int32

    /// Someone to be told that what they wrote or saw is on disk, or why it may not be.
    typealias Waiter = @Sendable (JournalError?) -> Void

    private struct State {
        /// Groups that were begun, committed and synced: numbers of the last ones.
        var begun = 0
        var committed = 0
        var synced = 0
        var log: LogFile?
        var waiting: [(group: Int, waiter: Waiter)] = []
        var isSyncing = false
        var failure: JournalError?
    }

    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "helhet.journal.sync", qos: .userInitiated)
    private let sync: Sync

    init(sync: @escaping Sync = { $0.sync() }) {
        self.sync = sync
    }

    /// Why nothing may be written any more.
    var failure: JournalError? { state.withLock(\.failure) }

    /// Announces a group, before anybody can see what it writes. `end` must follow, also when the group came to nothing.
    func begin() { state.withLock { $0.begun += 1 } }

    /// The group that was begun last stands in the log, or nothing of it does.
    func end(_ log: LogFile?, _ waiter: @escaping Waiter) {
        state.withLock { state in
            state.committed = state.begun
            state.log = log ?? state.log
            state.waiting.append((state.committed, waiter))
            start(&state)
        }
    }

    /// Calls back when every group that can be seen now is on disk; at once when all are.
    func settled(_ waiter: @escaping Waiter) {
        let now: (isSettled: Bool, failure: JournalError?) = state.withLock { state in
            if state.failure != nil || state.synced == state.begun { return (true, state.failure) }
            state.waiting.append((state.begun, waiter))
            return (false, nil)
        }
        if now.isSettled { waiter(now.failure) }
    }

    func settled() async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            settled { failure in
                if let failure { continuation.resume(throwing: failure) } else { continuation.resume() }
            }
        }
    }

    private func start(_ state: inout State) {
        guard !state.isSyncing else { return }
        state.isSyncing = true
        queue.async { self.run() }
    }

    private func run() {
        while let (log, group) = next() {
            let code = log.map(sync) ?? SQLITE_OK
            let (waiters, failure) = state.withLock { state in
                state.synced = group
                if code != SQLITE_OK, state.failure == nil {
                    state.failure = JournalError(sqliteCode: SQLITE_IOERR, message: "sync of the log, \(code)")
                }
                let failure = state.failure
                let told = state.waiting.filter { failure != nil || $0.group <= group }.map(\.waiter)
                state.waiting.removeAll { failure != nil || $0.group <= group }
                return (told, failure)
            }
            for waiter in waiters { waiter(failure) }
        }
    }

    /// The log and the last group committed to it, while there is something to sync.
    private func next() -> (LogFile?, Int)? {
        state.withLock { state in
            guard state.synced < state.committed else {
                state.isSyncing = false
                return nil
            }
            return (state.log, state.committed)
        }
    }
}
