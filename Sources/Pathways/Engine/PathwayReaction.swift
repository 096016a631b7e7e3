public import Directory
public import Exchange
public import FHIR
public import Journal

/// Folds all that was said of a citizen into the plan, the work, the timers and the resources that should stand.
///
/// What it gives is a function of what it is given: the plan that it stores of what was said alone, work and timers, which say what is owed
/// now, of `now` too. Of the citizens folded last it remembers what hangs on what, so that an event that comes in order costs little; the
/// memory is compared before it is used, and nobody can tell from a projection whether there was one.
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
        if isSilent, history.resources.isEmpty {
            roster.forget(history.root)
            return .nothing
        }
        var memory = roster.memories.memory(of: history.root)
        let record = try Record(reading: history, remembering: &memory.record)
        let (plan, fold) = try make(record, history.resources, memory)
        memory.fold = fold
        // What clients write of a citizen whom no letter names is theirs, unless it has started something.
        if isSilent, plan.runs.isEmpty { return .nothing }
        let written = record.resources(remembering: &memory.record) + PlanProjection.resources(plan, roster: roster, at: now)
        memory.draft(written)
        roster.memories.keep(memory, of: history.root)
        return Projection(
            plan: plan.json, digest: plan.digest(record), resources: memory.drafts,
            work: plan.work(at: now, roster: roster, settings: settings), timers: plan.timers(at: now, settings: settings),
            messages: messages(plan, now))
    }

    /// A citizen's letters and acts, read; what was read the last time is not read again.
    public func record(of history: History) throws(ReactionError) -> Record {
        var memory = roster.memories.memory(of: history.root)
        let record = try Record(reading: history, remembering: &memory.record)
        roster.memories.keep(memory, of: history.root)
        return record
    }

    /// Lets the next fold of every citizen begin anew, as after a start. It gives the same.
    public func forget() { roster.forget() }

    /// The plan that stands for a citizen, as ``Plan/make(record:resources:directory:library:settings:)``; what the definitions say is looked
    /// up once for all plans.
    public func plan(of record: Record, resources: [SaidResource] = []) throws(ReactionError) -> Plan {
        var memory = roster.memories.memory(of: record.root)
        let (plan, fold) = try make(record, resources, memory)
        memory.fold = fold
        roster.memories.keep(memory, of: record.root)
        return plan
    }

    private func make(
        _ record: Record, _ resources: [SaidResource], _ memory: CitizenMemory
    ) throws(ReactionError) -> (plan: Plan, memory: FoldMemory) {
        try Plan.make(
            record: record, resources: resources, directory: directory, roster: roster, settings: settings, after: memory.fold)
    }

    /// Letters that the pathway itself sends. None yet: answers are sent by people, and nobody has agreed to be reminded by letter.
    private func messages(_ plan: Plan, _ now: Instant) -> [OutboxItem] { [] }
}
