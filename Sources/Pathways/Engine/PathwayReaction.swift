public import Directory
public import Exchange
public import FHIR
public import Journal

/// Folds all that was said of a citizen into the plan, the work, the timers and the resources that should stand.
///
/// A value without state: the hub makes a new one when the directory or the definitions change. The plan that it stores is a function of
/// what was said alone; only work and timers, which say what is owed now, depend on `now`.
public struct PathwayReaction: Reaction {
    public let directory: Directory
    private let roster: Roster
    public let settings: PlanSettings

    public var library: PathwayLibrary { roster.library }
    public var resourceTypes: Set<String> { roster.resourceTypes }
    public func resourceTypes(for history: History) -> Set<String> { roster.resourceTypes(for: history.facts) }

    public init(directory: Directory, library: PathwayLibrary, settings: PlanSettings = PlanSettings()) {
        self.init(directory: directory, roster: Roster(library), settings: settings)
    }

    init(directory: Directory, roster: Roster, settings: PlanSettings) {
        self.directory = directory
        self.roster = roster
        self.settings = settings
    }

    /// What begins no pathway by itself.
    private static let silent: Set<Fact.Kind> = [.resourcesChanged, .identitiesLinked, .identitiesUnlinked]

    public func project(_ history: History, now: Instant) throws -> Projection {
        let isSilent = history.letters.isEmpty && history.facts.allSatisfy { Self.silent.contains($0.kind) }
        if isSilent, history.resources.isEmpty { return .nothing }
        let record = try Record(reading: history)
        let plan = try plan(of: record, resources: history.resources)
        // What clients write of a citizen whom no letter names is theirs, unless it has started something.
        if isSilent, plan.runs.isEmpty { return .nothing }
        let resources = record.resources() + PlanProjection.resources(plan, library: library, at: now)
        return Projection(
            plan: plan.json, digest: plan.digest(record), resources: resources.map(Projection.Draft.init),
            work: plan.work(at: now, library: library, settings: settings), timers: plan.timers(at: now, settings: settings),
            messages: messages(plan, now))
    }

    /// The plan that stands for a citizen, as ``Plan/make(record:resources:directory:library:settings:)``; what the definitions say is looked
    /// up once for all plans.
    public func plan(of record: Record, resources: [SaidResource] = []) throws(ReactionError) -> Plan {
        try Plan.make(record: record, resources: resources, directory: directory, roster: roster, settings: settings)
    }

    /// Letters that the pathway itself sends. None yet: answers are sent by people, and nobody has agreed to be reminded by letter.
    private func messages(_ plan: Plan, _ now: Instant) -> [OutboxItem] { [] }
}
