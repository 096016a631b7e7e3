/// Why the journal did not do as asked, in a sentence that is safe to show.
public struct JournalError: Error, Sendable, CustomStringConvertible {
    public enum Kind: Sendable, Hashable, CaseIterable {
        /// There is no such thing.
        case notFound
        /// It was there, and was deleted.
        case gone
        /// Somebody else changed it first.
        case conflict
        /// The request contradicts itself or the journal.
        case invalid
        /// The disk is full, or nearly so.
        case full
        /// The store may not be written to.
        case readOnly
        /// The store was written by a newer version.
        case newerVersion
        /// What is stored contradicts itself: `helhet check` tells where.
        case damaged
        /// The store cannot be reached or failed.
        case unavailable
    }

    public var kind: Kind
    /// What happened and what to do about it; never patient data.
    public var message: String
    /// For the log.
    public var cause: String?

    public init(_ kind: Kind, _ message: String, cause: String? = nil) {
        self.kind = kind
        self.message = message
        self.cause = cause
    }

    public var description: String { message }
}
