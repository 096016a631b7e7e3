import Synchronization

/// Wakes everybody who waits for the feed to grow. Each sleeper keeps one waking at most, so none can fall behind or fill memory.
public final class Wakeups: Sendable {
    private struct State {
        var next = 0
        var sleepers: [Int: AsyncStream<Void>.Continuation] = [:]
        var ended = false
    }

    private let state = Mutex(State())

    public init() {}

    public func stream() -> AsyncStream<Void> {
        AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
            let key: Int? = state.withLock { state in
                guard !state.ended else { return nil }
                state.next += 1
                state.sleepers[state.next] = continuation
                return state.next
            }
            guard let key else { return continuation.finish() }
            continuation.onTermination = { [weak self] _ in
                self?.state.withLock { _ = $0.sleepers.removeValue(forKey: key) }
            }
        }
    }

    public func wake() {
        for sleeper in state.withLock({ Array($0.sleepers.values) }) { sleeper.yield() }
    }

    public func end() {
        let sleepers = state.withLock { state in
            state.ended = true
            defer { state.sleepers = [:] }
            return Array(state.sleepers.values)
        }
        for sleeper in sleepers { sleeper.finish() }
    }
}
