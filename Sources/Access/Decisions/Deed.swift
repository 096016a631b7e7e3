/// What is done with data. The names are those that the log writes.
public enum Deed: String, Sendable, Hashable, CaseIterable {
    /// The current or an older version of a resource.
    case read
    case history
    case search
    /// A resource that came along with what was found.
    case include
    case count
    /// Waking when something changes.
    case feed
    case export
    case create, change, delete
    /// Several requests in one.
    case bundle
    /// A letter that came in.
    case letter
    /// A letter that went out.
    case send
    case page
    /// An operation: on what is stored, or on what came with the question.
    case operation
    /// What the hub says of itself.
    case statement
    /// Reading this log.
    case log
    case backup
    /// Entries about the log itself: what a crash left, and what was removed because its time was over.
    case torn, prune

    public var isReading: Bool {
        switch self {
        case .read, .history, .search, .include, .count, .feed, .export, .page, .operation, .statement, .log, .backup: true
        case .create, .change, .delete, .bundle, .letter, .send, .torn, .prune: false
        }
    }

    /// As AuditEvents have it: https://hl7.org/fhir/R4/valueset-audit-event-action.html
    var action: String {
        switch self {
        case .read, .history, .include, .count, .feed, .page, .log: "R"
        case .search, .export, .send, .bundle, .operation, .statement, .backup, .torn: "E"
        case .create, .letter: "C"
        case .change: "U"
        case .delete, .prune: "D"
        }
    }
}

/// What for: https://terminology.hl7.org/ValueSet-v3-PurposeOfUse.html
public enum Purpose: String, Sendable, Hashable, CaseIterable {
    case treatment = "TREAT"
    case emergency = "ETREAT"
    case operations = "HOPERAT"
    case citizensOwn = "PATRQT"
    /// Nobody said.
    case unstated = ""
}
