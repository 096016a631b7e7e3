import FHIR
import Journal

/// What is left to do for a call once everything that needs no journal is decided.
enum Work: Sendable {
    case ready(Answer)
    case read(@Sendable (any JournalReader) throws -> Answer)
    case write(WorkClass, @Sendable (any JournalWriter) throws -> Answer)
    /// What makes its own commits: a batch, a letter.
    case later(@Sendable () async throws -> Answer)

    func perform(on journal: any Journal, at now: Instant) async throws -> Answer {
        switch self {
        case .ready(let answer): answer
        case .read(let body): try await journal.read(body)
        case .write(let work, let body): try await journal.commit(work, at: now, body)
        case .later(let body): try await body()
        }
    }

    /// Performs what may be done inside somebody else's commit.
    func perform(in writer: any JournalWriter) throws -> Answer {
        switch self {
        case .ready(let answer): answer
        case .read(let body): try body(writer)
        case .write(_, let body): try body(writer)
        case .later: throw Problem(.invalid, "This request cannot be part of a transaction. Send it alone.")
        }
    }
}
