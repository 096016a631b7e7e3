public import Directory
public import Exchange
public import FHIR
public import Journal

/// One run of a pathway, from what started it to its end: of a stay, or of the citizen.
public struct Run: Sendable, Hashable {
    /// Unique within the citizen: `12` for the pathway that stays are drawn by (the stay's anchor), `12.visit` for another of that stay,
    /// `copd.1` for the citizen's first of a pathway of its own.
    public var key: String
    public var scope: PathwayDefinition.Scope
    /// The stay's anchor: stable over re-reading; 0 for a run that is the citizen's.
    public var stay: Int64
    /// Id and version of the definition. A run keeps the version that held when it started.
    public var pathway: String
    public var version: String
    public var country: Country
    /// Local time of the hospital.
    public var zone: Zone
    public var start: Instant
    /// When it ends: in the future while the citizen is followed up, nil while nobody knows.
    public var end: Instant?
    /// Every statement that began the stay was taken back.
    public var isCancelled: Bool
    public var state: Stay.State
    /// It began within the follow-up of the run of this earlier stay.
    public var readmittedAfter: Int64?
    /// When discharge is expected; nil when nobody said, or it happened.
    public var expectedDischarge: Instant?
    /// Where the citizen is, without gaps or overlaps, in order.
    public var segments: [Segment]
    /// What was said and stands, in order of happening.
    public var events: [PlanEvent]
    /// In the order of the definition, then of opening.
    public var steps: [Step]
    /// The parties in the definition's order; the last lane is the citizen's own.
    public var lanes: [Lane]
    /// Who is responsible from when on, in order; the last holds until `end`.
    public var responsibility: [Responsibility]
    /// Letters of the stay, in reading order.
    public var letters: [PlanLetter]
    /// What waiting costs, when it costs.
    public var prices: [PriceNote]
    /// When it rested.
    public var pauses: [Pause] = []
    /// Somebody stopped it, by the fact of that act.
    public var stopped: Int64?
    /// Why nothing of it can be worked out: it did not settle. Its owner is told; the citizen's other runs go on.
    public var failure: String?
    /// How measurements changed, in order.
    public var readings: [Reading] = []
    /// The latest value of each measurement that has one since the run began.
    public var latest: [Reading] = []
    /// Values in units that cannot be converted into the measurement's own.
    public var unread: [Reading] = []
    /// Whom the citizen turns to, by the definition; nil when it names nobody.
    public var contact: OrganisationID?

    public init(
        stay: Int64, pathway: String, version: String, country: Country, zone: Zone, start: Instant, key: String? = nil,
        scope: PathwayDefinition.Scope = .stay
    ) {
        self.key = key ?? String(stay)
        self.scope = scope
        self.stay = stay
        self.pathway = pathway
        self.version = version
        self.country = country
        self.zone = zone
        self.start = start
        self.isCancelled = false
        self.state = .admitted
        self.segments = []
        self.events = []
        self.steps = []
        self.lanes = []
        self.responsibility = []
        self.letters = []
        self.prices = []
    }

    /// Whether it is the run that its stay is drawn by.
    public var isMain: Bool { scope == .stay && !key.utf8.contains(UInt8(ascii: ".")) }

    /// Whether the pathway has ended: followed up to its end, cancelled, or the citizen died.
    public func isOver(at now: Instant) -> Bool { isCancelled || (end.map { $0 <= now } ?? false) }

    /// The one organisation responsible for the citizen's way at an instant; nil before the start and after the end.
    ///
    /// The rule is the definition's own: while a step that carries it is open, that step's owner; else whoever the last hand-over (admission,
    /// discharge) left it with.
    public func responsible(at now: Instant) -> Responsibility? {
        if isOver(at: now) { return nil }
        return responsibility.last { $0.from <= now }
    }

    /// Open steps, most urgent first: by due time, those without one last.
    public func open(at now: Instant) -> [Step] {
        steps.filter { $0.state(at: now).isOwed }.sorted {
            ($0.due ?? .distantFuture, $0.key) < ($1.due ?? .distantFuture, $1.key)
        }
    }

    public func lane(of role: String) -> Lane? { lanes.first { $0.role == role } }
}

/// A stretch of time in which the citizen is in one place.
public struct Segment: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Seen acutely without a bed.
        case acute
        case inpatient
        /// Away from the hospital, still its patient: services at home stay paused.
        case leave
        /// In a bed, declared ready, waiting.
        case ready
    }

    public var kind: Kind
    public var from: Instant
    /// nil while it lasts.
    public var until: Instant?

    public init(kind: Kind, from: Instant, until: Instant?) {
        self.kind = kind
        self.from = from
        self.until = until
    }
}

/// Something that was said of the stay and stands.
public struct PlanEvent: Sendable, Hashable {
    public var kind: Fact.Kind
    public var at: Instant
    /// Whether a time of day was given.
    public var hasClock: Bool
    public var isEstimate: Bool
    public var letter: Int64?
    public var details: [String: String]

    public init(kind: Fact.Kind, at: Instant, hasClock: Bool, isEstimate: Bool, letter: Int64?, details: [String: String]) {
        self.kind = kind
        self.at = at
        self.hasClock = hasClock
        self.isEstimate = isEstimate
        self.letter = letter
        self.details = details
    }
}

/// A party to the pathway: the row that its steps are drawn in.
public struct Lane: Sendable, Hashable {
    /// The definition's role; ``citizen`` for the citizen's own lane.
    public var role: String
    /// Who has the role; nil when nobody or several do, and for the citizen.
    public var organisation: OrganisationID?
    /// The unit within it that letters named last.
    public var unit: String?

    public static let citizen = "citizen"

    public init(role: String, organisation: OrganisationID?, unit: String? = nil) {
        self.role = role
        self.organisation = organisation
        self.unit = unit
    }
}

/// Who is responsible from an instant on, and why.
public struct Responsibility: Sendable, Hashable {
    public var from: Instant
    public var role: String
    public var organisation: OrganisationID
    /// The key of the open step that makes it so; nil when the hand-over does.
    public var step: String?

    public init(from: Instant, role: String, organisation: OrganisationID, step: String?) {
        self.from = from
        self.role = role
        self.organisation = organisation
        self.step = step
    }
}

/// What each day costs, as the definition's dated table has it.
public struct PriceNote: Sendable, Hashable {
    /// The price's id in the definition, which has its name and source in words.
    public var id: String
    /// The first day that counts.
    public var from: Day
    /// The last day that counts; nil while it goes on.
    public var until: Day?
    /// Whole units of `currency` a day, by how many days have been counted: `[(1, 3952), (3, 5928)]` is more from the third on. A new rate
    /// of the table begins at the day that it holds from.
    public var amounts: [DayPrice]
    public var currency: String
    /// Whether waiting is sure to cost (the answer was no) or does unless the answer is yes.
    public var isCertain: Bool

    public init(id: String, from: Day, until: Day?, amounts: [DayPrice], currency: String, isCertain: Bool) {
        self.id = id
        self.from = from
        self.until = until
        self.amounts = amounts
        self.currency = currency
        self.isCertain = isCertain
    }

    /// Days that have cost by a day: those whose midnight has passed, so never the day itself.
    public func days(on day: Day) -> Int { max(0, min(day.adding(days: -1), until ?? day).ordinal - from.ordinal + 1) }

    /// What those days cost together.
    public func total(on day: Day) -> Int {
        (0..<days(on: day)).reduce(0) { sum, index in sum + (amounts.last { $0.day <= index + 1 }?.amount ?? 0) }
    }
}

public struct DayPrice: Sendable, Hashable {
    /// Counted from 1.
    public var day: Int
    public var amount: Int

    public init(day: Int, amount: Int) {
        self.day = day
        self.amount = amount
    }
}
