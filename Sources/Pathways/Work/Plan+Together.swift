public import Directory
public import FHIR

/// Visits that one journey could serve.
public struct SharedDay: Sendable, Hashable {
    public var day: Day
    /// Keys of the steps, by due time.
    public var steps: [String]
}

/// The one whom the citizen turns to.
public struct Contact: Sendable, Hashable {
    public var organisation: OrganisationID
    /// The key of the run that names it.
    public var run: String
}

extension Plan {
    /// Open steps that another one stands for, by their keys: steps of several runs with the same activity are one piece of work, and the
    /// one that is due first is it.
    public func stoodFor(at now: Instant) -> [String: String] {
        if runs.count < 2 { return [:] }
        var groups: [String: [Step]] = [:]
        for run in runs where !run.isOver(at: now) {
            for step in run.steps {
                if let activity = step.activity, step.state(at: now).isOwed { groups[activity, default: []].append(step) }
            }
        }
        var result: [String: String] = [:]
        for steps in groups.values where steps.count > 1 {
            let order = steps.sorted { ($0.due ?? .distantFuture, $0.key) < ($1.due ?? .distantFuture, $1.key) }
            for step in order.dropFirst() { result[step.key] = order[0].key }
        }
        return result
    }

    /// Days on which the citizen could do several visits, from `now` on: those that are open or open soon, each on one day at most, the
    /// earliest due first. Only days with several are told.
    public func sharedDays(at now: Instant) -> [SharedDay] {
        let gone = stoodFor(at: now)
        var visits: [(key: String, first: Day, last: Day)] = []
        for run in runs where !run.isOver(at: now) {
            for step in run.steps where step.isVisit && gone[step.key] == nil {
                guard step.closing == nil || step.closing?.outcome == .ended, let opens = step.opens, let due = step.due else { continue }
                // A due time at midnight is the end of the day before.
                let last = run.zone.day(at: max(due.adding(seconds: -1), opens))
                let first = run.zone.day(at: max(opens, now))
                visits.append((step.key, first, max(first, last)))
            }
        }
        visits.sort { ($0.last, $0.first, $0.key) < ($1.last, $1.first, $1.key) }
        var days: [SharedDay] = []
        while let earliest = visits.first {
            let together = visits.filter { $0.first <= earliest.last && earliest.last <= $0.last }
            if together.count > 1 { days.append(SharedDay(day: earliest.last, steps: together.map(\.key))) }
            visits.removeAll { visit in together.contains { $0.key == visit.key } }
        }
        return days
    }

    /// The citizen's one contact at an instant; nil only before anything has begun.
    ///
    /// The contact that the definition of a running pathway names, the citizen's own before those of stays and the longest running first;
    /// else whoever is responsible; else whoever was last.
    public func contact(at now: Instant) -> Contact? {
        let begun = runs.filter { !$0.isCancelled && $0.start <= now }
        let running = begun.filter { !$0.isOver(at: now) }
        let named = running.filter { $0.contact != nil }
        if let run = named.first(where: { $0.scope == .citizen }) ?? named.first, let contact = run.contact {
            return Contact(organisation: contact, run: run.key)
        }
        if let run = current(at: now), run.start <= now, let responsible = run.responsible(at: now) {
            return Contact(organisation: responsible.organisation, run: run.key)
        }
        for run in running.reversed() {
            if let responsible = run.responsible(at: now) { return Contact(organisation: responsible.organisation, run: run.key) }
        }
        for run in begun.reversed() {
            if let last = run.responsibility.last { return Contact(organisation: last.organisation, run: run.key) }
        }
        return begun.last.flatMap { run in run.lanes.lazy.compactMap(\.organisation).first.map { Contact(organisation: $0, run: run.key) } }
    }
}
