public import FHIR
import GRDB
public import Journal
import Synchronization

/// A journal in one SQLite file: for one node.
///
/// Write-ahead log, every commit synced before it is acknowledged. Several processes may have the same file open; their commits take turns.
public final class JournalSQLite: Journal {
    let pool: DatabasePool
    let path: String
    let committer: Committer
    let keeper: IndexKeeper
    let index: IndexAccess
    private let bell = Wakeups()
    /// Of one that commits.
    private let checkpoints: Checkpoints?
    /// Reads that are under way.
    private let reading = Atomic(0)

    /// R4's, and those of the SearchParameter resources that are stored. A new one can be asked for when its index is built.
    public var searchParameters: SearchParameters { index.setup.parameters }

    init(pool: DatabasePool, path: String, _ index: IndexAccess, patience: UInt64, _ checkpoints: Checkpoints) {
        self.pool = pool
        self.path = path
        self.index = index
        committer = Committer(pool, bell, index)
        keeper = IndexKeeper(pool, committer, index, patience: patience)
        self.checkpoints = checkpoints
        committer.whenIndexGrows { [keeper] in keeper.wake() }
        keeper.wake()
    }

    /// Neither commits nor tends the index.
    init(reading pool: DatabasePool, path: String, _ index: IndexAccess) {
        self.pool = pool
        self.path = path
        self.index = index
        committer = Committer(pool, bell, index)
        keeper = IndexKeeper(pool, committer, index, patience: .max)
        checkpoints = nil
    }

    /// `body` may run more than once: when another commit of the same group fails, all are run again.
    public func commit<Value: Sendable>(
        _ work: WorkClass, at now: Instant, _ body: @escaping @Sendable (any JournalWriter) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let job = Committer.Job(
                work: work, now: now,
                run: { writer in
                    let value = try body(writer)
                    return { continuation.resume(returning: value) }
                }, fail: { continuation.resume(throwing: $0) })
            committer.add(job)
        }
    }

    public func read<Value: Sendable>(_ body: @escaping @Sendable (any JournalReader) throws -> Value) async throws -> Value {
        reading.add(1, ordering: .relaxed)
        defer { reading.subtract(1, ordering: .relaxed) }
        return try await translating {
            try await self.pool.read { try body(SQLiteReader(Connection($0), self.index)) }
        }
    }

    public func readBriefly<Value: Sendable>(
        _ body: @escaping @Sendable (any JournalReader) throws -> Value
    ) async throws -> Value {
        // Where all connections are taken, the caller's thread must not wait for one.
        guard reading.load(ordering: .relaxed) < Self.readers - 1 else { return try await read(body) }
        reading.add(1, ordering: .relaxed)
        defer { reading.subtract(1, ordering: .relaxed) }
        return try readHere(body)
    }

    private func readHere<Value: Sendable>(_ body: (any JournalReader) throws -> Value) throws -> Value {
        try JournalError.translating { try pool.read { try body(SQLiteReader(Connection($0), index)) } }
    }

    public func wakeups() -> AsyncStream<Void> { bell.stream() }

    public func check() async throws -> [Finding] {
        try await translating {
            try await self.pool.read { database in
                let connection = try Connection(database)
                return try Check.findings(connection) + IndexCheck(connection, self.index.setup.indexing).findings.prefix(Check.limit)
            }
        }
    }

    public func close() async throws {
        await keeper.stop()
        // The keeper has the committer, and neither is to keep the other.
        committer.whenIndexGrows {}
        await committer.close()
        bell.end()
        try JournalError.translating {
            if let checkpoints { pool.writeWithoutTransaction { checkpoints.close($0) } }
            try pool.close()
        }
        if checkpoints != nil { foldLog() }
    }

    func translating<Value: Sendable>(_ body: @Sendable () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let error as DatabaseError {
            throw JournalError(sqlite: error)
        }
    }
}
