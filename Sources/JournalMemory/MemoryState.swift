import FHIR
import HashTreeCollections
import Journal

/// Everything that the journal holds. A value: a copy is a view that nothing changes.
struct MemoryState: Sendable {
    struct Key: Hashable, Sendable {
        var type: String
        var id: String
    }

    struct Record: Sendable {
        /// Oldest first; the last is the current one.
        var versions: [StoredResource]
        /// Of the draft that a reaction derived; nil for all others.
        var derived: [UInt8]?

        var current: StoredResource { versions[versions.count - 1] }
    }

    struct Message: Sendable {
        var item: OutboxItem
        /// The root whose reaction queued it.
        var derived: SubjectID?
    }

    struct Attachment: Sendable {
        var bytes: [UInt8]
        var mediaType: String
    }

    var searchParameters = SearchParameters.r4
    var commit: Int64 = 0
    /// When each commit was made, by its number.
    var commits: TreeDictionary<Int64, Instant> = [:]
    var ids: Int64 = 0
    var settings: [String: String] = [:]

    var identifiers: TreeDictionary<SubjectID, Identifier> = [:]
    var subjects: TreeDictionary<Identifier, SubjectID> = [:]
    var links: Set<Link> = []
    /// Groups of two or more, by each of their members.
    var groups: TreeDictionary<SubjectID, [SubjectID]> = [:]

    var letters: TreeDictionary<Int64, LetterRecord> = [:]
    var raw: TreeDictionary<Int64, [UInt8]> = [:]
    var letterNames: TreeDictionary<[String], [Int64]> = [:]
    var arrivals: TreeDictionary<Int64, [Arrival]> = [:]
    var filed: TreeDictionary<SubjectID, [Int64]> = [:]
    var attachments: TreeDictionary<[UInt8], Attachment> = [:]

    /// The letters that brought an attachment.
    var attachmentUses: TreeDictionary<[UInt8], Set<Int64>> = [:]
    var erasures: [Erasure] = []
    var handlings: [Handling] = []

    var facts: TreeDictionary<Int64, Fact> = [:]
    var said: TreeDictionary<SubjectID, [Int64]> = [:]
    var plans: TreeDictionary<SubjectID, StoredPlan> = [:]
    var work: TreeDictionary<SubjectID, [String: WorkItem]> = [:]
    var timers: TreeDictionary<SubjectID, Set<Timer>> = [:]
    var fired: TreeDictionary<SubjectID, Set<Timer>> = [:]

    var resources: TreeDictionary<Int64, Record> = [:]
    var rows: TreeDictionary<Key, Int64> = [:]
    var derived: TreeDictionary<SubjectID, Set<Key>> = [:]

    var outbox: TreeDictionary<Int64, Message> = [:]
    var outboxKeys: TreeDictionary<String, Int64> = [:]
    var feed: TreeDictionary<Int64, FeedEvent> = [:]
    var parties: [(address: String, content: [UInt8])] = []

    func group(_ subject: SubjectID) -> [SubjectID] {
        guard identifiers[subject] != nil else { return [] }
        return groups[subject] ?? [subject]
    }
}
