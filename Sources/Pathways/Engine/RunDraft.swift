import Directory
import Exchange
import FHIR
import Journal

/// A run while it is worked out.
final class RunDraft {
    let course: Course
    let parties: Parties
    private let acts: DoneActs
    private let resources: CitizenResources
    let measurings: [Measuring]
    private(set) var steps: [Step] = []
    private(set) var troubles: [StepMaker.Trouble] = []
    /// Why it stands still: nothing of it is shown but that.
    private(set) var failure: String?
    /// What other runs had done when its steps were worked out; nil as long as they were not.
    private var madeWith: SharedDones?
    /// What was made the last time, in this fold or the last one.
    private var last: RunMemory?
    /// For the next fold; nil when no steps were made.
    var memory: RunMemory? { madeWith == nil ? nil : last }
    /// Whether conditions and measurements are asked about what they were asked about then.
    private var asksTheSame: Bool

    /// - Parameters:
    ///   - last: the run as the last fold made it, with the same acts.
    ///   - asksTheSame: that fold knew the same of the citizen, and the same resources.
    init(
        _ course: Course, acts: DoneActs, resources: CitizenResources, answers: PartyAnswers, after last: RunMemory?, asksTheSame: Bool
    ) {
        self.course = course
        self.acts = acts
        self.resources = resources
        self.last = last
        self.asksTheSame = asksTheSame
        parties = answers.parties(of: course)
        let before = last.flatMap { $0.rules === course.rules ? $0.measurings : nil } ?? []
        measurings =
            resources.isEmpty
            ? []
            : course.rules.definition.measurements.enumerated().map { place, definition in
                Measuring(
                    definition, resources, from: course.start, zone: course.zone,
                    after: before.indices.contains(place) ? before[place] : nil)
            }
    }

    /// Works its steps out, and its end where that depends on them.
    func make(_ shared: SharedDones) {
        guard !course.isCancelled, failure == nil, madeWith != shared else { return }
        madeWith = shared
        do throws(RunFailure) {
            // Ending by one of its steps closes others, which can only end it earlier: twice is enough, and more is a runaway.
            for _ in 0..<Limit.rounds {
                var maker = StepMaker(
                    course: course, parties: parties, acts: acts, resources: resources, measurings: measurings, shared: shared)
                steps = try maker.steps(after: last, asksTheSame: asksTheSame)
                troubles = maker.troubles
                last = maker.memory
                asksTheSame = true
                if !course.end(by: steps) { return }
            }
            throw RunFailure.unsettled
        } catch {
            fail(error.message)
        }
    }

    private func fail(_ message: String) {
        steps = []
        troubles = []
        last = nil
        failure = message
    }

    /// All runs of a citizen, worked out so that what is done once for several is done for each of them.
    static func settle(_ drafts: [RunDraft]) {
        for draft in drafts { draft.make(SharedDones()) }
        let shared = sharing(drafts)
        if shared.isEmpty { return }
        var dones = SharedDones()
        for _ in 0..<Limit.rounds {
            let next = dones.adding(shared.map { (drafts[$0].course.key, drafts[$0].steps) })
            if next == dones { return }
            dones = next
            for index in shared { drafts[index].make(dones) }
        }
        for index in shared { drafts[index].fail(RunFailure.unsettled.message) }
    }

    /// Runs that have an activity in common with another one.
    private static func sharing(_ drafts: [RunDraft]) -> [Int] {
        if drafts.count < 2 { return [] }
        var runs: [String: Set<Int>] = [:]
        for (index, draft) in drafts.enumerated() {
            for step in draft.steps.indices {
                if let activity = draft.steps[step].activity { runs[activity, default: []].insert(index) }
            }
        }
        return runs.values.filter { $0.count > 1 }.reduce(into: Set()) { $0.formUnion($1) }.sorted()
    }
}
