public import FHIR
public import Journal

/// The trace that every decision leaves: entries are added at the end, each sealed over all before it, and none is ever changed.
///
/// An answer waits for ``append(_:)``. What it returned for outlives the process at once, and a power cut within 100 ms.
public protocol AccessLog: Sendable {
    /// Adds an entry and gives its number. Throws (`.noTrace`) when it cannot be written: whatever it was to be the trace of must not be
    /// answered.
    @discardableResult func append(_ entry: LogEntry) async throws(AccessError) -> Int64

    /// The last entry that would survive a power cut.
    var synced: LogHead { get }

    /// Entries that wait to be written.
    var waiting: Int { get }

    func entry(_ number: Int64) async throws(AccessError) -> LogEntry?

    /// The newest first.
    func entries(_ query: LogQuery) async throws(AccessError) -> LogPage

    /// Reads everything and compares it with where the log once stood, as that was kept elsewhere.
    func check(against head: LogHead?) async throws(AccessError) -> LogReport

    /// Copies all that has been written to a new place, while entries are added. Never writes over anything.
    func backup(to path: String) async throws(AccessError)

    /// Ends after what was asked for is written and synced.
    func close() async throws(AccessError)
}

/// Which entries are asked for: all of these must hold.
public struct LogQuery: Sendable, Hashable {
    /// Any of these citizens was shown or changed.
    public var subjects: [SubjectID]?
    /// From inclusive, to exclusive.
    public var from: Instant?
    public var to: Instant?
    /// The actor as the log writes it: `person:4711`.
    public var actor: String?
    public var actions: Set<String>?
    /// A resource that was named, shown or changed: `Observation/01a`.
    public var entity: String?
    /// Only entries with smaller numbers: ``LogPage/next``.
    public var before: Int64?
    public var limit = 50

    public init() {}

    func matches(_ entry: LogEntry) -> Bool {
        if let before, entry.number >= before { return false }
        if let from, entry.at < from { return false }
        if let to, entry.at >= to { return false }
        if let actor, entry.actor.description != actor { return false }
        if let actions, !actions.contains(entry.deed.action) { return false }
        if let entity, entry.target != entity, !entry.shown.contains(where: { $0.name == entity }) { return false }
        if let subjects, !entry.shown.contains(where: { $0.subject.map(subjects.contains) ?? false }) { return false }
        return true
    }
}

/// Entries, the newest first.
public struct LogPage: Sendable, Hashable {
    public var entries: [LogEntry]
    /// Where the next page begins; nil at the end. A page may be empty and not the last: much was read, and nothing found yet.
    public var next: Int64?

    public init(_ entries: [LogEntry], next: Int64?) {
        self.entries = entries
        self.next = next
    }
}

/// Why the log did not do as asked, or access was refused, in a sentence that is safe to show.
public struct AccessError: Error, Sendable, CustomStringConvertible {
    public enum Kind: Sendable, Hashable, CaseIterable {
        /// The trace cannot be written, so there is no answer.
        case noTrace
        /// The decision was no.
        case denied
        /// The log cannot be read, or made.
        case unavailable
        /// There is something already where the copy should go.
        case conflict
    }

    public var kind: Kind
    public var message: String
    /// For the process log.
    public var cause: String?

    public init(_ kind: Kind, _ message: String, cause: String? = nil) {
        self.kind = kind
        self.message = message
        self.cause = cause
    }

    public init(_ denial: Denial) { self.init(.denied, denial.message) }

    public static func noTrace(_ cause: String) -> AccessError {
        AccessError(
            .noTrace,
            "The access log cannot be written, so nothing is shown. Try again later; whoever runs the hub must look at the disk of the log.",
            cause: cause)
    }

    public var description: String { message }
}
