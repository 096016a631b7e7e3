/// Where somebody dies.
public enum DeathPlace: String, Sendable, Hashable, CaseIterable {
    case hospital
    case nursingHome = "nursing-home"
    case home
}

/// How soon somebody who calls for help must have it.
public enum Urgency: String, Sendable, Hashable, CaseIterable { case acute, urgent, ordinary }

/// A citizen's year, as little as says it all. Times are minutes since the first midnight of the year.
public struct Life: Sendable {
    public var citizen: Citizen
    /// One bit for each condition of the rates, in their order.
    public var conditions: UInt32 = 0
    /// One bit for each municipal service that the citizen has.
    public var services: UInt32 = 0
    public var move: Move?
    public var death: Death?
    public var stays: [Stay] = []
    public var contacts: [Contact] = []
    /// Admissions that were told of by mistake, and taken back.
    public var mistakes: [Int32] = []

    public struct Move: Sendable, Hashable {
        public var at: Int32
        /// The place of the municipality that the citizen moves to.
        public var place: Int
    }

    public struct Death: Sendable, Hashable {
        public var at: Int32
        public var place: DeathPlace
    }

    /// A visit, a call, a mission.
    public struct Contact: Sendable, Hashable {
        public enum Kind: UInt8, Sendable, CaseIterable { case familyDoctor, emergencyCare, specialist, ambulance }

        public var kind: Kind
        public var urgency: Urgency
        /// Whether it leads to a referral (general practice) or a letter to the citizen's own doctor (emergency primary care).
        public var isWrittenOf: Bool
        public var at: Int32
    }

    /// Time in the care of a hospital.
    public struct Stay: Sendable, Hashable {
        public enum Kind: UInt8, Sendable, CaseIterable {
            case acute, planned, readmission
            /// Seen acutely and sent home without a bed.
            case seenOnly
            /// The last one, which ends with death.
            case terminal
        }

        public var kind: Kind
        public var start: Int32
        /// When the citizen got a bed, after having been seen acutely.
        public var admitted: Int32
        public var end: Int32
        /// When the citizen was declared ready for discharge with municipal services; nil when none are needed.
        public var ready: Int32?
        /// That this was taken back, and when it held again.
        public var notReady: Int32?
        public var readyAgain: Int32?
        /// Whole days of waiting for the municipality.
        public var waiting: Int = 0
        public var leave: ClosedRange<Int32>?
        /// The place of the ward in the rates.
        public var ward: Int
        /// The municipality where the citizen lives then.
        public var place: Int
        /// The condition of the rates that it is for; nil for something else.
        public var condition: Int?

        public var needsServices: Bool { ready != nil }
    }

    /// Where the citizen lives at a time.
    public func place(at minute: Int32) -> Int {
        guard let move, move.at <= minute else { return citizen.place }
        return move.place
    }
}
