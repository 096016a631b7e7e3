public import Directory
public import FHIR
public import Journal

/// Which runs figures are of.
public struct FigureQuestion: Sendable, Hashable {
    public var pathway: String
    /// nil: every version.
    public var version: String?
    /// Runs that began at or after this; nil: since ever.
    public var from: Instant?
    /// Runs that began before this; nil: until now.
    public var until: Instant?

    public init(pathway: String, version: String? = nil, from: Instant? = nil, until: Instant? = nil) {
        self.pathway = pathway
        self.version = version
        self.from = from
        self.until = until
    }
}

/// What came of one pathway by its own definition, in numbers.
///
/// The same as ``Outcomes`` counts, of as many citizens as there are: each number here leads to its citizens by a ``Figure``.
public struct PathwayFigures: Sendable, Hashable {
    /// Runs that have begun; cancelled ones count nowhere.
    public var runs = 0
    /// Those of them that are not over.
    public var running = 0
    public var citizens = 0
    /// In the order of the newest definition; every step of it is here, whether anybody has come to it or not.
    public var steps: [StepLine] = []
    public var adherence: [Adherence] = []
    /// What people did otherwise with whole runs, or with steps that only one citizen has.
    public var deviations: [DeviationLine] = []
    /// Every version that some citizen's run follows, whichever was asked for.
    public var versions: [String] = []

    public init() {}

    public struct StepLine: Sendable, Hashable {
        public var step: String
        public var all: Counts
        /// By organisation, the one with the most that has fallen due first.
        public var organisations: [OrganisationLine]
        /// The most frequent first.
        public var deviations: [DeviationLine]
    }

    public struct OrganisationLine: Sendable, Hashable {
        public var organisation: OrganisationID
        public var counts: Counts
    }

    /// How many count under each figure, and how late those were that were late.
    public struct Counts: Sendable, Hashable {
        private var numbers: [Int] = Array(repeating: 0, count: StepFigure.allCases.count)
        /// Seconds, of those done late and of those still open past their time, by now: half of them were late by so much or less.
        public var medianLate: Int64?
        /// Nine of ten were late by so much or less.
        public var ninetiethLate: Int64?

        init() {}

        public internal(set) subscript(figure: StepFigure) -> Int {
            get { numbers[figure.place] }
            set { numbers[figure.place] = newValue }
        }

        /// What the share on time is of.
        public var due: Int { StepFigure.allCases.reduce(0) { $0 + ($1.hasFallenDue ? self[$1] : 0) } }

        public var isEmpty: Bool { numbers.allSatisfy { $0 == 0 } }

        /// - Parameter late: seconds of each that was late, in any order.
        mutating func tell(late: [Int64]) {
            let sorted = late.sorted()
            medianLate = Self.rank(50, of: sorted)
            ninetiethLate = Self.rank(90, of: sorted)
        }

        /// The least value that so many of a hundred do not exceed: https://www.itl.nist.gov/div898/handbook/prc/section2/prc262.htm
        private static func rank(_ percent: Int, of sorted: [Int64]) -> Int64? {
            sorted.isEmpty ? nil : sorted[(sorted.count * percent + 99) / 100 - 1]
        }
    }

    /// A figure of the definition's own: of the runs in which enough steps fell due, those in which enough were done on time.
    public struct Adherence: Sendable, Hashable {
        public var name: String
        public var title: Wording
        /// Of which steps, in the newest version that has it.
        public var steps: [String]
        public var atLeast: Int
        public var met: Int
        public var all: Int
    }

    /// How often people let plans differ in one way, for one reason.
    public struct DeviationLine: Sendable, Hashable {
        public var kind: Deviation.Kind
        /// As it was written first; empty when none was given.
        public var reason: String
        /// Names the reason without saying it, for addresses.
        public var reasonKey: String
        public var count: Int
        /// The citizen, when all of it was done with one citizen's plan: then the reason tells of that citizen.
        public var only: SubjectID?
    }
}

extension StepFigure {
    var place: Int {
        switch self {
        case .onTime: 0
        case .late: 1
        case .overdue: 2
        case .waiting: 3
        case .undated: 4
        case .skipped: 5
        case .withdrawn: 6
        }
    }
}

extension PathwayFigures {
    /// Citizens who are the only one that a reason was given for: it tells of them, and whoever shows it leaves their trace.
    public var alone: Set<SubjectID> { Set((steps.flatMap(\.deviations) + deviations).compactMap(\.only)) }
}

extension JournalReader {
    /// Those of some citizens whose address is protected, or of whom nothing is known: no list says their reasons.
    public func protected(among citizens: Set<SubjectID>) throws -> Set<SubjectID> {
        try citizens.filter { try plan(of: $0).flatMap { Plan(json: $0.plan) }?.citizen.isProtected ?? true }
    }
}

/// One number of ``PathwayFigures``, asked for its citizens.
public enum Figure: Sendable, Hashable {
    /// Steps under one figure, or with nil under those that have fallen due; by one organisation or all.
    case step(String, StepFigure?, OrganisationID?)
    /// Runs that met a figure of the definition, or all that it is of.
    case adherence(String, isMet: Bool)
    /// What people did otherwise with a step (nil: with whole runs and steps of one citizen), for a reason by its key or for any.
    case deviations(String?, Deviation.Kind?, reasonKey: String?)
    /// Runs; with true only those that are not over.
    case runs(isRunning: Bool)
}

/// One citizen behind a number, and where in the plan to look.
public struct FigureMember: Sendable, Hashable {
    public var citizen: SubjectID
    /// Places in `plan.runs` and in that run's `steps`; no step when a run is meant.
    public var run: Int
    public var step: Int?
    /// The act's own fact, when what people did is counted.
    public var fact: Int64?
    /// Where in the list: the smallest first, then by citizen, run and step.
    public var order: Int64

    public init(citizen: SubjectID, run: Int, step: Int?, fact: Int64?, order: Int64) {
        self.citizen = citizen
        self.run = run
        self.step = step
        self.fact = fact
        self.order = order
    }
}
