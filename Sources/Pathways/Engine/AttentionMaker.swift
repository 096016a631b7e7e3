import Directory
import Exchange
import FHIR
import Journal

/// Finds what a human must look at in one run.
struct AttentionMaker {
    let draft: RunDraft
    let run: Run
    let acts: DoneActs
    let letters: [PlanLetter]
    /// See ``PlanSettings/assignWithin``.
    let assignWithin: Int

    private var course: Course { draft.course }
    private var parties: Parties { draft.parties }
    /// Who looks after the run as a whole.
    private var coordinator: OrganisationID { parties.owner(course.rules.definition.coordinator).id }

    private func letter(_ number: Int64) -> PlanLetter? { letters.first { $0.number == number } }

    func attention() -> [Attention] {
        var all = (course.isMain ? contradictions() : []) + missingRoles() + unassigned() + unclear()
        if run.failure != nil { all.append(note(.runFailed, name: run.pathway, "failed", owner: coordinator, since: run.start)) }
        for trouble in draft.troubles { all.append(self.trouble(trouble)) }
        for done in course.unknownVersions {
            all.append(
                note(
                    .actWithoutPlace, name: done.act.kind.rawValue, "version/\(done.said.nanoseconds)",
                    owner: done.author.organisation ?? coordinator, since: done.said))
        }
        for reading in run.unread {
            all.append(
                note(
                    .unitUnreadable, name: reading.measurement, "unit/\(reading.measurement)/\(reading.unit ?? "")", owner: coordinator,
                    since: reading.at))
        }
        let steps = draft.steps
        for index in steps.indices {
            if steps[index].adapting?.offers.isEmpty == false { all += offers(of: steps[index]) }
            if course.rules.hasNotices { all += told(of: steps[index]) }
        }
        if all.isEmpty { return [] }
        return all.uniqueKeys().map { attention in
            var attention = attention
            let suffix = attention.key.dropFirst(run.key.utf8.count)
            attention.seen = acts.seen(Set(course.names.map { "\($0)\(suffix)" }))
            if !course.isMain { attention.run = run.key }
            return attention
        }
    }

    private func note(_ kind: Attention.Kind, name: String, _ place: String, owner: OrganisationID, since: Instant) -> Attention {
        Attention(key: "\(run.key)!\(place)", kind: kind, name: name, stay: run.stay, owner: owner, since: since)
    }

    private func contradictions() -> [Attention] {
        (course.stay?.contradictions ?? []).map { contradiction in
            let letter = contradiction.letter.flatMap(self.letter)
            return Attention(
                key: "\(run.key)!\(contradiction.name)" + (contradiction.letter.map { "/\($0)" } ?? ""), kind: .contradiction,
                name: contradiction.name, stay: run.stay, owner: letter?.receiver ?? coordinator, since: letter?.sent ?? run.start,
                letter: contradiction.letter)
        }
    }

    private func missingRoles() -> [Attention] {
        guard run.steps.indices.contains(where: { run.steps[$0].isStandIn }) else { return [] }
        let roles = Dictionary(grouping: run.steps.filter { $0.isStandIn && $0.opens != nil }, by: \.role)
        return roles.compactMap { role, steps -> Attention? in
            guard let problem = parties.holder(role)?.problem, let first = steps.compactMap(\.opens).min() else { return nil }
            return note(problem, name: role, "\(problem.rawValue)/\(role)", owner: parties.owner(role).id, since: first)
        }
    }

    /// Steps whose stand-in has not given them to anybody in time: put before somebody else who takes part, so that they are not forgotten.
    /// Where nobody else takes part the stand-in has been told already, by ``missingRoles()``.
    private func unassigned() -> [Attention] {
        run.steps.compactMap { step in
            guard step.isStandIn, let opens = step.opens else { return nil }
            let until = opens.adding(seconds: Int64(assignWithin))
            if let closing = step.closing, closing.outcome != .ended || closing.at <= until { return nil }
            let others = [course.definition.fallback, course.definition.coordinator] + course.definition.roles.map(\.id)
            guard let other = others.lazy.compactMap({ parties.organisation($0) }).first(where: { $0 != step.owner }) else { return nil }
            let place = step.key.dropFirst(run.key.utf8.count + 1)
            var attention = note(.unassigned, name: step.id, "unassigned/\(place)", owner: other, since: until)
            attention.step = step.key
            attention.from = until
            return attention
        }
    }

    /// What was said of a step that is still open and that no rule can read, for whoever received it.
    private func unclear() -> [Attention] {
        course.rules.unclear.flatMap { rules -> [Attention] in
            let unclear = rules.definition.unclear
            guard course.kinds.mayMeet(KindSieve(unclear)) else { return [] }
            let times = run.steps.filter { $0.id == rules.definition.id }
            guard let step = times.last, step.closing == nil || step.closing?.outcome == .ended else { return [] }
            let since = times.dropLast().last?.closing?.at ?? .distantPast
            let said = course.happenings.filter { happening in
                !happening.isEstimate && happening.at >= since && happening.isAny(of: unclear)
            }
            return said.map { happening in
                let letter = happening.letter.flatMap(self.letter)
                return Attention(
                    key: "\(run.key)!unclear/\(step.id)" + (happening.letter.map { "/\($0)" } ?? ""), kind: .unclear, name: step.id,
                    stay: run.stay, owner: letter?.receiver ?? step.counterpart ?? step.owner, since: happening.said,
                    letter: happening.letter)
            }
        }
    }

    /// What somebody did and cannot be done: kept, and put before whoever did it; what a citizen did, before the coordinator.
    private func trouble(_ trouble: StepMaker.Trouble) -> Attention {
        let place = trouble.step.key.dropFirst(run.key.utf8.count + 1)
        let when = trouble.act.map { "/\($0.act.kind.rawValue.replacing(" ", with: "-"))/\($0.said.nanoseconds)" } ?? ""
        var attention = note(
            trouble.kind,
            name: trouble.act.map { trouble.kind == .actWithoutPlace ? $0.act.kind.rawValue : trouble.step.id } ?? trouble.step.id,
            "\(trouble.kind.rawValue)/\(place)\(when)", owner: trouble.act?.author.organisation ?? coordinator, since: trouble.since)
        attention.step = trouble.step.key
        return attention
    }

    private func offers(of step: Step) -> [Attention] {
        guard let adapting = step.adapting, let last = adapting.offers.last else { return [] }
        let place = step.key.dropFirst(run.key.utf8.count + 1)
        let stamp = "\(place)/\(last.at.nanoseconds)"
        let isClosed = step.closing.map { $0.outcome != .ended && $0.outcome != .declined } ?? false
        func made(_ kind: Attention.Kind, owner: OrganisationID, since: Instant) -> Attention {
            var attention = note(kind, name: step.id, "\(kind.rawValue)/\(stamp)", owner: owner, since: since)
            attention.step = step.key
            return attention
        }
        if let answer = last.answer {
            guard answer.kind == .declined, !isClosed else { return [] }
            return [made(.offerDeclined, owner: step.owner, since: answer.at)]
        }
        if isClosed { return [] }
        var result: [Attention] = []
        switch last.to {
        case .organisation(let id) where !last.isOutside:
            var asked = made(.offered, owner: id, since: last.at)
            asked.due = last.answerBy
            result.append(asked)
        case .organisation, .person:
            var asked = made(.receiverOutside, owner: coordinator, since: last.at)
            asked.due = last.answerBy
            result.append(asked)
        }
        if let answerBy = last.answerBy {
            var late = made(.offerUnanswered, owner: last.by, since: answerBy)
            late.from = answerBy
            result.append(late)
        }
        return result
    }

    /// Those whom the definition names hear that it was done.
    private func told(of step: Step) -> [Attention] {
        guard let closing = step.closing, closing.outcome == .done, let notify = course.rules.step(step.id)?.definition.notify,
            !notify.isEmpty
        else { return [] }
        let place = step.key.dropFirst(run.key.utf8.count + 1)
        return notify.compactMap { role in
            guard let told = parties.organisation(role), told != step.owner else { return nil }
            var attention = note(.told, name: step.id, "told/\(place)/\(role)", owner: told, since: closing.at)
            attention.step = step.key
            return attention
        }
    }

    // MARK: Over all runs

    /// Acts that no run has a place for, conditions of pathways that did not start, and steps that should not stand beside each other.
    static func ofCitizen(_ plan: Plan, _ drafts: [RunDraft], _ failures: [RunFinder.Failure], _ acts: DoneActs) -> [Attention] {
        var all = failures.map { failure in
            Attention(
                key: "condition-failed/\(failure.pathway)", kind: .conditionFailed, name: failure.pathway, stay: plan.runs.last?.stay ?? 0,
                owner: drafts.last.map { $0.parties.owner($0.course.rules.definition.coordinator).id } ?? OrganisationID(""),
                since: Swift.max(failure.since, plan.runs.first?.start ?? failure.since))
        }
        if !acts.all.isEmpty { all += homeless(plan, drafts, acts) }
        all += conflicts(plan, drafts)
        return all.map { attention in
            var attention = attention
            attention.seen = attention.seen ?? acts.seen([attention.key])
            return attention
        }
    }

    private static func homeless(_ plan: Plan, _ drafts: [RunDraft], _ acts: DoneActs) -> [Attention] {
        var steps: Set<String> = []
        var runs: Set<String> = []
        for draft in drafts where acts.concernRuns { runs.formUnion(draft.course.names) }
        for draft in drafts where acts.concernSteps {
            for step in draft.steps {
                let suffix = step.key.dropFirst(draft.course.key.utf8.count)
                for name in draft.course.names { steps.insert("\(name)\(suffix)") }
            }
        }
        return acts.all.compactMap { done in
            let place: String
            if let step = done.act.step {
                guard !steps.contains(step) else { return nil }
                place = step
            } else if let run = done.act.run {
                guard !runs.contains(run) || done.author == .citizen else { return nil }
                place = run
            } else if case .started(let pathway, _) = done.act.deed {
                guard !plan.runs.contains(where: { $0.pathway == pathway && $0.start == done.at }) else { return nil }
                place = pathway
            } else {
                return nil
            }
            let stay = drafts.first { draft in draft.course.names.contains { place.hasPrefix($0 + "/") || place == $0 } }?.course.stay?
                .anchor
            // A step that is not there any more has no other name than the act's own.
            let key = "act-without-place/\(done.act.kind.rawValue.replacing(" ", with: "-"))/\(done.said.nanoseconds)"
            return Attention(
                key: key, kind: .actWithoutPlace, name: done.act.kind.rawValue, stay: stay ?? plan.runs.last?.stay ?? 0,
                owner: done.author.organisation ?? drafts.last?.parties.standIn ?? OrganisationID(""), since: done.said)
        }.uniqueKeys()
    }

    /// Open steps of which one should not stand beside the other: shown side by side to whoever must choose.
    private static func conflicts(_ plan: Plan, _ drafts: [RunDraft]) -> [Attention] {
        struct Open {
            var step: Step
            var run: Run
            var conflicts: [String]
        }
        guard drafts.contains(where: \.course.rules.hasConflicts) else { return [] }
        var open: [Open] = []
        for draft in drafts {
            guard let run = plan.run(key: draft.course.key) else { continue }
            for step in draft.steps where step.opens != nil && (step.closing == nil || step.closing?.outcome == .ended) {
                let conflicts = draft.course.rules.step(step.id)?.definition.conflicts ?? []
                if step.activity != nil || !conflicts.isEmpty { open.append(Open(step: step, run: run, conflicts: conflicts)) }
            }
        }
        var result: [Attention] = []
        for one in open where !one.conflicts.isEmpty {
            for other in open where other.step.key != one.step.key {
                guard let activity = other.step.activity, one.conflicts.contains(activity) else { continue }
                let since = Swift.max(one.step.opens ?? one.run.start, other.step.opens ?? other.run.start)
                var attention = Attention(
                    key: "conflict/\([one.step.key, other.step.key].sorted().joined(separator: "+"))", kind: .conflict, name: one.step.id,
                    stay: one.run.stay, owner: one.step.owner, since: since)
                attention.run = one.run.isMain ? nil : one.run.key
                attention.step = one.step.key
                attention.other = other.step.key
                attention.from = since
                result.append(attention)
            }
        }
        return result.uniqueKeys()
    }
}

extension [Attention] {
    /// The first of each key.
    fileprivate func uniqueKeys() -> [Attention] {
        if count < 2 { return self }
        var seen: Set<String> = []
        return filter { seen.insert($0.key).inserted }
    }
}
