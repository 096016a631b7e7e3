public import Directory
public import FHIR

/// Whom to call, by who calls, about what and when: configuration with its sources, never code.
public struct ContactList: Sendable, Hashable {
    public var id: String
    public var version: String
    /// The first day that it holds.
    public var from: Day
    public var sources: [SourceNote]
    /// Numbers of organisations, by their key in the directory.
    public var numbers: [OrganisationID: String]
    /// The first that fits.
    public var rules: [Rule]

    public struct Rule: Sendable, Hashable {
        public var id: String
        public var title: Wording
        public var role: Role
        /// The option of the pathway `unplanned-need` that it stands for.
        public var option: String?
        public var phone: String?
        public var country: Country?
        /// Codes of those whose citizens it is for; everybody when empty.
        public var municipalities: [String] = []
        /// Only for such calls; any when nil.
        public var urgency: Call.Urgency?
        public var caller: Call.Caller?
        public var about: Call.Matter?
        /// Only while a run of this pathway goes on after the discharge: whoever is responsible in it is called.
        public var pathway: String?
        public var days: Days?
        /// Minutes after local midnight.
        public var hours: Range<Int>?
    }

    public enum Days: String, Sendable, Hashable, CaseIterable {
        case working = "working days"
        case weekendsAndHolidays = "weekends and holidays"
    }
}

/// A call that somebody is about to make.
public struct Call: Sendable, Hashable {
    public enum Caller: String, Sendable, Hashable, CaseIterable { case professional, citizen }

    /// What a ward that discharged is asked.
    public enum Matter: String, Sendable, Hashable, CaseIterable {
        /// The stay, its treatment and its medicines.
        case stay
        /// Anything that got worse.
        case worsening
    }

    public enum Urgency: String, Sendable, Hashable, CaseIterable { case emergency, ordinary }

    public var caller: Caller
    public var about: Matter
    public var urgency: Urgency

    public init(by caller: Caller, about: Matter, urgency: Urgency = .ordinary) {
        self.caller = caller
        self.about = about
        self.urgency = urgency
    }
}

/// Whom to call now.
public struct Callee: Sendable, Hashable {
    /// The rule that says so.
    public var rule: String
    public var title: Wording
    public var role: Role
    public var option: String?
    /// nil when nobody or several in the directory have the role.
    public var organisation: OrganisationID?
    /// nil when nobody wrote one.
    public var phone: String?
    /// When the answer will be another: the end of the responsibility or of the hours; nil when the rule has no end.
    public var until: Instant?
}
