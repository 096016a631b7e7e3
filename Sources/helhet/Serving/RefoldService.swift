import Directory
import Exchange
import FHIR
import Journal
import Logging
import Pathways
import ServiceLifecycle

/// Works plans out anew when letters have told something new of a party that was known already.
struct RefoldService: Service {
    let hub: Hub
    let clock: @Sendable () -> Instant
    let logger: Logger

    func run() async throws {
        for await _ in AsyncTimer(every: .seconds(2)).cancelOnGracefulShutdown() {
            do {
                try await hub.refoldRevised(at: clock())
            } catch let error as JournalError {
                logger.error("plans wait", metadata: ["journal.error": "\(error.message)"])
            }
        }
    }
}

extension Hub {
    /// What plans say must not hang on which letter came first.
    func refoldRevised(at now: Instant) async throws {
        guard directory.takeRevision() else { return }
        _ = try await Audit(journal: journal, reaction: reaction).refold(at: now, onlyStopped: false, directory: directory.now)
    }
}
