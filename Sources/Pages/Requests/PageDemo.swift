public import Directory
public import Journal

/// A demo as its pages see it: what it is, and what a visitor may do with its time.
public protocol PageDemo: Sendable {
    var shown: DemoView { get }
    /// Does it; gives the citizen whom it brought something about, when it did so.
    func perform(_ deed: DemoDeed) async throws -> SubjectID?
}

public struct DemoView: Sendable, Hashable {
    public enum Mode: Sendable, Hashable {
        /// What happened before its start is still coming in; its clock waits.
        case filling
        case running, paused
        /// Its time is fixed, for looking at.
        case still
    }

    public var mode: Mode
    /// How many citizens each of its municipalities has; 0 when only those with a story of their own are there.
    public var citizens: Int
    /// How many seconds a day takes.
    public var day: Int
    /// Whose day the tour looks at.
    public var organisation: OrganisationID
    /// The citizen whom the tour is about.
    public var figure: SubjectID?

    public init(mode: Mode, citizens: Int, day: Int, organisation: OrganisationID, figure: SubjectID?) {
        self.mode = mode
        self.citizens = citizens
        self.day = day
        self.organisation = organisation
        self.figure = figure
    }
}

/// What a visitor does with a demo's time.
public enum DemoDeed: String, Sendable, Hashable, CaseIterable {
    case pause, resume
    /// Goes on to the next citizen who is declared ready for discharge.
    case ready
    /// Goes on to the next deadline that nobody keeps.
    case deadline
}
