import Directory
import Exchange
import FHIR
import Journal

/// A run while it is worked out.
struct RunDraft {
    private(set) var course: Course
    let parties: Parties
    private let acts: DoneActs
    private let resources: CitizenResources
    private let measurings: [Measuring]
    private(set) var steps: [Step] = []
    private(set) var troubles: [StepMaker.Trouble] = []
    /// Why it stands still: nothing of it is shown but that.
    private(set) var failure: String?

    var readings: [Reading] { measurings.flatMap(\.readings) }

    init(_ course: Course, letters: [Record.ReadLetter], acts: DoneActs, resources: CitizenResources, directory: Directory) {
        self.course = course
        self.acts = acts
        self.resources = resources
        let numbers = Set(course.stay?.letters ?? [])
        let own = numbers.isEmpty ? [] : letters.filter { numbers.contains($0.number) }
        parties = Parties(
            course.definition, stay: course.stay, starter: course.starter,
            takingPart: Self.takingPart(own, directory: directory, at: course.start), directory: directory, at: course.start)
        measurings =
            resources.isEmpty
            ? [] : course.definition.measurements.map { Measuring($0, resources, from: course.start, zone: course.zone) }
    }

    /// Everybody who sends or receives a letter of the stay.
    private static func takingPart(_ letters: [Record.ReadLetter], directory: Directory, at instant: Instant) -> [OrganisationID] {
        let parties = letters.flatMap { [$0.letter.letter.sender] + $0.letter.letter.receivers.map(\.party) }
        return Set(parties.map(\.innermost)).map { directory.organisation(at: $0, on: instant)?.id ?? OrganisationID($0) }.sorted()
    }

    /// Works its steps out, and its end where that depends on them.
    mutating func make(_ shared: SharedDones) {
        guard !course.isCancelled, failure == nil else { return }
        do throws(RunFailure) {
            // Ending by one of its steps closes others, which can only end it earlier: twice is enough, and more is a runaway.
            for _ in 0..<Limit.rounds {
                var maker = StepMaker(
                    course: course, parties: parties, acts: acts, resources: resources, measurings: measurings, shared: shared)
                steps = try maker.steps()
                troubles = maker.troubles
                if !course.end(by: steps) { return }
            }
            throw RunFailure.unsettled
        } catch {
            fail(error.message)
        }
    }

    private mutating func fail(_ message: String) {
        steps = []
        troubles = []
        failure = message
    }

    /// All runs of a citizen, worked out so that what is done once for several is done for each of them.
    static func settled(_ drafts: [RunDraft]) -> [RunDraft] {
        var drafts = drafts
        for index in drafts.indices { drafts[index].make(SharedDones()) }
        let shared = sharing(drafts)
        if shared.isEmpty { return drafts }
        var dones = SharedDones()
        for _ in 0..<Limit.rounds {
            let next = dones.adding(shared.map { (drafts[$0].course.key, drafts[$0].steps) })
            if next == dones { return drafts }
            dones = next
            for index in shared { drafts[index].make(dones) }
        }
        for index in shared { drafts[index].fail(RunFailure.unsettled.message) }
        return drafts
    }

    /// Runs that have an activity in common with another one.
    private static func sharing(_ drafts: [RunDraft]) -> [Int] {
        if drafts.count < 2 { return [] }
        var runs: [String: Set<Int>] = [:]
        for (index, draft) in drafts.enumerated() {
            for step in draft.steps { if let activity = step.activity { runs[activity, default: []].insert(index) } }
        }
        return runs.values.filter { $0.count > 1 }.reduce(into: Set()) { $0.formUnion($1) }.sorted()
    }
}
