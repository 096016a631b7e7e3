import Foundation
import Synchronization
import UnixSignals

/// A value that several who work at once change.
final class Kept<Value: Sendable>: Sendable {
    private let state: Mutex<Value>

    init(_ value: Value) { state = Mutex(value) }

    var value: Value { state.withLock { $0 } }

    func change<Result: Sendable>(_ body: (inout Value) -> Result) -> Result { state.withLock { value in body(&value) } }
}

/// Tells everybody who works that they are to finish what they have begun.
final class StopSign: Sendable {
    enum Reason: Sendable, Equatable {
        /// By hand: SIGINT or SIGTERM.
        case signal
        /// As long as was asked for has passed.
        case time
        /// The hub did not take something in the time that was allowed; why.
        case hub(String)
    }

    private let state = Mutex<Reason?>(nil)

    var reason: Reason? { state.withLock { $0 } }
    var isUp: Bool { reason != nil }

    /// The first reason stays.
    func raise(_ reason: Reason) { state.withLock { if $0 == nil { $0 = reason } } }

    /// Waits until then, or until the sign is up.
    func wait(until moment: ContinuousClock.Instant) async {
        while !isUp, !Task.isCancelled {
            let left = ContinuousClock.now.duration(to: moment)
            guard left > .zero else { return }
            // A short sleep wakes on time; a long one is cut into pieces, so that nobody waits for who sleeps.
            try? await Task.sleep(for: min(left, .milliseconds(200)), tolerance: .microseconds(100))
        }
    }

    /// Raised by SIGINT and SIGTERM until the task is cancelled; a second signal ends the program as signals do.
    func heedSignals() async {
        for await _ in await UnixSignalsSequence(trapping: .sigint, .sigterm) {
            if isUp { exit(130) }
            Narration.say("Stopping: what is under way is finished first. Once more, and it is not.")
            raise(.signal)
        }
    }
}
