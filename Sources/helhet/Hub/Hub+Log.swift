import Access
import Directory
import Exchange
import FHIR
import Foundation
import Journal
import Logging

extension LogHead {
    /// The setting of the store that says where the access log stood.
    static let setting = "access-log"
}

extension Configuration {
    /// The folder of the access log, beside the store.
    var accessLog: String { store + "-access-log" }
}

extension Actor {
    /// Who runs a command on this machine.
    static var operatorHere: Actor { Actor(.operator, NSUserName()) }
}

extension Hub {
    /// Lets the store know where the access log stands, so that a log that was cut short or written anew is found out.
    func keepLogHead(at now: Instant) async throws {
        let head = access.log.synced
        let kept = try await journal.read { try $0.setting(LogHead.setting).flatMap { LogHead($0) } }
        guard head.number > kept?.number ?? 0 else { return }
        try await journal.commit(.background, at: now) { writer in
            // Another process may have been here meanwhile.
            let kept = try writer.setting(LogHead.setting).flatMap { LogHead($0) }
            if head.number > kept?.number ?? 0 { try writer.set(LogHead.setting, head.description) }
        }
    }

    /// Leaves a trace of what a command does.
    func leave(_ deed: Deed, what: String, shown: [LogEntry.Shown] = [], at now: Instant) async throws {
        var entry = LogEntry(at: now, access.asker, deed, what: what, trace: TraceID.fresh())
        entry.shown = shown
        try await access.leave(entry)
    }

    /// Ends the log, then the journal, which knows where the log ended.
    func close() async throws {
        try await access.log.close()
        try await keepLogHead(at: Clock.now())
        try await journal.close()
    }
}

/// Tells the store where the access log stands, every second in which it grew.
struct LogHeadService: RecurringService {
    let hub: Hub
    let clock: @Sendable () -> Instant
    let logger: Logger

    static let pace = Duration.seconds(1)
    static let trouble: Logger.Message = "the store does not know where the access log stands"

    func work() async throws { try await hub.keepLogHead(at: clock()) }
}
