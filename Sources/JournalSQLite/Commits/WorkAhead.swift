import Dispatch
import Foundation
import Synchronization

/// Work that touches no file, done from when it is known: beside the writer, which goes on with what comes next and writes what came of what was
/// before (decision 0006).
///
/// The writer asks for outcomes in their order, and does what nobody has begun while it would have to wait.
final class WorkAhead<Item: Sendable, Outcome: Sendable>: Sendable {
    private enum Work {
        case waiting(Item)
        case begun
        case done(Outcome)
    }

    private struct State {
        var works: [Work] = []
        /// All before have been begun.
        var next = 0
        var workers = 0
        /// The one without which the writer has nothing to do.
        var awaited: Int?

        mutating func begin(_ place: Int) -> Item? {
            guard case .waiting(let item) = works[place] else { return nil }
            works[place] = .begun
            if place == next { next += 1 }
            return item
        }

        mutating func beginNext() -> (place: Int, item: Item)? {
            while next < works.count {
                let place = next
                if let item = begin(place) { return (place, item) }
                next += 1
            }
            return nil
        }
    }

    private let body: @Sendable (Item) -> Outcome
    /// Besides the writer.
    private let mostWorkers = max(1, ProcessInfo.processInfo.activeProcessorCount - 1)
    private let state = Mutex(State())
    private let arrival = DispatchSemaphore(value: 0)

    init(_ body: @escaping @Sendable (Item) -> Outcome) { self.body = body }

    /// Returns the place that its outcome is asked for by.
    func add(_ item: Item) -> Int {
        let (place, mustStart) = state.withLock { state in
            state.works.append(.waiting(item))
            // One alone is for the writer: to wake a thread costs as much.
            let mustStart = state.works.count - state.next > 1 && state.workers < mostWorkers
            if mustStart { state.workers += 1 }
            return (state.works.count - 1, mustStart)
        }
        // What nobody will ask for any more, since its commit failed say, is not begun.
        if mustStart { DispatchQueue.global().async { [weak self] in while self?.workOnce() == true {} } }
        return place
    }

    private enum Step {
        case take(Outcome)
        case work(Int, Item)
        case wait
    }

    /// What came of it; asked for once, by the writer.
    func outcome(_ place: Int) -> Outcome {
        while true {
            let step: Step = state.withLock { state in
                if case .done(let outcome) = state.works[place] {
                    state.works[place] = .begun
                    return .take(outcome)
                }
                if let item = state.begin(place) { return .work(place, item) }
                if let (place, item) = state.beginNext() { return .work(place, item) }
                state.awaited = place
                return .wait
            }
            switch step {
            case .take(let outcome): return outcome
            case .work(let other, let item): finish(other, body(item))
            case .wait: arrival.wait()
            }
        }
    }

    /// False when there is nothing to begin.
    private func workOnce() -> Bool {
        let begun = state.withLock { state in
            let begun = state.beginNext()
            if begun == nil { state.workers -= 1 }
            return begun
        }
        guard let (place, item) = begun else { return false }
        finish(place, body(item))
        return true
    }

    private func finish(_ place: Int, _ outcome: Outcome) {
        let isAwaited = state.withLock { state in
            state.works[place] = .done(outcome)
            guard state.awaited == place else { return false }
            state.awaited = nil
            return true
        }
        if isAwaited { arrival.signal() }
    }
}
