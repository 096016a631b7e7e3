public import Journal

public enum Decision: Sendable, Hashable {
    case permit(Permit)
    case deny(Denial)

    public var isPermitted: Bool {
        switch self {
        case .permit: true
        case .deny: false
        }
    }
}

/// That something may be seen or done, and why.
public struct Permit: Sendable, Hashable {
    /// The names are those that the log writes.
    public enum Reason: String, Sendable, Hashable, CaseIterable {
        case thisMachine = "this-machine"
        case ownWork = "own-work"
        case operatesTheHub = "operates-the-hub"
        case careRelationship = "care-relationship"
        case ownJournal = "own-journal"
        case noCitizen = "no-citizen"
    }

    public var reason: Reason
    /// What a search must ask for besides; nil when it may find everything.
    public var only: Criterion?

    public init(_ reason: Reason, only: Criterion? = nil) {
        self.reason = reason
        self.only = only
    }

    /// The search as it may be made. Its total counts, and its order sorts, what may be seen and nothing else.
    public func restrict(_ search: Search) -> Search {
        var search = search
        if let only { search.criteria.insert(only, at: 0) }
        return search
    }
}

/// That something may not be seen or done, and why.
public struct Denial: Error, Sendable, Hashable {
    public enum Reason: String, Sendable, Hashable, CaseIterable {
        case noRelationship = "no-relationship"
        case anotherCitizen = "another-citizen"
        case citizenChanges = "citizen-changes"
        case noPurpose = "no-purpose"
        case notTheirs = "not-theirs"
        case wholeJournal = "whole-journal"
    }

    public var reason: Reason

    public init(_ reason: Reason) { self.reason = reason }

    /// What to show; it does not tell whether there is such a citizen.
    public var message: String {
        switch reason {
        case .noRelationship: "Your organisation has no care relationship with this citizen now. Ask who is responsible for the citizen."
        case .anotherCitizen: "This is not your journal. Sign in as the citizen whose journal it is."
        case .citizenChanges: "A journal is changed by those who write it. Ask them for the change."
        case .noPurpose: "The request does not say what it is for. State the purpose."
        case .notTheirs: "What is about no citizen is changed by whoever runs the hub. Ask them."
        case .wholeJournal: "The whole journal is for whoever runs the hub. Ask for one citizen."
        }
    }
}
