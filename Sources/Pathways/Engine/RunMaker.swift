import Directory
import Exchange
import FHIR
import Journal

/// Turns a course and its steps into the run that pages show.
struct RunMaker {
    let course: Course
    let parties: Parties
    var measurings: [Measuring] = []

    func run(steps: [Step], letters: [PlanLetter]) -> Run {
        let stay = course.stay
        var run = Run(
            stay: course.scope == .stay ? stay?.anchor ?? 0 : 0, pathway: course.rules.definition.id,
            version: course.rules.definition.version,
            country: course.country, zone: course.zone, start: course.start, key: course.key, scope: course.scope)
        run.end = course.end?.at
        run.isCancelled = course.isCancelled
        run.state = stay?.state ?? .discharged
        run.pauses = course.pauses
        run.stopped = course.stop?.fact
        run.readings = measurings.flatMap(\.readings)
        run.latest = measurings.compactMap(\.latest)
        run.unread = measurings.flatMap(\.unread)
        run.contact = parties.contact
        run.expectedDischarge = course.expectedDischarge
        run.segments = course.scope == .stay ? segments() : []
        run.events = course.happenings.map {
            PlanEvent(
                kind: $0.kind, at: $0.at, hasClock: $0.hasClock, isEstimate: $0.isEstimate || $0.kind == .dischargeExpected,
                letter: $0.letter, details: $0.details)
        }
        run.steps = steps
        run.lanes =
            zip(course.rules.definition.roles, parties.holders).map { role, holder in
                Lane(role: role.id, organisation: holder.organisation, unit: role.party == .sender ? stay?.unitName : nil)
            } + [Lane(role: Lane.citizen, organisation: nil)]
        run.responsibility = responsibility(steps)
        run.letters = letters
        run.prices = prices()
        return run
    }

    /// Where the citizen was, from the movements that stand.
    private func segments() -> [Segment] {
        var result: [Segment] = []
        var before = Segment.Kind.inpatient
        func close(_ at: Instant) {
            guard let last = result.last, last.until == nil else { return }
            if last.from >= at { result.removeLast() } else { result[result.count - 1].until = at }
        }
        func begin(_ kind: Segment.Kind, _ at: Instant) {
            if result.last?.until == nil, result.last?.kind == kind { return }
            close(at)
            result.append(Segment(kind: kind, from: at, until: nil))
        }
        for event in course.happenings where !event.isEstimate && (event.kind == .admitted || !course.isOver(before: event.at)) {
            switch event.kind {
            case .admitted: begin(event.details["class"] == "acute" ? .acute : .inpatient, event.at)
            case .onLeave:
                if let last = result.last, last.until == nil, last.kind != .leave { before = last.kind }
                begin(.leave, event.at)
            case .backFromLeave: begin(before, event.at)
            case .readyForDischarge: begin(.ready, event.at)
            case .notReadyAfterAll: begin(.inpatient, event.at)
            case .discharged, .died: close(event.at)
            default: continue
            }
        }
        return result
    }

    /// The definition's rule, worked out at each instant at which it can change.
    private func responsibility(_ steps: [Step]) -> [Responsibility] {
        if course.isCancelled { return [] }
        // In a stay somebody has the citizen already; a pathway of the citizen's begins with whoever coordinates it.
        let rules = course.rules
        let first = course.scope == .stay ? rules.definition.fallback : rules.definition.coordinator
        var handovers: [(at: Instant, organisation: OrganisationID, role: String)] = [
            (.distantPast, parties.owner(first).id, first)
        ]
        var windows: [(from: Instant, until: Instant, step: Int, owner: OrganisationID)] = []
        for index in rules.definition.responsible.indices {
            switch rules.definition.responsible[index] {
            case .from(let kind, let role):
                let sieve = rules.handing[index]
                guard course.kinds.mayMeet(sieve) else { continue }
                for happening in course.happenings where happening.kinds.mayMeet(sieve) && happening.kind == kind && !happening.isEstimate {
                    handovers.append((happening.at, parties.owner(role, toldBy: happening), role))
                }
            case .whileOpen(let id):
                for index in steps.indices where steps[index].id == id {
                    guard let opens = steps[index].opens else { continue }
                    let until = steps[index].closing?.at ?? .distantFuture
                    guard let owners = steps[index].adapting?.owners, !owners.isEmpty else {
                        windows.append((opens, until, index, steps[index].owner))
                        continue
                    }
                    for (number, owner) in owners.enumerated() {
                        let next = number + 1 < owners.count ? owners[number + 1].from : until
                        let window = (max(opens, owner.from), Swift.min(until, next), index, owner.organisation)
                        if window.0 < window.1 { windows.append(window) }
                    }
                }
            }
        }
        // Those to whom the citizen was handed over have them from then on.
        for step in course.rules.hasHandOvers ? steps : [] where step.closing?.outcome == .done {
            guard let handOver = course.rules.step(step.id)?.definition.handOver, let offer = step.adapting?.offers.last,
                let answer = offer.answer, answer.kind == .accepted,
                case .organisation(let id) = offer.to
            else { continue }
            handovers.append((answer.at, id, handOver.to))
        }
        let (start, last) = (course.start, course.end?.at ?? .distantFuture)
        var changes = [start]
        for handover in handovers { changes.append(handover.at) }
        for window in windows { changes += [window.from, window.until] }
        changes.sort()
        var result: [Responsibility] = []
        var before: Instant?
        for at in changes where at >= start && at < last && at != before {
            before = at
            let next: Responsibility
            if let window = windows.first(where: { $0.from <= at && at < $0.until }) {
                next = Responsibility(from: at, role: steps[window.step].role, organisation: window.owner, step: steps[window.step].key)
            } else {
                var latest = handovers[0]
                for handover in handovers where handover.at <= at && handover.at >= latest.at { latest = handover }
                next = Responsibility(from: at, role: latest.role, organisation: latest.organisation, step: nil)
            }
            if let previous = result.last, previous.organisation == next.organisation, previous.role == next.role,
                previous.step == next.step
            {
                continue
            }
            result.append(next)
        }
        return result
    }

    /// Days that cost: those at whose midnight the citizen still waits, from the day that counts first on.
    private func prices() -> [PriceNote] {
        let all = course.rules.definition.prices
        guard course.stay != nil, !all.isEmpty else { return [] }
        var notes: [PriceNote] = []
        for place in all.indices where all[place].country == course.country && course.has(all[place].from) {
            notes += self.notes(all[place]).withoutRepeats()
        }
        return notes
    }

    /// One for each time that the price's days began.
    private func notes(_ price: PriceDefinition) -> [PriceNote] {
        let happenings = course.happenings
        var notes: [PriceNote] = []
        for begin in happenings.indices where !happenings[begin].isEstimate && happenings[begin].kind == price.from {
            let at = happenings[begin].at
            if course.isOver(before: at) { continue }
            let later = happenings.indices.filter { !happenings[$0].isEstimate && happenings[$0].at >= at }
            let stop = later.first { price.until.contains(happenings[$0].kind) }.map { happenings[$0].at }
            var freed: Instant?
            var isCertain = false
            for place in later where happenings[place].at <= stop ?? .distantFuture {
                let (kind, details) = (happenings[place].kind, happenings[place].details)
                if freed == nil, price.unless?.matches(kind, details) ?? false { freed = happenings[place].at }
                if price.certain?.matches(kind, details) ?? false { isCertain = true }
            }
            let first = course.zone.day(at: at)
            let until = [stop, freed].compactMap { $0.map { course.zone.day(at: $0).adding(days: -1) } }.min()
            var amounts = price.amounts(from: first)
            if let until { amounts.removeAll { $0.day > until.ordinal - first.ordinal + 1 } }
            if amounts.isEmpty { continue }
            notes.append(
                PriceNote(id: price.id, from: first, until: until, amounts: amounts, currency: price.currency, isCertain: isCertain))
        }
        return notes
    }
}

extension [PriceNote] {
    /// Each day in one note: the ready notice may be told twice. They come in order.
    fileprivate func withoutRepeats() -> [PriceNote] {
        reduce(into: []) { notes, note in
            if let last = notes.last, last.until.map({ note.from <= $0 }) ?? true { return }
            notes.append(note)
        }
    }
}
