import Directory
import FHIR
import Journal

extension StepMaker {
    /// What closed a step first, leaving out what was known before somebody reopened it.
    func closing(of step: StepRules, _ own: StepActs, _ span: Span) -> Step.Closing? {
        let reopened = own.reopening?.said ?? .distantPast
        var closing: Step.Closing?
        if !own.isEmpty { for candidate in own.closings { closing = min(closing, candidate) } }
        func isDone(at instant: Instant) -> Bool { span.isAfter ? instant > span.done : instant >= span.done }
        if course.kinds.mayMeet(step.closers) {
            for event in course.happenings where event.kinds.mayMeet(step.closers) && !event.isEstimate && event.said > reopened {
                if isDone(at: event.at), event.isAny(of: step.definition.done) { closing = min(closing, event.closing(.done)) }
                if let withdrawn = span.withdrawn, event.at >= withdrawn, event.isAny(of: step.definition.withdrawn) {
                    closing = min(closing, event.closing(.withdrawn))
                }
            }
        }
        for pattern in step.definition.doneByResources where span.resources != nil {
            // A condition that cannot be worked out does nothing; the step stays open before its owner.
            guard let matches = try? resources.matches(pattern) else { continue }
            let from = span.isAfter ? span.done : span.resources ?? span.done
            // They stand in the order in which they were said, so the first that counts is the one that did it.
            let first = matches.firstPlace { $0.said > reopened && (span.isAfter ? $0.said > from : $0.said >= from) }
            if first < matches.count { closing = min(closing, Step.Closing(outcome: .done, at: matches[first].said)) }
        }
        return closing
    }

    func plain(_ step: StepRules, _ number: Int) -> Step {
        let owner = parties.owner(at: step.owner)
        var result = Step(
            key: key(course.key, step.definition.id, number), id: step.definition.id, phase: step.definition.phase,
            role: step.definition.owner, owner: owner.id, isStandIn: owner.isStandIn,
            counterpart: step.counterpart.flatMap { parties.holders[$0].organisation })
        result.activity = step.definition.activity
        result.isVisit = step.definition.isVisit
        return result
    }

    private func key(_ run: String, _ step: String, _ number: Int) -> String {
        let first = run + "/" + step
        return number == 1 ? first : first + "/" + String(number)
    }

    /// What people did with it under any key that it has had, leaving out what citizens may not.
    func stepActs(_ step: StepRules, _ number: Int) -> StepActs {
        guard acts.concernSteps else { return .none }
        return acts.of(course.names.map { key($0, step.definition.id, number) }).allowing(step.definition.citizenMay)
    }

    // MARK: Steps of this citizen alone

    /// In the order in which they were added.
    mutating func ownSteps() -> [Step] {
        if !acts.concernSteps || course.isCancelled { return [] }
        var result: [Step] = []
        for done in acts.all {
            var replaced: String?
            let own: OwnStep
            switch done.act.deed {
            case .added(let step): own = step
            case .replaced(let key, let step):
                own = step
                replaced = key
            default: continue
            }
            guard course.names.contains(own.run), !result.contains(where: { $0.id == own.id }), course.rules.step(own.id) == nil else {
                continue
            }
            if let replaced {
                let others = acts.of(course.aliases(of: replaced)).allowing(
                    course.rules.step(Course.stepID(replaced))?.definition.citizenMay ?? Set(CitizenAct.allCases))
                let stands = others.all.contains { $0.fact == done.fact } && !others.isRestored(since: done)
                guard stands else { continue }
            }
            result.append(make(own, done, replaced))
        }
        return result
    }

    private mutating func make(_ own: OwnStep, _ done: DoneActs.Done, _ replaced: String?) -> Step {
        let isCitizens = own.owner == nil
        let owner = own.owner ?? parties.contact ?? parties.standIn
        let phase = replaced.flatMap { course.rules.step(Course.stepID($0))?.definition.phase } ?? course.definition.phases.last?.id ?? ""
        let role = isCitizens ? Lane.citizen : parties.role(of: owner) ?? course.definition.coordinator
        var result = Step(key: "\(course.key)/\(own.id)", id: own.id, phase: phase, role: role, owner: owner)
        result.opens = done.at
        result.due = own.due
        result.change {
            $0.title = own.title
            $0.resource = own.resource
            $0.replaces = replaced.map { course.canonical($0) }
        }
        let taken = acts.of(course.names.map { "\($0)/\(own.id)" }).allowing(
            isCitizens || done.author == .citizen ? Set(CitizenAct.allCases) : [.comment])
        for closing in taken.closings { result.closing = min(result.closing, closing) }
        adapt(&result, nil, taken, from: done.at)
        if let end = course.end { result.closing = min(result.closing, end.closing) }
        return result
    }
}

extension RandomAccessCollection<SaidResource> where Index == Int {
    /// The first place from which on something holds of all; the end when it holds of none. It must hold of all after one of which it holds.
    fileprivate func firstPlace(where holds: (Element) -> Bool) -> Int {
        var (low, high) = (startIndex, endIndex)
        while low < high {
            let middle = (low + high) / 2
            if holds(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

extension Course {
    /// The step's id in a key: `answer` of `12/answer/2`.
    static func stepID(_ key: String) -> String { key.split(separator: "/").dropFirst().first.map(String.init) ?? "" }

    /// The key of a step of this run, however an act named the run.
    func canonical(_ key: String) -> String {
        guard let slash = key.utf8.firstIndex(of: UInt8(ascii: "/")) else { return key }
        return names.contains(String(key[..<slash])) ? self.key + key[slash...] : key
    }

    /// Every key that a step of this run has had.
    func aliases(of key: String) -> [String] {
        guard let slash = key.utf8.firstIndex(of: UInt8(ascii: "/")), names.contains(String(key[..<slash])) else { return [key] }
        return names.map { $0 + key[slash...] }
    }
}
