import Directory
import Exchange
import FHIR
import Journal

/// What the last fold of a citizen worked out, with all that it was worked out from.
///
/// The next fold takes over a part only where everything that the part hangs on is the same, which it compares: so an event that comes in
/// order costs what it changes, one that does not costs more, and every plan is the plan that is folded anew. Nothing hangs on whether
/// the commit of the last fold stood.
final class FoldMemory: Sendable {
    let edition: Directory.Edition
    let citizen: Citizen
    let death: Stay.Event?
    let linked: [String]
    /// Acts of people, without what clients wrote.
    let acts: [Fact]
    /// nil when there are too many to keep.
    let resources: [SaidResource]?
    let letters: [Letter]
    let organisations: [PlanNames.Known]
    let parties: [PartyMemory]
    let runs: [String: RunMemory]

    struct Letter: Sendable {
        let read: Record.ReadLetter
        let plan: PlanLetter

        func isOf(_ other: Record.ReadLetter) -> Bool {
            read.number == other.number && read.isCancelled == other.isCancelled && read.letter == other.letter
        }
    }

    init(
        _ record: Record, _ resources: CitizenResources, _ edition: Directory.Edition, acts: [Fact], letters: [PlanLetter],
        organisations: [PlanNames.Known], parties: [PartyMemory], runs: [String: RunMemory]
    ) {
        self.edition = edition
        citizen = record.citizen
        death = record.death
        linked = record.linked.map(\.id)
        self.acts = acts
        self.resources = resources.kept
        self.letters = zip(record.letters, letters).map { Letter(read: $0, plan: $1) }
        self.organisations = organisations
        self.parties = parties
        self.runs = runs
    }

    /// The letter as the plan shows it, if it is the same letter and nobody has another name since.
    func letter(_ read: Record.ReadLetter, at place: Int) -> PlanLetter? {
        if letters.indices.contains(place), letters[place].isOf(read) { return letters[place].plan }
        return letters.first { $0.isOf(read) }?.plan
    }

    /// Whether conditions and measurements are asked about the same.
    func asksTheSame(_ record: Record, _ resources: CitizenResources) -> Bool {
        citizen == record.citizen && death == record.death && linked == record.linked.map(\.id) && resources.isSame(as: self.resources)
    }
}

/// Who has the roles of a run, and by what that was found.
struct PartyMemory: Sendable {
    let rules: PathwayRules
    let start: Instant
    let hospital: Address?
    let municipality: Address?
    let starter: OrganisationID?
    let takingPart: [Address]
    let parties: Parties

    func isOf(_ course: Course, _ takingPart: [Address]) -> Bool {
        rules === course.rules && start == course.start && hospital == course.stay?.hospital && municipality == course.stay?.municipality
            && starter == course.starter && self.takingPart == takingPart
    }
}

/// The steps of a run, and all that they were made from beside acts and resources.
struct RunMemory: Sendable {
    let rules: PathwayRules
    let parties: Parties
    /// Every key that the run has had, when anybody did anything with a step; acts find steps by them.
    let names: Set<String>?
    let country: Country
    let zone: Zone
    let start: Instant
    let end: Course.Ending?
    let pauses: [Pause]
    let expectedDischarge: Instant?
    let happenings: [Happening]
    let shared: SharedDones
    /// In the order of the definition; none when there was nothing to measure.
    let measurings: [Measuring]
    /// By the places of the definition's steps.
    let made: [[Step]]
    let troubles: [[StepMaker.Trouble]]

    init(
        _ course: Course, _ parties: Parties, _ acts: DoneActs, _ shared: SharedDones, _ measurings: [Measuring], _ made: [[Step]],
        _ troubles: [[StepMaker.Trouble]]
    ) {
        rules = course.rules
        self.parties = parties
        names = acts.concernSteps ? course.names : nil
        country = course.country
        zone = course.zone
        start = course.start
        end = course.end
        pauses = course.pauses
        expectedDischarge = course.expectedDischarge
        happenings = course.happenings
        self.shared = shared
        self.measurings = measurings
        self.made = made
        self.troubles = troubles
    }

    /// Whether steps may be taken over at all: what every one of them hangs on is the same.
    func isOf(_ course: Course, _ parties: Parties) -> Bool {
        rules === course.rules && self.parties === parties && start == course.start && country == course.country && zone == course.zone
            && pauses == course.pauses && (names.map { $0 == course.names } ?? true) && Course.Ending.areSame(end, course.end)
    }

    /// The kinds of what happened in one and not, or not so, in the other.
    func differences(to course: Course) -> KindSieve {
        let (old, new) = (happenings, course.happenings)
        var kinds = KindSieve()
        var first = 0
        while first < old.count, first < new.count, old[first].isSame(as: new[first]) { first += 1 }
        var (oldEnd, newEnd) = (old.count, new.count)
        while oldEnd > first, newEnd > first, old[oldEnd - 1].isSame(as: new[newEnd - 1]) {
            oldEnd -= 1
            newEnd -= 1
        }
        for happening in old[first..<oldEnd] { kinds.add(happening.kinds) }
        for happening in new[first..<newEnd] { kinds.add(happening.kinds) }
        return kinds
    }
}

extension Course.Ending {
    fileprivate static func areSame(_ a: Course.Ending?, _ b: Course.Ending?) -> Bool {
        guard let a, let b else { return a == nil && b == nil }
        guard a.at == b.at else { return false }
        guard let one = a.event, let other = b.event else { return a.event == nil && b.event == nil }
        return one.isSame(as: other)
    }
}
