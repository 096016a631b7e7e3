import Directory
import Exchange
import FHIR
import Journal
import Logging
import Pathways

/// Works plans out anew when letters have told something new of a party that was known already, and forgets what was erased.
struct RefoldService: RecurringService {
    let hub: Hub
    let clock: @Sendable () -> Instant
    let logger: Logger

    static let pace = Duration.seconds(2)
    static let trouble: Logger.Message = "plans wait"

    func work() async throws {
        try await hub.forgetErased()
        try await hub.refoldRevised(at: clock())
    }
}

extension Hub {
    /// What was erased, by this program or by another, must not stay in the engine's memory.
    func forgetErased() async throws {
        guard let reaction = reaction as? CurrentPathways else { return }
        let last = reaction.lastErasure
        let erasures = try await journal.read { try $0.erasures(after: last, limit: 500) }
        if let newest = erasures.last { reaction.forget(erasure: newest.number) }
    }

    /// What plans say must not hang on which letter came first.
    func refoldRevised(at now: Instant) async throws {
        guard directory.takeRevision() else { return }
        _ = try await Audit(journal: journal, reaction: reaction).refold(at: now, onlyStopped: false, directory: directory.now)
    }
}
