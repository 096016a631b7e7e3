import Dispatch
public import FHIR
public import Journal
import Synchronization

/// A journal in memory: for tests and for simulation.
///
/// Each commit changes a copy of the whole state, which is kept when the commit succeeds and dropped when it throws. The collections
/// inside share what did not change, so that a copy costs nothing.
public final class JournalMemory: Journal {
    private struct Shared {
        var state = MemoryState()
        var queue = CommitQueue<@Sendable (inout MemoryState) -> @Sendable () -> Void>()
        var isClosed = false
        var closers: [CheckedContinuation<Void, Never>] = []
    }

    private let shared = Mutex(Shared())
    private let writer = DispatchQueue(label: "helhet.journal.memory")
    private let bell = Wakeups()

    public let searchParameters: SearchParameters

    public init(searchParameters: SearchParameters = .r4) {
        self.searchParameters = searchParameters
        shared.withLock { $0.state.searchParameters = searchParameters }
    }

    public func commit<Value: Sendable>(
        _ work: WorkClass, at now: Instant, _ body: @escaping @Sendable (any JournalWriter) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let job: @Sendable (inout MemoryState) -> @Sendable () -> Void = { state in
                let writer = MemoryWriter(state, now: now)
                do {
                    let value = try body(writer)
                    try writer.conclude()
                    state = writer.finished
                    return { continuation.resume(returning: value) }
                } catch {
                    return { continuation.resume(throwing: error) }
                }
            }
            let order: Bool? = shared.withLock { shared in
                shared.isClosed ? nil : shared.queue.add(job, work)
            }
            switch order {
            case nil: continuation.resume(throwing: JournalError.closed)
            case true?: writer.async { self.drain() }
            case false?: break
            }
        }
    }

    private func drain() {
        while true {
            let (job, before) = shared.withLock { ($0.queue.first(), $0.state) }
            guard let job else { break }
            var state = before
            let answer = job(&state)
            shared.withLock { $0.state = state }
            answer()
            if state.feed.count > before.feed.count { bell.wake() }
        }
        let closers = shared.withLock { shared in
            guard shared.isClosed, !shared.queue.isDraining else { return [CheckedContinuation<Void, Never>]() }
            defer { shared.closers = [] }
            return shared.closers
        }
        for closer in closers { closer.resume() }
    }

    public func read<Value: Sendable>(_ body: @escaping @Sendable (any JournalReader) throws -> Value) async throws -> Value {
        let state = shared.withLock { $0.isClosed ? nil : $0.state }
        guard let state else { throw JournalError.closed }
        return try body(MemoryReader(state))
    }

    public func wakeups() -> AsyncStream<Void> { bell.stream() }

    /// Always refused: there is nothing that a file of it could be read by.
    public func backup(to path: String) async throws {
        throw JournalError(.invalid, "A journal in memory has no backup; use a store on disk.")
    }

    /// Nothing is left anywhere: a commit that succeeded has no other state behind it.
    public func sweep() async throws {}

    public func check() async throws -> [Finding] {
        try await read { reader in try ReaderChecks.run(reader) }
    }

    public func close() async throws {
        await withCheckedContinuation { continuation in
            let atRest = shared.withLock { shared in
                shared.isClosed = true
                if shared.queue.isDraining { shared.closers.append(continuation) }
                return !shared.queue.isDraining
            }
            if atRest { continuation.resume() }
        }
        bell.end()
    }
}
