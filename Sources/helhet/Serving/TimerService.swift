import Directory
import Exchange
import FHIR
import Journal
import Logging
import Pathways
import ServiceLifecycle

/// Lets deadlines fire: each due timer once, then the citizen's plan is worked out anew.
struct TimerService: Service {
    let hub: Hub
    let clock: @Sendable () -> Instant
    let logger: Logger

    func run() async throws {
        for await _ in AsyncTimer(every: .seconds(1)).cancelOnGracefulShutdown() {
            do {
                while try await fire() == Self.slice {}
            } catch let error as JournalError {
                logger.error("timers wait", metadata: ["journal.error": "\(error.message)"])
            }
        }
    }

    /// As many as the journal syncs to disk at once.
    private static let slice = 64

    private func fire() async throws -> Int {
        let now = clock()
        let due = try await hub.journal.read { try $0.timers(dueBy: now, limit: Self.slice) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for timer in due {
                group.addTask { [hub] in
                    try await hub.journal.commit(.timers, at: now) { writer in
                        guard try writer.fire(timer) else { return }
                        let directory = hub.directory.now
                        try writer.react(
                            hub.reaction, to: timer.subject, owner: writer.keeper(of: timer.subject, in: directory).text)
                    }
                }
            }
            try await group.waitForAll()
        }
        return due.count
    }
}

/// A tick at once and then at a steady pace.
struct AsyncTimer: AsyncSequence {
    let every: Duration

    func makeAsyncIterator() -> Iterator { Iterator(every: every) }

    struct Iterator: AsyncIteratorProtocol {
        let every: Duration
        var isFirst = true

        init(every: Duration) { self.every = every }

        mutating func next() async -> Void? {
            if isFirst {
                isFirst = false
                return ()
            }
            do { try await Task.sleep(for: every) } catch { return nil }
            return ()
        }
    }
}
