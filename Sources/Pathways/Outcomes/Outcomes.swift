public import Directory
public import FHIR
public import Journal

/// What came of pathways, by their own definitions: for each step who was on time, who was late and how late, what was skipped and why.
///
/// A function of plans and an instant. Every figure is the list of what it counts, so it leads to its citizens.
public struct Outcomes: Sendable, Hashable {
    /// A step of one citizen that a figure counts.
    public struct Case: Sendable, Hashable {
        public var citizen: SubjectID
        /// Keys of the run and of the step.
        public var run: String
        public var step: String
        public var due: Instant?
        /// When it was closed; nil while it is open.
        public var closed: Instant?
        /// Seconds after the due time: until it was closed, or until now. 0 when it was on time.
        public var lateBy: Int64
        public var reason: String?
    }

    /// One step of one version of a pathway, as one organisation did it.
    public struct Line: Sendable, Hashable {
        public var pathway: String
        public var version: String
        public var step: String
        public var organisation: OrganisationID
        /// Done by its due time.
        public var onTime: [Case] = []
        /// Done after it.
        public var late: [Case] = []
        /// Past it and still open.
        public var overdue: [Case] = []
        /// Open, and not due yet or never.
        public var waiting: [Case] = []
        /// Done, and never due.
        public var undated: [Case] = []
        /// A person decided that it would not be done; `reason` says why.
        public var skipped: [Case] = []
        /// What it was for went away, or the pathway ended, before it was due.
        public var withdrawn: [Case] = []

        /// What the share on time is of: everything that has fallen due, skipped steps aside.
        public var due: [Case] { onTime + late + overdue }

        /// The list of a figure.
        public subscript(figure: StepFigure) -> [Case] {
            get { self[keyPath: Self.list(figure)] }
            set { self[keyPath: Self.list(figure)] = newValue }
        }

        private static func list(_ figure: StepFigure) -> WritableKeyPath<Line, [Case]> {
            switch figure {
            case .onTime: \.onTime
            case .late: \.late
            case .overdue: \.overdue
            case .waiting: \.waiting
            case .undated: \.undated
            case .skipped: \.skipped
            case .withdrawn: \.withdrawn
            }
        }
    }

    /// A figure of a pathway: whose runs had enough of its steps done on time.
    public struct Adherence: Sendable, Hashable {
        public struct Member: Sendable, Hashable {
            public var citizen: SubjectID
            public var run: String
            /// How many of the steps were done on time, of those that fell due.
            public var onTime: Int
            public var due: Int
        }

        public var pathway: String
        public var version: String
        public var name: String
        public var atLeast: Int
        /// Runs that had at least so many.
        public var met: [Member] = []
        /// Runs in which at least so many fell due: what the share is of.
        public var all: [Member] = []
    }

    /// By pathway, version, step in the order of the definition, and organisation.
    public private(set) var lines: [Line] = []
    public private(set) var adherence: [Adherence] = []

    private struct LineKey: Hashable {
        var pathway: String
        var version: String
        var step: String
        var organisation: OrganisationID
    }

    /// What came of these plans by an instant. Cancelled runs count nowhere.
    public init(_ plans: some Sequence<Plan>, library: PathwayLibrary, at now: Instant) {
        var lines: [LineKey: Line] = [:]
        var figures: [String: Adherence] = [:]
        for plan in plans {
            for run in plan.runs where !run.isCancelled && run.start <= now {
                for step in run.steps where !step.isOwn {
                    guard let figure = StepTiming(step, in: run).figure(at: now) else { continue }
                    let key = LineKey(pathway: run.pathway, version: run.version, step: step.id, organisation: step.owner)
                    let one = step.outcome(plan.subject, run, at: now)
                    lines[key, default: Line(pathway: key.pathway, version: key.version, step: key.step, organisation: key.organisation)][
                        figure
                    ].append(one)
                }
                for figure in library.definition(run.pathway, version: run.version)?.adherence ?? [] {
                    Self.count(figure, run, plan.subject, now, &figures["\(run.pathway)|\(run.version)|\(figure.id)"])
                }
            }
        }
        let orders = Self.orders(library)
        self.lines = lines.sorted {
            if $0.key.pathway != $1.key.pathway { return $0.key.pathway < $1.key.pathway }
            if $0.key.version != $1.key.version { return $0.key.version < $1.key.version }
            let places = [$0.key, $1.key].map { orders["\($0.pathway)|\($0.version)|\($0.step)"] ?? .max }
            return places[0] != places[1]
                ? places[0] < places[1] : ($0.key.step, $0.key.organisation) < ($1.key.step, $1.key.organisation)
        }.map(\.value)
        adherence = figures.sorted { $0.key < $1.key }.map(\.value)
    }

    private static func orders(_ library: PathwayLibrary) -> [String: Int] {
        var orders: [String: Int] = [:]
        for definition in library.definitions {
            for (index, step) in definition.steps.enumerated() { orders["\(definition.id)|\(definition.version)|\(step.id)"] = index }
        }
        return orders
    }

    private static func count(
        _ definition: AdherenceDefinition, _ run: Run, _ citizen: SubjectID, _ now: Instant, _ figure: inout Adherence?
    ) {
        var counted =
            figure ?? Adherence(pathway: run.pathway, version: run.version, name: definition.id, atLeast: definition.atLeast)
        var (onTime, due) = (0, 0)
        for id in definition.steps {
            guard let step = run.steps.first(where: { $0.id == id }), let figure = StepTiming(step, in: run).figure(at: now) else {
                continue
            }
            if figure == .onTime { onTime += 1 }
            if figure.hasFallenDue || (figure == .skipped && step.due.map { $0 <= now } ?? false) { due += 1 }
        }
        let member = Adherence.Member(citizen: citizen, run: run.key, onTime: onTime, due: due)
        if due >= definition.atLeast { counted.all.append(member) }
        if onTime >= definition.atLeast { counted.met.append(member) }
        figure = counted
    }
}

extension Step {
    fileprivate func outcome(_ citizen: SubjectID, _ run: Run, at now: Instant) -> Outcomes.Case {
        let closing = closing.flatMap { $0.at <= now ? $0 : nil }
        return Outcomes.Case(
            citizen: citizen, run: run.key, step: key, due: due, closed: closing?.at, lateBy: StepTiming(self, in: run).lateBy(at: now),
            reason: closing?.text)
    }
}
