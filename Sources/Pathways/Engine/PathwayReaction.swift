public import Directory
import Exchange
public import FHIR
public import Journal

/// Folds all that was said of a citizen into the plan, the work, the timers and the resources that should stand.
///
/// A value without state: the hub makes a new one when the directory or the definitions change. The plan that it stores is a function of
/// what was said alone; only work and timers, which say what is owed now, depend on `now`.
public struct PathwayReaction: Reaction {
    public var directory: Directory
    public var library: PathwayLibrary
    public var settings: PlanSettings

    public init(directory: Directory, library: PathwayLibrary, settings: PlanSettings = PlanSettings()) {
        self.directory = directory
        self.library = library
        self.settings = settings
    }

    /// What begins no pathway by itself.
    private static let silent: Set<Fact.Kind> = [.resourcesChanged, .identitiesLinked, .identitiesUnlinked]

    public func project(_ history: History, now: Instant) throws -> Projection {
        // Resources that clients change begin no pathway yet.
        if history.letters.isEmpty, history.facts.allSatisfy({ Self.silent.contains($0.kind) }) { return .nothing }
        let record = try Record(reading: history)
        let plan = try Plan.make(record: record, directory: directory, library: library, settings: settings)
        let resources = record.resources() + TaskProjection.tasks(plan, library: library, at: now)
        return Projection(
            plan: plan.json, digest: plan.digest(record), resources: resources.map(Projection.Draft.init),
            work: plan.work(at: now, library: library, settings: settings), timers: plan.timers(at: now, settings: settings),
            messages: messages(plan, now))
    }

    /// Letters that the pathway itself sends. None yet: answers are sent by people, and nobody has agreed to be reminded by letter.
    private func messages(_ plan: Plan, _ now: Instant) -> [OutboxItem] { [] }
}
