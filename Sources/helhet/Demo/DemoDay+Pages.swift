import Directory
import FHIR
import Journal
import Pages
import Synchronization

extension DemoDay: PageDemo {
    var shown: DemoView {
        let mode: DemoView.Mode =
            if isFixed {
                .still
            } else if state.withLock({ $0.isFilling }) {
                .filling
            } else {
                clock.isRunning ? .running : .paused
            }
        return DemoView(mode: mode, citizens: citizens, day: clock.day, organisation: organisation, figure: figure)
    }

    func perform(_ deed: DemoDeed) async throws -> SubjectID? {
        guard !isFixed, !state.withLock({ $0.isFilling }) else { return nil }
        switch deed {
        case .pause:
            clock.pause()
            return nil
        case .resume:
            clock.run()
            return nil
        case .ready:
            guard let next = state.withLock({ $0.letters.nextReady })?.at else { return nil }
            await skip(to: next)
            return state.withLock { $0.ready[next] }
        case .deadline: return try await passDeadline()
        }
    }

    private func skip(to instant: Instant) async {
        clock.skip(to: instant)
        await wait(until: instant)
    }

    /// Lets time go on until a deadline of the tour's organisation has passed that nobody kept.
    private func passDeadline() async throws -> SubjectID? {
        for _ in 0..<40 {
            let now = clock.now
            let due = try await open().compactMap(\.due).filter { $0 > now }.min()
            await skip(to: due?.adding(seconds: 60) ?? now.adding(seconds: 4 * 3600))
            let (then, hasEnded) = (clock.now, state.withLock { $0.hasEnded })
            let passed = try await open().filter { $0.due.map { $0 > now && $0 <= then } ?? false }
            if let item = passed.min(by: { $0.due ?? now < $1.due ?? now }) { return item.subject }
            if hasEnded { return nil }
        }
        return nil
    }

    private func open() async throws -> [WorkItem] {
        var query = WorkQuery()
        query.owner = organisation.text
        query.states = [.open]
        query.limit = 5_000
        return try await hub.journal.read { [query] in try $0.work(query) }
    }
}
