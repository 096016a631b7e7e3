import Dispatch
import Foundation
import Synchronization

/// The folds of a group of commits, each worked out from when it is known: beside the writer, which goes on with the next commit and writes what
/// came of those before (decision 0006).
///
/// The writer takes outcomes in the order of the commits, and works out what nobody has begun while it would have to wait.
final class FoldWork: Sendable {
    private enum Fold {
        case waiting(PendingFold)
        case begun
        case done(PendingFold.Outcome)
    }

    private struct State {
        var folds: [Fold] = []
        /// All before have been begun, but for what was taken out of turn.
        var next = 0
        var workers = 0
        /// The one without which the writer has nothing to do.
        var awaited: Int?

        mutating func begin(_ place: Int) -> PendingFold? {
            guard case .waiting(let fold) = folds[place] else { return nil }
            folds[place] = .begun
            return fold
        }

        mutating func beginNext() -> (place: Int, fold: PendingFold)? {
            while next < folds.count {
                defer { next += 1 }
                if let fold = begin(next) { return (next, fold) }
            }
            return nil
        }
    }

    /// Besides the writer.
    private static let mostWorkers = max(1, ProcessInfo.processInfo.activeProcessorCount - 1)

    private let state = Mutex(State())
    private let arrival = DispatchSemaphore(value: 0)

    /// Returns the place that its outcome is asked for by.
    func add(_ fold: PendingFold) -> Int {
        let (place, mustStart) = state.withLock { state in
            state.folds.append(.waiting(fold))
            // One alone is for the writer: to wake a thread costs as much.
            let mustStart = state.folds.count - state.next > 1 && state.workers < Self.mostWorkers
            if mustStart { state.workers += 1 }
            return (state.folds.count - 1, mustStart)
        }
        if mustStart { DispatchQueue.global().async { self.work() } }
        return place
    }

    /// What came of a fold; asked for once, by the writer.
    func outcome(_ place: Int) -> PendingFold.Outcome {
        enum Step {
            case take(PendingFold.Outcome)
            case work(Int, PendingFold)
            case wait
        }
        while true {
            let step: Step = state.withLock { state in
                if case .done(let outcome) = state.folds[place] {
                    state.folds[place] = .begun
                    return .take(outcome)
                }
                if let fold = state.begin(place) { return .work(place, fold) }
                if let (place, fold) = state.beginNext() { return .work(place, fold) }
                state.awaited = place
                return .wait
            }
            switch step {
            case .take(let outcome): return outcome
            case .work(let other, let fold): finish(other, fold.outcome())
            case .wait: arrival.wait()
            }
        }
    }

    private func work() {
        while true {
            let begun = state.withLock { state in
                let begun = state.beginNext()
                if begun == nil { state.workers -= 1 }
                return begun
            }
            guard let (place, fold) = begun else { return }
            finish(place, fold.outcome())
        }
    }

    private func finish(_ place: Int, _ outcome: PendingFold.Outcome) {
        let isAwaited = state.withLock { state in
            state.folds[place] = .done(outcome)
            guard state.awaited == place else { return false }
            state.awaited = nil
            return true
        }
        if isAwaited { arrival.signal() }
    }
}
