import Directory
import FHIR
import Journal

/// The file of a revision while it is made.
struct RevisionDraft {
    let definition: PathwayDefinition
    private(set) var tree: DefinitionTree
    /// In how many runs each step has opened.
    private let opened: [String: Int]

    init(_ definition: PathwayDefinition, _ plans: [Plan]) {
        self.definition = definition
        tree = definition.tree
        var opened: [String: Int] = [:]
        for run in plans.flatMap(\.runs) where run.pathway == definition.id && run.version == definition.version && !run.isCancelled {
            for id in Set(run.steps.filter { $0.opens != nil }.map(\.id)) { opened[id, default: 0] += 1 }
        }
        self.opened = opened
    }

    /// Steps that people added are counted by their title: each has an id of its own.
    func counts(_ deviations: [Deviation]) -> [DeviationCount] {
        Deviation.counts(
            deviations.map { deviation in
                guard deviation.kind == .added, case .step(let title, _, _) = deviation.instead else { return deviation }
                var deviation = deviation
                deviation.step = Self.id(title)
                return deviation
            })
    }

    mutating func change(for count: DeviationCount) -> Revision.Change? {
        guard let id = count.step else { return nil }
        let step = definition.step(id)
        switch count.kind {
        case .moved: return step.flatMap { move($0, count) }
        case .assigned: return step.flatMap { give($0, count) }
        case .skipped: return step.flatMap { remove($0, count) }
        case .added: return add(id, count)
        case .replaced, .paused, .stopped, .declined, .versionMoved: return nil
        }
    }

    /// Due as late as half of those who moved it had it, in whole hours or days. What a national rule says is no one's to move.
    private mutating func move(_ step: StepDefinition, _ count: DeviationCount) -> Revision.Change? {
        let lengths = count.deviations.compactMap { if case .due(let seconds) = $0.instead, seconds > 0 { seconds } else { nil } }.sorted()
        guard !lengths.isEmpty, step.recurrence == nil, step.expected == nil,
            step.deadlines.allSatisfy({ $0.basis.kind != .nationalRule })
        else { return nil }
        let term = Self.term(lengths[(lengths.count - 1) / 2])
        set(step, "due", DefinitionTree(.list([Self.deadline(term, count)])))
        return .due(within: term)
    }

    /// Owed by the role that most of them gave it to.
    private mutating func give(_ step: StepDefinition, _ count: DeviationCount) -> Revision.Change? {
        let roles = count.deviations.compactMap { if case .owner(let role?) = $0.instead { role } else { nil } }
        guard let role = Self.mostFrequent(roles, of: count.count), definition.role(role) != nil, role != step.owner,
            role != step.handOver?.to
        else { return nil }
        set(step, "owner", DefinitionTree(role))
        return .owner(role: role)
    }

    /// Gone when more than half of those who had it skipped it for this one reason and nothing else speaks of it.
    private mutating func remove(_ step: StepDefinition, _ count: DeviationCount) -> Revision.Change? {
        let skipped = Set(count.deviations.map(\.citizen)).count
        guard skipped * 2 > opened[step.id] ?? 0, !isNamed(step.id), definition.steps.count > 1 else { return nil }
        tree[DefinitionPart(step.choice == nil ? .step : .choice, step.id)] = nil
        return .removed
    }

    private func isNamed(_ id: String) -> Bool {
        definition.steps.flatMap(\.opens).contains { trigger in
            switch trigger.source {
            case .step(id, _), .choice(id, _): true
            case .step, .choice, .event, .start, .measurement, .resource: false
            }
        } || definition.ends.contains { $0.source == .step(id) } || definition.responsible.contains(.whileOpen(step: id))
            || definition.adherence.contains { $0.steps.contains(id) }
    }

    /// A step that many citizens got by hand is everybody's.
    private mutating func add(_ id: String, _ count: DeviationCount) -> Revision.Change? {
        var roles: [String] = []
        var lengths: [Int64] = []
        var title = id
        for case .step(let written, let role, let seconds) in count.deviations.compactMap(\.instead) {
            title = written
            roles.append(role)
            if let seconds { lengths.append(seconds) }
        }
        guard definition.step(id) == nil, let phase = definition.phases.last, !id.isEmpty else { return nil }
        let majority = Self.mostFrequent(roles, of: count.count)
        let isCitizens = majority == Lane.citizen
        let owner = majority.flatMap { definition.role($0)?.id } ?? definition.coordinator
        lengths.sort()
        // The title is in the language of whoever wrote it: the check reminds whoever reads the draft to translate it.
        let wording = DefinitionTree(.members(Wording.languages.map { .init($0, DefinitionTree(title)) }))
        let sentence = DefinitionTree(
            .members(Wording.languages.map { .init($0, DefinitionTree(title.hasSuffix(".") ? title : title + ".")) }))
        let deadline = Self.deadline(lengths.isEmpty ? .days(7) : Self.term(lengths[(lengths.count - 1) / 2]), count)
        var members: [DefinitionTree.Member] = [
            .init("step", DefinitionTree(id)), .init("phase", DefinitionTree(phase.id)), .init("owner", DefinitionTree(owner)),
            .init("title", wording), .init("short", wording), .init("citizen", sentence),
            .init("opens", DefinitionTree(.list([DefinitionTree(.members([.init("after start", DefinitionTree("yes"))]))]))),
            .init("due", DefinitionTree(.list([deadline]))), .init("done", DefinitionTree(.list([DefinitionTree("by hand")]))),
        ]
        if isCitizens { members.append(.init("citizen may", DefinitionTree(.list(["do", "skip", "comment"].map { DefinitionTree($0) })))) }
        tree.insert(DefinitionTree(.members(members)), DefinitionPart(.step, id), after: nil)
        return .added(id)
    }

    /// The head of the draft, and under its sources why each thing in it is different.
    mutating func finish(version: String, from: Day, because proposals: [Revision.Proposal]) {
        tree["version"] = DefinitionTree(version)
        tree["from"] = DefinitionTree("\(from)")
        tree["status"] = DefinitionTree("draft")
        tree["signed"] = nil
        let reasons = proposals.filter(\.isWritten).map { proposal in
            DefinitionTree(
                .members([
                    .init("what", DefinitionTree("step \(proposal.count.step ?? "")")),
                    .init("where", DefinitionTree(Self.why(proposal.count))),
                    .init("verified", DefinitionTree("no")),
                ]))
        }
        if !reasons.isEmpty { tree["sources"] = DefinitionTree(.list((tree["sources"]?.items ?? []) + reasons)) }
    }

    private mutating func set(_ step: StepDefinition, _ key: String, _ value: DefinitionTree) {
        let part = DefinitionPart(step.choice == nil ? .step : .choice, step.id)
        guard var changed = tree[part] else { return }
        changed[key] = value
        tree[part] = changed
    }

    private static func deadline(_ term: DeadlineTerm, _ count: DeviationCount) -> DefinitionTree {
        DefinitionTree(
            .members([
                .init("within", DefinitionTree("\(term)")), .init("basis", DefinitionTree("example")),
                .init("source", DefinitionTree(why(count))), .init("verified", DefinitionTree("no")),
            ]))
    }

    /// `moved 12 times: no car`
    private static func why(_ count: DeviationCount) -> String {
        "\(count.kind.rawValue) \(count.count) times" + (count.reason.isEmpty ? "" : ": \(count.reason)")
    }

    /// Whole hours within two days, else whole days: never shorter.
    private static func term(_ seconds: Int64) -> DeadlineTerm {
        let hours = Int((seconds + 3_599) / 3_600)
        return hours <= 48 ? .hours(hours) : .days((hours + 23) / 24)
    }

    private static func mostFrequent(_ values: [String], of all: Int) -> String? {
        let groups = Dictionary(grouping: values) { $0 }.mapValues(\.count)
        return groups.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.first { $0.value * 2 > all }?.key
    }

    /// `Ring dattera` → `ring-dattera`.
    private static func id(_ title: String) -> String {
        let words = title.lowercased().map { sign -> Character in
            switch sign {
            case "æ": "e"
            case "ø", "ö": "o"
            case "å", "ä": "a"
            default: sign.isASCII && (sign.isLetter || sign.isNumber) ? sign : "-"
            }
        }
        let id = String(words).split(separator: "-").joined(separator: "-").prefix(40)
        return id.first?.isLetter ?? false ? String(id) : "step-\(id)"
    }
}
