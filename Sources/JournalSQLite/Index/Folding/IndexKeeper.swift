import Dispatch
import GRDB
import Journal
import Synchronization

/// Merges the runs of the index and builds new parts of it, beside the commits: it reads what never changes, and writes in short slices.
///
/// Of several processes on one file one is the keeper, as a row says. A process that died as such is noticed by its beat standing still.
final class IndexKeeper: Sendable {
    private struct State {
        var isAwake = false
        var wakes = 0
        var isStopped = false
        var isKeeper = false
        /// The beat of another keeper, and since when it has been that.
        var other: (beat: Int64, since: UInt64)?
        var stoppers: [CheckedContinuation<Void, Never>] = []
    }

    /// Thrown to leave a merge when the journal closes or another process has become the keeper.
    struct Left: Error {}

    /// How long the beat of another keeper may stand still, in nanoseconds of this machine's own time.
    private let patience: UInt64
    private static let sliceBlocks = 128
    /// More than this are never merged at once: each is read beside the others.
    private static let foldLimit = 64
    /// How long nothing may come before searches are all that matters.
    private static let rest = DispatchTimeInterval.milliseconds(500)

    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "helhet.journal.index", qos: .utility)
    private let token = Int64.random(in: 1 ... .max)
    let pool: DatabasePool
    let committer: Committer
    let index: IndexAccess

    init(_ pool: DatabasePool, _ committer: Committer, _ index: IndexAccess, patience: UInt64) {
        self.pool = pool
        self.committer = committer
        self.index = index
        self.patience = patience
    }

    /// Something was added to the index.
    func wake() {
        let mustStart = state.withLock { state in
            state.wakes += 1
            guard !state.isAwake, !state.isStopped else { return false }
            state.isAwake = true
            return true
        }
        if mustStart { queue.async { self.work() } }
    }

    /// Returns when the slice at work has ended; whatever is unfinished is taken up by the next keeper.
    func stop() async {
        await withCheckedContinuation { continuation in
            let isAtRest = state.withLock { state in
                state.isStopped = true
                if state.isAwake { state.stoppers.append(continuation) }
                return !state.isAwake
            }
            if isAtRest { continuation.resume() }
        }
        guard state.withLock({ $0.isKeeper }) else { return }
        try? await withCheckedThrowingContinuation { continuation in
            committer.add(Upkeep(run: { connection, _ in try self.leave(connection) }, done: { continuation.resume(with: $0) }))
        }
    }

    var isStopped: Bool { state.withLock { $0.isStopped } }

    private func work() {
        while true {
            let wakes = state.withLock { $0.wakes }
            do {
                while try tend(atRest: false) {}
            } catch {
                // Whatever the reason, a full disk or another keeper: the next commit tries again.
                return end()
            }
            guard state.withLock({ $0.wakes != wakes && !$0.isStopped }) else {
                end()
                return queue.asyncAfter(deadline: .now() + Self.rest) { self.work(atRest: wakes) }
            }
        }
    }

    /// Nothing has come for a while when there were as many wakes then.
    private func work(atRest wakes: Int) {
        let isQuiet = state.withLock { state in
            guard !state.isAwake, !state.isStopped, state.wakes == wakes else { return false }
            state.isAwake = true
            return true
        }
        guard isQuiet else { return }
        do {
            while state.withLock({ $0.wakes == wakes }), try tend(atRest: true) {}
        } catch {
            return end()
        }
        state.withLock({ $0.wakes != wakes }) ? work() : end()
    }

    private func end() {
        let stoppers = state.withLock { state in
            state.isAwake = false
            defer { state.stoppers = [] }
            return state.stoppers
        }
        for stopper in stoppers { stopper.resume() }
    }

    /// Does one thing that is due; false when nothing is.
    private func tend(atRest: Bool) throws -> Bool {
        guard !isStopped else { return false }
        let (runs, dead, undone) = try pool.read { database in
            let connection = try Connection(database)
            let dead = try connection.number("select count(*) from index_run where state <> 0")
            return (try RunRow.foldable(connection), dead, try PartRow.all(connection).first { !$0.isDone })
        }
        let chosen = FoldPolicy.choose(runs, atRest: atRest)
        guard !chosen.isEmpty || dead > 0 || undone != nil, try isKeeper() else { return false }
        if !chosen.isEmpty {
            try merge(chosen)
            return true
        }
        let swept = Mutex(false)
        if dead > 0 { try slice { connection, _ in try swept.withLock { $0 = try RunRow.sweep(connection) } } }
        if swept.withLock({ $0 }) { return true }
        // What this program does not know how to make is left alone.
        guard let row = undone, let part = index.setup.indexing.parts.first(where: { $0.definition == row.definition }) else {
            return false
        }
        try PartBuilding(part: part, row: row, pool: pool, blockBytes: index.setup.indexing.blockBytes).next(slice)
        return true
    }

    /// Runs a slice in the writer, and returns when it is on disk.
    func slice(_ run: @escaping @Sendable (Connection, inout Tally) throws -> Void) throws {
        guard !isStopped else { throw Left() }
        let outcome = Mutex<Result<Void, any Error>?>(nil)
        let end = DispatchSemaphore(value: 0)
        committer.add(
            Upkeep(
                run: { connection, tally in
                    guard try self.beat(connection) else { throw Left() }
                    try run(connection, &tally)
                },
                done: { result in
                    outcome.withLock { $0 = result }
                    end.signal()
                }))
        end.wait()
        try outcome.withLock { $0 }?.get()
    }

    private func merge(_ runs: [FoldPolicy.Run]) throws {
        let isSmall = runs.reduce(0) { $0 + $1.size } <= RunRow.inRowLimit
        var merge: RunMerge?
        var id: Int64?
        var made = RunBuilder(blockBytes: index.setup.indexing.blockBytes)
        var written = 0
        while true {
            let isAtEnd = try pool.read { database in
                let connection = try Connection(database)
                let view = IndexView(connection, nil, runs: [])
                var here = try merge.map { RunMerge($0, in: view) } ?? RunMerge(runs.map { try RunRow.load($0.id, connection) }, view)
                defer { merge = here }
                while isSmall || made.blocks.count < Self.sliceBlocks {
                    guard try here.next({ made.add($0, $1) }) else { return true }
                }
                return false
            }
            if isAtEnd { made.endBlock() }
            let (blocks, result, known, place) = (made.takeBlocks(), made, id, written)
            written += blocks.count
            let part = runs[0].part
            let given = Mutex(id)
            try slice { connection, tally in
                guard try RunRow.stand(runs, connection) else { throw Left() }
                if isSmall {
                    try RunRow.retire(runs, connection)
                    try RunRow.insert(result, blocks, part: part, connection, &tally)
                    tally.indexFolds += 1
                    return
                }
                let id = try known ?? RunRow.begin(part: part, connection, &tally)
                given.withLock { $0 = id }
                try RunRow.write(blocks, of: id, from: place, connection)
                if isAtEnd { try RunRow.replace(runs, by: id, result, connection, &tally) }
            }
            if isAtEnd { return }
            id = given.withLock { $0 }
            try mergeSmaller(than: runs)
        }
    }

    /// A long merge must not let what commits write pile up beside it.
    private func mergeSmaller(than runs: [FoldPolicy.Run]) throws {
        let all = try pool.read { try RunRow.foldable(Connection($0)) }
        let chosen = FoldPolicy.choose(all.filter { !runs.contains($0) }, atRest: false)
        let size = { (runs: [FoldPolicy.Run]) in runs.reduce(0) { $0 + $1.size } }
        if !chosen.isEmpty, size(chosen) < size(runs) / 2 { try merge(chosen) }
    }

    /// Puts all runs of each part together, so that what was taken away stands in none of them any more, nor that it was there. For a keeper
    /// without patience: whoever keeps the index besides has to leave what it is at, and takes it up again afterwards.
    func foldAll() async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            queue.async { continuation.resume(with: Result { try self.foldEach() }) }
        }
    }

    private func foldEach() throws {
        guard try isKeeper() else { throw Left() }
        let parts = try pool.read { try Set(RunRow.foldable(Connection($0)).map(\.part)) }
        for part in parts.sorted() {
            while true {
                let runs = try pool.read { try RunRow.foldable(Connection($0)) }.filter { $0.part == part }
                guard runs.count > 1 else { break }
                let together = runs.sorted { ($0.size, $0.id) < ($1.size, $1.id) }.prefix(Self.foldLimit)
                try merge(Array(together))
                // What commits add meanwhile came after what was erased.
                if together.count == runs.count { break }
            }
        }
        let isSwept = Mutex(false)
        repeat {
            try slice { connection, _ in try isSwept.withLock { $0 = try !RunRow.sweep(connection) } }
        } while !isSwept.withLock { $0 }
    }

    // Who keeps the index

    private func isKeeper() throws -> Bool {
        if state.withLock({ $0.isKeeper }) { return true }
        let (keeper, beat) = try pool.read { database in
            try Connection(database).first("select keeper, beat from index_keeper") { ($0.int(0), $0.int(1)) } ?? (0, 0)
        }
        if keeper != 0 {
            let now = DispatchTime.now().uptimeNanoseconds
            let hasDied = state.withLock { state in
                guard let other = state.other, other.beat == beat else {
                    state.other = (beat, now)
                    return patience == 0
                }
                return now - other.since >= patience
            }
            guard hasDied else {
                queue.asyncAfter(deadline: .now() + .seconds(1)) { self.wake() }
                return false
            }
        }
        let outcome = Mutex(false)
        let end = DispatchSemaphore(value: 0)
        committer.add(
            Upkeep(
                run: { connection, _ in
                    guard try connection.number("select beat from index_keeper") == beat else { return }
                    try connection.run("update index_keeper set keeper = ?, beat = beat + 1", self.token)
                    // What another has begun nobody will end.
                    try connection.run("update index_run set state = 2 where state = 1")
                },
                done: { result in
                    outcome.withLock { if case .success = result { $0 = true } }
                    end.signal()
                }))
        end.wait()
        guard outcome.withLock({ $0 }) else { return false }
        state.withLock { $0.isKeeper = true }
        return true
    }

    private func beat(_ connection: Connection) throws -> Bool {
        let before = connection.changes
        try connection.run("update index_keeper set beat = beat + 1 where keeper = ?", token)
        guard connection.changes == before else { return true }
        state.withLock { $0.isKeeper = false }
        return false
    }

    private func leave(_ connection: Connection) throws {
        try connection.run("update index_keeper set keeper = 0, beat = beat + 1 where keeper = ?", token)
    }
}
