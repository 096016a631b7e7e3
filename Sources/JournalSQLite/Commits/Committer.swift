import Dispatch
import FHIR
import GRDB
import GRDBSQLite
import Journal
import Synchronization

/// Takes waiting commits in groups that share one sync to disk, while each can fail alone. The next group is written while one is synced.
///
/// A group runs bare: savepoints cost a third of the speed and more, and errors are rare. When a commit throws after it has written
/// something, or would have to undo a part of it, the whole group is rolled back and run again with savepoints. So a commit's body may run
/// more than once.
final class Committer: Sendable {
    /// A commit that waits. `run` gives what to call when it is on disk.
    struct Job: Sendable {
        var work: WorkClass
        var now: Instant
        var run: @Sendable (any JournalWriter) throws -> @Sendable () -> Void
        var fail: @Sendable (any Error) -> Void
    }

    private struct State {
        var queue = CommitQueue<Job>()
        var isClosed = false
        var closers: [CheckedContinuation<Void, Never>] = []
        /// The group that the writer works on, and the last one that found the log free to be synced.
        var group = 0
        var free = 0
        /// Whether the writer sleeps until another commit comes or the log is free.
        var isAsleep = false

        /// Whether the writer must be woken.
        mutating func wakes() -> Bool {
            defer { isAsleep = false }
            return isAsleep
        }
    }

    static let groupLimit = 64
    /// How long a group may last before an import must wait for the next one.
    static let slice: UInt64 = 20_000_000

    private let state = Mutex(State())
    private let pool: DatabasePool
    private let bell: Wakeups
    private let log: LogSync
    private let alarm = DispatchSemaphore(value: 0)

    init(_ pool: DatabasePool, _ bell: Wakeups, _ log: LogSync) {
        self.pool = pool
        self.bell = bell
        self.log = log
    }

    func add(_ job: Job) {
        let (begins, wakes) = state.withLock { state -> (Bool?, Bool) in
            guard !state.isClosed else { return (nil, false) }
            return (state.queue.add(job, job.work), state.wakes())
        }
        if wakes { alarm.signal() }
        switch begins {
        case nil: job.fail(JournalError.closed)
        case true?: pool.asyncWriteWithoutTransaction { self.drain($0) }
        case false?: break
        }
    }

    /// Refuses new commits and returns when those already asked for are done.
    func close() async {
        await withCheckedContinuation { continuation in
            let isAtRest = state.withLock { state in
                state.isClosed = true
                if state.queue.isDraining { state.closers.append(continuation) }
                return !state.queue.isDraining
            }
            if isAtRest { continuation.resume() }
        }
    }

    private func drain(_ database: Database) {
        while let first = state.withLock({ $0.queue.first() }) {
            do {
                if let failure = log.failure { throw failure }
                try group(first, Connection(database))
            } catch {
                first.fail(error)
            }
        }
        let closers = state.withLock { state in
            guard state.isClosed, !state.queue.isDraining else { return [CheckedContinuation<Void, Never>]() }
            defer { state.closers = [] }
            return state.closers
        }
        for closer in closers { closer.resume() }
    }

    private func group(_ first: Job, _ connection: Connection) throws {
        try connection.execute("begin immediate")
        var jobs = [first]
        do {
            let group = try CommitGroup(connection, savepoints: false)
            let start = DispatchTime.now().uptimeNanoseconds
            let number = awaitLog()
            while true {
                let job = jobs[jobs.count - 1]
                do {
                    try group.run(job)
                } catch  where !group.mustRunAgain {
                    group.answers.append { job.fail(error) }
                }
                guard jobs.count < Committer.groupLimit else { break }
                guard let next = try next(in: group, number, since: start) else { break }
                jobs.append(next)
            }
            try group.settle()
            finish(group, jobs)
        } catch {
            if connection.isInsideTransaction { try? connection.execute("rollback") }
            replay(jobs, connection)
        }
    }

    /// Begins a group, which has a number, and has the writer woken when the groups before it are on disk.
    private func awaitLog() -> Int {
        let number = state.withLock { state in
            state.group += 1
            return state.group
        }
        log.settled { _ in
            let wakes = self.state.withLock { state in
                state.free = max(state.free, number)
                return state.wakes()
            }
            if wakes { self.alarm.signal() }
        }
        return number
    }

    /// Another commit for the group. It cannot be synced before the groups before it, so it takes more for as long as that lasts.
    private func next(in group: CommitGroup, _ number: Int, since start: UInt64) throws -> Job? {
        var hasSettled = false
        while true {
            let isShort = DispatchTime.now().uptimeNanoseconds - start < Committer.slice
            let (job, mustWait) = state.withLock { state in
                let job = state.queue.next(background: isShort)
                let mustWait = job == nil && state.free < number
                state.isAsleep = mustWait && hasSettled
                return (job, mustWait)
            }
            guard mustWait else { return job }
            if hasSettled {
                alarm.wait()
            } else {
                // What must be done anyway is done meanwhile.
                try group.settle()
                hasSettled = true
            }
        }
    }

    /// The slow way, after an error: each commit in a savepoint of its own, still one sync for all.
    private func replay(_ jobs: [Job], _ connection: Connection) {
        do {
            try connection.execute("begin immediate")
            let group = try CommitGroup(connection, savepoints: true)
            for job in jobs {
                try connection.execute("savepoint job")
                let before = group.tally
                do {
                    try group.run(job)
                    try group.settle()
                } catch {
                    // When SQLite itself took the transaction back, nothing of the group stands.
                    guard connection.isInsideTransaction else { throw error }
                    try connection.execute("rollback to job")
                    group.tally = before
                    group.answers.append { job.fail(error) }
                }
                try connection.execute("release job")
            }
            finish(group, jobs)
        } catch {
            if connection.isInsideTransaction { try? connection.execute("rollback") }
            for job in jobs { job.fail(error) }
        }
    }

    /// Commits the group; its answers leave when it is on disk.
    private func finish(_ group: CommitGroup, _ jobs: [Job]) {
        do {
            if let failure = log.failure { throw failure }
            try group.tally.save(group.connection)
        } catch {
            return giveUp(group, jobs, error)
        }
        log.begin()
        do {
            try group.connection.execute("commit")
        } catch {
            log.end(nil) { _ in }
            return giveUp(group, jobs, error)
        }
        guard let file = group.connection.log else {
            let failure = JournalError(sqliteCode: SQLITE_IOERR, message: "a commit without a log")
            return log.end(nil) { _ in for job in jobs { job.fail(failure) } }
        }
        let (answers, addsToFeed) = (group.answers, group.addsToFeed)
        log.end(file) { [bell] failure in
            if let failure {
                for job in jobs { job.fail(failure) }
            } else {
                for answer in answers { answer() }
                if addsToFeed { bell.wake() }
            }
        }
    }

    private func giveUp(_ group: CommitGroup, _ jobs: [Job], _ error: any Error) {
        if group.connection.isInsideTransaction { try? group.connection.execute("rollback") }
        for job in jobs { job.fail(error) }
    }
}
