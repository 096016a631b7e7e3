public import Directory
public import Exchange
import FHIR
public import Journal

extension Plan {
    /// The plan that stands for a citizen: a function of what was said, the directory and the definitions, and of nothing else.
    ///
    /// The order in which letters arrived leaves no trace but the numbers that the journal gave them. Throws when the library does not have
    /// the pathway that `settings` names.
    ///
    /// - Parameter resources: what was written through the API, of the types that the definitions ask about.
    public static func make(
        record: Record, resources: [SaidResource] = [], directory: Directory, library: PathwayLibrary,
        settings: PlanSettings = PlanSettings()
    ) throws(ReactionError) -> Plan {
        try make(
            record: record, resources: resources, directory: directory, roster: Roster(library), settings: settings, after: nil
        ).plan
    }

    /// The same, taking over from the last fold what has not changed; and what this one leaves to the next.
    static func make(
        record: Record, resources: [SaidResource], directory: Directory, roster: Roster, settings: PlanSettings, after last: FoldMemory?
    ) throws(ReactionError) -> (plan: Plan, memory: FoldMemory) {
        guard roster.has(settings.pathway) else {
            throw ReactionError(
                "There is no definition of the pathway \"\(settings.pathway)\". Add it to the folder of pathways, or name another in the configuration."
            )
        }
        let same = last.flatMap { $0.edition === directory.edition ? $0 : nil }
        return PlanMaker(
            record: record, resources: resources, directory: directory, roster: roster, settings: settings, after: same
        ).plan()
    }
}

/// Puts all runs together.
private struct PlanMaker {
    let record: Record
    let directory: Directory
    let acts: DoneActs
    let resources: CitizenResources
    let roster: Roster
    /// Runs of stays by the pathway that they are drawn by.
    private let stays: [Course]
    private let drafts: [RunDraft]
    private let failures: [RunFinder.Failure]
    private let assignWithin: Int
    private let answers: PartyAnswers
    private let last: FoldMemory?
    /// Acts of people, without what clients wrote.
    private let actFacts: [Fact]
    private var names: PlanNames

    init(
        record: Record, resources: [SaidResource], directory: Directory, roster: Roster, settings: PlanSettings, after last: FoldMemory?
    ) {
        self.last = last
        names = PlanNames(last?.organisations ?? [])
        self.record = record
        self.directory = directory
        self.roster = roster
        assignWithin = settings.assignWithin
        // Most of what a citizen of many facts has are resources: none of those is copied.
        let actFacts = record.acts.indices.filter { record.acts[$0].kind != .resourcesChanged }.map { record.acts[$0] }
        self.actFacts = actFacts
        let acts = DoneActs(actFacts)
        self.acts = acts
        let shelf = CitizenResources(record, resources, roster.reader)
        self.resources = shelf
        func municipality(_ stay: Stay) -> String? {
            stay.municipality.flatMap { directory.organisation(at: $0, on: stay.start ?? .distantPast)?.municipality }
        }
        var stays = record.stays.compactMap {
            Course($0, record: record, roster: roster, settings: settings, acts: acts, municipality: municipality)
        }
        // The record has its stays in an order that no journal number decides; `start` alone may differ from theirs.
        if stays.count > 1 {
            stays = stays.enumerated().sorted { ($0.element.start, $0.offset) < ($1.element.start, $1.offset) }.map(\.element)
        }
        Self.addWhatNoStaySays(record, stays)
        self.stays = stays
        var finder = RunFinder(
            record: record, directory: directory, roster: roster, settings: settings, acts: acts, resources: shelf, stays: stays)
        let answers = PartyAnswers(directory, record.letters, after: last?.parties ?? [])
        self.answers = answers
        let runs = last.flatMap { $0.acts == actFacts ? $0.runs : nil } ?? [:]
        let asksTheSame = !runs.isEmpty && last?.asksTheSame(record, shelf) ?? false
        func draft(_ course: Course) -> RunDraft {
            RunDraft(
                course, acts: acts, resources: shelf, answers: answers, after: runs[course.key], asksTheSame: asksTheSame)
        }
        // Runs whose end hangs on their steps are worked out at once: until it is over, none of the same pathway begins.
        var made: [ObjectIdentifier: RunDraft] = [:]
        let others = finder.courses { course in
            guard course.rules.endsBySteps else { return }
            let new = draft(course)
            new.make(SharedDones())
            made[ObjectIdentifier(course)] = new
        }
        drafts = (stays + others).map { made[ObjectIdentifier($0)] ?? draft($0) }
        failures = finder.failures
    }

    /// Deaths, contacts and other events that belong to no stay, and readmissions.
    private static func addWhatNoStaySays(_ record: Record, _ courses: [Course]) {
        // The death is that of the record, whoever told it.
        let loose = record.loose.filter { $0.kind != .died }.map(Happening.init)
        for index in courses.indices where !courses[index].isCancelled {
            var further: [Happening] = []
            let course = courses[index]
            if let death = record.death?.following(course.stay?.events ?? []), !course.has(.died, .died), course.contains(death.when) {
                further.append(Happening(.died, at: death.when, said: death.when, hasClock: death.at.precision >= .minute))
            }
            for happening in loose {
                let last = courses.lastIndex { !$0.isCancelled && $0.contains(happening.at) }
                if last == index { further.append(happening) }
            }
            if index + 1 < courses.count, let left = course.real(.discharged).last {
                let next = courses[(index + 1)...].first { !$0.isCancelled && $0.start > left.at && courses[index].contains($0.start) }
                if let next { further.append(Happening(.readmitted, at: next.start, said: next.start)) }
            }
            courses[index].add(further)
        }
    }

    consuming func plan() -> (plan: Plan, memory: FoldMemory) {
        var plan = Plan(subject: record.root, citizen: PlanCitizen(record))
        var letters: [PlanLetter] = []
        letters.reserveCapacity(record.letters.count)
        for index in record.letters.indices { letters.append(letter(record.letters[index], at: index)) }
        var isOwned = [Bool](repeating: false, count: letters.count)
        RunDraft.settle(drafts)
        for (index, draft) in drafts.enumerated() {
            let course = draft.course
            var own: [PlanLetter] = []
            if course.isMain, let stay = course.stay {
                for index in letters.indices where stay.letters.contains(letters[index].number) {
                    isOwned[index] = true
                    own.append(letters[index])
                }
            }
            names.add(draft.parties, of: course.stay, in: directory)
            var run = RunMaker(course: course, parties: draft.parties, measurings: draft.measurings).run(
                steps: draft.steps, letters: own)
            run.failure = draft.failure
            if course.isMain { run.readmittedAfter = readmission(of: course, before: index) }
            names.add(draft.steps, in: directory)
            if let contact = run.contact { names.add(contact, in: directory) }
            plan.attention += AttentionMaker(draft: draft, run: run, acts: acts, letters: letters, assignWithin: assignWithin)
                .attention()
            plan.runs.append(run)
        }
        plan.runs.order()
        for index in letters.indices where !isOwned[index] { plan.letters.append(letters[index]) }
        plan.threads = record.conversations.map { PlanThread(id: $0.id, letters: $0.letters) }
        if !acts.all.isEmpty { personal(&plan, drafts) }
        plan.attention += AttentionMaker.ofCitizen(plan, drafts, failures, acts)
        plan.attention.sort { $0.key < $1.key }
        for attention in plan.attention where !attention.owner.text.isEmpty { names.addUnknown(attention.owner, in: directory) }
        plan.organisations = names.organisations
        var runs: [String: RunMemory] = [:]
        for draft in drafts { runs[draft.course.key] = draft.memory }
        let memory = FoldMemory(
            record, resources, directory.edition, acts: actFacts, letters: letters, organisations: names.known, parties: answers.memories,
            runs: runs)
        return (plan, memory)
    }

    /// The stay in whose follow-up this one began.
    private func readmission(of course: Course, before index: Int) -> Int64? {
        stays[..<Swift.min(index, stays.count)].last { before in
            !before.isCancelled && before.real(.readmitted).contains { $0.at == course.start }
        }?.stay?.anchor
    }

    /// What the citizen wants and what matters to them.
    private func personal(_ plan: inout Plan, _ drafts: [RunDraft]) {
        var goals: [String: PlanGoal] = [:]
        for done in acts.all {
            switch done.act.deed {
            case .goalSet(var goal):
                let known = goals[goal.id]
                if goal.isJudgement, let known = known?.goal { (goal.title, goal.target, goal.by) = (known.title, known.target, known.by) }
                goal.resource = goal.resource ?? known?.goal.resource
                goals[goal.id] = PlanGoal(goal: goal, by: done.author, at: done.at, act: done.fact, since: known?.since ?? done.at)
            case .goalDropped(let id):
                let known = goals[id]
                let isDefined = drafts.contains { $0.course.definition.goal(id) != nil }
                guard let goal = known?.goal ?? (isDefined ? OwnGoal(id: id, title: nil) : nil) else { continue }
                goals[id] = PlanGoal(
                    goal: goal, by: done.author, at: done.at, act: done.fact, since: known?.since ?? done.at, isDropped: true)
            case .matters:
                let text = done.act.text ?? ""
                plan.matters = text.isEmpty ? nil : Matters(text: text, by: done.author, at: done.at, act: done.fact)
            default: continue
            }
        }
        plan.goals = goals.values.sorted { ($0.at, $0.goal.id) < ($1.at, $1.goal.id) }
    }

    private mutating func letter(_ read: Record.ReadLetter, at place: Int) -> PlanLetter {
        if let known = last?.letter(read, at: place) {
            names.add(known.sender, read.letter.senderName, in: directory)
            if let receiver = known.receiver { names.add(receiver, read.letter.receiverName, in: directory) }
            return known
        }
        let sent = read.letter.sent
        let sender = directory.enterprise(at: read.letter.sender.address, on: sent)
        names.add(sender, read.letter.senderName, in: directory)
        let receiver = read.letter.receiver.map { directory.enterprise(at: $0.address, on: sent) }
        if let receiver { names.add(receiver, read.letter.receiverName, in: directory) }
        return PlanLetter(
            number: read.number, type: read.letter.type.rawValue, sender: sender, receiver: receiver, sent: sent,
            isCancelled: read.isCancelled)
    }
}

extension [Run] {
    /// By start; at one time those that stays are drawn by first, then by key. Those of stays keep their order among each other.
    fileprivate mutating func order() {
        guard contains(where: { !$0.isMain }) else { return }
        self = enumerated().sorted { a, b in
            if a.element.start != b.element.start { return a.element.start < b.element.start }
            if a.element.isMain != b.element.isMain { return a.element.isMain }
            if a.element.isMain { return a.offset < b.offset }
            return (a.element.pathway, a.offset) < (b.element.pathway, b.offset)
        }.map(\.element)
    }
}

extension PlanCitizen {
    init(_ record: Record) {
        let citizen = record.citizen
        self.init(
            number: citizen.identifiers.first?.value, given: citizen.given, family: citizen.family, born: citizen.born,
            gender: citizen.gender, isProtected: citizen.isAddressProtected, died: record.died?.instant)
    }
}
