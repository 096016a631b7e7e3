public import Journal

/// What a check of the whole log has found.
public struct LogReport: Sendable, Hashable {
    /// Broken promises: what was changed, removed, moved or cut off.
    public var findings: [Finding] = []
    /// What is worth knowing and no fault: what a crash left, what was removed because its time was over.
    public var remarks: [String] = []
    public var entries: Int64 = 0
    public var head = LogHead.none
    /// The highest number of a letter that an entry tells of; 0 when none does.
    public var lastLetter: Int64 = 0

    public init() {}
}

/// The name of each thing that can be wrong with the log, and the sentence that goes with it.
public enum LogFault: String, Sendable, CaseIterable {
    case entryChanged = "log-entry-changed"
    case entriesMissing = "log-entries-missing"
    case entryOutOfOrder = "log-entry-out-of-order"
    case fileMissing = "log-file-missing"
    case fileUnreadable = "log-file-unreadable"
    case cutShort = "log-cut-short"
    case writtenAnew = "log-written-anew"

    public func at(_ place: String) -> Finding { Finding(name: rawValue, place: place, message: message) }

    public var message: String {
        switch self {
        case .entryChanged: "The entry is not what was sealed: it was changed, or the disk failed. Compare with a backup of the log."
        case .entriesMissing: "Entries before this one are gone. Restore them from a backup of the log."
        case .entryOutOfOrder: "The entry does not belong here: it was moved or put in. Compare with a backup of the log."
        case .fileMissing: "A file of the log is gone. Restore it from a backup of the log."
        case .fileUnreadable: "The beginning of the file is not what it was. Compare with a backup of the log."
        case .cutShort: "The store knows of later entries than the log has: its end was cut off. Restore it from a backup of the log."
        case .writtenAnew: "The entry is another than the store knows: the log was written anew. Compare with a backup of the log."
        }
    }
}
