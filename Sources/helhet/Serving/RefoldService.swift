import Directory
import Exchange
import FHIR
import Journal
import Logging
import Pathways

/// Works plans out anew when letters have told something new of a party that was known already.
struct RefoldService: RecurringService {
    let hub: Hub
    let clock: @Sendable () -> Instant
    let logger: Logger

    static let pace = Duration.seconds(2)
    static let trouble: Logger.Message = "plans wait"

    func work() async throws { try await hub.refoldRevised(at: clock()) }
}

extension Hub {
    /// What plans say must not hang on which letter came first.
    func refoldRevised(at now: Instant) async throws {
        guard directory.takeRevision() else { return }
        _ = try await Audit(journal: journal, reaction: reaction).refold(at: now, onlyStopped: false, directory: directory.now)
    }
}
