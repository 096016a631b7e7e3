public import Directory
public import FHIR
public import Journal

/// A citizen's time in the care of one hospital, read from all that was said of it.
public struct Stay: Sendable, Hashable {
    public enum State: String, Sendable, Hashable, CaseIterable {
        case acute, admitted, onLeave, discharged, died
        /// Every statement that began it was taken back.
        case cancelled
    }

    /// Stable over re-reading: the lowest journal number of its letters.
    public var anchor: Int64
    /// Ids of its episode of care, ascending.
    public var episodes: [String]
    /// The enterprise that sends its movements.
    public var hospital: Address
    public var hospitalName: String
    /// The unit within it named last, if any.
    public var unitName: String?
    /// Who the movements are sent to: the municipality, as a directory address.
    public var municipality: Address?
    public var municipalityName: String?
    public var state: State
    /// The zone of the hospital's country.
    public var zone: Zone
    /// Movements and reports that stand, in the order in which they happened.
    public var events: [Event]
    /// Letters of the stay, by number.
    public var letters: [Int64]
    /// Those of them that a later letter took back or replaced altogether.
    public var takenBack: [Int64]
    /// What does not fit: shown and put before a human, never a ground for refusal.
    public var contradictions: [Contradiction]

    public init(anchor: Int64, hospital: Address, hospitalName: String, zone: Zone) {
        self.anchor = anchor
        self.episodes = []
        self.hospital = hospital
        self.hospitalName = hospitalName
        self.state = .admitted
        self.zone = zone
        self.events = []
        self.letters = []
        self.takenBack = []
        self.contradictions = []
    }

    /// A statement that stands after corrections and cancellations.
    public struct Event: Sendable, Hashable {
        public var kind: Fact.Kind
        /// When it happened; the sending time when the letter gives none.
        public var at: Moment
        /// The instant to count from. A letter that names only the day it was sent on means the moment it was sent; any other day
        /// means its beginning, unless something that must have come before it happened on that day.
        public internal(set) var when: Instant
        public var said: Instant
        public var letter: Int64?
        public var fact: Int64
        public var isEstimate: Bool
        public var details: [String: String]
        /// Who said it.
        public var custodian: String
        /// What corrections replaced, in the order of telling: who was told of it then knew it from then on, as those details say.
        public var earlier: [Telling] = []

        public init(
            kind: Fact.Kind, at: Moment, said: Instant, letter: Int64?, fact: Int64, isEstimate: Bool, details: [String: String],
            custodian: String
        ) {
            self.kind = kind
            self.at = at
            let isSentWithin = at.precision <= .day && at.instant <= said && said < at.end
            self.when = isSentWithin ? said : at.instant
            self.said = said
            self.letter = letter
            self.fact = fact
            self.isEstimate = isEstimate
            self.details = details
            self.custodian = custodian
        }
    }

    /// When something was said, and with which details.
    public struct Telling: Sendable, Hashable {
        public var said: Instant
        public var details: [String: String]

        public init(said: Instant, details: [String: String]) {
            self.said = said
            self.details = details
        }
    }

    public struct Contradiction: Sendable, Hashable {
        /// A name such as `leave-without-admission`, for texts in each language.
        public var name: String
        public var letter: Int64?

        public init(name: String, letter: Int64?) {
            self.name = name
            self.letter = letter
        }
    }

    /// The first event of a kind that stands, in the order of happening.
    public func first(_ kind: Fact.Kind) -> Event? { events.first { $0.kind == kind } }
    /// The last event of a kind that stands.
    public func last(_ kind: Fact.Kind) -> Event? { events.last { $0.kind == kind } }
}

/// Letters that are one conversation.
public struct Conversation: Sendable, Hashable {
    /// The standard's own id of it.
    public var id: String
    /// By the sender's sending time.
    public var letters: [Int64]

    public init(id: String, letters: [Int64]) {
        self.id = id
        self.letters = letters
    }
}

/// All of a citizen's letters and acts, read: the same whatever order they came in.
public struct Record: Sendable {
    public var root: SubjectID
    /// Ids of the Patients that are the same person by a link: those of the citizen's other identities, and those that clients made.
    public var linked: [(id: String, isIdentity: Bool)] = []
    public var citizen: Citizen
    public var stays: [Stay]
    public var conversations: [Conversation]
    /// Every letter that counts, in reading order: by what refers to what, then by sending time, then by id.
    public var letters: [ReadLetter]
    /// Events that belong to no stay.
    public var loose: [Stay.Event]
    /// Acts of people, by fact number.
    public var acts: [Fact]
    /// The first death that was told, in a stay or outside.
    public var death: Stay.Event?

    public init(root: SubjectID, citizen: Citizen) {
        self.root = root
        self.citizen = citizen
        self.stays = []
        self.conversations = []
        self.letters = []
        self.loose = []
        self.acts = []
    }

    public var died: Moment? { death?.at }

    public struct ReadLetter: Sendable {
        public var number: Int64
        public var letter: LetterReading
        /// Taken back or replaced by a later letter.
        public var isCancelled: Bool

        public init(number: Int64, letter: LetterReading, isCancelled: Bool) {
            self.number = number
            self.letter = letter
            self.isCancelled = isCancelled
        }
    }
}

extension Record {
    /// What clients of the API did to resources of the citizen, in the order in which they did it.
    public var changes: [ResourceChange] { acts.flatMap(\.resourceChanges) }
}
