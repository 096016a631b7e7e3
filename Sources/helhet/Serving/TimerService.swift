import Directory
import Exchange
import FHIR
import Journal
import Logging
import Pathways

/// Lets deadlines fire: each due timer once, then the citizen's plan is worked out anew.
struct TimerService: RecurringService {
    let hub: Hub
    let clock: @Sendable () -> Instant
    let logger: Logger

    static let pace = Duration.seconds(1)
    static let trouble: Logger.Message = "timers wait"

    func work() async throws {
        while try await fire() == Self.slice {}
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
