import Journal

/// What is left to do for a call once everything that needs no journal is decided.
enum Work: Sendable {
    case ready(Answer)
    case read(@Sendable (any JournalReader) throws -> Answer)
    /// What reads a few rows by their keys.
    case readBriefly(@Sendable (any JournalReader) throws -> Answer)
    case write(WorkClass, @Sendable (ResourceWriter) throws -> Answer)
    /// What makes its own commits: a batch, a letter.
    case later(@Sendable () async throws -> Answer)

    /// - Parameter atMost: the most urgent class in which a commit may wait: what stands in a long list is in no hurry.
    func perform(on context: Call.Context, atMost: WorkClass = .people) async throws -> Answer {
        switch self {
        case .ready(let answer): return answer
        case .read(let body): return try await context.journal.read(body)
        case .readBriefly(let body): return try await context.journal.readBriefly(body)
        case .write(let work, let body):
            try context.admit()
            return try await context.journal.commit(max(work, atMost), at: context.now) { journal in
                let writer = ResourceWriter(journal, context)
                let answer = try body(writer)
                try writer.conclude()
                return answer
            }
        case .later(let body): return try await body()
        }
    }

    /// Performs what may be done inside somebody else's commit.
    func perform(in writer: ResourceWriter) throws -> Answer {
        switch self {
        case .ready(let answer): answer
        case .read(let body), .readBriefly(let body): try body(writer.journal)
        case .write(_, let body): try body(writer)
        case .later: throw Problem(.invalid, "This request cannot be part of a transaction. Send it alone.")
        }
    }
}
