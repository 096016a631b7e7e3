public import Directory
public import Exchange
import FHIR
public import Journal

extension Plan {
    /// The plan that stands for a citizen: a function of what was said, the directory and the definitions, and of nothing else.
    ///
    /// The order in which letters arrived leaves no trace but the numbers that the journal gave them. Throws when the library does not have
    /// the pathway that `settings` names.
    public static func make(
        record: Record, directory: Directory, library: PathwayLibrary, settings: PlanSettings = PlanSettings()
    ) throws(ReactionError) -> Plan {
        guard library.definitions.contains(where: { $0.id == settings.pathway }) else {
            throw ReactionError(
                "There is no definition of the pathway \"\(settings.pathway)\". Add it to the folder of pathways, or name another in the configuration."
            )
        }
        return PlanMaker(record: record, directory: directory, library: library, settings: settings).plan()
    }
}

/// Puts the runs of all stays together.
private struct PlanMaker {
    let record: Record
    let directory: Directory
    let acts: DoneActs
    private let courses: [Course]
    private var names: [OrganisationID: String] = [:]

    init(record: Record, directory: Directory, library: PathwayLibrary, settings: PlanSettings) {
        self.record = record
        self.directory = directory
        let acts = DoneActs(record.acts)
        self.acts = acts
        var courses = record.stays.compactMap { Course($0, record: record, library: library, settings: settings, acts: acts) }
            // The record has its stays in an order that no journal number decides; `start` alone may differ from theirs.
            .enumerated().sorted { ($0.element.start, $0.offset) < ($1.element.start, $1.offset) }.map(\.element)
        Self.addWhatNoStaySays(record, &courses)
        self.courses = courses
    }

    /// Deaths, contacts and other events that belong to no stay, and readmissions.
    private static func addWhatNoStaySays(_ record: Record, _ courses: inout [Course]) {
        // The death is that of the record, whoever told it.
        let loose = record.loose.filter { $0.kind != .died }.map(Happening.init)
        for index in courses.indices where courses[index].stay.state != .cancelled {
            var further: [Happening] = []
            if let death = record.death?.following(courses[index].stay.events), courses[index].real(.died).isEmpty,
                courses[index].contains(death.when)
            {
                further.append(Happening(.died, at: death.when, said: death.when, hasClock: death.at.precision >= .minute))
            }
            let own = Set(courses.indices.filter { courses[$0].stay.state != .cancelled })
            for happening in loose {
                let last = own.filter { courses[$0].contains(happening.at) }.max()
                if last == index { further.append(happening) }
            }
            if let left = courses[index].real(.discharged).last {
                let next = courses[(index + 1)...].first {
                    $0.stay.state != .cancelled && $0.start > left.at && courses[index].contains($0.start)
                }
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
        for (index, course) in courses.enumerated() {
            let numbers = Set(course.stay.letters)
            owned.formUnion(numbers)
            let own = record.letters.filter { numbers.contains($0.number) }
            let parties = Parties(
                course.definition, stay: course.stay, takingPart: takingPart(own, at: course.start), directory: directory, at: course.start)
            name(course.stay, parties)
            let steps = course.stay.state == .cancelled ? [] : StepMaker.steps(course, parties, acts)
            var run = RunMaker(course: course, parties: parties).run(steps: steps, letters: own.compactMap { letters[$0.number] })
            run.readmittedAfter =
                courses[..<index].last { before in
                    before.stay.state != .cancelled && before.real(.readmitted).contains { $0.at == course.start }
                }?.stay.anchor
            for step in steps {
                name(step.owner)
                if let counterpart = step.counterpart { name(counterpart) }
            }
            plan.attention += attention(course, run, parties, letters)
            plan.runs.append(run)
        }
        plan.letters = record.letters.filter { !owned.contains($0.number) }.compactMap { letters[$0.number] }
        plan.threads = record.conversations.map { PlanThread(id: $0.id, letters: $0.letters) }
        plan.attention.sort { $0.key < $1.key }
        plan.organisations = names.map { PlanOrganisation(id: $0.key, name: $0.value) }.sorted { $0.id < $1.id }
        return plan
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

    /// Everybody who sends or receives a letter of the stay.
    private func takingPart(_ letters: [Record.ReadLetter], at instant: Instant) -> [OrganisationID] {
        let parties = letters.flatMap { [$0.letter.letter.sender] + $0.letter.letter.receivers.map(\.party) }
        return Set(parties.map(\.innermost)).map { directory.organisation(at: $0, on: instant)?.id ?? OrganisationID($0) }.sorted()
    }

    private func attention(_ course: Course, _ run: Run, _ parties: Parties, _ letters: [Int64: PlanLetter]) -> [Attention] {
        let receiver = parties.owner(course.definition.coordinator).id
        let contradictions = course.stay.contradictions.map { contradiction in
            let letter = contradiction.letter.flatMap { letters[$0] }
            return Attention(
                key: "\(run.stay)!\(contradiction.name)" + (contradiction.letter.map { "/\($0)" } ?? ""), kind: .contradiction,
                name: contradiction.name, stay: run.stay, owner: letter?.receiver ?? receiver, since: letter?.sent ?? run.start,
                letter: contradiction.letter)
        }
        let roles = Dictionary(grouping: run.steps.filter { $0.isStandIn && $0.opens != nil }, by: \.role)
        let missing = roles.compactMap { role, steps -> Attention? in
            guard let problem = parties.holders[role]?.problem, let first = steps.compactMap(\.opens).min() else { return nil }
            return Attention(
                key: "\(run.stay)!\(problem.rawValue)/\(role)", kind: problem, name: role, stay: run.stay,
                owner: parties.owner(role).id, since: first)
        }
        return (contradictions + missing + unclear(course, run, letters)).map { attention in
            var attention = attention
            let suffix = attention.key.dropFirst("\(run.stay)".count)
            attention.seen = acts.seen(Set(course.anchors.map { "\($0)\(suffix)" }))
            return attention
        }
    }

    /// What was said of a step that is still open and that no rule can read, for whoever received it.
    private func unclear(_ course: Course, _ run: Run, _ letters: [Int64: PlanLetter]) -> [Attention] {
        course.definition.steps.filter { !$0.unclear.isEmpty }.flatMap { definition -> [Attention] in
            let times = run.steps.filter { $0.id == definition.id }
            guard let step = times.last, step.closing == nil || step.closing?.outcome == .ended else { return [] }
            let since = times.dropLast().last?.closing?.at ?? .distantPast
            let said = course.happenings.filter { happening in
                !happening.isEstimate && happening.at >= since
                    && definition.unclear.contains { $0.matches(happening.kind, happening.details) }
            }
            return said.map { happening in
                let letter = happening.letter.flatMap { letters[$0] }
                return Attention(
                    key: "\(run.stay)!unclear/\(step.id)" + (happening.letter.map { "/\($0)" } ?? ""), kind: .unclear, name: step.id,
                    stay: run.stay, owner: letter?.receiver ?? step.counterpart ?? step.owner, since: happening.said,
                    letter: happening.letter)
            }
        }
    }

    private mutating func name(_ stay: Stay, _ parties: Parties) {
        for (role, holder) in parties.holders {
            guard let id = holder.organisation else { continue }
            switch parties.definition.role(role)?.party {
            case .sender: name(id, stay.hospitalName)
            case .receiver: name(id, stay.municipalityName ?? "")
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

extension PlanCitizen {
    init(_ record: Record) {
        let citizen = record.citizen
        self.init(
            number: citizen.identifiers.first?.value, given: citizen.given, family: citizen.family, born: citizen.born,
            gender: citizen.gender, isProtected: citizen.isAddressProtected, died: record.died?.instant)
    }
}
