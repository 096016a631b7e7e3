public import Exchange
public import FHIR
public import Journal

/// The reaction of a running hub: letters teach it parties, so each plan is made with the directory as it is now.
public struct CurrentPathways: Reaction {
    let directory: CurrentDirectory
    let roster: Roster
    let settings: PlanSettings

    public init(directory: CurrentDirectory, library: PathwayLibrary, settings: PlanSettings = PlanSettings()) {
        self.directory = directory
        roster = Roster(library)
        self.settings = settings
    }

    public var resourceTypes: Set<String> { roster.resourceTypes }
    public func resourceTypes(for history: History) -> Set<String> { roster.resourceTypes(for: history.facts) }

    /// The number of the last erasure that is known here.
    public var lastErasure: Int64 { roster.memories.lastErasure }

    /// Something was erased: it must not stay in memory either.
    public func forget(erasure: Int64) {
        roster.forget()
        roster.memories.lastErasure = erasure
    }

    public func project(_ history: History, now: Instant) throws -> Projection {
        try PathwayReaction(directory: directory.now, roster: roster, settings: settings).project(history, now: now)
    }
}
