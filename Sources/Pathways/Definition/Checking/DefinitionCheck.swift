import Directory

/// Notes what is well written and yet cannot work, and what works and should be looked at.
struct DefinitionCheck {
    let definition: PathwayDefinition
    let reach: DefinitionReachability
    let scores: ScoreLibrary?
    private let places: [String: Place]
    private let start: Place
    private(set) var mistakes: [Mistake] = []
    private(set) var warnings: [Mistake] = []

    init(_ definition: PathwayDefinition, _ places: [String: Place], start: Place, scores: ScoreLibrary?) {
        self.scores = scores
        self.definition = definition
        self.places = places
        self.start = start
        reach = DefinitionReachability(definition)
    }

    mutating func all() {
        checkNames()
        checkPublishing()
        if definition.countries.isEmpty { return }
        checkMeasurements()
        checkFigures()
        for step in definition.steps {
            checkOpening(step)
            checkDeadlines(step)
            checkClosing(step)
            checkWork(step)
        }
        checkLoops()
        checkEnds()
        checkSharedCompletion()
        guard mistakes.isEmpty else { return }
        warnOfUnused()
        warnOfSources()
        warnOfTexts()
        warnOfTimes()
        warnOfSharedCompletion()
        warnOfScores()
        warnOfUnits()
    }

    /// The place of the first of these paths that is known.
    private func place(_ paths: [String]) -> Place { paths.lazy.compactMap { places[$0] }.first ?? start }

    func isWritten(_ path: String) -> Bool { places[path] != nil }

    mutating func refuse(_ kind: Mistake.Kind, _ paths: String..., what: String, remedy: String) {
        mistakes.append(Mistake(kind, place(paths), what, remedy: remedy))
    }

    mutating func warn(_ kind: Mistake.Kind, _ paths: String..., what: String, remedy: String) {
        warnings.append(Mistake(kind, place(paths), what, remedy: remedy))
    }
}
