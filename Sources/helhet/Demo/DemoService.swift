import Journal
import Logging
import ServiceLifecycle

/// Lets the demo's day go on until the hub stops.
struct DemoService: Service, CustomStringConvertible {
    let day: DemoDay
    let logger: Logger

    static let pace = Duration.milliseconds(250)

    /// Its name in the log.
    var description: String { "\(Self.self)" }

    func run() async throws {
        var kept = ContinuousClock.now - .seconds(5)
        for await _ in AsyncTimer(every: Self.pace).cancelOnGracefulShutdown() {
            do {
                try await day.work()
                guard ContinuousClock.now - kept >= .seconds(5) else { continue }
                kept = .now
                try await day.keep(ahead: 10)
            } catch let error as JournalError {
                logger.error("the demo waits", metadata: ["journal.error": "\(error.message)"])
            }
        }
        do { try await day.end() } catch let error as JournalError {
            logger.error("the demo does not know how far it came", metadata: ["journal.error": "\(error.message)"])
        }
    }
}
