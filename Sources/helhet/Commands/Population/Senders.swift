import FHIR
import Foundation
import NIOCore
import NIOHTTP1
import Synchronization

/// Several senders that post parcels to a hub in their order, each when it is due, and lose none.
///
/// What the hub did not answer is sent again until `patience` is over; then all stop, and say how far everything has been answered.
struct Senders: Sendable {
    /// What came of one parcel.
    struct Delivered: Sendable {
        var index: Int
        var answer: HubClient.Answer
        var due: ContinuousClock.Instant
        var sent: ContinuousClock.Instant
        var answered: ContinuousClock.Instant
        var retries: Int
    }

    let hub: HubClient
    let count: Int
    let patience: Duration
    let stop: StopSign

    private struct Queue {
        var next: Int
        /// Everything before it has been answered.
        var answered: Int
        /// What has been answered after that.
        var ahead: Set<Int> = []
        var mostBehind = Duration.zero
        var lastComplaint = ""
    }

    private final class Shared: Sendable {
        let queue: Mutex<Queue>

        init(_ first: Int) { queue = Mutex(Queue(next: first, answered: first)) }
    }

    /// Posts `range`; answers after which place everything is still to be sent, and how far behind the senders ever were.
    ///
    /// - Parameters:
    ///   - due: seconds after the start; nil when nothing is waited for.
    ///   - make: is called ahead of time, so that writing a letter takes nothing from the hub's time.
    func run(
        _ range: Range<Int>, due: @escaping @Sendable (Int) -> Double?, make: @escaping @Sendable (Int) -> Parcel,
        report: @escaping @Sendable (Delivered) -> Void
    ) async -> (answered: Int, mostBehind: Double) {
        let shared = Shared(range.lowerBound)
        let start = ContinuousClock.now
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<count {
                group.addTask {
                    while !stop.isUp {
                        let taken = shared.queue.withLock { queue -> Int? in
                            guard queue.next < range.upperBound else { return nil }
                            queue.next += 1
                            return queue.next - 1
                        }
                        guard let index = taken else { return }
                        let parcel = make(index)
                        let moment = due(index).map { start.advanced(by: .seconds($0)) }
                        if let moment { await stop.wait(until: moment) }
                        if stop.isUp { return }
                        let now = ContinuousClock.now
                        if let moment { shared.queue.withLock { $0.mostBehind = max($0.mostBehind, moment.duration(to: now)) } }
                        guard let delivered = await deliver(parcel, index, due: moment ?? now, shared) else { return }
                        report(delivered)
                        shared.queue.withLock { queue in
                            queue.ahead.insert(index)
                            while queue.ahead.remove(queue.answered) != nil { queue.answered += 1 }
                        }
                    }
                }
            }
        }
        return shared.queue.withLock { ($0.answered, $0.mostBehind.inSeconds) }
    }

    /// Sends until the hub answers for good; nil when it does not within the patience.
    private func deliver(_ parcel: Parcel, _ index: Int, due: ContinuousClock.Instant, _ shared: Shared) async -> Delivered? {
        let limit = ContinuousClock.now.advanced(by: patience)
        var retries = 0
        while true {
            let sent = ContinuousClock.now
            var trouble = "The hub at \(hub.base) cannot be reached."
            var wait = Duration.milliseconds(min(5_000, 100 << min(retries, 6)))
            do {
                let answer = try await hub.post(parcel, within: .seconds(60))
                guard [408, 425, 429].contains(answer.status) || answer.status >= 500 else {
                    return Delivered(index: index, answer: answer, due: due, sent: sent, answered: .now, retries: retries)
                }
                trouble = "The hub at \(hub.base) takes nothing now (\(answer.status)). \(answer.says)"
                if let seconds = answer.headers.first(name: "Retry-After").flatMap({ Int($0) }) {
                    // A hub that is full asks for minutes; who waits for it looks more often than that.
                    wait = max(wait, min(.seconds(seconds), patience / 6))
                }
            } catch {
                // Nobody there, or gone in the middle of it: whether it has the letter, the same letter again will tell.
            }
            retries += 1
            complain(trouble, shared)
            let now = ContinuousClock.now
            guard now < limit, !stop.isUp else {
                if !stop.isUp { stop.raise(.hub(trouble)) }
                return nil
            }
            await stop.wait(until: min(limit, now.advanced(by: wait)))
        }
    }

    /// Says a thing once, however many senders come upon it.
    private func complain(_ trouble: String, _ shared: Shared) {
        let isNew = shared.queue.withLock { queue in
            defer { queue.lastComplaint = trouble }
            return queue.lastComplaint != trouble
        }
        if isNew { Narration.say("\(trouble.trimmed) Sending again for \(Int(patience.inSeconds)) s.") }
    }
}

extension Duration {
    var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}

extension String {
    fileprivate var trimmed: String { trimmingCharacters(in: .whitespaces) }
}
