import Directory
import FHIR
import Journal
import Logging

/// Gives up bytes whose time is over, by the rules of the configuration, in slices that letters do not wait for.
struct RetentionService: RecurringService {
    let journal: any Journal
    let configuration: Configuration
    let clock: @Sendable () -> Instant
    let logger: Logger

    static let pace = Duration.seconds(600)
    static let trouble: Logger.Message = "retention waits"
    static let slice = 200

    func work() async throws {
        for bytes in RetainedBytes.allCases {
            while try await journal.giveUp(bytes, by: configuration, at: clock()) == Self.slice { try Task.checkCancellation() }
        }
    }
}

extension Journal {
    /// One slice; returns how many it looked at.
    func giveUp(_ bytes: RetainedBytes, by configuration: Configuration, at now: Instant) async throws -> Int {
        let rules = configuration.retention(of: bytes)
        guard let limit = rules.limit(on: configuration.timeZone.day(at: now)) else { return 0 }
        let before = configuration.timeZone.instant(limit, secondOfDay: 0)
        return try await commit(.background, at: now) { writer in
            try writer.giveUp(
                bytes, before: before, limit: RetentionService.slice, because: "The rule of the configuration: before \(limit).")
        }
    }
}

extension Configuration {
    func retention(of bytes: RetainedBytes) -> [RetentionRule] {
        switch bytes {
        case .letterBytes: letterRetention
        case .sentBytes: sentRetention
        }
    }
}
