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
        try make(record: record, resources: resources, directory: directory, roster: Roster(library), settings: settings)
    }

    static func make(
        record: Record, resources: [SaidResource], directory: Directory, roster: Roster, settings: PlanSettings
    ) throws(ReactionError) -> Plan {
        guard roster.has(settings.pathway) else {
            throw ReactionError(
                "There is no definition of the pathway \"\(settings.pathway)\". Add it to the folder of pathways, or name another in the configuration."
            )
        }
        return PlanMaker(record: record, resources: resources, directory: directory, roster: roster, settings: settings).plan()
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
    private let others: [Course]
    private let failures: [RunFinder.Failure]
    private var names: [OrganisationID: String] = [:]

    init(record: Record, resources: [SaidResource], directory: Directory, roster: Roster, settings: PlanSettings) {
        self.record = record
        self.directory = directory
        self.roster = roster
        let acts = DoneActs(record.acts)
        self.acts = acts
        let shelf = CitizenResources(record, resources)
        self.resources = shelf
        func municipality(_ stay: Stay) -> String? {
            stay.municipality.flatMap { directory.organisation(at: $0, on: stay.start ?? .distantPast)?.municipality }
        }
        var stays = record.stays.compactMap {
            Course($0, record: record, roster: roster, settings: settings, acts: acts, municipality: municipality)
        }
        // The record has its stays in an order that no journal number decides; `start` alone may differ from theirs.
        .enumerated().sorted { ($0.element.start, $0.offset) < ($1.element.start, $1.offset) }.map(\.element)
        Self.addWhatNoStaySays(record, &stays)
        self.stays = stays
        var finder = RunFinder(
            record: record, directory: directory, roster: roster, settings: settings, acts: acts, resources: shelf, stays: stays)
        let letters = record.letters
        others = finder.courses { course in
            guard course.definition.endsBySteps else { return course }
            var draft = RunDraft(course, letters: letters, acts: acts, resources: shelf, directory: directory)
            draft.make(SharedDones())
            return draft.course
        }
        failures = finder.failures
    }

    /// Deaths, contacts and other events that belong to no stay, and readmissions.
    private static func addWhatNoStaySays(_ record: Record, _ courses: inout [Course]) {
        // The death is that of the record, whoever told it.
        let loose = record.loose.filter { $0.kind != .died }.map(Happening.init)
        for index in courses.indices where !courses[index].isCancelled {
            var further: [Happening] = []
            if let death = record.death?.following(courses[index].stay?.events ?? []), courses[index].real(.died).isEmpty,
                courses[index].contains(death.when)
            {
                further.append(Happening(.died, at: death.when, said: death.when, hasClock: death.at.precision >= .minute))
            }
            let own = Set(courses.indices.filter { !courses[$0].isCancelled })
            for happening in loose {
                let last = own.filter { courses[$0].contains(happening.at) }.max()
                if last == index { further.append(happening) }
            }
            if let left = courses[index].real(.discharged).last {
                let next = courses[(index + 1)...].first { !$0.isCancelled && $0.start > left.at && courses[index].contains($0.start) }
                if let next { further.append(Happening(.readmitted, at: next.start, said: next.start)) }
            }
            courses[index].add(further)
        }
    }

    consuming func plan() -> Plan {
        var plan = Plan(subject: record.root, citizen: PlanCitizen(record))
        var letters: [Int64: PlanLetter] = [:]
        for read in record.letters { letters[read.number] = letter(read) }
        var owned: Set<Int64> = []
        let drafts = RunDraft.settled(
            (stays + others).map { RunDraft($0, letters: record.letters, acts: acts, resources: resources, directory: directory) })
        for (index, draft) in drafts.enumerated() {
            let course = draft.course
            let numbers = course.isMain ? Set(course.stay?.letters ?? []) : []
            owned.formUnion(numbers)
            let own = numbers.isEmpty ? [] : record.letters.filter { numbers.contains($0.number) }
            name(course.stay, draft.parties)
            var run = RunMaker(course: course, parties: draft.parties, readings: draft.readings).run(
                steps: draft.steps, letters: own.compactMap { letters[$0.number] })
            run.failure = draft.failure
            if course.isMain { run.readmittedAfter = readmission(of: course, before: index) }
            for step in draft.steps {
                name(step.owner)
                if let counterpart = step.counterpart { name(counterpart) }
                for owner in step.adapting?.owners ?? [] { name(owner.organisation) }
                for case .organisation(let id) in step.adapting?.offers.map(\.to) ?? [] { name(id) }
            }
            if let contact = run.contact { name(contact) }
            plan.attention += AttentionMaker(draft: draft, run: run, acts: acts, letters: letters).attention()
            plan.runs.append(run)
        }
        plan.runs.order()
        plan.letters = record.letters.filter { !owned.contains($0.number) }.compactMap { letters[$0.number] }
        plan.threads = record.conversations.map { PlanThread(id: $0.id, letters: $0.letters) }
        if !acts.all.isEmpty { personal(&plan) }
        plan.attention += AttentionMaker.ofCitizen(plan, drafts, failures, acts)
        plan.attention.sort { $0.key < $1.key }
        for attention in plan.attention where names[attention.owner] == nil && !attention.owner.text.isEmpty { name(attention.owner) }
        plan.organisations = names.map { PlanOrganisation(id: $0.key, name: $0.value) }.sorted { $0.id < $1.id }
        return plan
    }

    /// The stay in whose follow-up this one began.
    private func readmission(of course: Course, before index: Int) -> Int64? {
        stays[..<Swift.min(index, stays.count)].last { before in
            !before.isCancelled && before.real(.readmitted).contains { $0.at == course.start }
        }?.stay?.anchor
    }

    /// What the citizen wants and what matters to them.
    private func personal(_ plan: inout Plan) {
        var goals: [String: PlanGoal] = [:]
        for done in acts.all {
            switch done.act.deed {
            case .goalSet(let goal): goals[goal.id] = PlanGoal(goal: goal, by: done.author, at: done.at, act: done.fact)
            case .goalDropped(let id): goals[id] = nil
            case .matters:
                let text = done.act.text ?? ""
                plan.matters = text.isEmpty ? nil : Matters(text: text, by: done.author, at: done.at, act: done.fact)
            default: continue
            }
        }
        plan.goals = goals.values.sorted { ($0.at, $0.goal.id) < ($1.at, $1.goal.id) }
    }

    private mutating func letter(_ read: Record.ReadLetter) -> PlanLetter {
        let letter = read.letter.letter
        let sent = letter.sent.instant
        let sender = directory.enterprise(at: letter.sender.address, on: sent)
        let to = letter.receivers.first { !$0.isCopy } ?? letter.receivers.first
        let receiver = to.map { directory.enterprise(at: $0.party.address, on: sent) }
        name(sender, letter.sender.name)
        if let receiver, let to { name(receiver, to.party.name) }
        return PlanLetter(
            number: read.number, type: letter.type.rawValue, sender: sender, receiver: receiver, sent: sent, isCancelled: read.isCancelled)
    }

    private mutating func name(_ stay: Stay?, _ parties: Parties) {
        for (role, holder) in parties.holders {
            guard let id = holder.organisation else { continue }
            switch parties.definition.role(role)?.party {
            case .sender: name(id, stay?.hospitalName ?? "")
            case .receiver: name(id, stay?.municipalityName ?? "")
            case nil: name(id)
            }
        }
    }

    /// What people call an organisation: the directory's name, else what its letters say.
    private mutating func name(_ id: OrganisationID, _ said: String = "") {
        if let known = directory.organisation(id), !known.isLearned || said.isEmpty {
            names[id] = known.name
        } else if !said.isEmpty, said < names[id] ?? "\u{10FFFF}" {
            names[id] = said
        } else if names[id] == nil {
            names[id] = id.text
        }
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
