public import FHIR

/// A run as lanes over time: plain values with coordinates, from which a page makes its SVG.
///
/// Lanes are parties, the axis is time with the near days wide and the far ones narrow, a band is where the citizen is, a thin arrow is a
/// letter, a pill is a step, dashes are plans, one line is now. There are no words in it: a ``Label`` has a key and its arguments.
public struct Drawing: Sendable, Hashable {
    public var width: Double
    public var height: Double
    /// The left edge of time; left of it stand the names of the lanes.
    public var left: Double
    public var lanes: [DrawnLane]
    public var ticks: [Tick]
    public var bands: [Band]
    public var marks: [Mark]
    public var arrows: [Arrow]
    public var pills: [Pill]
    /// nil when now lies outside.
    public var now: Double?
    /// Maps instants to x, for what a page adds by itself.
    public var axis: TimeAxis

    /// A lane and where it is.
    public struct DrawnLane: Sendable, Hashable {
        public var lane: Lane
        public var top: Double
        public var height: Double
        public var isResponsible: Bool
        /// Every second lane has a ground of its own.
        public var isShaded: Bool
    }

    /// A line down the drawing with its label above.
    public struct Tick: Sendable, Hashable {
        public var x: Double
        public var label: Label
    }

    /// A stretch of the stay.
    public struct Band: Sendable, Hashable {
        public enum Kind: String, Sendable, Hashable, CaseIterable { case acute, inpatient, leave, ready, expected }
        public var kind: Kind
        public var x: Double
        public var end: Double
        public var y: Double
        /// It goes on beyond what is known.
        public var isOpen: Bool
    }

    /// A point on the band with words below it.
    public struct Mark: Sendable, Hashable {
        public var x: Double
        public var y: Double
        public var label: Label
        /// Left edge and baseline of the words.
        public var textX: Double
        public var textY: Double
        public var isEstimate: Bool
        public var letter: Int64?
    }

    /// A letter, from the sender's lane to the receiver's.
    public struct Arrow: Sendable, Hashable {
        public var x: Double
        public var from: Double
        public var to: Double
        public var letter: Int64
        public var isCancelled: Bool
    }

    /// A step.
    public struct Pill: Sendable, Hashable {
        public var x: Double
        public var y: Double
        public var width: Double
        public var height: Double
        public var lane: Int
        public var step: String
        public var state: Step.State
        /// It was done after its due time.
        public var wasLate: Bool
        public var label: Label
    }
}

/// Words that a page writes in the reader's language.
public struct Label: Sendable, Hashable {
    public enum Key: Sendable, Hashable {
        /// A day of the axis: the instant is its first.
        case day
        /// A week or more of the axis, from this day on.
        case week
        /// An event, by its kind's name.
        case event(String)
        /// A step of the definition, by id.
        case step(String)
        /// The line that is now.
        case now
    }

    public var key: Key
    /// When: of an event, of now, of a closing or of the deadline, as the key and `state` say.
    public var at: Instant?
    /// A time of day belongs to it.
    public var hasClock: Bool
    /// Of a step: so that a page can say "done after 5 h", "by 14.10", "1 day late".
    public var state: Step.State?
    /// When the step opened: what a duration is counted from.
    public var since: Instant?

    public init(_ key: Key, at: Instant? = nil, hasClock: Bool = true, state: Step.State? = nil, since: Instant? = nil) {
        self.key = key
        self.at = at
        self.hasClock = hasClock
        self.state = state
        self.since = since
    }
}
