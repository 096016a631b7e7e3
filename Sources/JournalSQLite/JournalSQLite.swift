public import FHIR
import GRDB
public import Journal

/// A journal in one SQLite file: for one node.
///
/// Write-ahead log, every commit synced before it is acknowledged. Several processes may have the same file open; their commits take turns.
public final class JournalSQLite: Journal {
    let pool: DatabasePool
    let path: String
    private let committer: Committer
    private let bell = Wakeups()

    public let searchParameters = SearchParameters.r4

    init(pool: DatabasePool, path: String) {
        self.pool = pool
        self.path = path
        committer = Committer(pool, bell)
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
        try await translating {
            try await self.pool.read { try body(SQLiteReader(Connection($0))) }
        }
    }

    public func wakeups() -> AsyncStream<Void> { bell.stream() }

    public func check() async throws -> [Finding] {
        try await translating {
            try await self.pool.read { try Check.findings(Connection($0)) }
        }
    }

    public func close() async throws {
        await committer.close()
        bell.end()
        try JournalError.translating { try pool.close() }
    }

    func translating<Value: Sendable>(_ body: @Sendable () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let error as DatabaseError {
            throw JournalError(sqlite: error)
        }
    }
}
