import Dispatch
import FHIR
import GRDB
import Journal
import Synchronization

/// Takes waiting commits in groups that share one sync to disk, while each can fail alone.
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
        var upkeep: [Upkeep] = []
        var isClosed = false
        var closers: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())
    private let pool: DatabasePool
    private let bell: Wakeups
    /// Called when commits have added to the index.
    private let grown = Mutex<@Sendable () -> Void>({})
    private let index: IndexAccess

    init(_ pool: DatabasePool, _ bell: Wakeups, _ index: IndexAccess) {
        self.pool = pool
        self.index = index
        self.bell = bell
    }

    func add(_ job: Job) {
        switch state.withLock({ $0.isClosed ? nil : $0.queue.add(job, job.work) }) {
        case nil: job.fail(JournalError.closed)
        case true?: pool.asyncWriteWithoutTransaction { self.drain($0) }
        case false?: break
        }
    }

    func add(_ upkeep: Upkeep) {
        let isClosed = state.withLock { state in
            if !state.isClosed { state.upkeep.append(upkeep) }
            return state.isClosed
        }
        guard !isClosed else { return upkeep.done(.failure(JournalError.closed)) }
        // When a writer is at work this comes after it, and finds nothing.
        pool.asyncWriteWithoutTransaction { self.drain($0) }
    }

    func whenIndexGrows(_ call: @escaping @Sendable () -> Void) { grown.withLock { $0 = call } }

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
                try group(first, Connection(database))
            } catch {
                first.fail(error)
            }
        }
        while let upkeep = nextUpkeep() { runAlone(upkeep, database) }
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
            let group = try CommitGroup(connection, index, savepoints: false)
            let start = DispatchTime.now().uptimeNanoseconds
            var allowance = GroupAllowance()
            while true {
                let job = jobs[jobs.count - 1]
                allowance.take(job.work)
                do {
                    try group.run(job)
                } catch  where !group.mustRunAgain {
                    group.answers.append { job.fail(error) }
                }
                let order = allowance.order(after: DispatchTime.now().uptimeNanoseconds - start)
                guard let next = state.withLock({ $0.queue.next(order) }) else { break }
                jobs.append(next)
            }
            try group.settle()
            finish(group, jobs, nextUpkeep())
        } catch {
            if connection.isInsideTransaction { try? connection.execute("rollback") }
            replay(jobs, connection)
        }
    }

    private func nextUpkeep() -> Upkeep? { state.withLock { $0.upkeep.isEmpty ? nil : $0.upkeep.removeFirst() } }

    private func runAlone(_ upkeep: Upkeep, _ database: Database) {
        do {
            let connection = try Connection(database)
            do {
                try connection.execute("begin immediate")
                var tally = try Tally(connection)
                try upkeep.run(connection, &tally)
                try tally.save(connection)
                try connection.execute("commit")
            } catch {
                if connection.isInsideTransaction { try? connection.execute("rollback") }
                throw error
            }
            upkeep.done(.success(()))
        } catch {
            upkeep.done(.failure(error))
        }
    }

    /// Runs a slice of upkeep at the end of a group; what it throws is undone alone.
    private func run(_ upkeep: Upkeep, in group: CommitGroup) throws {
        let (tally, connection) = (group.tally, group.connection)
        try connection.execute("savepoint upkeep")
        do {
            try upkeep.run(connection, &group.tally)
            group.answers.append { upkeep.done(.success(())) }
        } catch {
            guard connection.isInsideTransaction else {
                throw error
            }
            group.tally = tally
            try connection.execute("rollback to upkeep")
            group.answers.append { upkeep.done(.failure(error)) }
        }
        try connection.execute("release upkeep")
    }

    /// The slow way, after an error: each commit in a savepoint of its own, still one sync for all.
    private func replay(_ jobs: [Job], _ connection: Connection) {
        do {
            try connection.execute("begin immediate")
            let group = try CommitGroup(connection, index, savepoints: true)
            for job in jobs {
                try connection.execute("savepoint job")
                let before = (tally: group.tally, index: group.delta.mark)
                do {
                    try group.run(job)
                    try group.settle()
                } catch {
                    // When SQLite itself took the transaction back, nothing of the group stands.
                    guard connection.isInsideTransaction else { throw error }
                    try connection.execute("rollback to job")
                    group.tally = before.tally
                    group.delta.rewind(to: before.index)
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

    private func finish(_ group: CommitGroup, _ jobs: [Job], _ upkeep: Upkeep? = nil) {
        let runs = group.tally.indexRuns
        do {
            try group.close()
            if let upkeep { try run(upkeep, in: group) }
            try group.tally.save(group.connection)
            try group.connection.execute("commit")
        } catch {
            if group.connection.isInsideTransaction { try? group.connection.execute("rollback") }
            for job in jobs { job.fail(error) }
            upkeep?.done(.failure(error))
            return
        }
        if let setup = group.redefined { index.use(setup) }
        if group.tally.indexRuns > runs || group.redefined != nil { grown.withLock { $0 }() }
        for answer in group.answers { answer() }
        if group.addsToFeed { bell.wake() }
    }
}
