import FHIR
import Synchronization

/// The time of a demo: it goes faster than the machine's, rests, or is set ahead, and never goes back.
///
/// Everything in the hub that asks for the time is given this clock: pages, deadlines, letters and the log tell one story.
final class DemoClock: Sendable {
    private struct State {
        var shown: Instant
        /// What the machine showed then.
        var since: Int64
        var isRunning = false
    }

    /// How many seconds of the machine a day takes.
    let day: Int
    private let machine: @Sendable () -> Int64
    private let state: Mutex<State>

    /// - Parameter machine: nanoseconds that only grow; they need not count while the machine sleeps.
    init(at start: Instant, day: Int, machine: @escaping @Sendable () -> Int64 = Clock.uptime) {
        self.day = day
        self.machine = machine
        state = Mutex(State(shown: start, since: machine()))
    }

    var now: Instant {
        state.withLock { state in
            settle(&state)
            return state.shown
        }
    }

    var isRunning: Bool { state.withLock { $0.isRunning } }

    func run() { set(running: true) }

    func pause() { set(running: false) }

    /// Lets it be this time at once, if it is not later already.
    func skip(to instant: Instant) {
        state.withLock { state in
            settle(&state)
            state.shown = max(state.shown, instant)
        }
    }

    private func set(running: Bool) {
        state.withLock { state in
            settle(&state)
            state.isRunning = running
        }
    }

    private func settle(_ state: inout State) {
        let machine = machine()
        // An hour at most, so that whoever nobody has asked for long does not leap.
        let passed = min(max(0, machine - state.since), 3_600_000_000_000)
        state.since = machine
        if state.isRunning { state.shown = Instant(nanoseconds: state.shown.nanoseconds + passed * 86_400 / Int64(day)) }
    }
}
