public import Exchange
public import FHIR
public import Journal

/// The reaction of a running hub: letters teach it parties, so each plan is made with the directory as it is now.
public struct CurrentPathways: Reaction {
    let directory: CurrentDirectory
    let library: PathwayLibrary
    let settings: PlanSettings

    public init(directory: CurrentDirectory, library: PathwayLibrary, settings: PlanSettings = PlanSettings()) {
        self.directory = directory
        self.library = library
        self.settings = settings
    }

    public func project(_ history: History, now: Instant) throws -> Projection {
        try PathwayReaction(directory: directory.now, library: library, settings: settings).project(history, now: now)
    }
}
