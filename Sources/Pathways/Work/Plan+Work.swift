import Directory
import Exchange
public import FHIR
public import Journal

extension Plan {
    /// Who owes what at an instant, a line for each organisation and step: what *Today* lists.
    ///
    /// Open steps belong to their owner. A step past its due time is put before those whom the definition names too, as attention. Steps
    /// that open later are `planned`. What was due before its owner went live is nobody's work. Of open steps that are done once for several
    /// runs, the one that is due first stands for all.
    public func work(at now: Instant, library: PathwayLibrary, settings: PlanSettings = PlanSettings()) -> [WorkItem] {
        work(at: now, roster: Roster(library), settings: settings)
    }

    func work(at now: Instant, roster: Roster, settings: PlanSettings) -> [WorkItem] {
        var items: [WorkItem] = []
        let stoodFor = stoodFor(at: now)
        for run in runs where !run.isOver(at: now) {
            let rules = roster.rules(run.pathway, version: run.version)
            for step in run.steps where settings.isLive(step) && stoodFor[step.key] == nil {
                let state = step.state(at: now)
                guard state.isOwed || (state == .planned && step.opens != nil) else { continue }
                let content = content(run, roster, .step(id: step.id, key: step.key), step: step)
                items.append(
                    WorkItem(
                        subject: subject, key: step.key, owner: step.owner.text, counterpart: step.counterpart?.text,
                        state: state.isOwed ? .open : .planned, due: step.due, content: content))
                guard state == .late, let late = rules?.step(step.id)?.definition.late else { continue }
                for role in late {
                    guard let told = run.lane(of: role)?.organisation, told != step.owner else { continue }
                    items.append(
                        WorkItem(
                            subject: subject, key: "\(step.key)!late/\(role)", owner: told.text, counterpart: step.owner.text,
                            state: .attention, due: step.due, content: content))
                }
            }
        }
        for attention in self.attention(at: now) {
            if attention.kind == .unassigned {
                guard let step = attention.step.flatMap({ step($0) })?.step, settings.isLive(step) else { continue }
            }
            guard let run = attention.run.flatMap({ run(key: $0) }) ?? run(attention.stay) ?? runs.last else { continue }
            items.append(
                WorkItem(
                    subject: subject, key: attention.key, owner: attention.owner.text, counterpart: nil, state: .attention,
                    due: attention.due,
                    content: content(
                        run, roster, .attention(attention.kind, name: attention.name, letter: attention.letter), since: attention.since,
                        owner: attention.owner, attention: attention)))
        }
        return items
    }

    /// What a human must look at by then and nobody has: before its time it is put before nobody.
    public func attention(at now: Instant) -> [Attention] {
        attention.filter { item in
            guard item.seen == nil, item.from.map({ $0 <= now }) ?? true else { return false }
            // Over with its step, and with its pathway.
            return item.kind != .unassigned || item.step.flatMap { step($0) }?.step.state(at: now).isOwed ?? false
        }
    }

    /// When the plan must be looked at again: at each due time of what is still to be done, at openings to come and at the end.
    ///
    /// Due times that have passed stay in the list until the step closes; the journal knows which have fired.
    public func timers(at now: Instant, settings: PlanSettings = PlanSettings()) -> [Timer] {
        var timers: [Timer] = []
        for run in runs where !run.isOver(at: now) {
            for step in run.steps where settings.isLive(step) {
                if let opens = step.opens, opens > now, step.closing == nil || step.closing?.outcome == .ended {
                    timers.append(Timer(subject: subject, key: "\(step.key)+open", due: opens))
                }
                for until in step.adapting?.pauses.compactMap(\.until) ?? []
                where until > now && !run.pauses.contains(where: { $0.until == until }) {
                    timers.append(Timer(subject: subject, key: "\(step.key)+rest", due: until))
                }
                if let due = step.due, step.closing == nil || step.closing?.outcome == .ended {
                    timers.append(Timer(subject: subject, key: step.key, due: due))
                }
            }
            if let end = run.end, end > now { timers.append(Timer(subject: subject, key: "\(run.key)+end", due: end)) }
            for until in run.pauses.compactMap(\.until) where until > now {
                timers.append(Timer(subject: subject, key: "\(run.key)+rest", due: until))
            }
        }
        for attention in attention where attention.seen == nil {
            if let from = attention.from, from > now { timers.append(Timer(subject: subject, key: attention.key, due: from)) }
        }
        return timers
    }

    private func content(
        _ run: Run, _ roster: Roster, _ about: WorkContent.Subject, step: Step? = nil, since: Instant? = nil, owner: OrganisationID? = nil,
        attention: Attention? = nil
    ) -> [UInt8] {
        let hospital = hospital(of: run, roster)
        let isOfStay = run.scope == .stay
        let ended = isOfStay ? run.events.last { ($0.kind == .discharged || $0.kind == .died) && !$0.isEstimate } : nil
        return WorkContent(
            subject: about, pathway: run.pathway, version: run.version, stay: run.stay, run: run.isMain ? nil : run.key,
            title: step?.adapting?.title ?? attention?.step.flatMap { self.step($0)?.step.adapting?.title }, step: attention?.step,
            other: attention?.other, name: citizen.name, born: citizen.born,
            isProtected: citizen.isProtected, hospital: hospital?.organisation.map { name(of: $0) }, unit: hospital?.unit,
            state: run.state, zone: run.zone, start: run.start, end: ended?.at,
            ready: run.segments.last { $0.kind == .ready }?.from, expectedDischarge: run.expectedDischarge, opens: step?.opens ?? since,
            isStandIn: step?.isStandIn ?? false, counterpart: step?.counterpart.map { name(of: $0) },
            owner: (step?.owner ?? owner).map { name(of: $0) } ?? "", said: attention?.said(in: self)
        ).json
    }
}

extension Plan {
    /// The lane of the hospital that a run's stay is in; nil for a run of the citizen's, which is in no stay.
    private func hospital(of run: Run, _ roster: Roster) -> Lane? {
        guard run.scope == .stay else { return nil }
        let drawn = run.isMain ? run : runs.first { $0.isMain && $0.stay == run.stay } ?? run
        let sender = roster.rules(drawn.pathway, version: drawn.version)?.definition.roles.first { $0.party == .sender }
        return sender.flatMap { drawn.lane(of: $0.id) }
    }
}

extension PlanSettings {
    /// Whether the hub acts on a step: not when it was due, or opened without being due, before its owner went live.
    func isLive(_ step: Step) -> Bool {
        guard let live = goLive[step.owner], let time = step.due ?? step.opens else { return true }
        return time >= live
    }
}
