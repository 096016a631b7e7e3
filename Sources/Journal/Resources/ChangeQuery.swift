public import FHIR

/// Which versions of resources to list: creations, changes and deletions, newest first.
///
/// ```swift
/// var query = ChangeQuery()
/// query.type = "Encounter"
/// query.asOf = try reader.commit(at: moment)     // every Encounter as it stood then, and none that was made later
/// ```
public struct ChangeQuery: Sendable, Hashable {
    /// nil: all types.
    public var type: String?
    /// Only versions that were filed in the journal of one of these identities. Whoever asks for a citizen names the whole group.
    public var subjects: [SubjectID]?
    /// Bounds on the time of the version: from inclusive, to exclusive. Times follow the hub's clock, which may have jumped: a version that
    /// came later may have an earlier time.
    public var since: Instant?
    public var until: Instant?
    /// Only what stood when this commit had been made: of each resource the version of that moment, unless it was a deletion.
    public var asOf: Int64?
    /// Opaque key of the next page, from ``ChangePage/next``.
    public var after: String?
    public var limit = 50

    public init(type: String? = nil) { self.type = type }
}

/// A page of versions. Following `next` to the end gives each version that was there at the first page once, whatever is written meanwhile.
public struct ChangePage: Sendable {
    public var versions: [StoredResource]
    public var next: String?

    public init(versions: [StoredResource], next: String?) {
        self.versions = versions
        self.next = next
    }

    /// The key of the page after a line of the feed.
    public static func key(_ line: Int64) -> String { String(line, radix: 36) }

    /// The line that a key names, the largest number without one; refuses what is no key with `.invalid`.
    public static func line(_ key: String?) throws(JournalError) -> Int64 {
        guard let key else { return .max }
        guard let line = Int64(key, radix: 36), line > 0, String(line, radix: 36) == key else {
            throw JournalError(.invalid, "The page key is not one of ours; follow the link of the page before, or ask anew.")
        }
        return line
    }
}
