import Directory
import Exchange
import FHIR
import Journal
import Pages
import Population
import ServiceLifecycle
import Synchronization

/// The day of a demo's towns: lets letters come in when their time has come, and lets the towns' people do their work.
///
/// The month before the start is lived through first, as fast as the hub takes its letters; the clock stands meanwhile. Deadlines may pass up to
/// ``lived`` only, so that none passes for want of a letter that is still to come in.
final class DemoDay: Sendable {
    /// How far back what happened is told, in seconds: the thirty days that are watched after a discharge, and one.
    static let past: Int64 = 31 * 86_400
    /// Letters taken at once, and how long a stretch of time, in seconds, is lived through at once.
    private static let slice = (letters: 48, seconds: Int64(6 * 3600))

    struct State {
        var letters = DemoLetters()
        var lived: Instant
        var staffed: Instant
        var isFilling: Bool
        /// The last year whose letters are thought of; nil before the first.
        var year: Int?
        /// Who was declared ready by the letter of an instant that somebody waits for.
        var ready: [Instant: SubjectID] = [:]
        var refused = 0
        var waiting: [(until: Instant, CheckedContinuation<Void, Never>)] = []
        var hasEnded = false
    }

    let hub: Hub
    let clock: DemoClock
    let figure: SubjectID?
    let organisation: OrganisationID
    let isFixed: Bool
    let citizens: Int
    let state: Mutex<State>
    private let start: Instant
    private let staff: DemoStaff
    private let towns: [DemoTown]

    init(
        hub: Hub, mark: DemoMark, clock: DemoClock, letters: [DemoLetter], figure: SubjectID?, organisation: OrganisationID,
        left: Set<SubjectID>, isFixed: Bool
    ) {
        self.hub = hub
        self.clock = clock
        self.figure = figure
        self.organisation = organisation
        self.isFixed = isFixed
        citizens = mark.citizens
        start = mark.start
        let directory = hub.directory.now
        towns = mark.citizens == 0 ? [] : DemoTown.all(in: directory, on: mark.start, citizens: mark.citizens)
        let owners = directory.organisations.filter { $0.parent == nil && directory.organisation($0.id, on: mark.start) == $0 }.map(\.id)
        staff = DemoStaff(hub: hub, owners: mark.citizens == 0 ? [] : owners, left: left)
        var state = State(lived: mark.lived, staffed: mark.lived, isFilling: mark.lived < mark.start)
        state.letters.add(letters)
        self.state = Mutex(state)
    }

    /// Until when everything that was to happen has happened.
    var lived: Instant { state.withLock { $0.lived } }

    /// Lives through what was before the start.
    func fill() async throws {
        guard state.withLock({ $0.isFilling }) else { return }
        let began = ContinuousClock.now
        try await plan()
        let count = state.withLock { $0.letters.count }
        try await advance(to: start)
        try await keep()
        guard lived >= start else { return }
        let letters = count - state.withLock { $0.letters.count }
        state.withLock { $0.isFilling = false }
        Narration.say(
            "\(citizens) citizens in each of \(towns.count) towns: \(letters) letters of the last month came in within "
                + "\((ContinuousClock.now - began).components.seconds) s.")
    }

    /// What is to happen now: called again and again.
    func work() async throws {
        if state.withLock({ $0.isFilling }) {
            try await fill()
            guard !state.withLock({ $0.isFilling }) else { return }
            clock.run()
        } else if state.withLock({ $0.year == nil }) {
            try await plan()
            clock.run()
        }
        try await planAhead()
        try await advance(to: clock.now)
    }

    /// Lets everybody go who waits, and keeps how far it came.
    func end() async throws {
        let waiting = state.withLock { state in
            state.hasEnded = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for (_, continuation) in waiting { continuation.resume() }
        try await keep()
    }

    /// Writes down how far it came, so that the demo goes on there and its time never goes back.
    ///
    /// - Parameter ahead: seconds of the machine until it is written down again.
    func keep(ahead: Int64 = 0) async throws {
        let now = clock.now
        let shown = clock.isRunning ? now.adding(seconds: ahead * 86_400 / Int64(clock.day)) : now
        let mark = DemoMark(start: start, clock: shown, lived: lived, citizens: citizens)
        try await hub.journal.commit(.background, at: now) { try $0.set(DemoMark.setting, mark.description) }
    }

    // MARK: Letters to come

    private func plan() async throws {
        let lived = lived
        let zone = hub.configuration.timeZone
        let last = zone.day(at: clock.now).year
        let first = start.adding(seconds: -Self.past)
        // Of what is not over when it begins, a new demo gets all that was before.
        let after = lived <= first ? .distantPast : lived
        for year in zone.day(at: first).year...last { try await plan(year, since: lived, after: after) }
        state.withLock { $0.year = last }
    }

    /// A year's letters are thought of when the one before comes to its end.
    private func planAhead() async throws {
        let zone = hub.configuration.timeZone
        let next = zone.day(at: clock.now.adding(seconds: 3 * 86_400)).year
        guard let year = state.withLock({ $0.year }), next > year else { return }
        try await plan(next, since: lived, after: lived)
        state.withLock { $0.year = next }
    }

    private func plan(_ year: Int, since: Instant, after: Instant) async throws {
        for town in towns {
            let letters: Correspondence
            do { letters = try town.letters(of: year) } catch let error as PopulationError {
                throw Problem.failed("The demo's town has no citizens: \(error.message)")
            }
            let year = await DemoYear(letters, since: since)
            state.withLock { $0.letters.add(year, after: after) }
        }
    }

    // MARK: Living

    /// Lets everything happen until then, a stretch at a time.
    private func advance(to target: Instant) async throws {
        while !Task.isShuttingDownGracefully, lived < target {
            let (letters, end) = state.withLock { state in
                var limit = target
                if let next = state.letters.next?.at, next <= target {
                    limit = min(target, max(next, state.lived).adding(seconds: Self.slice.seconds))
                }
                let letters = state.letters.take(until: limit, most: Self.slice.letters)
                return (letters, letters.count == Self.slice.letters ? letters.last?.at ?? limit : limit)
            }
            do {
                try await deliver(letters)
                // People look at their lists every ten minutes.
                if end.seconds(since: state.withLock({ $0.staffed })) >= 600 {
                    try await staff.work(until: end)
                    state.withLock { $0.staffed = end }
                }
            } catch {
                state.withLock { $0.letters.add(letters) }
                throw error
            }
            let there = state.withLock { state in
                state.lived = max(state.lived, end)
                let there = state.waiting.filter { $0.until <= end }
                state.waiting.removeAll { $0.until <= end }
                return there
            }
            for (_, continuation) in there { continuation.resume() }
        }
    }

    /// Takes letters in as any other: those of one citizen one after another, those of several together.
    private func deliver(_ letters: [DemoLetter]) async throws {
        let written = state.withLock { $0.letters }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for own in Dictionary(grouping: letters, by: \.key).values {
                group.addTask {
                    for letter in own.sorted(by: { $0.at < $1.at }) {
                        let reception = try await self.hub.intake.receive(written.write(letter), at: letter.at)
                        self.state.withLock { state in
                            if letter.isReady, let citizen = reception.citizen { state.ready = [letter.at: citizen] }
                            if reception.outcome == .refused || reception.outcome == .unreadable { state.refused += 1 }
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    /// Waits until everything until then has happened, or the hub stops.
    func wait(until instant: Instant) async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                if state.lived >= instant || state.hasEnded { return true }
                state.waiting.append((instant, continuation))
                return false
            }
            if isThere { continuation.resume() }
        }
    }
}
