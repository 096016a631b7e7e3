import Directory
import Exchange
import FHIR
import Journal

/// Turns a course and its steps into the run that pages show.
struct RunMaker {
    let course: Course
    let parties: Parties
    var readings: [Reading] = []

    func run(steps: [Step], letters: [PlanLetter]) -> Run {
        let stay = course.stay
        var run = Run(
            stay: course.scope == .stay ? stay?.anchor ?? 0 : 0, pathway: course.definition.id, version: course.definition.version,
            country: course.country, zone: course.zone, start: course.start, key: course.key, scope: course.scope)
        run.end = course.end?.at
        run.isCancelled = course.isCancelled
        run.state = stay?.state ?? .discharged
        run.pauses = course.pauses
        run.stopped = course.stop?.fact
        run.readings = readings
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
            course.definition.roles.map { role in
                Lane(
                    role: role.id, organisation: parties.organisation(role.id),
                    unit: role.party == .sender ? stay?.unitName : nil)
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
        let first = course.scope == .stay ? course.definition.fallback : course.definition.coordinator
        var handovers: [(at: Instant, organisation: OrganisationID, role: String)] = [
            (.distantPast, parties.owner(first).id, first)
        ]
        var windows: [(from: Instant, until: Instant, step: Step)] = []
        for rule in course.definition.responsible {
            switch rule {
            case .from(let kind, let role): handovers += course.real(kind).map { ($0.at, parties.owner(role, toldBy: $0.sender), role) }
            case .whileOpen(let id):
                for step in steps where step.id == id {
                    guard let opens = step.opens else { continue }
                    let until = step.closing?.at ?? .distantFuture
                    guard let owners = step.adapting?.owners, !owners.isEmpty else {
                        windows.append((opens, until, step))
                        continue
                    }
                    for (index, owner) in owners.enumerated() {
                        var held = step
                        held.owner = owner.organisation
                        let next = index + 1 < owners.count ? owners[index + 1].from : until
                        let window = (max(opens, owner.from), Swift.min(until, next), held)
                        if window.0 < window.1 { windows.append(window) }
                    }
                }
            }
        }
        // Those to whom the citizen was handed over have them from then on.
        for step in steps where step.closing?.outcome == .done {
            guard let definition = course.definition.step(step.id), let handOver = definition.handOver,
                let offer = step.adapting?.offers.last, let answer = offer.answer, answer.kind == .accepted,
                case .organisation(let id) = offer.to
            else { continue }
            handovers.append((answer.at, id, handOver.to))
        }
        let (start, last) = (course.start, course.end?.at ?? .distantFuture)
        let changes = Set([start] + handovers.map(\.at) + windows.flatMap { [$0.from, $0.until] }).filter { $0 >= start && $0 < last }
            .sorted()
        var result: [Responsibility] = []
        for at in changes {
            let next: Responsibility
            if let window = windows.first(where: { $0.from <= at && at < $0.until }) {
                next = Responsibility(from: at, role: window.step.role, organisation: window.step.owner, step: window.step.key)
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
        guard course.stay != nil, !course.definition.prices.isEmpty else { return [] }
        let zone = course.zone
        return course.definition.prices.filter { $0.country == course.country }.flatMap { price in
            course.real(price.from).filter { !course.isOver(before: $0.at) }.compactMap { event -> PriceNote? in
                let later = course.happenings.filter { !$0.isEstimate && $0.at >= event.at }
                let stop = later.first { price.until.contains($0.kind) }
                let within = later.filter { $0.at <= stop?.at ?? .distantFuture }
                let freed = within.first { price.unless?.matches($0.kind, $0.details) ?? false }
                let isCertain = within.contains { price.certain?.matches($0.kind, $0.details) ?? false }
                let first = zone.day(at: event.at)
                let ends = [stop, freed].compactMap { $0.map { zone.day(at: $0.at).adding(days: -1) } }
                let until = ends.min()
                let amounts = price.amounts(from: first).filter { $0.day <= until.map { $0.ordinal - first.ordinal + 1 } ?? .max }
                guard !amounts.isEmpty else { return nil }
                return PriceNote(id: price.id, from: first, until: until, amounts: amounts, currency: price.currency, isCertain: isCertain)
            }.withoutRepeats()
        }
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
