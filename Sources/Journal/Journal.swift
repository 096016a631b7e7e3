public import FHIR

/// One citizen, one journal: where every commit goes and every page reads.
///
/// A commit runs in the store's single writer, never in the caller's task: a caller that hangs up cannot undo what it asked for. When
/// `commit` returns, what was written is synced to disk. Reads see whole commits only and never wait for writes.
///
/// ```swift
/// let number = try await journal.commit(.letters, at: now) { writer in
///     try writer.file(letter)          // all or nothing: a thrown error undoes this commit alone
/// }
/// ```
public protocol Journal: Sendable {
    /// Runs `body` in one transaction. `now` is the hub's own time for everything the commit writes.
    ///
    /// `body` may run more than once, when a commit that shared its transaction failed: it changes nothing but what the writer is for. A
    /// commit that writes nothing takes no number.
    func commit<Value: Sendable>(
        _ work: WorkClass, at now: Instant, _ body: @escaping @Sendable (any JournalWriter) throws -> Value
    ) async throws -> Value

    /// Runs `body` on one unchanging view of the journal. Keep it short: a long read makes the log grow.
    func read<Value: Sendable>(_ body: @escaping @Sendable (any JournalReader) throws -> Value) async throws -> Value

    /// The same for a body that reads a few rows by their keys: a store may run it on the caller's thread, which spares it the way to another
    /// thread and back.
    func readBriefly<Value: Sendable>(_ body: @escaping @Sendable (any JournalReader) throws -> Value) async throws -> Value

    /// What resources can be searched by.
    var searchParameters: SearchParameters { get }

    /// Wakes after each commit that added to the feed; read the feed from your own last number. Finishes when the journal closes.
    func wakeups() -> AsyncStream<Void>

    /// Copies the whole journal, as it is now, to a new store at `path`, while commits go on. Never writes over a file (`.conflict`).
    func backup(to path: String) async throws

    /// Makes sure that nothing of what was erased is left in the store's files. A store on disk is written anew: it needs as much space again,
    /// and commits wait.
    func sweep() async throws

    /// Reads the whole store and names each broken promise; empty when all is well.
    func check() async throws -> [Finding]

    /// Ends the writer after the commits already asked for.
    func close() async throws
}

extension Journal {
    public func readBriefly<Value: Sendable>(
        _ body: @escaping @Sendable (any JournalReader) throws -> Value
    ) async throws -> Value { try await read(body) }
}

/// The order in which waiting commits are taken: letters never wait behind an import.
public enum WorkClass: Int, Sendable, CaseIterable, Comparable {
    case letters, timers, people, background

    public static func < (left: WorkClass, right: WorkClass) -> Bool { left.rawValue < right.rawValue }
}

/// A promise that a store has broken: what, and where, without patient data.
public struct Finding: Sendable, Hashable, CustomStringConvertible {
    /// The name of the check, such as `letter-without-receipt` or `feed-gap`.
    public var name: String
    /// The row it stands on, by the store's own numbers.
    public var place: String
    /// What is wrong and what to do.
    public var message: String

    public init(name: String, place: String, message: String) {
        self.name = name
        self.place = place
        self.message = message
    }

    public var description: String { "\(name) at \(place): \(message)" }
}
