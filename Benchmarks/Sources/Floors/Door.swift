import Synchronization

/// A way into the hub for letters.
protocol Door: Sendable {
    /// Sends letters from so many senders at once, each waiting for its receipt before it sends the next.
    ///
    /// With `rate` (letters a second), letter `n` is due `n / rate` seconds after the first, and its wait counts from then: a hub that
    /// falls behind shows it.
    func send(_ letters: [[UInt8]], senders: Int, rate: Double?) async throws -> Passage
    /// Seconds that the hub has been on a processor, its sender too when they share a process.
    var processor: Double { get }
}

extension Door {
    func send(_ letters: [[UInt8]], rate: Double? = nil) async throws -> Passage { try await send(letters, senders: 64, rate: rate) }
}

/// What became of letters that were sent.
struct Passage: Sendable {
    /// How long each waited for its receipt, in seconds.
    var waits: [Double] = []
    var outcomes: [String: Int] = [:]

    static func += (sum: inout Passage, other: Passage) {
        sum.waits += other.waits
        sum.outcomes.merge(other.outcomes) { $0 + $1 }
    }
}

/// Numbers from 0 on, each given once; none that counts after `end`.
final class Counter: Sendable {
    private let value = Atomic(0)
    func next() -> Int { value.add(1, ordering: .relaxed).oldValue }
    func end() { value.store(.max / 2, ordering: .relaxed) }
    var hasEnded: Bool { value.load(ordering: .relaxed) >= .max / 2 }
}
